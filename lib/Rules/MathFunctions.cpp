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

static Type *floatTypeOf(ArrayRef<Value *> Args) {
  for (Value *A : Args)
    if (A->getType()->isFPOrFPVectorTy())
      return A->getType();
  return Args[0]->getType();
}

/// The library's name for function Name at scalar type Ty: f and l variants of
/// the C library, libdevice on NVPTX, OCML on AMDGPU.
static std::string libraryName(StringRef Name, Type *Ty, const Module &M) {
  const Triple &T = M.getTargetTriple();
  if (T.isNVPTX())
    return ("__nv_" + Name + (Ty->isFloatTy() ? "f" : "")).str();
  if (T.isAMDGPU())
    return ("__ocml_" + (Name == "powi" ? "pown" : Name) +
            (Ty->isFloatTy() ? "_f32" : "_f64"))
        .str();
  if (Ty->isFloatTy())
    return (Name + "f").str();
  if (Ty->isDoubleTy())
    return Name.str();
  // On x86 long double is the 80-bit type and fp128 has names of its own.
  return (Name + (Ty->isFP128Ty() && T.isX86() ? "f128" : "l")).str();
}

/// GPUs have instructions for some of these in reduced precision only, and no
/// library that the back end would call for the intrinsic.
static bool needsDeviceLibrary(StringRef Name, const Module &M) {
  const Triple &T = M.getTargetTriple();
  return (T.isNVPTX() || T.isAMDGPU()) && Name != "fabs" && Name != "sqrt" &&
         Name != "copysign" && Name != "rint" && Name != "floor";
}

/// N as a C int, saturated: every exponent beyond is as good as the limit.
static Value *toInt(IRBuilder<> &B, Value *N) {
  unsigned Bits = N->getType()->getScalarSizeInBits();
  Type *To = N->getType()->getWithNewBitWidth(32);
  if (Bits <= 32)
    return B.CreateSExt(N, To);
  auto Limit = [&](int64_t V) {
    return ConstantInt::getSigned(N->getType(), V);
  };
  N = B.CreateBinaryIntrinsic(Intrinsic::smin, N, Limit(INT32_MAX));
  N = B.CreateBinaryIntrinsic(Intrinsic::smax, N, Limit(INT32_MIN));
  return B.CreateTrunc(N, To);
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
  SmallVector<Value *, 2> Passed;
  for (Value *A : Args) {
    Passed.push_back(A->getType()->isIntegerTy() ? toInt(B, A) : A);
    Types.push_back(Passed.back()->getType());
  }
  auto *FT = FunctionType::get(Ty, Types, false);
  FunctionCallee F = M.getOrInsertFunction(libraryName(Name, Ty, M), FT);
  CallInst *CI = B.CreateCall(F, Passed);
  // errno and the floating-point environment are not observed through the
  // derivative.
  CI->setDoesNotAccessMemory();
  CI->setDoesNotThrow();
  CI->addFnAttr(Attribute::WillReturn);
  return CI;
}

Value *callIntrinsic(IRBuilder<> &B, StringRef Name, ArrayRef<Value *> Args) {
  // Code generation knows integer exponents of the size of int only.
  if (Args.size() > 1 && Args[1]->getType()->isIntOrIntVectorTy() &&
      Args[1]->getType()->getScalarSizeInBits() != 32)
    return callIntrinsic(B, Name, {Args[0], toInt(B, Args[1])});
  if (needsDeviceLibrary(Name, *B.GetInsertBlock()->getModule()))
    return callLibm(B, Name, Args);
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
