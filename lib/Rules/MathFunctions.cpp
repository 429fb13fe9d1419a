//===- MathFunctions.cpp - Calls of math functions in derivatives ---------===//
#include "Rules/MathFunctions.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace wengert {

/// Applies F to each lane of the vectors among Args.
template <typename Fn>
static Value *forEachLane(IRBuilder<> &B, ArrayRef<Value *> Args,
                          FixedVectorType *VT, Fn F) {
  Value *Out = PoisonValue::get(VT);
  for (unsigned L = 0; L < VT->getNumElements(); ++L) {
    SmallVector<Value *, 2> Lane;
    for (Value *A : Args)
      Lane.push_back(A->getType()->isVectorTy() ? B.CreateExtractElement(A, L)
                                                : A);
    Out = B.CreateInsertElement(Out, F(Lane), L);
  }
  return Out;
}

Value *callIntrinsic(IRBuilder<> &B, StringRef Name, ArrayRef<Value *> Args) {
  // LLVM 22 miscompiles ldexp of half vectors for AVX-512.
  if (auto *VT = dyn_cast<FixedVectorType>(Args[0]->getType());
      VT && Name == "ldexp")
    return forEachLane(B, Args, VT, [&](ArrayRef<Value *> Lane) {
      return callIntrinsic(B, Name, Lane);
    });
  Intrinsic::ID ID = Intrinsic::lookupIntrinsicID(("llvm." + Name).str());
  SmallVector<Type *, 2> Overloads{Args[0]->getType()};
  // An integer exponent is a type of its own; a scalar one (powi) is for all
  // lanes.
  if (Args.size() > 1 && Args[1]->getType()->isIntOrIntVectorTy())
    Overloads.push_back(Args[1]->getType());
  return B.CreateIntrinsic(ID, Overloads, Args);
}

static Type *floatTypeOf(ArrayRef<Value *> Args) {
  for (Value *A : Args)
    if (A->getType()->isFPOrFPVectorTy())
      return A->getType();
  return Args[0]->getType();
}

static StringRef suffixFor(Type *Ty, const Module &M) {
  if (Ty->isFloatTy())
    return "f";
  if (Ty->isDoubleTy())
    return "";
  // On x86 long double is the 80-bit type and fp128 has names of its own.
  if (Ty->isFP128Ty() && M.getTargetTriple().isX86())
    return "f128";
  return "l";
}

Value *callLibm(IRBuilder<> &B, StringRef Name, ArrayRef<Value *> Args) {
  Type *Ty = floatTypeOf(Args);
  if (auto *VT = dyn_cast<FixedVectorType>(Ty))
    return forEachLane(B, Args, VT, [&](ArrayRef<Value *> Lane) {
      return callLibm(B, Name, Lane);
    });
  if (Ty->isHalfTy() || Ty->isBFloatTy()) {
    SmallVector<Value *, 2> Wide;
    for (Value *A : Args)
      Wide.push_back(A->getType()->isFloatingPointTy()
                         ? B.CreateFPExt(A, B.getFloatTy())
                         : A);
    return B.CreateFPTrunc(callLibm(B, Name, Wide), Ty);
  }

  Module &M = *B.GetInsertBlock()->getModule();
  SmallVector<Type *, 2> Types;
  for (Value *A : Args)
    Types.push_back(A->getType());
  auto *FT = FunctionType::get(Ty, Types, false);
  FunctionCallee F = M.getOrInsertFunction((Name + suffixFor(Ty, M)).str(), FT);
  CallInst *CI = B.CreateCall(F, Args);
  // errno and the floating-point environment are not observed through the
  // derivative.
  CI->setDoesNotAccessMemory();
  CI->setDoesNotThrow();
  CI->addFnAttr(Attribute::WillReturn);
  return CI;
}

Value *callHelper(IRBuilder<> &B, StringRef Name, Value *Arg) {
  Type *Ty = Arg->getType();
  if (auto *VT = dyn_cast<FixedVectorType>(Ty))
    return forEachLane(B, Arg, VT, [&](ArrayRef<Value *> Lane) {
      return callHelper(B, Name, Lane[0]);
    });
  // One body per accuracy class: narrow types use that of double.
  if (Ty->isHalfTy() || Ty->isBFloatTy() || Ty->isFloatTy()) {
    Value *Wide = B.CreateFPExt(Arg, B.getDoubleTy());
    return B.CreateFPTrunc(callHelper(B, Name, Wide), Ty);
  }
  Module &M = *B.GetInsertBlock()->getModule();
  return B.CreateCall(getPolygamma(M, Name == "trigamma" ? 1 : 0, Ty), Arg);
}

} // namespace wengert
