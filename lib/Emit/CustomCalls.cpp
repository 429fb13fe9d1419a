//===- CustomCalls.cpp - Calls of functions with a registered rule --------===//
//
// A registered rule is code of the user's, called as the platform's ABI has it:
// a struct that does not fit into registers comes back through memory (sret),
// and small floats come back several to a register.
//
//===----------------------------------------------------------------------===//
#include "Check/Trace.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/ForwardSweep.h"
#include "Emit/ReverseSweep.h"
#include "Emit/Words.h"
#include "Request/Registrations.h"

using namespace llvm;

namespace wengert {

/// Does Fn return its result through memory?
static bool inMemory(const Function &Fn) {
  return Fn.arg_size() && Fn.getArg(0)->hasStructRetAttr();
}

static Type *resultType(const Function &Fn) {
  return inMemory(Fn) ? Fn.getParamStructRetType(0) : Fn.getReturnType();
}

/// An uninitialised slot in the frame of the function B is in.
static AllocaInst *frameSlot(IRBuilder<> &B, Type *Ty) {
  BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
  IRBuilder<> EB(&Entry, Entry.begin());
  return EB.CreateAlloca(Ty, nullptr, "wg.rule");
}

/// Calls Fn; the value is of resultType(Fn), wherever that was returned. Slot
/// is the memory it was returned through, if any.
static Value *callRegistered(IRBuilder<> &B, Function &Fn,
                             ArrayRef<Value *> Args, const DebugLoc &At,
                             AllocaInst *&Slot) {
  SmallVector<Value *, 8> All;
  if (inMemory(Fn))
    All.push_back(Slot = frameSlot(B, resultType(Fn)));
  All.append(Args.begin(), Args.end());
  CallInst *Call = B.CreateCall(Fn.getFunctionType(), &Fn, All);
  Call->setCallingConv(Fn.getCallingConv());
  if (Slot)
    Call->addParamAttr(0, Attribute::getWithStructRetType(
                              Fn.getContext(), resultType(Fn)));
  if (At)
    Call->setDebugLoc(At);
  if (!Slot)
    return Call;
  return B.CreateLoad(resultType(Fn), Slot);
}

static bool isAllFloats(Type *Ty) {
  if (Ty->isAggregateType()) {
    for (unsigned K = 0, N = Ty->isArrayTy()
                                 ? unsigned(Ty->getArrayNumElements() != 0)
                                 : Ty->getStructNumElements();
         K < N; ++K)
      if (!isAllFloats(Ty->getContainedType(K)))
        return false;
    return true;
  }
  return Ty->isFPOrFPVectorTy();
}

/// The members of R, a C struct of floats with the types of Like. Empty if it
/// is not one.
static SmallVector<Value *, 8> floatsOf(IRBuilder<> &B, Value *R,
                                        ArrayRef<Value *> Like) {
  SmallVector<Value *, 8> Out;
  Type *RT = R->getType();
  if (Like.size() == 1 && RT == Like[0]->getType())
    return {R};
  SmallVector<Type *, 8> Types;
  for (Value *V : Like)
    Types.push_back(V->getType());
  auto *ST = dyn_cast<StructType>(RT);
  if (ST && ST->elements() == ArrayRef(Types)) {
    for (unsigned K = 0; K < Like.size(); ++K)
      Out.push_back(B.CreateExtractValue(R, K));
    return Out;
  }
  // Packed by the ABI: through memory, where it has C's layout.
  const DataLayout &DL = B.GetInsertBlock()->getModule()->getDataLayout();
  StructType *Layout = StructType::get(B.getContext(), Types);
  const StructLayout *SL = DL.getStructLayout(Layout);
  uint64_t End = SL->getElementOffset(unsigned(Types.size()) - 1) +
                 DL.getTypeStoreSize(Types.back());
  if (RT->isVoidTy() || !isAllFloats(RT) || DL.getTypeAllocSize(RT) < End ||
      DL.getTypeAllocSize(RT) > alignTo(SL->getSizeInBytes(), 8))
    return {};
  AllocaInst *Slot = frameSlot(B, RT);
  B.CreateStore(R, Slot);
  for (unsigned K = 0; K < Like.size(); ++K)
    Out.push_back(B.CreateAlignedLoad(
        Types[K],
        B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Slot,
                                     SL->getElementOffset(K)),
        commonAlignment(Slot->getAlign(), SL->getElementOffset(K))));
  return Out;
}

bool ForwardSweep::emitCustomCall(CallBase &I, Function *F) {
  const Registrations &Regs = S.E.registrations();
  auto *WC = cast<CallBase>(S.VMap[&I]);
  Function *Custom = nullptr, *Reverse = nullptr;
  if (S.isForward()) {
    Custom = Regs.Derivatives.lookup(F);
  } else {
    CustomGradient G = Regs.Gradients.lookup(F);
    Custom = G.Augmented;
    Reverse = G.Reverse;
  }
  if (!Custom) {
    if (Regs.isCustom(F) && F->isDeclaration()) {
      diagnose(Code::NoBody, I,
               Twine("`") + F->getName() +
                   "` has a registered derivative, but not for this mode",
               S.isForward() ? "register __enzyme_register_derivative_*"
                             : "register __enzyme_register_gradient_*");
      S.Ok = false;
      return true;
    }
    return false;
  }
  // Convention: every pointer argument is followed by its shadow, in Forward
  // mode every float as well.
  SmallVector<Value *, 8> Flat;
  for (unsigned K = 0; K < I.arg_size(); ++K) {
    Value *V = I.getArgOperand(K);
    Flat.push_back(WC->getArgOperand(K));
    bool Shadow = V->getType()->isPointerTy() ||
                  (S.isForward() && isFloatLike(V->getType()));
    if (Shadow)
      Flat.push_back(S.dualOr(Builder, V));
  }
  const unsigned First = inMemory(*Custom);
  if (Flat.size() + First != Custom->arg_size()) {
    diagnose(Code::BadRegistration, I,
             Twine("the registered derivative `") + Custom->getName() +
                 "` takes " + Twine(Custom->arg_size() - First) +
                 " arguments where the convention needs " + Twine(Flat.size()),
             "pass each pointer (in forward mode also each float) followed by "
             "its shadow");
    S.Ok = false;
    return true;
  }
  Type *RT = resultType(*Custom), *PT = I.getType();
  auto *ST = dyn_cast<StructType>(RT);
  auto WrongType = [&](const Twine &What) {
    diagnose(Code::BadRegistration, I,
             Twine("the registered derivative `") + Custom->getName() +
                 "` has another type for " + What,
             Twine("give it the types of `") + F->getName() + "`");
    S.Ok = false;
    return true;
  };
  for (unsigned K = 0; K < Flat.size(); ++K)
    if (Flat[K]->getType() != Custom->getArg(K + First)->getType())
      return WrongType("parameter " + Twine(K + 1));
  auto Is = [&](Type *T, unsigned At) {
    return At < T->getNumContainedTypes() && T->getContainedType(At) == PT;
  };
  bool Pair =
      (ST && ST != PT && ST->getNumElements() == 2 && Is(RT, 0) && Is(RT, 1)) ||
      (RT->isArrayTy() && RT != PT && Is(RT, 0) &&
       RT->getArrayNumElements() == 2);
  bool Fits =
      PT->isVoidTy() || RT == PT ||
      (S.isForward() ? Pair : ST && ST->getNumElements() >= 2 && Is(RT, 1));
  if (!Fits)
    return WrongType("its result");
  if (Trace T(S, Builder); T.isOn() && any_of(I.args(), [&](const Value *V) {
        return V->getType()->isPointerTy() && S.activeMemory(V);
      }))
    T.rule(*F, requestFor(I, F), Flat);
  AllocaInst *Slot = nullptr;
  Value *New = callRegistered(Builder, *Custom, Flat, I.getDebugLoc(), Slot);
  if (Slot)
    S.Scratch.insert(Slot);
  auto Replace = [&](Value *Pv) {
    if (Pv)
      WC->replaceAllUsesWith(Pv);
    if (Pv)
      S.VMap[&I] = Pv;
    else
      S.VMap.erase(&I);
    S.Origin.erase(WC);
    WC->eraseFromParent();
  };
  if (S.isForward()) {
    // {primal, tangent}, or the tangent alone (then the primal still runs).
    if (PT->isVoidTy()) {
      Replace(nullptr);
    } else if (ST && ST != PT && ST->getNumElements() == 2) {
      if (S.needsDual(&I))
        S.Duals[&I] = Builder.CreateExtractValue(New, 1u);
      Replace(Builder.CreateExtractValue(New, 0u));
    } else if (RT->isArrayTy() && RT != PT) {
      if (S.needsDual(&I))
        S.Duals[&I] = Builder.CreateExtractValue(New, 1u);
      Replace(Builder.CreateExtractValue(New, 0u));
    } else {
      S.Duals[&I] = New;
    }
    return true;
  }
  EmitState::CallRecord Rec;
  Rec.Custom = Reverse;
  Value *Primal = nullptr;
  if (PT->isVoidTy()) {
    if (!RT->isVoidTy())
      Rec.Tape = New;
  } else if (RT == PT) {
    Primal = New;
  } else if (ST && ST->getNumElements() >= 2) {
    Rec.Tape = Builder.CreateExtractValue(New, 0u, "tape");
    Primal = Builder.CreateExtractValue(New, 1u, I.getName());
    if (ST->getNumElements() > 2 && S.needsDual(&I))
      S.Duals[&I] = Builder.CreateExtractValue(New, 2u, I.getName() + "'");
  }
  S.Calls[&I] = Rec;
  Replace(Primal);
  return true;
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
  const unsigned First = inMemory(*Fn);
  if (Args.size() + First != Fn->arg_size())
    return Bad(Twine("takes ") + Twine(Fn->arg_size() - First) +
               " arguments where the convention needs " + Twine(Args.size()));
  for (unsigned K = 0; K < Args.size(); ++K)
    if (Args[K]->getType() != Fn->getArg(K + First)->getType())
      return Bad(Twine("has another type for parameter ") + Twine(K));
  AllocaInst *Slot = nullptr;
  Value *R = callRegistered(Builder, *Fn, Args, DebugLoc(), Slot);
  if (Outs.empty())
    return;
  SmallVector<Value *, 8> Adjoints = floatsOf(Builder, R, Outs);
  if (Adjoints.empty())
    return Bad("does not return one adjoint per float argument");
  for (unsigned K = 0; K < Outs.size(); ++K)
    addAdjoint(Outs[K], Adjoints[K]);
}

} // namespace wengert
