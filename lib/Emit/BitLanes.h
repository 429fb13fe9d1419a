//===- BitLanes.h - Bit operations that act on whole floats ----*- C++ -*-===//
//
// Real code negates with an xor of the sign bit, takes absolute values with a
// mask, builds copysign from and/or, and packs two floats into an integer.
// Each of these acts on every float lane as: keep, drop, or multiply by +-1.
// Such a map is its own adjoint, so tangent and adjoint share it.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_BITLANES_H
#define WENGERT_EMIT_BITLANES_H

#include "Emit/EmitState.h"

namespace wengert {

struct BitLanes {
  enum Kind {
    Unsupported,
    Sign, ///< lanes keep magnitude; the sign flips where result and operand
          ///< differ in sign. Keep: lanes kept (others dropped).
    Join, ///< or of operands without common bits
  } K = Unsupported;
  bool Active[2] = {false, false};
  llvm::APInt Keep;     ///< over the integer's bits
  llvm::APInt SignMask; ///< sign bits of all lanes
  llvm::Type *Lanes = nullptr; ///< the integer's bits as floats
};

/// I is and/or/xor on integers that carry active floats.
BitLanes classifyBitwise(EmitState &S, llvm::BinaryOperator &I);

/// Applies the lane map of one operand to X (a tangent or adjoint as integer
/// bits). Res and Op are the primal result and operand.
llvm::Value *applyBitLanes(llvm::IRBuilder<> &B, const BitLanes &L,
                           llvm::Value *Res, llvm::Value *Op, llvm::Value *X);

} // namespace wengert
#endif
