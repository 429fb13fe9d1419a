//===- ForwardCalls.cpp - Calls in the forward sweep ----------------------===//
#include "Analysis/VTables.h"
#include "Check/Trace.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/ForwardSweep.h"
#include "Emit/Helpers.h"
#include "Emit/IndirectCalls.h"
#include "Emit/Words.h"
#include "Models/CallModel.h"
#include "Models/KnownCalls.h"
#include "Models/Languages.h"
#include "Models/Quarantine.h"
#include "Request/Registrations.h"
#include "Rules/Rules.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

CallBase *ForwardSweep::cloneCall(CallBase &I) {
  auto *N = cast<CallBase>(cast<Instruction>(S.VMap[&I])->clone());
  N->dropUnknownNonDebugMetadata();
  Builder.Insert(N, N->getType()->isVoidTy() ? "" : I.getName() + "'");
  return N;
}

void ForwardSweep::visitCallBase(CallBase &I) {
  if (isQuarantineCall(I)) {
    // Code that is itself a derivative: its frees are deferred further.
    auto *WC = cast<CallBase>(S.VMap[&I]);
    if (isQuarantinePush(I)) {
      Value *Mem = S.dual(I.getArgOperand(2)), *Sh = S.dual(I.getArgOperand(3));
      // What is inactive is its own shadow, and released once.
      Value *Null = ConstantPointerNull::get(Builder.getPtrTy());
      auto Own = [&](Value *Dual, unsigned Op) {
        return Dual ? Builder.CreateSelect(
                          Builder.CreateICmpEQ(Dual, WC->getArgOperand(Op)),
                          Null, Dual)
                    : Null;
      };
      if (Mem || Sh) {
        Mem = Own(Mem, 2);
        Sh = Own(Sh, 3);
        CallBase *N = cloneCall(I);
        N->setArgOperand(2, Mem);
        N->setArgOperand(3, Sh);
      }
    } else if (isQuarantineRelease(I)) {
      Value *Sh = S.dual(I.getArgOperand(1));
      if (S.isForward()) {
        if (Sh) {
          CallBase *N = cloneCall(I);
          N->setArgOperand(1, Sh);
          N->setArgOperand(2, WC->getArgOperand(1));
        }
        return;
      }
      Value *Own = Builder.CreateSelect(
          Builder.CreateICmpEQ(WC->getArgOperand(1), WC->getArgOperand(2)),
          ConstantPointerNull::get(Builder.getPtrTy()), WC->getArgOperand(1));
      emitQuarantinePush(Builder, S.quarantine(), WC->getArgOperand(0), Own, Sh,
                         WC->getArgOperand(3), WC->getArgOperand(4));
      S.VMap.erase(&I);
      WC->eraseFromParent();
    } else if (isQuarantineFlush(I) && !S.isForward()) {
      Value *Slot = WC->getArgOperand(0);
      Value *List = Builder.CreateLoad(Builder.getPtrTy(), Slot);
      emitQuarantineSplice(Builder, S.quarantine(), List);
      Builder.CreateStore(ConstantPointerNull::get(Builder.getPtrTy()), Slot);
      S.VMap.erase(&I);
      WC->eraseFromParent();
    }
    return;
  }
  if (isRaise(I) && S.R.Mode == DiffMode::Combined) {
    // The reverse sweep comes first.
    auto *WC = cast<CallBase>(S.VMap[&I]);
    S.Raise = WC;
    S.VMap.erase(&I);
    WC->removeFromParent();
    return;
  }
  KnownCall K = classifyCall(I);
  switch (K.Kind) {
  case CallKind::Inactive:
    return endTextShadows(I);
  case CallKind::Alloc:
    return emitAlloc(I, K);
  case CallKind::AllocOut:
    return emitAllocOut(I, K);
  case CallKind::Realloc:
    return emitRealloc(I, K);
  case CallKind::Free:
    return emitFree(I, K);
  default:
    break;
  }
  if (!S.A.isActiveInst(&I))
    return;
  if (K.Kind == CallKind::MemCopy)
    return emitMemCopy(I, K);
  if (K.Kind == CallKind::MemSet)
    return emitMemSet(I, K);
  if (K.Kind == CallKind::Relink)
    return emitRelink(I);
  if (K.Kind == CallKind::DynCast)
    return emitDynamicCast(I, K);
  if (matchRule(I))
    return visitInstruction(I);
  if (const CallModel *M = findModel(I)) {
    if (S.isForward()) {
      const Function *F = I.getCalledFunction();
      Trace(S, Builder).unseen("it calls " + (F ? F->getName() : "a library"));
      M->tangent(I, *this);
    } else
      M->augment(I, *this);
    return;
  }
  if (auto *II = dyn_cast<IntrinsicInst>(&I)) {
    if (emitIntrinsic(*II))
      return;
  }
  emitCall(I);
}

bool ForwardSweep::emitIntrinsic(IntrinsicInst &I) {
  switch (I.getIntrinsicID()) {
  case Intrinsic::masked_load:
  case Intrinsic::masked_gather:
    Trace(S, Builder).unseen("it loads vectors under a mask");
    if (S.needsDual(&I))
      mirror(I, {0, 2});
    return true;
  case Intrinsic::masked_store:
  case Intrinsic::masked_scatter:
    Trace(S, Builder).unseen("it stores vectors under a mask");
    if (Value *Ptr = S.dual(I.getArgOperand(1)))
      if (S.isForward() || !isFloatLike(I.getArgOperand(0)->getType())) {
        CallBase *N = cloneCall(I);
        N->setArgOperand(0, S.dualOr(Builder, I.getArgOperand(0)));
        N->setArgOperand(1, Ptr);
      }
    return true;
  case Intrinsic::ptrmask:
  case Intrinsic::threadlocal_address:
    mirror(I, {0});
    return true;
  default:
    return false;
  }
}

static Value *allocSize(EmitState &S, IRBuilder<> &B, CallBase &I,
                        const KnownCall &K) {
  Value *N =
      B.CreateZExtOrTrunc(S.inW(I.getArgOperand(K.Size)), B.getInt64Ty());
  if (K.Count >= 0)
    N = B.CreateMul(N, B.CreateZExtOrTrunc(S.inW(I.getArgOperand(K.Count)),
                                           B.getInt64Ty()));
  return N;
}

/// Zero Len bytes at P unless P is null.
static void zeroUnlessNull(IRBuilder<> &B, Value *P, Value *Len) {
  Len = B.CreateSelect(B.CreateIsNull(P), B.getInt64(0), Len);
  emitZero(B, P, Len, MaybeAlign(1));
}

void ForwardSweep::emitAlloc(CallBase &I, const KnownCall &K) {
  if (Trace T(S, Builder); T.isOn())
    T.allocated(S.inW(&I), allocSize(S, Builder, I, K));
  if (!S.needsDual(&I))
    return;
  Function *F = I.getCalledFunction();
  if (F && F->getName() == "malloc" && I.arg_size() == 1) {
    FunctionCallee Calloc = S.module().getOrInsertFunction(
        "calloc", Builder.getPtrTy(), Builder.getInt64Ty(),
        Builder.getInt64Ty());
    S.Duals[&I] = Builder.CreateCall(
        Calloc, {allocSize(S, Builder, I, K), Builder.getInt64(1)},
        I.getName() + "'");
    return;
  }
  CallBase *N = cloneCall(I);
  S.Duals[&I] = N;
  Value *Len = allocSize(S, Builder, I, K);
  if (K.Zeroed) {
    if (S.isSplit())
      S.ZeroedBytes[&I] = Builder.CreateSelect(Builder.CreateIsNull(N),
                                               Builder.getInt64(0), Len);
    return;
  }
  if (K.NullOnFail)
    zeroUnlessNull(Builder, N, Len);
  else
    emitZero(Builder, N, Len, MaybeAlign(1));
}

void ForwardSweep::emitAllocOut(CallBase &I, const KnownCall &K) {
  Value *Out = S.dual(I.getArgOperand(K.Ptr));
  if (!Out || !S.activeMemory(I.getArgOperand(K.Ptr)))
    return;
  CallBase *N = cloneCall(I);
  N->setArgOperand(K.Ptr, Out);
  Value *Failed = Builder.CreateIsNotNull(N);
  if (Trace T(S, Builder); T.isOn())
    T.allocated(Builder.CreateLoad(Builder.getPtrTy(),
                                   S.inW(I.getArgOperand(K.Ptr))),
                allocSize(S, Builder, I, K));
  Value *P = Builder.CreateLoad(Builder.getPtrTy(), Out);
  Value *Len = Builder.CreateSelect(Failed, Builder.getInt64(0),
                                    allocSize(S, Builder, I, K));
  emitZero(Builder, P, Len, MaybeAlign(1));
}

static void reportUnknownBytes(EmitState &S, const Instruction &I) {
  diagnose(Code::UnknownType, I,
           "cannot tell whether the bytes moved here are floats, integers or "
           "pointers",
           "access the memory once through its real type, compile with type "
           "information (-O1 and above, or -g), or mark it inactive");
  S.Ok = false;
}

/// Forward mode: the shadow grows as the primal does. Memory of constants is
/// its own shadow, which must not be reallocated twice: where it becomes
/// active it gets a shadow of its own, with tangents that are zero.
void ForwardSweep::growShadow(CallBase &I, const KnownCall &K, Function &Alloc,
                              ArrayRef<Value *> AllocArgs, Value *OldDual) {
  auto *WC = cast<CallBase>(S.VMap[&I]);
  Value *Old = WC->getArgOperand(K.Ptr), *Size = AllocArgs[0];
  Function *Realloc = I.getCalledFunction();
  Value *Null = ConstantPointerNull::get(Builder.getPtrTy());
  SmallVector<Value *, 6> Fresh(AllocArgs), Grown(WC->args());
  Fresh.append({Old, OldDual, Null});
  Value *New = Builder.CreateCall(ifSame(S.module(), Alloc), Fresh);
  Grown[K.Ptr] = OldDual;
  Grown.append({Old, OldDual, New});
  New = Builder.CreateCall(unlessSame(S.module(), *Realloc), Grown,
                           I.getName() + "'");
  S.Duals[&I] = New;
  Value *Len = Builder.CreateSelect(Builder.CreateICmpEQ(Old, OldDual), Size,
                                    Builder.getInt64(0));
  emitZero(Builder, New, Len, MaybeAlign(1));
  // A tape is its own shadow only as the null it begins with.
  if (I.hasMetadata("wengert.tape"))
    return;
  Layout L;
  if (!S.layoutOfTransfer(I, K, L))
    return reportUnknownBytes(S, I);
  emitRuns(Builder, RunOp::CopyBytes, New, WC, Len, L,
           [](const TypeRun &R) { return !R.Type.isFloat() && !isWord(R); });
  copyWords(Builder, New, WC, WC, Len, L);
}

void ForwardSweep::emitRealloc(CallBase &I, const KnownCall &K) {
  Value *OldDual = S.dual(I.getArgOperand(K.Ptr));
  auto *WC = cast<CallBase>(S.VMap[&I]);
  if (S.isForward() && !S.needsDual(&I))
    return;
  Value *Old = WC->getArgOperand(K.Ptr);
  Value *Size = Builder.CreateZExtOrTrunc(WC->getArgOperand(K.Size),
                                          Builder.getInt64Ty());
  Trace(S, Builder).released(Old);
  Trace(S, Builder).allocated(WC, Size);
  Function *Alloc = nullptr, *Dealloc = nullptr;
  SmallVector<Value *, 3> AllocArgs{Size}, FreeArgs{Old};
  if (K.OldSize >= 0) {
    Alloc =
        allocatorSibling(I, AllocFnKind::Alloc | AllocFnKind::Uninitialized);
    Dealloc = allocatorSibling(I, AllocFnKind::Free);
    if (!Alloc || !Dealloc) {
      diagnose(Code::NoBody, I,
               "reallocation by an allocator whose allocation and release "
               "functions are not declared in this module",
               "allocate a new block and copy");
      S.Ok = false;
      return;
    }
    AllocArgs.push_back(WC->getArgOperand(K.Align));
    FreeArgs.append({WC->getArgOperand(K.OldSize), WC->getArgOperand(K.Align)});
  } else {
    Alloc = cast<Function>(getMalloc(S.module()).getCallee());
    Dealloc = cast<Function>(getFree(S.module()).getCallee());
  }
  if (S.isForward())
    return growShadow(I, K, *Alloc, AllocArgs,
                      OldDual ? shadowBlock(Builder, OldDual) : Old);
  // Reverse: the old block must survive, so allocate, copy, and quarantine it.
  Value *OldSize =
      K.OldSize >= 0
          ? WC->getArgOperand(K.OldSize)
          : Builder.CreateCall(S.module().getOrInsertFunction(
                                   "malloc_usable_size", Builder.getInt64Ty(),
                                   Builder.getPtrTy()),
                               {Old});
  Value *Len = Builder.CreateBinaryIntrinsic(Intrinsic::umin, OldSize, Size);
  Value *New = Builder.CreateCall(Alloc, AllocArgs, I.getName());
  Builder.CreateMemCpy(New, Align(1), Old, Align(1), Len);
  Value *NewDual = nullptr;
  if (S.needsDual(&I)) {
    NewDual = Builder.CreateCall(Alloc, AllocArgs, I.getName() + "'");
    emitZero(Builder, NewDual, Size, MaybeAlign(1));
    if (OldDual) {
      Layout L;
      if (!S.layoutOfTransfer(I, K, L))
        return reportUnknownBytes(S, I);
      if (isRust(S.module()))
        Len = Builder.CreateSelect(
            Builder.CreateIsNull(shadowBlock(Builder, OldDual)),
            ConstantInt::get(Len->getType(), 0), Len);
      emitRuns(Builder, RunOp::CopyBytes, NewDual, OldDual, Len, L,
               [](const TypeRun &R) { return !R.Type.isFloat() && !isWord(R); });
      copyWords(Builder, NewDual, OldDual, New, Len, L);
    }
    S.Duals[&I] = NewDual;
    S.ReallocLength[&I] = Len;
  }
  CallInst *Free = Builder.CreateCall(Dealloc, FreeArgs);
  emitQuarantinePush(Builder, S.quarantine(), *Free, 0, Old, OldDual);
  Free->eraseFromParent();
  WC->replaceAllUsesWith(New);
  S.VMap[&I] = New;
  S.Origin.erase(WC);
  WC->eraseFromParent();
}

/// The shadow of a pointer that is inactive here but was loaded from memory
/// that has a shadow. Whoever stored it there may have made a shadow for it (a
/// tape, seen from the function that reads it), which must be released with
/// it. Emitted beside the load, before anything can overwrite it.
static Value *storedShadow(EmitState &S, Value *V, unsigned Depth = 0) {
  if (Value *D = S.dual(V))
    return D;
  auto *I = dyn_cast<Instruction>(V);
  auto *WI =
      I ? dyn_cast_or_null<Instruction>((Value *)S.VMap.lookup(I)) : nullptr;
  // select(keep the tape, null, p)
  if (auto *Sel = dyn_cast_or_null<SelectInst>(WI);
      Sel && isa<ConstantPointerNull>(Sel->getTrueValue())) {
    Value *P = storedShadow(S, cast<SelectInst>(I)->getFalseValue(), Depth + 1);
    return P ? IRBuilder<>(Sel->getNextNode())
                   .CreateSelect(Sel->getCondition(), Sel->getTrueValue(), P)
             : nullptr;
  }
  if (!WI || Depth > 4 || !(isa<LoadInst>(I) || isa<GetElementPtrInst>(I)))
    return nullptr;
  Value *Base = storedShadow(S, I->getOperand(0), Depth + 1);
  if (!Base)
    return nullptr;
  Instruction *N = WI->clone();
  N->dropUnknownNonDebugMetadata();
  N->setOperand(0, Base);
  N->insertAfter(WI->getIterator());
  return N;
}

void ForwardSweep::emitFree(CallBase &I, const KnownCall &K) {
  auto *WC = cast<CallBase>(S.VMap[&I]);
  Value *Sh = S.dual(I.getArgOperand(K.Ptr));
  if (S.isForward()) {
    if (!Sh && I.hasMetadata("wengert.tape"))
      Sh = storedShadow(S, I.getArgOperand(K.Ptr));
    if (Sh)
      Trace(S, Builder).released(WC->getArgOperand(K.Ptr));
    if (Sh)
      emitShadowRelease(Builder, *WC, K.Ptr, WC->getArgOperand(K.Ptr), Sh);
    return;
  }
  emitQuarantinePush(Builder, S.quarantine(), *WC, K.Ptr,
                     WC->getArgOperand(K.Ptr), Sh);
  if (!WC->use_empty())
    WC->replaceAllUsesWith(PoisonValue::get(WC->getType()));
  S.VMap.erase(&I);
  S.Origin.erase(WC);
  WC->eraseFromParent();
}

void ForwardSweep::emitMemCopy(CallBase &I, const KnownCall &K) {
  if (!S.activeMemory(I.getArgOperand(K.Ptr)))
    return;
  Value *Dst = S.dual(I.getArgOperand(K.Ptr));
  if (!Dst)
    return;
  Trace(S, Builder).transfer(I, K);
  Value *Src = S.dual(I.getArgOperand(K.Src));
  auto *WC = cast<CallBase>(S.VMap[&I]);
  Value *Len = WC->getArgOperand(K.Size);
  if (S.R.RuntimeActivity)
    Len = Builder.CreateSelect(
        Builder.CreateICmpEQ(Dst, WC->getArgOperand(K.Ptr)),
        ConstantInt::get(Len->getType(), 0), Len);
  Len = shadowLength(Builder, I, K, Len, {Dst, Src});
  if (S.isForward() && Src) {
    if (S.R.RuntimeActivity) {
      // A source that turns out inactive contributes zeros.
      Value *Inactive = Builder.CreateICmpEQ(Src, WC->getArgOperand(K.Src));
      Value *Zero = ConstantInt::get(Len->getType(), 0);
      emitZero(Builder, Dst, Builder.CreateSelect(Inactive, Len, Zero),
               MaybeAlign(1));
      Len = Builder.CreateSelect(Inactive, Zero, Len);
    }
    CallBase *N = cloneCall(I);
    N->setArgOperand(K.Ptr, Dst);
    N->setArgOperand(K.Src, Src);
    N->setArgOperand(K.Size, Len);
    return;
  }
  Layout L;
  if (!S.layoutOfTransfer(I, K, L))
    return reportUnknownBytes(S, I);
  // Pointers and integers of an inactive source are their own shadows.
  Value *From = Src ? Src : WC->getArgOperand(K.Src);
  emitRuns(Builder, RunOp::CopyBytes, Dst, From, Len, L,
           [](const TypeRun &R) { return !R.Type.isFloat() && !isWord(R); });
  if (S.isForward()) // and so Src has no tangents
    emitRuns(Builder, RunOp::ZeroBytes, Dst, nullptr, Len, L,
             [](const TypeRun &R) { return R.Type.isFloat() || isWord(R); });
  copyWords(Builder, Dst, From, WC->getArgOperand(K.Ptr), Len, L);
}

void ForwardSweep::emitMemSet(CallBase &I, const KnownCall &K) {
  if (!S.activeMemory(I.getArgOperand(K.Ptr)))
    return;
  Value *Dst = S.dual(I.getArgOperand(K.Ptr));
  if (!Dst)
    return;
  auto *WC = cast<CallBase>(S.VMap[&I]);
  Value *Len = WC->getArgOperand(K.Size);
  if (S.R.RuntimeActivity)
    Len = Builder.CreateSelect(
        Builder.CreateICmpEQ(Dst, WC->getArgOperand(K.Ptr)),
        ConstantInt::get(Len->getType(), 0), Len);
  auto *Byte =
      K.Src < 0 ? nullptr : dyn_cast<ConstantInt>(I.getArgOperand(K.Src));
  if (S.isForward() && Byte && Byte->isZero()) {
    emitZero(Builder, Dst, Len, MaybeAlign(1));
    return;
  }
  Layout L;
  // As floats, bytes of ones are NaN: whatever these are, no derivative is
  // lost. Hash tables fill their control bytes with them.
  if (!S.layoutOfTransfer(I, K, L) &&
      !(Byte && (Byte->isZero() || Byte->isMinusOne())))
    return reportUnknownBytes(S, I);
  if (S.isForward())
    emitRuns(Builder, RunOp::ZeroBytes, Dst, nullptr, Len, L, mayHoldFloats);
  emitRuns(Builder, RunOp::CopyBytes, Dst, WC->getArgOperand(K.Ptr), Len, L,
           [](const TypeRun &R) { return !mayHoldFloats(R); });
}

/// The shadow is laid out like the object, whether it has a vtable or not.
void ForwardSweep::emitDynamicCast(CallBase &I, const KnownCall &K) {
  if (!S.needsDual(&I))
    return;
  Value *From = I.getArgOperand(K.Ptr);
  if (S.mixes(From))
    return reportMixed(S, I);
  Value *Result = S.inW(&I), *Primal = S.inW(From);
  Value *Dv = S.dual(From);
  if (!Dv) {
    reportNoShadow(S, I);
    return;
  }
  Value *Way =
      Builder.CreateSub(Builder.CreatePtrToInt(Result, Builder.getInt64Ty()),
                        Builder.CreatePtrToInt(Primal, Builder.getInt64Ty()));
  S.Duals[&I] =
      Builder.CreateSelect(Builder.CreateIsNull(Result),
                           ConstantPointerNull::get(Builder.getPtrTy()),
                           Builder.CreatePtrAdd(Dv, Way), I.getName() + "'");
}

/// The same call on the shadow nodes.
void ForwardSweep::emitRelink(CallBase &I) {
  SmallVector<Value *, 6> Args;
  Value *Shadow = nullptr, *Primal = nullptr;
  for (const Use &A : I.args()) {
    Args.push_back(S.inW(A));
    if (!A->getType()->isPointerTy())
      continue;
    if (S.mixes(A))
      return reportMixed(S, I);
    Value *Dv = S.dual(A);
    if (!Dv && !S.R.RuntimeActivity) {
      reportNoShadow(S, I);
      return;
    }
    Shadow = Dv ? Dv : Args.back();
    Primal = Args.back();
    Args.back() = Shadow;
  }
  Function *F = I.getCalledFunction();
  if (S.R.RuntimeActivity) {
    // Inactive nodes are their own shadows, and linked already.
    F = unlessSame(S.module(), *F);
    Args.append({Shadow, Primal});
    if (!I.getType()->isVoidTy())
      Args.push_back(S.VMap.lookup(&I));
  }
  CallInst *N = Builder.CreateCall(F->getFunctionType(), F, Args);
  if (S.needsDual(&I)) {
    N->setName(I.getName() + "'");
    S.Duals[&I] = N;
  }
}

DiffRequest ForwardSweep::requestFor(CallBase &I, Function *Callee) {
  DiffRequest Q;
  Q.F = Callee;
  Q.Mode = S.isForward() ? DiffMode::Forward : DiffMode::Augmented;
  for (unsigned K = 0; K < I.arg_size(); ++K) {
    Q.Args.push_back(S.Consts.contains(I.getArgOperand(K))
                         ? ActKind::Const
                         : S.A.argKind(I, K, Q.Mode));
    if (S.isWordValue(I.getArgOperand(K)) && hasAdjoint(Q.Args.back()))
      Q.Args.back() = ActKind::Both;
    Q.ArgTypes.push_back(S.T.describe(I.getArgOperand(K)));
    if (!S.isForward())
      Q.Overwritten.push_back(S.OW.isOverwrittenAfter(&I, I.getArgOperand(K)));
  }
  if (std::optional<ConstPlaces> C = S.A.constPlaces(I, Q.Args))
    Q.Constants = std::move(*C);
  else
    reportMixed(S, I);
  Q.Ret = S.A.retKind(I, Q.Mode);
  Q.PrimalReturn = !I.getType()->isVoidTy();
  Q.DualReturn = hasShadow(Q.Ret);
  Q.Floats = S.R.Floats;
  Q.RuntimeActivity = S.R.RuntimeActivity;
  Q.StrongZero = S.R.StrongZero || S.Conditional.contains(&I);
  return Q;
}

void ForwardSweep::replacePrimal(CallBase &I, CallInst *New) {
  auto *WC = cast<CallBase>(S.VMap[&I]);
  if (!WC->use_empty())
    WC->replaceAllUsesWith(New);
  S.VMap[&I] = New;
  S.Origin.erase(WC);
  WC->eraseFromParent();
}

void ForwardSweep::replaceCall(CallBase &I, CallInst *New, int PrimalIdx,
                               int DualIdx) {
  auto *WC = cast<CallBase>(S.VMap[&I]);
  New->setDebugLoc(I.getDebugLoc());
  if (DualIdx >= 0 && S.needsDual(&I))
    S.Duals[&I] =
        Builder.CreateExtractValue(New, unsigned(DualIdx), I.getName() + "'");
  if (PrimalIdx >= 0) {
    Value *Pv =
        Builder.CreateExtractValue(New, unsigned(PrimalIdx), I.getName());
    WC->replaceAllUsesWith(Pv);
    S.VMap[&I] = Pv;
  } else {
    if (!WC->use_empty())
      WC->replaceAllUsesWith(PoisonValue::get(WC->getType()));
    S.VMap.erase(&I);
  }
  S.Origin.erase(WC);
  WC->eraseFromParent();
}

void ForwardSweep::emitCall(CallBase &I) {
  Value *Target = I.getCalledOperand()->stripPointerCasts();
  if (auto *GA = dyn_cast<GlobalAlias>(Target))
    Target = GA->getAliaseeObject();
  auto *F = dyn_cast<Function>(Target);
  if (F && emitCustomCall(I, F))
    return;
  if (F && F->isDeclaration()) {
    diagnoseNoBody(I, *F);
    S.Ok = false;
    return;
  }
  if (I.isInlineAsm()) {
    diagnose(Code::UnsupportedInst, I, "inline assembly on active data",
             "move it into a function with a custom derivative");
    S.Ok = false;
    return;
  }
  if (F && F->isVarArg()) {
    diagnose(Code::ActiveVarArg, I,
             Twine("active data passed to the variadic function `") +
                 F->getName() + "`",
             "pass it as a named parameter, or mark the function inactive");
    S.Ok = false;
    return;
  }
  auto *WC = cast<CallBase>(S.VMap[&I]);
  DiffRequest Q = requestFor(I, F);
  const DerivativeFn *D = nullptr;
  Value *Callee = nullptr;
  EmitState::CallRecord Rec;
  if (F) {
    if (F->getFunctionType() != I.getFunctionType()) {
      diagnose(Code::AbiMismatch, I,
               Twine("call of `") + F->getName() + "` through another type",
               "call it with the type it is defined with");
      S.Ok = false;
      return;
    }
    CallTrail Trail(I);
    D = S.E.getOrEmit(Q);
    if (!D) {
      S.Ok = false;
      return;
    }
    Callee = D->Fn;
    if (!S.isForward()) {
      DiffRequest QP = Q;
      QP.Mode = DiffMode::Pullback;
      Rec.Pullback = S.E.getOrEmit(QP);
      if (!Rec.Pullback) {
        S.Ok = false;
        return;
      }
    }
  } else {
    IndirectTarget T =
        emitIndirectTarget(S.E, Builder, I, S.inW(I.getCalledOperand()), Q,
                           S.E.vtables().callees(I));
    if (!T.Layout) {
      S.Ok = false;
      return;
    }
    D = T.Layout;
    Callee = T.Forward;
    Rec.Pullback = T.PullbackLayout;
    Rec.Descriptor = T.Pullback;
  }
  SmallVector<Value *, 8> Args(D->Params.size());
  SmallVector<Value *, 16> Flat;
  for (unsigned K = 0; K < I.arg_size(); ++K) {
    Flat.push_back(WC->getArgOperand(K));
    if (D->Params[K].Shadow >= 0)
      Flat.push_back(S.dualOr(Builder, I.getArgOperand(K)));
  }
  CallInst *New = Builder.CreateCall(D->Ty, Callee, Flat);
  if (!S.isForward()) {
    Rec.Tape = Builder.CreateExtractValue(New, unsigned(D->TapeResult), "tape");
    S.Calls[&I] = Rec;
  }
  replaceCall(I, New, D->PrimalResult, D->DualResult);
}

} // namespace wengert
