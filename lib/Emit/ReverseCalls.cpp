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

void ReverseSweep::visitCustomCall(CallBase &I,
                                   const EmitState::CallRecord &Rec) {
  Function *Fn = Rec.Custom;
  SmallVector<Value *, 8> Args;
  SmallVector<Value *, 8> Outs;
  for (unsigned K = 0; K < I.arg_size(); ++K) {
    Value *V = I.getArgOperand(K);
    Args.push_back(primal(V));
    if (V->getType()->isPointerTy()) {
      Value *Sh = dual(V);
      Args.push_back(Sh ? Sh : primal(V));
    } else if (isFloatLike(V->getType())) {
      Outs.push_back(V);
    }
  }
  if (isFloatLike(I.getType())) {
    Value *X = takeAdjoint(&I);
    Args.push_back(X ? X : Constant::getNullValue(I.getType()));
  }
  if (Rec.Tape)
    Args.push_back(T.lookup(Builder, Rec.Tape));
  auto Bad = [&](const Twine &What) {
    diagnose(Code::BadRegistration, I,
             Twine("the registered reverse `") + Fn->getName() + "` " + What,
             "it takes every argument (each pointer followed by its shadow), "
             "the adjoint of a float result, and the tape if there is one; it "
             "returns the adjoints of the float arguments");
    S.Ok = false;
  };
  if (Args.size() != Fn->arg_size())
    return Bad(Twine("takes ") + Twine(Fn->arg_size()) +
               " arguments where the convention needs " + Twine(Args.size()));
  for (unsigned K = 0; K < Args.size(); ++K)
    if (Args[K]->getType() != Fn->getArg(K)->getType())
      return Bad(Twine("has another type for parameter ") + Twine(K));
  CallInst *R = Builder.CreateCall(Fn->getFunctionType(), Fn, Args);
  R->setCallingConv(Fn->getCallingConv());
  if (Outs.empty())
    return;
  Type *RT = Fn->getReturnType();
  if (Outs.size() == 1 && RT == Outs[0]->getType())
    return addAdjoint(Outs[0], R);
  if (!RT->isAggregateType() ||
      (RT->isStructTy() ? RT->getStructNumElements()
                        : RT->getArrayNumElements()) != Outs.size())
    return Bad("does not return one adjoint per float argument");
  for (unsigned K = 0; K < Outs.size(); ++K)
    addAdjoint(Outs[K], Builder.CreateExtractValue(R, K));
}

} // namespace wengert
