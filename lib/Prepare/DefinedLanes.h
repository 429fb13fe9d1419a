//===- DefinedLanes.h - No poison in the lanes of vectors ------*- C++ -*-===//
//
// Vectorized code computes with lanes nobody uses, and leaves them poison. Such
// a lane has the adjoint zero; but zero times poison is poison, and where an
// adjoint collects what several lanes contribute, it would spoil the lanes that
// count. So every lane gets a value: 1, which few functions dislike.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_DEFINEDLANES_H
#define WENGERT_PREPARE_DEFINEDLANES_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Linear in the size of F. True if anything changed.
bool defineLanes(llvm::Function &F);

} // namespace wengert
#endif
