//===- Custom.cpp - Rules that are code -----------------------------------===//
#include "Rules/Custom.h"
#include "Rules/MathFunctions.h"
#include "Rules/Table.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

Value *guardZero(IRBuilder<> &B, Value *Seed, Value *Term) {
  Constant *Zero = Constant::getNullValue(Seed->getType());
  return B.CreateSelect(B.CreateFCmpOEQ(Seed, Zero), Zero, Term);
}

/// V as a value of type To. Integers hold the bits of a half (the
/// convert.*.fp16 intrinsics, used by targets without the type).
static Value *castFloat(IRBuilder<> &B, Value *V, Type *To) {
  if (V->getType()->isIntegerTy())
    V = B.CreateBitCast(V, B.getHalfTy());
  if (To->isIntegerTy())
    return B.CreateBitCast(B.CreateFPCast(V, B.getHalfTy()), To);
  return B.CreateFPCast(V, To);
}

/// Partials of start * v0 * v1 * ...: the product of all other factors, from
/// prefix and suffix products. Factor 0 is start.
static SmallVector<Value *, 8> otherFactors(IRBuilder<> &B, Value *Start,
                                            Value *Vec) {
  unsigned Size = cast<FixedVectorType>(Vec->getType())->getNumElements();
  SmallVector<Value *, 8> Factors{Start};
  for (unsigned L = 0; L < Size; ++L)
    Factors.push_back(B.CreateExtractElement(Vec, L));
  SmallVector<Value *, 8> Out(Factors.size());
  Value *Prefix = nullptr;
  for (unsigned F = 0; F < Factors.size(); ++F) {
    Out[F] = Prefix;
    Prefix = Prefix ? B.CreateFMul(Prefix, Factors[F]) : Factors[F];
  }
  Value *Suffix = nullptr;
  for (unsigned F = Factors.size(); F-- > 0;) {
    if (Suffix)
      Out[F] = Out[F] ? B.CreateFMul(Out[F], Suffix) : Suffix;
    Suffix = Suffix ? B.CreateFMul(Suffix, Factors[F]) : Factors[F];
  }
  return Out;
}

/// For each lane, is it the one a minimum or maximum was taken from: the first
/// that equals the result, or is NaN as the result is.
static SmallVector<Value *, 8> chosenLanes(IRBuilder<> &B, Value *Vec,
                                           Value *Result) {
  unsigned Size = cast<FixedVectorType>(Vec->getType())->getNumElements();
  SmallVector<Value *, 8> Out;
  Value *Taken = B.getFalse();
  Value *ResultNaN = B.CreateFCmpUNO(Result, Result);
  for (unsigned L = 0; L < Size; ++L) {
    Value *Lane = B.CreateExtractElement(Vec, L);
    Value *Same =
        B.CreateOr(B.CreateFCmpOEQ(Lane, Result),
                   B.CreateAnd(ResultNaN, B.CreateFCmpUNO(Lane, Lane)));
    Out.push_back(B.CreateAnd(Same, B.CreateNot(Taken)));
    Taken = B.CreateOr(Taken, Same);
  }
  return Out;
}

/// The scalar SSE minimum and maximum: which lanes of the result come from the
/// first operand. Lane 0 is chosen as X86Max and X86Min of MinMax.td choose.
static Value *fromFirst(IRBuilder<> &B, CustomRule Rule, Value *X, Value *Y) {
  Value *X0 = B.CreateExtractElement(X, uint64_t(0));
  Value *Y0 = B.CreateExtractElement(Y, uint64_t(0));
  Value *Lane0 = Rule == CustomRule::FirstLaneMax ? B.CreateFCmpOGE(X0, Y0)
                                                  : B.CreateFCmpOLE(X0, Y0);
  auto *VT = cast<FixedVectorType>(X->getType());
  Value *Mask = Constant::getAllOnesValue(
      FixedVectorType::get(B.getInt1Ty(), VT->getNumElements()));
  return B.CreateInsertElement(Mask, Lane0, uint64_t(0));
}

static Value *scaled(IRBuilder<> &B, Value *Seed, Value *Partial,
                     bool StrongZero) {
  Value *Term = B.CreateFMul(Seed, Partial);
  return StrongZero ? guardZero(B, Seed, Term) : Term;
}

Value *emitCustomTangent(const RuleMatch &M, IRBuilder<> &B, PrimalFn Primal,
                         ArrayRef<Value *> Duals, bool StrongZero) {
  Type *Ty = M.I->getType();
  switch (M.R->Custom) {
  case CustomRule::None:
    return nullptr;
  case CustomRule::FloatCast:
    return Duals[0] ? castFloat(B, Duals[0], Ty) : nullptr;
  case CustomRule::ReduceFAdd: {
    Value *Start = Duals[0] ? Duals[0] : ConstantFP::getNegativeZero(Ty);
    return Duals[1] ? B.CreateFAddReduce(Start, Duals[1]) : Duals[0];
  }
  case CustomRule::ReduceFMul: {
    auto Partials = otherFactors(B, Primal(0), Primal(1));
    Value *Sum = nullptr;
    for (unsigned F = 0; F < Partials.size(); ++F) {
      Value *Dual = Duals[F == 0 ? 0 : 1];
      if (!Dual)
        continue;
      if (F > 0)
        Dual = B.CreateExtractElement(Dual, F - 1);
      Value *Term = scaled(B, Dual, Partials[F], StrongZero);
      Sum = Sum ? B.CreateFAdd(Sum, Term) : Term;
    }
    return Sum;
  }
  case CustomRule::ReduceMinMax: {
    if (!Duals[0])
      return nullptr;
    Value *Out = Constant::getNullValue(Ty);
    for (auto [L, Chosen] :
         enumerate(chosenLanes(B, Primal(0), Primal(Result))))
      Out = B.CreateSelect(Chosen, B.CreateExtractElement(Duals[0], L), Out);
    return Out;
  }
  case CustomRule::FirstLaneMax:
  case CustomRule::FirstLaneMin: {
    Value *Mask = fromFirst(B, M.R->Custom, Primal(0), Primal(1));
    Constant *Zero = Constant::getNullValue(Ty);
    return B.CreateSelect(Mask, Duals[0] ? Duals[0] : Zero,
                          Duals[1] ? Duals[1] : Zero);
  }
  }
  return nullptr;
}

Value *emitCustomAdjoint(const RuleMatch &M, IRBuilder<> &B, PrimalFn Primal,
                         Value *Adjoint, unsigned K, bool StrongZero) {
  Type *Ty = M.Operands[K]->getType();
  switch (M.R->Custom) {
  case CustomRule::None:
    return nullptr;
  case CustomRule::FloatCast:
    return castFloat(B, Adjoint, Ty);
  case CustomRule::ReduceFAdd:
    return K == 0 ? Adjoint
                  : B.CreateVectorSplat(cast<VectorType>(Ty)->getElementCount(),
                                        Adjoint);
  case CustomRule::ReduceFMul: {
    auto Partials = otherFactors(B, Primal(0), Primal(1));
    if (K == 0)
      return scaled(B, Adjoint, Partials[0], StrongZero);
    Value *Out = PoisonValue::get(Ty);
    for (unsigned L = 0; L + 1 < Partials.size(); ++L)
      Out = B.CreateInsertElement(
          Out, scaled(B, Adjoint, Partials[L + 1], StrongZero), L);
    return Out;
  }
  case CustomRule::ReduceMinMax: {
    Value *Out = PoisonValue::get(Ty);
    Constant *Zero = Constant::getNullValue(Adjoint->getType());
    for (auto [L, Chosen] :
         enumerate(chosenLanes(B, Primal(0), Primal(Result))))
      Out =
          B.CreateInsertElement(Out, B.CreateSelect(Chosen, Adjoint, Zero), L);
    return Out;
  }
  case CustomRule::FirstLaneMax:
  case CustomRule::FirstLaneMin: {
    Value *Mask = fromFirst(B, M.R->Custom, Primal(0), Primal(1));
    Constant *Zero = Constant::getNullValue(Ty);
    return K == 0 ? B.CreateSelect(Mask, Adjoint, Zero)
                  : B.CreateSelect(Mask, Zero, Adjoint);
  }
  }
  return nullptr;
}

} // namespace wengert
