//===- FloatBits.cpp - Integers computed from the bits of floats ----------===//
#include "Analysis/FloatBits.h"
#include "Analysis/TypesSolver.h"
#include "Rules/Rules.h"
#include "llvm/ADT/APInt.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Analysis/SimplifyQuery.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/KnownBits.h"
#include <utility>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

namespace {
class Walk {
public:
  SmallVector<const Instruction *, 4> Found;
  bool Complete = true; ///< nothing else could be digits

  explicit Walk(const Value *V) { bits(V, APInt::getAllOnes(width(V))); }

private:
  /// Of bits that matter: none from digits, some, or the same as elsewhere in
  /// the cycle under way.
  enum Origin { No, Some, Cycle };
  unsigned Budget = 256;
  DenseMap<const Value *, std::pair<APInt, Origin>> Known;

  static unsigned width(const Value *V) {
    return V->getType()->getScalarSizeInBits();
  }

  static Origin either(Origin A, Origin B) {
    return A == Some || B == Some ? Some : A == Cycle ? B : A;
  }

  Origin bits(const Value *V, const APInt &Mask) {
    auto *I = dyn_cast<Instruction>(V);
    if (!I || Mask.isZero() || !V->getType()->isIntOrIntVectorTy()) {
      Complete &= Mask.isZero() || isa<ConstantData>(V);
      return No;
    }
    auto It = Known.find(V);
    if (It != Known.end() && Mask.isSubsetOf(It->second.first))
      return It->second.second;
    if (!Budget--) {
      Budget = 0;
      Complete = false;
      return No;
    }
    APInt All = It == Known.end() ? Mask : Mask | It->second.first;
    Known.insert_or_assign(V, std::pair(All, Cycle));
    Origin O = visit(*I, All);
    Known.insert_or_assign(V, std::pair(All, O));
    return O;
  }

  /// Every operand, every bit.
  Origin all(const Instruction &X) {
    Origin O = No;
    for (const Use &U : X.operands())
      if (U->getType()->isIntOrIntVectorTy())
        O = either(O, bits(U, APInt::getAllOnes(width(U))));
    return O;
  }

  Origin found(const Instruction &X) {
    if (!is_contained(Found, &X))
      Found.push_back(&X);
    return Some;
  }

  /// One of several values. Where not all are digits, the program keeps an
  /// integer where it keeps a float at other times, and knows which it is.
  Origin choice(ArrayRef<const Value *> In, const APInt &M) {
    unsigned Before = Found.size();
    Origin O = Cycle;
    bool Mixed = false;
    for (const Value *V : In) {
      if (isa<UndefValue>(V))
        continue;
      Origin P = bits(V, M);
      Mixed |= P == No;
      O = either(O, P);
    }
    if (!Mixed)
      return O;
    Complete &= Found.size() == Before;
    Found.truncate(Before);
    return No;
  }

  Origin visitCast(const BitCastInst &X, const APInt &M) {
    const Value *V = X.getOperand(0);
    if (V->getType()->isIntOrIntVectorTy())
      return bits(V, APInt::getAllOnes(width(V)));
    Type *T = V->getType()->getScalarType();
    if (!T->isFloatingPointTy()) {
      Complete = false;
      return No;
    }
    if (auto *R = dyn_cast<Instruction>(V); R && roundsBySum(*R))
      return No;
    unsigned Lane = T->getPrimitiveSizeInBits();
    if (!Lane || M.getBitWidth() % Lane)
      return found(X); // part of a float
    unsigned Digits = unsigned(APFloat::semanticsPrecision(
                          T->getFltSemantics())) - 1;
    APInt Mantissa = APInt::getLowBitsSet(Lane, std::min(Digits, Lane));
    if (M.intersects(APInt::getSplat(M.getBitWidth(), Mantissa)))
      return found(X);
    return No;
  }

  Origin visit(const Instruction &X, const APInt &M) {
    const Value *A, *B;
    const APInt *C;
    unsigned W = M.getBitWidth();
    switch (X.getOpcode()) {
    case Instruction::BitCast:
      return visitCast(cast<BitCastInst>(X), M);
    case Instruction::Load:
      return found(X);
    case Instruction::And:
      if (match(&X, m_And(m_Value(A), m_APInt(C))))
        return bits(A, M & *C);
      [[fallthrough]];
    case Instruction::Or:
    case Instruction::Xor:
    case Instruction::Add: // a carry into the bits that matter is a step
    case Instruction::Sub:
      return either(bits(X.getOperand(0), M), bits(X.getOperand(1), M));
    case Instruction::Shl:
      if (match(&X, m_Shl(m_Value(A), m_APInt(C))) && C->ult(W))
        return bits(A, M.lshr(*C));
      return all(X);
    case Instruction::LShr:
      if (match(&X, m_LShr(m_Value(A), m_APInt(C))) && C->ult(W))
        return bits(A, M.shl(*C));
      return all(X);
    case Instruction::AShr:
      if (match(&X, m_AShr(m_Value(A), m_SpecificInt(W - 1))))
        return No; // a comparison with zero
      if (match(&X, m_AShr(m_Value(A), m_APInt(C))) && C->ult(W))
        return bits(A, M.shl(*C) | APInt::getSignMask(W));
      return all(X);
    case Instruction::Trunc:
      return bits(X.getOperand(0), M.zext(width(X.getOperand(0))));
    case Instruction::ZExt:
    case Instruction::SExt:
      return bits(X.getOperand(0), M.trunc(width(X.getOperand(0))));
    case Instruction::Select:
      return choice({X.getOperand(1), X.getOperand(2)}, M);
    case Instruction::PHI: {
      SmallVector<const Value *, 4> In(cast<PHINode>(X).incoming_values());
      return choice(In, M);
    }
    case Instruction::Freeze:
      return bits(X.getOperand(0), M);
    case Instruction::Mul:
    case Instruction::UDiv:
    case Instruction::SDiv:
    case Instruction::URem:
    case Instruction::SRem:
    case Instruction::ExtractElement:
    case Instruction::InsertElement:
    case Instruction::ShuffleVector:
      return all(X);
    case Instruction::Call:
      // A copy without derivative (Prepare/FloatParts.h).
      if (match(&X, m_FShl(m_Value(A), m_Deferred(A), m_ZeroInt())))
        return No;
      if (match(&X, m_BSwap(m_Value(B))) || isa<MinMaxIntrinsic>(X) ||
          match(&X, m_Intrinsic<Intrinsic::fshl>()) ||
          match(&X, m_Intrinsic<Intrinsic::fshr>()))
        return all(X);
      if (std::optional<RuleMatch> R = matchRule(X); !R || !isInactive(*R))
        Complete = false;
      return No;
    case Instruction::FPToSI:
    case Instruction::FPToUI:
    case Instruction::ICmp:
    case Instruction::FCmp:
    case Instruction::PtrToInt:
      return No;
    default:
      Complete = false;
      return No;
    }
  }
};
} // namespace

SmallVector<const Instruction *, 4> digitSources(const Value *V) {
  return Walk(V).Found;
}

bool isFreeOfDigits(const Value *V) {
  Walk W(V);
  return W.Complete && W.Found.empty();
}

bool isOnlySign(const Instruction &I, uint64_t Size, int64_t At, int64_t Lo,
                int64_t Hi) {
  bool IsVector = I.getType()->isVectorTy();
  unsigned W = I.getType()->getScalarSizeInBits();
  if (IsVector && (mod(At, Size) || W % (Size * 8)))
    return false;
  KnownBits Known =
      computeKnownBits(&I, SimplifyQuery(I.getDataLayout(), &I));
  APInt Others = ~Known.Zero;
  for (int64_t Byte = 0; Byte * 8 < W; ++Byte) {
    unsigned First = unsigned(Byte) * 8, End = std::min(First + 8, W);
    if (!IsVector && (Byte < Lo || Byte >= Hi))
      Others.clearBits(First, End);
    else if (mod(Byte - At, Size) == int64_t(Size) - 1 && End == First + 8)
      Others.clearBit(End - 1);
  }
  return Others.isZero();
}

bool carriesDigits(const Value *V) {
  return any_of(Walk(V).Found,
                [](const Instruction *I) { return isa<BitCastInst>(I); });
}

} // namespace wengert
