//===- BlasCalls.h - Calls of BLAS in one canonical form -------*- C++ -*-===//
//
// The same routine comes as dgemm_ (Fortran: everything by reference, flags as
// characters, lengths of strings appended), dgemm_64_ (with 64-bit integers)
// and cblas_dgemm (by value, flags as enumerations, either storage order), for
// float and double. The normal form of a prepared function has calls of one
// canonical function instead, wengert.blas.dgemm: column major, 64-bit
// integers, scalars by value, flags as upper-case letters. Reading operands
// from memory and turning row major into column major is then ordinary code in
// plain sight. The canonical function's own body calls the library again, the
// way the program does.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_BLASCALLS_H
#define WENGERT_MODELS_BLASCALLS_H

#include "Models/BlasTable.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include <optional>

namespace wengert {

/// How a program calls the library.
struct BlasInterface {
  bool C = false;
  unsigned IntBits = 32;
  llvm::StringRef Suffix; ///< after the routine's name
};

/// A canonical function.
struct BlasFunction {
  const BlasRoutine *Routine = nullptr;
  llvm::Type *Real = nullptr;
  unsigned IntBits = 32; ///< of integers in memory
};

/// Is CB a call of a canonical function?
std::optional<BlasFunction> matchBlas(const llvm::CallBase &CB);

/// Is CB a call of a library routine the table knows, with operands that fit?
bool isBlasCall(const llvm::CallBase &CB);

/// BLAS functions that carry no derivative (idamax).
bool isInactiveBlasName(llvm::StringRef Name);

/// Rewrites calls of library routines in F; linear in F. Returns whether there
/// were any.
bool normalizeBlasCalls(llvm::Function &F);

/// Defines every canonical function that is declared in M, to call the library
/// as Like does.
void defineBlas(llvm::Module &M, const llvm::Function &Like);

} // namespace wengert
#endif
