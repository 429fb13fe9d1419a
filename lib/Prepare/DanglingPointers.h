//===- DanglingPointers.h - Addresses of nothing ---------------*- C++ -*-===//
//
// An empty Vec of Rust's has no memory: its pointer is a small number, its
// elements' alignment, and often the vector as LLVM sees it is
//
//   %bits = phi i64 [ 8, %empty ], [ ptrtoint(calloc), %full ]
//   %data = inttoptr i64 %bits to ptr
//
// No alias analysis tells two such pointers apart, for one thing because of the
// integers, for another because both may be 8. Here the choice between integers
// becomes one between pointers, and what loads and stores go through becomes
//
//   %data = phi ptr [ poison, %empty ], [ calloc, %full ]
//
// for at address 8 there is nothing to be loaded. Every other use of the
// pointer, comparisons above all, keeps the number.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_DANGLINGPOINTERS_H
#define WENGERT_PREPARE_DANGLINGPOINTERS_H

#include "llvm/IR/Function.h"

namespace wengert {

/// True if anything changed. Linear in the accesses and in the choices between
/// addresses, each of which is followed no further than a few dozen steps.
bool separateDangling(llvm::Function &F);

} // namespace wengert
#endif
