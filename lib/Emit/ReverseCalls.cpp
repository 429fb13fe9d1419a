//===- ReverseCalls.cpp - Calls in the reverse sweep ----------------------===//
#include "Diagnose/Diagnostics.h"
#include "Emit/Helpers.h"
#include "Emit/ReverseSweep.h"
#include "Emit/Words.h"
#include "Models/CallModel.h"
#include "Models/Quarantine.h"
#include "Rules/Rules.h"

using namespace llvm;

namespace wengert {

void ReverseSweep::visitCallBase(CallBase &I) {
  if (isQuarantineCall(I))
    return;
  if (auto It = S.Calls.find(&I); It != S.Calls.end())
    return It->second.Custom ? visitCustomCall(I, It->second)
                             : visitActiveCall(I, It->second);
  KnownCall K = classifyCall(I);
  switch (K.Kind) {
  case CallKind::MemCopy:
    return visitMemCopy(I, K);
  case CallKind::MemSet:
    return visitMemSet(I, K);
  case CallKind::Realloc:
    if (Value *Len = S.ReallocLength.lookup(&I))
      if (Value *Old = dual(I.getArgOperand(K.Ptr))) {
        Layout L; // known: the forward sweep has reported it otherwise
        S.layoutOfTransfer(I, K, L);
        // Constants are their own shadow.
        Value *Bytes = Builder.CreateSelect(
            Builder.CreateICmpEQ(Old, primal(I.getArgOperand(K.Ptr))),
            Builder.getInt64(0), T.lookup(Builder, Len));
        emitRuns(Builder, RunOp::AdjointCopy, dual(&I), Old, Bytes, L,
                 [](const TypeRun &R) { return R.Type.isFloat(); });
        returnWords(Builder, dual(&I), Old, Bytes, L);
      }
    return;
  case CallKind::Alloc:
    return visitZeroed(I);
  case CallKind::Inactive:
  case CallKind::AllocOut:
  case CallKind::Free:
  case CallKind::Relink:
  case CallKind::DynCast:
    return;
  default:
    break;
  }
  if (matchRule(I))
    return visitInstruction(I);
  if (const CallModel *M = findModel(I))
    return M->adjoint(I, *this);
  if (auto *II = dyn_cast<IntrinsicInst>(&I))
    switch (II->getIntrinsicID()) {
    case Intrinsic::masked_load:
    case Intrinsic::masked_store:
    case Intrinsic::masked_gather:
    case Intrinsic::masked_scatter:
      return visitMasked(*II);
    default:
      return;
    }
}

void ReverseSweep::visitActiveCall(CallBase &I,
                                   const EmitState::CallRecord &Rec) {
  const DerivativeFn &D = *Rec.Pullback;
  SmallVector<Value *, 16> Args(D.Ty->getNumParams(), nullptr);
  Function *Fn = D.Fn;
  bool Done = Fn && !Fn->isDeclaration() && !Fn->hasFnAttribute("wg.open");
  for (unsigned K = 0; K < I.arg_size(); ++K) {
    const DerivativeFn::Param &P = D.Params[K];
    Value *V = I.getArgOperand(K);
    // A finished pullback tells which primal arguments it reads at all.
    if (Done && Fn->getArg(P.Primal)->use_empty())
      Args[P.Primal] = PoisonValue::get(V->getType());
    else
      Args[P.Primal] = primal(V);
    if (P.Shadow >= 0) {
      Value *Sh = S.dual(V);
      Args[P.Shadow] = Sh ? T.lookup(Builder, Sh)
                          : T.lookup(Builder, S.dualOr(Builder, V));
    }
  }
  if (D.SeedParam >= 0) {
    Value *X = takeAdjoint(&I);
    Args[D.SeedParam] = X ? asBits(X, I.getType())
                          : Constant::getNullValue(I.getType());
  }
  Args[D.TapeParam] = T.lookup(Builder, Rec.Tape);
  Args[D.QuarantineParam] = quarantine();
  Value *Callee = Fn ? Fn : T.lookup(Builder, Rec.Descriptor);
  Value *R = Builder.CreateCall(D.Ty, Callee, Args);
  for (unsigned K = 0; K < I.arg_size(); ++K)
    if (D.Params[K].Adjoint >= 0)
      addAdjoint(I.getArgOperand(K),
                 Builder.CreateExtractValue(R, unsigned(D.Params[K].Adjoint)));
}

} // namespace wengert
