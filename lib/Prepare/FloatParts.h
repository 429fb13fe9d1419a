//===- FloatParts.h - Floats taken apart by their bits ---------*- C++ -*-===//
//
// Logarithms begin with the digits of x, and an exponent put before them:
//
//   r = bits(x) & digits-and-sign | bits(0.5)
//
// That is x times a power of two, which is constant but for jumps. Said so, with
// the power taken from the result, it has the derivative of a product:
//
//   s = r / x        of copies of r and x that carry no derivative: bits
//                    rotated by nothing, as the analyses know (FloatBits.h)
//   r = x * s        where that is r again (x is zero, infinite, subnormal or
//                    not a number elsewhere: r as it was, and no derivative)
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_FLOATPARTS_H
#define WENGERT_PREPARE_FLOATPARTS_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Bit operations and shuffles on vectors of floats whose integers are smaller
/// than the floats (<4 x i32> for two doubles): on integers of their size.
/// Linear in the size of F. True if F was changed.
bool alignLanes(llvm::Function &F);

/// Linear in the size of F. True if F was changed. To be run last: simplifying
/// passes take the copies for what they copy.
bool scaleFractions(llvm::Function &F);

} // namespace wengert
#endif
