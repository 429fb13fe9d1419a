//===- StaticInit.cpp - Initializers of static locals ---------------------===//
#include "Prepare/StaticInit.h"
#include "Analysis/StaticObjects.h"
#include "Prepare/Exceptions.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/CodeExtractor.h"

using namespace llvm;

namespace wengert {

/// The object that Guard (`_ZGV...`) guards owns memory. Its parts may be
/// variables of their own (`name.0`) by now, so that it is looked for by name.
static bool guardsStaticObject(const GlobalVariable &Guard) {
  StringRef Name = Guard.getName();
  if (!Name.consume_front("_ZGV"))
    return false;
  std::string Object = ("_Z" + Name).str();
  for (const GlobalVariable &G : Guard.getParent()->globals())
    if (G.getName().split('.').first == Object && isStaticObject(G))
      return true;
  return false;
}

/// Where construction begins after Acquire, which returned nonzero.
static BasicBlock *initBlock(CallInst &Acquire) {
  if (!Acquire.hasOneUse())
    return nullptr;
  auto *Cmp = dyn_cast<ICmpInst>(Acquire.user_back());
  if (!Cmp || !Cmp->hasOneUse() || !Cmp->isEquality() ||
      !isa<ConstantInt>(Cmp->getOperand(1)) ||
      !cast<ConstantInt>(Cmp->getOperand(1))->isZero())
    return nullptr;
  auto *Br = dyn_cast<BranchInst>(Cmp->user_back());
  if (!Br || !Br->isConditional())
    return nullptr;
  bool Equal = Cmp->getPredicate() == CmpInst::ICMP_EQ;
  BasicBlock *Init = Br->getSuccessor(Equal ? 1 : 0);
  return Init->getSinglePredecessor() ? Init : nullptr;
}

static bool ends(const Instruction &I, const Value *Guard) {
  auto *CB = dyn_cast<CallBase>(&I);
  const Function *G = CB ? CB->getCalledFunction() : nullptr;
  return G &&
         (G->getName() == "__cxa_guard_release" ||
          G->getName() == "__cxa_guard_abort") &&
         CB->getArgOperand(0)->stripPointerCasts() == Guard;
}

/// The blocks from Init to where Guard is released; what follows is split off.
/// Empty if control leaves in any other way.
static SmallVector<BasicBlock *, 8> regionOf(BasicBlock *Init,
                                             const Value *Guard) {
  SmallVector<BasicBlock *, 8> Region{Init};
  SmallPtrSet<BasicBlock *, 8> Seen{Init};
  for (unsigned K = 0; K < Region.size(); ++K) {
    BasicBlock *BB = Region[K];
    auto End = find_if(*BB, [&](Instruction &I) { return ends(I, Guard); });
    if (End != BB->end()) {
      SplitBlock(BB, std::next(End));
      continue;
    }
    if (isa<ReturnInst, ResumeInst>(BB->getTerminator()))
      return {};
    for (BasicBlock *Succ : successors(BB))
      if (Seen.insert(Succ).second)
        Region.push_back(Succ);
  }
  return Region;
}

/// What a call that may throw gives beside its result (Exceptions.h).
static bool isException(const Value *V) {
  if (!V->getType()->isPointerTy())
    return false;
  if (auto *X = dyn_cast<ExtractValueInst>(V); X && X->getIndices()[0] == 1)
    V = X->getAggregateOperand();
  auto *CB = dyn_cast<CallBase>(V);
  const Function *F = CB ? CB->getCalledFunction() : nullptr;
  return F && (F->getName().ends_with(Exceptions::Suffix) ||
               F->getName().contains(".eav.") ||
               F->getName().starts_with("wengert.try."));
}

/// Construction depends on nothing that could be active, and hands nothing on
/// but by the object, and what it throws.
static bool isApart(const CodeExtractor &Extractor,
                    ArrayRef<BasicBlock *> Region) {
  SetVector<Value *> Inputs, Outputs;
  Extractor.findInputsOutputs(Inputs, Outputs, {});
  if (!all_of(Outputs, isException))
    return false;
  auto inside = [&](User *U) {
    auto *I = dyn_cast<Instruction>(U);
    return I && is_contained(Region, I->getParent());
  };
  return all_of(Inputs, [&](Value *V) {
    return V->getType()->isIntegerTy() ||
           (isa<AllocaInst>(V) && all_of(V->users(), inside));
  });
}

void extractStaticInits(Function &F, SmallVectorImpl<Function *> &Made) {
  SmallVector<std::pair<CallInst *, GlobalVariable *>, 2> Acquires;
  for (Instruction &I : instructions(F))
    if (auto *CI = dyn_cast<CallInst>(&I))
      if (const Function *G = CI->getCalledFunction();
          G && G->getName() == "__cxa_guard_acquire")
        if (auto *Guard = dyn_cast<GlobalVariable>(
                CI->getArgOperand(0)->stripPointerCasts()))
          if (guardsStaticObject(*Guard))
            Acquires.push_back({CI, Guard});
  for (auto [Acquire, Guard] : Acquires) {
    BasicBlock *Init = initBlock(*Acquire);
    if (!Init)
      continue;
    auto Region = regionOf(Init, Guard);
    if (Region.empty())
      continue;
    DominatorTree DT(F);
    CodeExtractorAnalysisCache Cache(F);
    CodeExtractor Extractor(Region, &DT);
    if (!Extractor.isEligible() || !isApart(Extractor, Region))
      continue;
    Function *N = Extractor.extractCodeRegion(Cache);
    if (!N)
      continue;
    N->setName("wengert.init." + Guard->getName());
    N->setLinkage(GlobalValue::InternalLinkage);
    N->addFnAttr("enzyme_inactive");
    Made.push_back(N);
  }
}

} // namespace wengert
