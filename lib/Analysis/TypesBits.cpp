//===- TypesBits.cpp - Integers that may carry other things ---------------===//
//
// Integer arithmetic makes integers, but shifts, masks and ors by whole bytes
// only move bytes, and sign masks leave a float a float.
//
//===----------------------------------------------------------------------===//
#include "Analysis/TypesImpl.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/KnownBits.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

/// The byte range of V outside of which it is zero.
static ByteRange nonzeroBytes(const Value *V, unsigned Depth = 6) {
  uint64_t Size = V->getType()->getScalarSizeInBits() / 8;
  ByteRange All{0, Size};
  const Value *X;
  const APInt *C;
  if (!Depth || V->getType()->isVectorTy())
    return All;
  if (match(V, m_APInt(C)))
    return C->isZero()
               ? ByteRange{0, 0}
               : ByteRange{C->countr_zero() / 8, (C->getActiveBits() + 7) / 8};
  if (match(V, m_ZExt(m_Value(X))) &&
      X->getType()->getScalarSizeInBits() % 8 == 0) {
    return nonzeroBytes(X, Depth - 1);
  }
  if (match(V, m_Shl(m_Value(X), m_APInt(C))) && C->ult(Size * 8) &&
      C->getZExtValue() % 8 == 0) {
    ByteRange R = nonzeroBytes(X, Depth - 1);
    uint64_t K = C->getZExtValue() / 8;
    return {std::min(R.Lo + K, Size), std::min(R.Hi + K, Size)};
  }
  if (match(V, m_LShr(m_Value(X), m_APInt(C))) && C->ult(Size * 8) &&
      C->getZExtValue() % 8 == 0) {
    ByteRange R = nonzeroBytes(X, Depth - 1);
    uint64_t K = C->getZExtValue() / 8;
    return {R.Lo > K ? R.Lo - K : 0, R.Hi > K ? R.Hi - K : 0};
  }
  if (match(V, m_And(m_Value(X), m_APInt(C))) && !C->isZero())
    return {C->countr_zero() / 8, (C->getActiveBits() + 7) / 8};
  const Value *Y;
  if (match(V, m_Or(m_Value(X), m_Value(Y)))) {
    ByteRange A = nonzeroBytes(X, Depth - 1), B = nonzeroBytes(Y, Depth - 1);
    return {std::min(A.Lo, B.Lo), std::max(A.Hi, B.Hi)};
  }
  return All;
}

/// Masks that touch only the sign of a float: the result is still that float.
static bool isSignMask(const APInt &C) {
  return C.isSignMask() || (~C).isSignMask();
}

/// Whole-byte masks: and-ing keeps bytes or clears them.
static bool isByteMask(const APInt &C) {
  if (C.getBitWidth() % 8)
    return false;
  for (unsigned K = 0; K < C.getBitWidth(); K += 8) {
    uint64_t B = C.extractBitsAsZExtValue(8, K);
    if (B != 0 && B != 0xff)
      return false;
  }
  return true;
}

/// V is neutral in X but for the sign bit, whatever it is computed from.
static bool touchesSignOnly(const BinaryOperator &X, const Value *V,
                            const DataLayout &DL) {
  APInt Rest = ~APInt::getSignMask(X.getType()->getScalarSizeInBits());
  KnownBits Known = computeKnownBits(V, SimplifyQuery(DL));
  return Rest.isSubsetOf(X.getOpcode() == Instruction::And ? Known.One
                                                           : Known.Zero);
}

void TypesImpl::collectBinary(Instance &I, BinaryOperator &X) {
  if (!isBytes(X.getType()))
    return;
  Value *A = X.getOperand(0), *B = X.getOperand(1);
  const APInt *C;
  uint64_t Size = DL.getTypeStoreSize(X.getType());
  bool Scalar = X.getType()->isIntegerTy();
  switch (X.getOpcode()) {
  case Instruction::And:
    if (match(B, m_APInt(C)) && isSignMask(*C)) {
      sameBytes(I, A, &X);
      return;
    }
    if (Scalar && match(B, m_APInt(C)) && isByteMask(*C) &&
        C->isShiftedMask()) {
      uint64_t Lo = C->countr_zero() / 8, Hi = C->getActiveBits() / 8;
      copyValue(I, A, Lo, &X, Lo, Hi - Lo);
      markZero(I, &X, 0, Lo);
      markZero(I, &X, Hi, Size - Hi);
      return;
    }
    break;
  case Instruction::Xor:
    if (match(B, m_APInt(C)) && isSignMask(*C)) {
      sameBytes(I, A, &X);
      return;
    }
    break;
  case Instruction::Or:
    if (match(B, m_APInt(C)) && isSignMask(*C)) {
      sameBytes(I, A, &X);
      return;
    }
    if (Scalar) {
      ByteRange RA = nonzeroBytes(A), RB = nonzeroBytes(B);
      if (RA.Hi <= RB.Lo || RB.Hi <= RA.Lo) {
        copyValue(I, A, RA.Lo, &X, RA.Lo, RA.Hi - RA.Lo);
        if (!isa<Constant>(B)) {
          copyValue(I, B, RB.Lo, &X, RB.Lo, RB.Hi - RB.Lo);
          return;
        }
        // A float next to a constant (a struct in one register).
        if (RA.Lo)
          markZero(I, &X, 0, RA.Lo);
        if (RA.Hi < Size)
          markZero(I, &X, RA.Hi, Size - RA.Hi);
        return;
      }
    }
    break;
  case Instruction::Shl:
    if (Scalar && match(B, m_APInt(C)) && C->ult(Size * 8) &&
        C->getZExtValue() % 8 == 0) {
      uint64_t K = C->getZExtValue() / 8;
      copyValue(I, A, 0, &X, K, Size - K);
      markZero(I, &X, 0, K);
      return;
    }
    break;
  case Instruction::LShr:
    if (Scalar && match(B, m_APInt(C)) && C->ult(Size * 8) &&
        C->getZExtValue() % 8 == 0) {
      uint64_t K = C->getZExtValue() / 8;
      copyValue(I, A, K, &X, 0, Size - K);
      markZero(I, &X, Size - K, K);
      return;
    }
    break;
  default:
    break;
  }
  // The sign of something, spread over a word: floats are ordered by their
  // bits so (Rust's total_cmp). No float is as short as a byte.
  if (X.isShift() && X.getOpcode() != Instruction::Shl &&
      match(B, m_APInt(C)) && *C == X.getType()->getScalarSizeInBits() - 1) {
    bool Byte = X.getType()->getScalarSizeInBits() <= 8;
    markInteger(I, A, Byte ? Rank::Own : Rank::Soft);
    markInteger(I, &X, Rank::Own);
    return;
  }
  bool Logic = X.isBitwiseLogicOp();
  if (Logic)
    for (auto [V, Other] : {std::pair(A, B), std::pair(B, A)})
      if (touchesSignOnly(X, Other, DL)) {
        sameBytes(I, V, &X);
        markInteger(I, &X, Rank::Peek);
        return;
      }
  if (Logic && !isa<Constant>(A) && !isa<Constant>(B)) {
    // Either integers, or float bits put together (copysign).
    copyValue(I, A, 0, &X, 0, Size, /*Directed=*/true);
    copyValue(I, B, 0, &X, 0, Size, /*Directed=*/true);
    for (Value *V : {A, B, static_cast<Value *>(&X)})
      markInteger(I, V, Rank::Peek);
    return;
  }
  for (Value *V : {A, B, static_cast<Value *>(&X)})
    markInteger(I, V, Rank::Own);
}

namespace {
/// Pointers an integer was computed from, and whether by more than choosing
/// among them.
struct PointerSources {
  SmallVector<std::pair<const Value *, bool>, 4> Found;

  explicit PointerSources(const Value *V) { visit(V, /*Computed=*/false); }

private:
  SmallPtrSet<const Value *, 8> Seen[2];

  void visit(const Value *V, bool Computed) {
    if (Seen[Computed].size() > 64 || !Seen[Computed].insert(V).second)
      return;
    if (const auto *P = dyn_cast<PtrToIntOperator>(V)) {
      Found.push_back({P->getPointerOperand(), Computed});
      return;
    }
    const auto *U = dyn_cast<Instruction>(V);
    if (!U || !(isa<BinaryOperator>(U) || isa<PHINode>(U) ||
                isa<SelectInst>(U) || isa<FreezeInst>(U)))
      return;
    for (const Use &Op : U->operands())
      if (Op->getType() == V->getType())
        visit(Op, Computed || isa<BinaryOperator>(U));
  }
};
} // namespace

void TypesImpl::collectCast(Instance &I, CastInst &X) {
  Value *A = X.getOperand(0);
  Type *From = A->getType(), *To = X.getType();
  switch (X.getOpcode()) {
  case Instruction::Trunc:
    if (To->isIntegerTy() && isBytes(To) && isBytes(From)) {
      copyValue(I, A, 0, &X, 0, DL.getTypeStoreSize(To));
      return;
    }
    markInteger(I, A, Rank::Soft);
    markInteger(I, &X, Rank::Soft);
    return;
  case Instruction::ZExt:
    if (From->isIntegerTy() && isBytes(From) && isBytes(To)) {
      uint64_t Size = DL.getTypeStoreSize(From);
      copyValue(I, A, 0, &X, 0, Size);
      markZero(I, &X, Size, DL.getTypeStoreSize(To) - Size);
      return;
    }
    [[fallthrough]];
  case Instruction::SExt:
  case Instruction::SIToFP:
  case Instruction::UIToFP:
  case Instruction::FPToSI:
  case Instruction::FPToUI:
    markInteger(I, A, Rank::Own);
    markInteger(I, &X, Rank::Own);
    return;
  case Instruction::BitCast:
    if (isPointerLike(To)) {
      S.addEdge(get(I, A), get(I, &X));
    } else if (isBytes(From) && isBytes(To)) {
      sameBytes(I, A, &X);
    } else if (isBytes(To) && From->isFPOrFPVectorTy()) {
      markFloatBytes(get(I, &X), 0, From, Rank::Cast);
    } else if (isBytes(From) && To->isFPOrFPVectorTy()) {
      if (!isa<Constant>(A))
        markFloatBytes(get(I, A), 0, To, Rank::Cast);
    }
    return;
  case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
    S.addStore(get(I, &X), 0, get(I, A));
    markAddress(I, &X);
    return;
  case Instruction::IntToPtr: {
    if (isa<Constant>(A))
      return;
    markAddress(I, A);
    PointerSources Sources(A);
    for (auto [P, Computed] : Sources.Found)
      S.addEdge(get(I, P), get(I, &X), 0, Computed ? 1 : 0);
    if (Sources.Found.empty())
      S.addLoad(get(I, A), 0, get(I, &X));
    return;
  }
  case Instruction::AddrSpaceCast:
    S.addEdge(get(I, A), get(I, &X));
    return;
  default:
    return;
  }
}

} // namespace wengert
