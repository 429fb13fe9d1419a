//===- Rerun.cpp - Functions that may run twice ---------------------------===//
#include "Request/Rerun.h"
#include "Driver/Engine.h"
#include "Models/KnownCalls.h"
#include "Prepare/Prepare.h"
#include "Rules/Rules.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/CaptureTracking.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

/// Does the address of an allocation go anywhere but into its release?
/// Declarations at -O0 do not say that `free` keeps no copy.
static bool capturedBesidesFree(const CallBase &Alloc) {
  struct Tracker : CaptureTracker {
    bool Captured = false;
    void tooManyUses() override { Captured = true; }
    Action captured(const Use *U, UseCaptureInfo) override {
      const auto *CB = dyn_cast<CallBase>(U->getUser());
      if (CB && classifyCall(*CB).Kind == CallKind::Free)
        return Continue;
      Captured = true;
      return Stop;
    }
  } T;
  PointerMayBeCaptured(&Alloc, &T);
  return T.Captured;
}

bool isOwnMemory(const Value *P) {
  const Value *O = getUnderlyingObject(P, 0);
  if (isa<AllocaInst>(O))
    return true;
  const auto *CB = dyn_cast<CallBase>(O);
  return CB && classifyCall(*CB).Kind == CallKind::Alloc &&
         !capturedBesidesFree(*CB);
}

/// Calls that change nothing another run could see, or release what this run
/// allocated.
static bool isHarmless(const CallBase &CB) {
  if (const auto *II = dyn_cast<IntrinsicInst>(&CB);
      II && (II->isLifetimeStartOrEnd() || II->isAssumeLikeIntrinsic()))
    return true;
  KnownCall K = classifyCall(CB);
  return K.Kind == CallKind::Math || K.Kind == CallKind::Alloc ||
         (K.Kind == CallKind::Free && isOwnMemory(CB.getArgOperand(K.Ptr))) ||
         matchRule(CB);
}

/// A write in F, or in a function it calls, to memory other than its own.
/// Looks through calls to a bounded depth and takes what it cannot see for one.
static const Instruction *visibleWrite(const Function &F, unsigned Depth) {
  if (F.onlyReadsMemory())
    return nullptr;
  for (const Instruction &I : instructions(F)) {
    if (!I.mayWriteToMemory())
      continue;
    if (const auto *SI = dyn_cast<StoreInst>(&I)) {
      if (!isOwnMemory(SI->getPointerOperand()))
        return &I;
      continue;
    }
    const auto *CB = dyn_cast<CallBase>(&I);
    if (!CB)
      return &I;
    if (isHarmless(*CB))
      continue;
    if (const auto *MI = dyn_cast<MemIntrinsic>(CB))
      if (isOwnMemory(MI->getRawDest()))
        continue;
    const Function *Callee = CB->getCalledFunction();
    if (!Callee || Callee->isDeclaration() || Depth > 16 ||
        visibleWrite(*Callee, Depth + 1))
      return &I;
  }
  return nullptr;
}

bool leavesNothing(const CallBase &CB) {
  if (isHarmless(CB))
    return true;
  const Function *F = CB.getCalledFunction();
  return F && !F->isDeclaration() && !visibleWrite(*F, 0);
}

const Instruction *traceLeft(Function &F, Engine &E) {
  if (F.isDeclaration())
    return nullptr;
  NormalForm *NF = E.preparer().normalForm(F);
  if (!NF)
    return nullptr;
  AAResults &AA = E.fam().getResult<AAManager>(*NF->F);
  SmallVector<const Instruction *, 32> Readers;
  SmallVector<std::pair<const Instruction *, const Value *>, 16> Writes;
  for (const Instruction &I : instructions(*NF->F)) {
    const auto *CB = dyn_cast<CallBase>(&I);
    if (CB && isHarmless(*CB))
      continue;
    if (I.mayReadFromMemory())
      Readers.push_back(&I);
    if (!I.mayWriteToMemory())
      continue;
    if (const auto *SI = dyn_cast<StoreInst>(&I)) {
      if (!isOwnMemory(SI->getPointerOperand()))
        Writes.push_back({&I, SI->getPointerOperand()});
    } else if (const auto *MI = dyn_cast<MemIntrinsic>(&I)) {
      if (!isOwnMemory(MI->getRawDest()))
        Writes.push_back({&I, MI->getRawDest()});
    } else {
      const Function *Callee = CB ? CB->getCalledFunction() : nullptr;
      if (!Callee || Callee->isDeclaration() || visibleWrite(*Callee, 0))
        return &I;
    }
  }
  auto Whole = [](const Value *P) {
    return MemoryLocation(getUnderlyingObject(P, 0),
                          LocationSize::beforeOrAfterPointer());
  };
  for (auto [W, P] : Writes)
    for (const Instruction *R : Readers) {
      bool Seen =
          isa<LoadInst>(R)
              ? !AA.isNoAlias(Whole(P),
                              Whole(cast<LoadInst>(R)->getPointerOperand()))
              : isRefSet(AA.getModRefInfo(R, Whole(P)));
      if (Seen)
        return W;
    }
  return nullptr;
}

} // namespace wengert
