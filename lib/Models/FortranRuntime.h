//===- FortranRuntime.h - Bodies of flang's run-time calls -----*- C++ -*-===//
//
// flang leaves operations on whole arrays, allocation and assignment of
// derived types to its run-time library, which sees arrays as descriptors in
// memory. In the normal form of a prepared function such calls are calls of
// bodies that the plugin carries (runtime/fortran): ordinary code, inlined and
// differentiated as any other. The primal is not changed.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_FORTRANRUNTIME_H
#define WENGERT_MODELS_FORTRANRUNTIME_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Rewrites calls in F of library functions that have a body; linear in F.
/// Returns whether there were any.
bool normalizeFortranCalls(llvm::Function &F);

/// Is F one of the bodies? They are inlined whatever their size: what a
/// descriptor says of element type and rank is known at the call.
bool isFortranBody(const llvm::Function &F);

/// Functions of the library that carry no derivative: output, text, queries of
/// the system, the end of the program.
bool isInactiveFortranName(llvm::StringRef Name);

} // namespace wengert
#endif
