//===- Overwrites.cpp - Which loads may run again in reverse --------------===//
#include "Analysis/Overwrites.h"
#include "Models/KnownCalls.h"
#include "llvm/Analysis/CaptureTracking.h"
#include "llvm/Analysis/MemoryLocation.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

/// Frees are deferred to the end of the reverse sweep and do not count;
/// fresh allocations write nothing that existed.
static bool isWriter(Instruction &I) {
  if (!I.mayWriteToMemory() || I.isDebugOrPseudoInst())
    return false;
  if (auto *CB = dyn_cast<CallBase>(&I))
    switch (classifyCall(*CB).Kind) {
    case CallKind::Free:
    case CallKind::Alloc:
    case CallKind::Realloc:
      return false;
    default:
      break;
    }
  return true;
}

static AAMDNodes typeTagOnly(const MemoryLocation &Loc) {
  AAMDNodes N;
  N.TBAA = Loc.AATags.TBAA;
  return N;
}

Overwrites::Overwrites(Function &Body, const DiffRequest &R,
                       FunctionAnalysisManager &FAM)
    : F(Body), R(R), AA(FAM.getResult<AAManager>(Body)),
      LI(FAM.getResult<LoopAnalysis>(Body)),
      DT(FAM.getResult<DominatorTreeAnalysis>(Body)) {
  for (Instruction &I : instructions(Body))
    if (isWriter(I))
      Writers.push_back(&I);
}

bool Overwrites::writtenLater(const Instruction *At, MemoryLocation Loc,
                              bool Precise) {
  const BasicBlock *BB = At->getParent();
  auto [It, New] = After.try_emplace(BB);
  if (New) {
    SmallVector<const BasicBlock *, 16> Work(successors(BB));
    while (!Work.empty()) {
      const BasicBlock *B = Work.pop_back_val();
      if (It->second.insert(B).second)
        Work.append(succ_begin(B), succ_end(B));
    }
  }
  const Value *Obj = getUnderlyingObject(Loc.Ptr, 0);
  // Inside a loop the same SSA pointer names different addresses in different
  // iterations, which alias queries do not model: compare whole objects, and
  // keep only type-based facts.
  MemoryLocation Wide(Obj, LocationSize::beforeOrAfterPointer(),
                      typeTagOnly(Loc));
  for (Instruction *W : Writers) {
    const BasicBlock *WB = W->getParent();
    bool Later = It->second.count(WB) || (WB == BB && At->comesBefore(W));
    if (!Later)
      continue;
    if (Budget == 0)
      return true;
    --Budget;
    bool Same = Precise && !LI.getLoopFor(WB);
    if (isModSet(AA.getModRefInfo(W, Same ? Loc : Wide)))
      return true;
  }
  return false;
}

bool Overwrites::writtenByCaller(const Value *Ptr) const {
  if (R.Mode != DiffMode::Augmented && R.Mode != DiffMode::Pullback)
    return false;
  SmallVector<const Value *, 4> Objects;
  getUnderlyingObjects(Ptr, Objects);
  for (const Value *O : Objects) {
    if (auto *A = dyn_cast<Argument>(O)) {
      if (R.Overwritten.empty() || R.Overwritten[A->getArgNo()])
        return true;
      continue;
    }
    if (auto *GV = dyn_cast<GlobalVariable>(O))
      if (GV->isConstant())
        continue;
    // Memory of this activation that nobody else can reach.
    if (isIdentifiedFunctionLocal(O) && !isa<Argument>(O) &&
        !PointerMayBeCaptured(O, /*ReturnCaptures=*/true))
      continue;
    return true;
  }
  return false;
}

bool Overwrites::isOverwritten(const LoadInst *L) {
  auto [It, New] = Cache.try_emplace(L, true);
  if (!New)
    return It->second;
  bool Bad = !L->isUnordered();
  if (!Bad && !L->hasMetadata(LLVMContext::MD_invariant_load))
    Bad = writtenByCaller(L->getPointerOperand()) ||
          writtenLater(L, MemoryLocation::get(L),
                       !LI.getLoopFor(L->getParent()));
  return Cache[L] = Bad;
}

bool Overwrites::isOverwrittenAfter(const CallBase *CB, const Value *V) {
  if (!V->getType()->isPointerTy())
    return true;
  if (writtenByCaller(V))
    return true;
  // Memory reached through pointers stored behind V is not tracked here: the
  // callee treats loads through loaded pointers as overwritten.
  return writtenLater(CB, MemoryLocation::getBeforeOrAfter(V), false);
}

void Overwrites::print(raw_ostream &OS) {
  OS << "overwrites in " << F.getName() << ":\n";
  for (Instruction &I : instructions(F))
    if (auto *L = dyn_cast<LoadInst>(&I))
      OS << (isOverwritten(L) ? "  overwritten:" : "  kept:") << *L << "\n";
}

} // namespace wengert
