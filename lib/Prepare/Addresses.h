//===- Addresses.h - Addresses stay pointers -------------------*- C++ -*-===//
//
// Allocators that align by hand compute an address as an integer:
//
//   (void *)(((size_t)p & ~31) + 32)
//
// Where such an integer comes from one pointer by sums and masks, the result
// is that pointer and a distance. Said so, all analyses see what it points
// into, and its shadow is the shadow of p and the same distance.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_ADDRESSES_H
#define WENGERT_PREPARE_ADDRESSES_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Linear in the size of F. True if anything changed.
bool keepAddresses(llvm::Function &F);

} // namespace wengert
#endif
