//===- MathCalls.h - Math functions that work through pointers -*- C++ -*-===//
//
// Part of the normal form of a prepared function. C math functions that write
// results through pointers (frexp, modf, sincos, remquo, lgamma_r) or take
// complex numbers in memory (long double complex on x86-64) become operations
// on values, with the loads and stores in plain sight. Rules then cover them,
// and no analysis needs to know that they touch memory.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_MATHCALLS_H
#define WENGERT_MODELS_MATHCALLS_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Rewrites such calls in F. Functions without an intrinsic (remquo, lgamma_r,
/// cexpl, ...) are called through small internal wrapper functions, which stay
/// in the module and are inlined away later. Linear in the size of F. Returns
/// whether anything changed.
bool normalizeMathCalls(llvm::Function &F);

} // namespace wengert
#endif
