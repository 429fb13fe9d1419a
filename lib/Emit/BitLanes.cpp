//===- BitLanes.cpp - Bit operations that act on whole floats -------------===//
#include "Emit/BitLanes.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

/// The bits of Mask are zeros (Ones: ones) in V. Looks through the phis that
/// the normal form of loops stacks up, where known bits give up.
static bool bitsAre(bool Ones, const APInt &Mask, Value *V,
                    const DataLayout &DL) {
  SmallVector<Value *, 8> Work{V};
  SmallPtrSet<Value *, 8> Seen;
  while (!Work.empty()) {
    Value *X = Work.pop_back_val();
    if (isa<UndefValue>(X) || !Seen.insert(X).second)
      continue;
    if (auto *P = dyn_cast<PHINode>(X)) {
      append_range(Work, P->incoming_values());
    } else if (auto *S = dyn_cast<SelectInst>(X)) {
      Work.push_back(S->getTrueValue());
      Work.push_back(S->getFalseValue());
    } else {
      KnownBits Known = computeKnownBits(X, SimplifyQuery(DL));
      if (!Mask.isSubsetOf(Ones ? Known.One : Known.Zero))
        return false;
    }
  }
  return true;
}

/// Every use of I masks all but sign bits away: signs are constant almost
/// everywhere.
static bool onlySignsUsed(Instruction &I, const APInt &SignMask) {
  return all_of(I.users(), [&](User *U) {
    const APInt *C;
    return match(U, m_c_And(m_Specific(&I), m_APInt(C))) &&
           C->isSubsetOf(SignMask);
  });
}

BitLanes classifyBitwise(EmitState &S, BinaryOperator &I) {
  BitLanes L;
  unsigned Bits = I.getType()->getScalarSizeInBits();
  L.Lanes = S.laneType(&I);
  for (unsigned K = 0; K < 2; ++K) {
    L.Active[K] = S.A.isActive(I.getOperand(K));
    if (!L.Lanes && L.Active[K])
      L.Lanes = S.laneType(I.getOperand(K));
  }
  // Outcomes of comparisons have no derivative.
  if (all_of(I.users(), [](User *U) { return isa<ICmpInst>(U); })) {
    L.Active[0] = L.Active[1] = false;
    L.K = BitLanes::Sign;
    return L;
  }
  if (!L.Lanes)
    return L;
  unsigned Lane = L.Lanes->getScalarSizeInBits();
  if (Bits % Lane)
    return L;
  L.SignMask = APInt::getSplat(Bits, APInt::getSignMask(Lane));
  L.Keep = APInt::getAllOnes(Bits);

  // An operand that touches sign bits only (copysign's last step, a sign
  // computed from a condition) has no derivative of its own.
  bool And = I.getOpcode() == Instruction::And;
  bool SignOnly[2];
  for (unsigned K = 0; K < 2; ++K) {
    SignOnly[K] = bitsAre(And, ~L.SignMask, I.getOperand(K), S.layout());
    L.Active[K] &= !SignOnly[K];
  }
  if (onlySignsUsed(I, L.SignMask) || (!L.Active[0] && !L.Active[1])) {
    L.Active[0] = L.Active[1] = false;
    L.Keep.clearAllBits();
    L.K = BitLanes::Sign;
    return L;
  }
  if (L.Active[0] && L.Active[1]) {
    if (I.getOpcode() == Instruction::Or &&
        (cast<PossiblyDisjointInst>(I).isDisjoint() ||
         haveNoCommonBitsSet(I.getOperand(0), I.getOperand(1),
                             SimplifyQuery(S.layout()))))
      L.K = BitLanes::Join;
    return L;
  }
  Value *Other = I.getOperand(L.Active[0] ? 1 : 0);
  const APInt *C;
  if (match(Other, m_APInt(C))) {
    for (unsigned Lo = 0; Lo < Bits; Lo += Lane) {
      APInt M = C->extractBits(Lane, Lo);
      bool SignOnly = I.getOpcode() == Instruction::And
                          ? (~M).isSignMask() || M.isAllOnes()
                          : M.isSignMask() || M.isZero();
      if (SignOnly)
        continue;
      // A constant in a lane that is empty otherwise: packed beside the float.
      if (I.getOpcode() == Instruction::Or &&
          bitsAre(/*Ones=*/false, APInt::getBitsSet(Bits, Lo, Lo + Lane),
                  I.getOperand(L.Active[0] ? 0 : 1), S.layout())) {
        L.Keep.clearBits(Lo, Lo + Lane);
        continue;
      }
      bool Drops = I.getOpcode() == Instruction::And
                       ? M.isZero() || M.isSignMask()
                       : false;
      if (!Drops)
        return L;
      L.Keep.clearBits(Lo, Lo + Lane);
    }
    L.K = BitLanes::Sign;
    return L;
  }
  if (SignOnly[L.Active[0] ? 1 : 0]) {
    L.K = BitLanes::Sign;
    return L;
  }
  if (I.getOpcode() == Instruction::Or &&
      haveNoCommonBitsSet(I.getOperand(0), I.getOperand(1),
                          SimplifyQuery(S.layout())))
    L.K = BitLanes::Join;
  return L;
}

Value *applyBitLanes(IRBuilder<> &B, const BitLanes &L, Value *Res, Value *Op,
                     Value *X) {
  if (L.K == BitLanes::Join)
    return X;
  // Said with float operations, not with an xor of sign bits: what is derived
  // again needs no proof about the bits of a mask then.
  Type *Ty = X->getType();
  Type *Ints = B.getIntNTy(L.Lanes->getScalarSizeInBits());
  if (auto *VT = dyn_cast<FixedVectorType>(L.Lanes))
    Ints = FixedVectorType::get(Ints, VT->getNumElements());
  Value *Differ = B.CreateBitCast(B.CreateXor(Res, Op), Ints);
  Value *Flip = B.CreateICmpSLT(Differ, Constant::getNullValue(Ints));
  Value *F = B.CreateBitCast(X, L.Lanes);
  Value *R = B.CreateBitCast(B.CreateSelect(Flip, B.CreateFNeg(F), F), Ty);
  if (!L.Keep.isAllOnes())
    R = B.CreateAnd(R, ConstantInt::get(Ty, L.Keep));
  return R;
}

} // namespace wengert
