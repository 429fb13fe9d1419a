//===- QuietGlobals.cpp - Variables only set up elsewhere -----------------===//
#include "Analysis/QuietGlobals.h"
#include "Models/KnownCalls.h"
#include "Request/WireCall.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

static constexpr StringLiteral Mark = "wengert.quiet";

bool isQuiet(const GlobalVariable &G) { return G.hasMetadata(Mark); }

void dropQuietGlobals(Module &M) {
  for (GlobalVariable &G : M.globals())
    G.setMetadata(Mark, nullptr);
}

/// All functions that may run in a derivative: what wire calls name, and what
/// that mentions. False if a wire call's function is not known.
static bool findReached(Module &M, SmallPtrSetImpl<const Function *> &Reached) {
  SmallVector<const Value *, 32> Work;
  for (Function &Hook : M) {
    if (!isWireHook(Hook))
      continue;
    for (const User *U : Hook.users()) {
      const auto *CB = dyn_cast<CallBase>(U);
      if (!CB || CB->getCalledFunction() != &Hook || CB->arg_empty())
        return false;
      bool Found = false;
      for (const Value *Op : CB->args())
        if (const auto *F = dyn_cast<Function>(Op->stripPointerCasts())) {
          Work.push_back(F);
          Found = true;
        }
      if (!Found)
        return false;
    }
  }
  SmallPtrSet<const Value *, 32> Seen;
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val();
    if (!Seen.insert(V).second)
      continue;
    if (const auto *F = dyn_cast<Function>(V)) {
      Reached.insert(F);
      for (const Instruction &I : instructions(*F))
        for (const Value *Op : I.operands())
          if (isa<Constant>(Op) && !isa<ConstantData>(Op))
            Work.push_back(Op);
    } else if (const auto *G = dyn_cast<GlobalVariable>(V)) {
      if (G->hasInitializer())
        Work.push_back(G->getInitializer());
    } else if (const auto *C = dyn_cast<Constant>(V)) {
      for (const Value *Op : C->operands())
        Work.push_back(Op);
    }
  }
  return true;
}

/// Does this use, outside of what derivatives run, keep the address to itself?
/// It may write to the variable.
static bool keepsAddress(const Use &U) {
  const auto *I = cast<Instruction>(U.getUser());
  if (isa<LoadInst>(I) || isa<ICmpInst>(I))
    return true;
  if (const auto *S = dyn_cast<StoreInst>(I))
    return U.getOperandNo() == S->getPointerOperandIndex();
  const auto *CB = dyn_cast<CallBase>(I);
  if (!CB || !CB->isArgOperand(&U))
    return false;
  const Function *F = CB->getCalledFunction();
  // Fortran's run-time library gets descriptors and keeps none.
  return CB->doesNotCapture(CB->getArgOperandNo(&U)) ||
         isa<MemIntrinsic>(CB) || (F && F->getName().starts_with("_FortranA"));
}

static bool isUntouched(const GlobalVariable &G,
                        const SmallPtrSetImpl<const Function *> &Reached) {
  SmallVector<const Value *, 8> Work{&G};
  SmallPtrSet<const Value *, 8> Seen;
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val();
    if (!Seen.insert(V).second)
      continue;
    for (const Use &U : V->uses()) {
      const User *X = U.getUser();
      if (isa<GEPOperator>(X) || isa<PHINode>(X) || isa<SelectInst>(X) ||
          isa<BitCastOperator>(X) || isa<AddrSpaceCastOperator>(X)) {
        Work.push_back(X);
        continue;
      }
      const auto *I = dyn_cast<Instruction>(X);
      if (!I)
        return false;
      if (!Reached.contains(I->getFunction())) {
        if (!keepsAddress(U))
          return false;
        continue;
      }
      if (isa<LoadInst>(I) || isa<ICmpInst>(I))
        continue;
      const auto *CB = dyn_cast<CallBase>(I);
      KnownCall K = CB ? classifyCall(*CB) : KnownCall();
      if (K.Kind != CallKind::Inactive &&
          (K.Kind != CallKind::MemCopy || int(U.getOperandNo()) != K.Src))
        return false;
    }
  }
  return true;
}

void noteQuietGlobals(Module &M) {
  SmallPtrSet<const Function *, 32> Reached;
  if (!findReached(M, Reached))
    return;
  for (GlobalVariable &G : M.globals())
    if (!G.isConstant() && !G.isDeclaration() && isUntouched(G, Reached))
      G.setMetadata(Mark, MDNode::get(M.getContext(), {}));
}

} // namespace wengert
