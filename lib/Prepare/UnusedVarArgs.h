//===- UnusedVarArgs.h - `...` that nobody reads ---------------*- C++ -*-===//
//
// C++ code declares `...` to catch what no other overload takes (the visitors
// of std::variant do). A function that never reads its variable arguments is
// called through a twin without them, which can be inlined and differentiated
// like any other.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_UNUSEDVARARGS_H
#define WENGERT_PREPARE_UNUSEDVARARGS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Function.h"

namespace wengert {

/// Function -> its twin, or null if it reads its variable arguments.
using VarArgTwins = llvm::DenseMap<llvm::Function *, llvm::Function *>;

/// Redirects the calls in F; twins are made as needed and belong to the
/// caller. Linear in the size of F and of the functions that get twins.
void dropUnusedVarArgs(llvm::Function &F, VarArgTwins &Twins);

} // namespace wengert
#endif
