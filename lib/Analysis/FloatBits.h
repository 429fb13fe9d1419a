//===- FloatBits.h - Integers computed from the bits of floats -*- C++ -*-===//
//
// Integer arithmetic on the bits of a float is a function of the float. Where
// it looks at exponent and sign only (frexp by hand, comparisons by class), it
// is constant almost everywhere. Where digits of the mantissa get through, and
// the integer becomes a float again (fast logarithms, scaling by adding to the
// exponent), it has a derivative that nobody can tell from the integers. This
// finds where digits come from: a walk back from the integer along with the
// bits that matter, which visits each value a bounded number of times.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_FLOATBITS_H
#define WENGERT_ANALYSIS_FLOATBITS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Value.h"

namespace wengert {

/// Where the bits of integer V come from that matter to it: casts of floats
/// whose mantissa takes part, and loads of integers.
llvm::SmallVector<const llvm::Instruction *, 4>
digitSources(const llvm::Value *V);

/// True if V is computed from digits of a float that was cast to an integer.
bool carriesDigits(const llvm::Value *V);

/// True if it is certain that nothing in V is a digit of a float: it is computed
/// from exponents and signs, from floats rounded to integers, from addresses
/// and constants. Then it is constant almost everywhere, whatever it is used
/// as.
bool isFreeOfDigits(const llvm::Value *V);

/// Is every bit of integer I zero, or the sign of a float? A sign is no digit,
/// wherever it comes from. Floats of Size bytes begin at byte At of I, which may
/// be negative, and every Size bytes; bytes outside [Lo, Hi) do not matter.
bool isOnlySign(const llvm::Instruction &I, uint64_t Size, int64_t At,
                int64_t Lo, int64_t Hi);

} // namespace wengert
#endif
