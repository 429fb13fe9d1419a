//===- SeparatePointers.h - One access, one object -------------*- C++ -*-===//
//
// Simplification merges `c ? node->v : a[0]` into one load through a select or
// phi of two addresses. That ties together objects which have nothing in
// common: their layouts and activities would be unified. This splits such an
// access into one per address again, where the addresses may come from objects
// of different kinds. An address that the program itself chooses once and uses
// in several places is taken apart likewise. Linear in the accesses.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_SEPARATEPOINTERS_H
#define WENGERT_PREPARE_SEPARATEPOINTERS_H

#include "llvm/IR/Function.h"

namespace wengert {

/// True if F was changed.
bool separatePointers(llvm::Function &F);

} // namespace wengert
#endif
