//===- FloatParts.cpp - Floats taken apart by their bits ------------------===//
#include "Prepare/FloatParts.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/VectorUtils.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"
#include <memory>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

namespace {
/// Vectors of integers that become vectors of larger floats, computed again as
/// integers of the floats' size.
class WideLanes {
public:
  explicit WideLanes(FixedVectorType *Floats)
      : Float(Floats->getElementType()), Width(Float->getScalarSizeInBits()) {}

  /// The bits of V, or null if nothing is to be gained.
  Value *of(Value *V) {
    return isa<BinaryOperator, ShuffleVectorInst, LoadInst>(V) ? wide(V)
                                                               : nullptr;
  }

private:
  Type *Float;
  unsigned Width;
  DenseMap<Value *, Value *> Done;

  FixedVectorType *type(Type *Element, const Value *V) const {
    auto *VT = cast<FixedVectorType>(V->getType());
    return FixedVectorType::get(
        Element, VT->getNumElements() * VT->getScalarSizeInBits() / Width);
  }

  Value *wide(Value *V) {
    auto *I = dyn_cast<Instruction>(V);
    Value *&Slot = Done[V];
    if (Slot)
      return Slot;
    auto *Ints = type(IntegerType::get(V->getContext(), Width), V);
    if (!I)
      return Slot = ConstantExpr::getBitCast(cast<Constant>(V), Ints);
    IRBuilder<> B(I);
    if (!isa<PHINode>(I))
      B.SetInsertPoint(I->getNextNode());
    else
      B.SetInsertPoint(&*I->getParent()->getFirstInsertionPt());
    B.SetCurrentDebugLocation(I->getDebugLoc());
    Value *New = nullptr, *Y;
    SmallVector<int, 8> Mask;
    if (match(I, m_BitCast(m_Value(Y)))) {
      New = B.CreateBitCast(Y, Ints);
    } else if (auto *L = dyn_cast<LoadInst>(I); L && L->isSimple()) {
      LoadInst *N = B.CreateAlignedLoad(type(Float, V), L->getPointerOperand(),
                                        L->getAlign(), L->getName());
      N->setAAMetadata(L->getAAMetadata());
      New = B.CreateBitCast(N, Ints);
    } else if (I->isBitwiseLogicOp() && isKnown(I->getOperand(0)) &&
               isKnown(I->getOperand(1))) {
      Value *X = wide(I->getOperand(0));
      New = B.CreateBinOp(Instruction::BinaryOps(I->getOpcode()), X,
                          wide(I->getOperand(1)));
    } else if (auto *S = dyn_cast<ShuffleVectorInst>(I);
               S && isKnown(S->getOperand(0)) && isKnown(S->getOperand(1)) &&
               widenShuffleMaskElts(
                   int(Width / S->getType()->getScalarSizeInBits()),
                   S->getShuffleMask(), Mask) &&
               isWhole(S->getOperand(0))) {
      Value *X = wide(S->getOperand(0));
      New = B.CreateShuffleVector(X, wide(S->getOperand(1)), Mask);
    } else {
      New = B.CreateBitCast(V, Ints);
    }
    return Done[V] = New;
  }

  static bool isKnown(const Value *V) {
    return isa<Instruction, ConstantData, ConstantVector>(V);
  }
  bool isWhole(const Value *V) const {
    auto *VT = cast<FixedVectorType>(V->getType());
    return VT->getNumElements() * VT->getScalarSizeInBits() % Width == 0;
  }
};
} // namespace

bool alignLanes(Function &F) {
  SmallVector<BitCastInst *, 16> Roots;
  for (Instruction &I : instructions(F)) {
    auto *Cast = dyn_cast<BitCastInst>(&I);
    auto *To = Cast ? dyn_cast<FixedVectorType>(Cast->getType()) : nullptr;
    auto *From =
        To ? dyn_cast<FixedVectorType>(Cast->getOperand(0)->getType()) : nullptr;
    if (From && From->getElementType()->isIntegerTy() &&
        To->getElementType()->isIEEELikeFPTy() &&
        From->getScalarSizeInBits() < To->getScalarSizeInBits())
      Roots.push_back(Cast);
  }
  bool Changed = false;
  DenseMap<Type *, std::unique_ptr<WideLanes>> Lanes;
  for (BitCastInst *Cast : Roots) {
    auto *To = cast<FixedVectorType>(Cast->getType());
    auto &L = Lanes[To->getElementType()];
    if (!L)
      L = std::make_unique<WideLanes>(To);
    if (Value *V = L->of(Cast->getOperand(0))) {
      Cast->setOperand(0, V);
      Changed = true;
    }
  }
  // Last users first.
  if (Changed)
    for (BasicBlock &BB : F)
      for (Instruction &I : make_early_inc_range(reverse(BB)))
        if (isInstructionTriviallyDead(&I))
          I.eraseFromParent();
  return Changed;
}

namespace {
struct Fraction {
  Value *Float; ///< x
  Value *Bits;  ///< its bits
  const APInt *Mask, *Exponent;
};
} // namespace

/// I is x's digits with another exponent.
static bool matchFraction(Instruction &I, Fraction &P) {
  if (!match(&I, m_c_Or(m_c_And(m_Value(P.Bits), m_APInt(P.Mask)),
                        m_APInt(P.Exponent))) ||
      !match(P.Bits, m_BitCast(m_Value(P.Float))))
    return false;
  Type *T = P.Float->getType()->getScalarType();
  unsigned Width = I.getType()->getScalarSizeInBits();
  if (!T->isIEEELikeFPTy() || T->getScalarSizeInBits() != Width)
    return false;
  unsigned Digits = APFloat::semanticsPrecision(T->getFltSemantics()) - 1;
  APInt Mantissa = APInt::getLowBitsSet(Width, Digits);
  APInt Exponents = APInt::getBitsSet(Width, Digits, Width - 1);
  return Mantissa.isSubsetOf(*P.Mask) && !P.Mask->intersects(Exponents) &&
         P.Exponent->isSubsetOf(Exponents) && !P.Exponent->isZero() &&
         *P.Exponent != Exponents;
}

bool scaleFractions(Function &F) {
  SmallVector<Instruction *, 8> Work;
  Fraction P;
  for (Instruction &I : instructions(F))
    if (I.getOpcode() == Instruction::Or && matchFraction(I, P))
      Work.push_back(&I);
  for (Instruction *I : Work) {
    matchFraction(*I, P);
    IRBuilder<> B(I);
    Type *Ints = I->getType(), *Floats = P.Float->getType();
    Value *X = P.Float;
    Value *Copy = B.CreateIntrinsic(Intrinsic::fshl, {Ints},
                                    {P.Bits, P.Bits, Constant::getNullValue(Ints)});
    Value *Old = B.CreateBitCast(
        B.CreateOr(B.CreateAnd(Copy, ConstantInt::get(Ints, *P.Mask)),
                   ConstantInt::get(Ints, *P.Exponent)),
        Floats);
    Value *Const = B.CreateBitCast(Copy, Floats);
    Value *Power = B.CreateFDiv(Old, Const);
    Value *Same = B.CreateFCmpOEQ(B.CreateFMul(Const, Power), Old);
    Power = B.CreateSelect(Same, Power, Constant::getNullValue(Floats));
    Value *New = B.CreateSelect(Same, B.CreateFMul(X, Power), Old);
    I->replaceAllUsesWith(B.CreateBitCast(New, Ints));
    I->eraseFromParent();
  }
  return !Work.empty();
}

} // namespace wengert
