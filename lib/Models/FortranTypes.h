//===- FortranTypes.h - Fortran's derived types ----------------*- C++ -*-===//
//
// flang describes each derived type by a constant table: its components with
// kind, rank, offset, default value, and whether they are allocatable. The
// library walks these tables to initialize, copy and destroy objects. Here
// code is made of them instead, a function for each type and purpose, so that
// the code that is differentiated has no tables left in it.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_FORTRANTYPES_H
#define WENGERT_MODELS_FORTRANTYPES_H

#include "Models/EmbeddedRuntime.h"

namespace wengert {

/// Defines the functions wengert.fortran.object.{initialize,destroy,clone,copy,
/// owns} that are declared in M (runtime/fortran/derived.h): each compares its first
/// operand with the types of M. Linear in the tables.
void defineFortranObjects(llvm::Module &M, const EmbeddedRuntime &Runtime);

} // namespace wengert
#endif
