//===- BlasTable.h - What BLAS and LAPACK routines take --------*- C++ -*-===//
//
// The C++ face of rules/blas.txt, which describes the language. Operands are
// numbered in Fortran order.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_BLASTABLE_H
#define WENGERT_MODELS_BLASTABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace wengert {

enum class BlasKind : uint8_t {
  Trans, Uplo, Diag, Side, Job, ///< flags
  Int, Real,                    ///< scalars
  Array,                        ///< floats in memory
  Inc, Ld,                      ///< strides
  Ints,                         ///< integers in memory
};
inline bool isFlag(BlasKind K) { return K <= BlasKind::Job; }
inline bool isStride(BlasKind K) {
  return K == BlasKind::Inc || K == BlasKind::Ld;
}
inline bool isPointer(BlasKind K) {
  return K == BlasKind::Array || K == BlasKind::Ints;
}

enum class BlasResult : uint8_t { None, Real, Info };

/// A number of rows or columns. Choice: A if flag Flag has its first letter,
/// else B (-1: nothing).
struct BlasExtent {
  enum Kind : uint8_t { One, Operand, Choice, Min, Band, Pos } K;
  int8_t Flag, A, B;
};

struct BlasOperand {
  llvm::StringLiteral Name;
  BlasKind Kind;
  bool Reads, Writes; ///< data: arrays and scalars
  bool Matrix;
  bool Work; ///< written with nothing of meaning
  BlasExtent Rows, Cols;
  int8_t Stride; ///< operand, or -1
};

/// Row-major to column-major: swap operands A and B, or flip flag A.
struct BlasRowStep {
  int8_t A, B;
};

/// The adjoint reads array Array, as it is before or after the call, if one of
/// the operands in ActiveMask has a derivative.
struct BlasNeed {
  int8_t Array;
  bool After;
  uint32_t ActiveMask;
};

struct BlasRoutine {
  llvm::StringLiteral Name;
  BlasResult Result;
  llvm::ArrayRef<BlasOperand> Operands;
  llvm::ArrayRef<BlasRowStep> Row;
  llvm::ArrayRef<BlasNeed> Needs;
  bool NeedsResult; ///< the adjoint reads the result
  /// CBLAS has it, and with a layout operand.
  bool hasLayout() const { return !Row.empty(); }
  /// Does the adjoint read array K both as it is before and after the call?
  bool hasBoth(unsigned K) const;
};

llvm::ArrayRef<BlasRoutine> blasRoutines();

/// By name without the letter of its type (`gemm`); null if not in the table.
const BlasRoutine *findBlasRoutine(llvm::StringRef Name);

} // namespace wengert
#endif
