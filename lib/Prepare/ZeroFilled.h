//===- ZeroFilled.h - Vectors of zeros that depend on x --------*- C++ -*-===//
//
// Rust's `vec![x; n]` asks whether all bits of x are zero, and takes memory
// that is zero already then, instead of memory that x is copied into. The value
// is the same; but in the first case it no longer depends on x, and at x = 0
// the derivative would be lost. So a test of a float for +0 that leads to such
// memory fails here.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_ZEROFILLED_H
#define WENGERT_PREPARE_ZEROFILLED_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Linear in the size of F but for one dominator tree where F has such a test.
/// True if anything changed.
bool fillZeroVectors(llvm::Function &F);

} // namespace wengert
#endif
