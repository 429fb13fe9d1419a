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

const SmallPtrSetImpl<const BasicBlock *> &
Overwrites::blocksAfter(const BasicBlock *BB) {
  auto [It, New] = After.try_emplace(BB);
  if (New) {
    SmallVector<const BasicBlock *, 16> Work(successors(BB));
    while (!Work.empty()) {
      const BasicBlock *B = Work.pop_back_val();
      if (It->second.insert(B).second)
        Work.append(succ_begin(B), succ_end(B));
    }
  }
  return It->second;
}

/// In a loop, whether two such addresses differ is known of one and the same
/// iteration only: buffers change places.
static bool isChosen(const Value *Object) {
  return isa<PHINode>(Object) || isa<SelectInst>(Object);
}

static bool usesChosen(const Instruction *W) {
  return any_of(W->operands(), [](const Use &U) {
    return U->getType()->isPointerTy() && isChosen(getUnderlyingObject(U, 0));
  });
}

/// All that W may store to are objects known to be others than all that Ptr may
/// point into, whichever iterations the two addresses are of.
bool Overwrites::areApart(const Value *Ptr, const Instruction *W) {
  auto *SI = dyn_cast<StoreInst>(W);
  if (!SI)
    return false;
  SmallVector<const Value *, 4> Objects[2];
  getUnderlyingObjects(Ptr, Objects[0]);
  getUnderlyingObjects(SI->getPointerOperand(), Objects[1]);
  for (auto &List : Objects)
    for (const Value *O : List)
      if (!isa<UndefValue>(O) && !isIdentifiedObject(O))
        return false;
  for (const Value *X : Objects[0])
    for (const Value *Y : Objects[1])
      if (X == Y && !isa<UndefValue>(X))
        return false;
  return true;
}

bool Overwrites::writersAfter(const Instruction *At, MemoryLocation Loc,
                              bool Precise,
                              SmallVectorImpl<Instruction *> &Found) {
  const BasicBlock *BB = At->getParent();
  const auto &Reached = blocksAfter(BB);
  const Value *Obj = getUnderlyingObject(Loc.Ptr, 0);
  // Inside a loop the same SSA pointer names different addresses in different
  // iterations, which alias queries do not model: compare whole objects, and
  // keep only type-based facts.
  MemoryLocation Wide(Obj, LocationSize::beforeOrAfterPointer(),
                      typeTagOnly(Loc));
  bool Moves =
      isChosen(Obj) && LI.getLoopFor(cast<Instruction>(Obj)->getParent());
  for (Instruction *W : Writers) {
    const BasicBlock *WB = W->getParent();
    bool Later = Reached.count(WB) || (WB == BB && At->comesBefore(W));
    if (!Later)
      continue;
    if (Budget == 0)
      return false;
    --Budget;
    bool Same = Precise && !LI.getLoopFor(WB);
    bool May = isModSet(AA.getModRefInfo(W, Same ? Loc : Wide)) ||
               (Moves && !Same && usesChosen(W));
    if (!May || areApart(Loc.Ptr, W))
      continue;
    Found.push_back(W);
    // Only stores can be undone.
    auto *SI = dyn_cast<StoreInst>(W);
    if (!SI || !canUndo(SI))
      return false;
  }
  return true;
}

bool Overwrites::isBehind(const Instruction *X, const StoreInst *SI) {
  return X == SI || (X->getParent() == SI->getParent()
                         ? SI->comesBefore(X)
                         : blocksAfter(SI->getParent()).count(X->getParent()));
}

bool Overwrites::canUndo(const StoreInst *SI) {
  auto [It, New] = Undoable.try_emplace(SI, false);
  if (!New)
    return It->second;
  if (R.Mode != DiffMode::Combined || !SI->isSimple() ||
      LI.getLoopFor(SI->getParent()))
    return false;
  const auto &Later = blocksAfter(SI->getParent());
  for (const BasicBlock *BB : Later)
    if (LI.getLoopFor(BB))
      return false;
  for (const BasicBlock &BB : F)
    if (isa<ReturnInst>(BB.getTerminator()) &&
        !DT.dominates(SI->getParent(), &BB))
      return false;
  return Undoable[SI] = true;
}

/// Does anything from SI on ask for a value made from V? Phis are not run
/// again, so that nothing is asked for through them.
bool Overwrites::neededFrom(const StoreInst *SI, const Instruction *V) {
  constexpr unsigned MaxUsers = 256;
  SmallPtrSet<const Instruction *, 16> Seen{V};
  SmallVector<const Instruction *, 16> Work{V};
  while (!Work.empty())
    for (const User *U : Work.pop_back_val()->users()) {
      const auto *X = cast<Instruction>(U);
      if (isa<PHINode>(X) || !Seen.insert(X).second)
        continue;
      if (Seen.size() > MaxUsers || isBehind(X, SI))
        return true;
      Work.push_back(X);
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

const Overwrites::Verdict &Overwrites::verdict(const LoadInst *L) {
  if (auto It = Cache.find(L); It != Cache.end())
    return It->second;
  Verdict V;
  if (L->isUnordered()) {
    SmallVector<Instruction *, 4> Found;
    if (L->hasMetadata(LLVMContext::MD_invariant_load))
      V.Reloadable = true;
    else if (!writtenByCaller(L->getPointerOperand()))
      V.Reloadable = writersAfter(L, MemoryLocation::get(L),
                                  !LI.getLoopFor(L->getParent()), Found);
    V.Overwritten = !V.Reloadable || !Found.empty();
    if (V.Reloadable)
      for (Instruction *W : Found) {
        V.Undo.push_back(cast<StoreInst>(W));
        V.Reloadable &= !neededFrom(V.Undo.back(), L);
      }
  }
  return Cache[L] = std::move(V);
}

bool Overwrites::isOverwritten(const LoadInst *L) {
  return verdict(L).Overwritten;
}

bool Overwrites::mayReload(const LoadInst *L,
                           SmallVectorImpl<const StoreInst *> &Undo) {
  const Verdict &V = verdict(L);
  if (V.Reloadable)
    append_range(Undo, V.Undo);
  return V.Reloadable;
}

bool Overwrites::isOverwrittenAfter(const CallBase *CB, const Value *V) {
  if (!V->getType()->isPointerTy())
    return true;
  if (writtenByCaller(V))
    return true;
  // Memory reached through pointers stored behind V is not tracked here: the
  // callee treats loads through loaded pointers as overwritten.
  SmallVector<Instruction *, 4> Found;
  if (!writersAfter(CB, MemoryLocation::getBeforeOrAfter(V), false, Found))
    return true;
  // The pullback of the call runs after these are undone.
  for (Instruction *W : Found)
    ForCalls.insert(cast<StoreInst>(W));
  return false;
}

void Overwrites::print(raw_ostream &OS) {
  OS << "overwrites in " << F.getName() << ":\n";
  for (Instruction &I : instructions(F))
    if (auto *L = dyn_cast<LoadInst>(&I))
      OS << (isOverwritten(L) ? "  overwritten:" : "  kept:") << *L << "\n";
}

} // namespace wengert
