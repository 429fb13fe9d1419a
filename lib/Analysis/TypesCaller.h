//===- TypesCaller.h - What a caller knows of operands ---------*- C++ -*-===//
//
// A function that only moves bytes does not say what they are; the function
// that asks for its derivative usually does: it has declared the arrays, or
// filled them. Its facts become parameter attributes of the primal
// (`wengert-caller-type`, in the `enzyme_type` language), which the type
// analysis reads as weak evidence.
//
// An array declared to hold floats of one type says so at no cost; for others
// the caller is analysed.
//
// Attributes are set once per primal, at the first request, so that all
// requests for it, the two halves of a split derivative above all, agree. The
// caller is analysed only when the primal moves bytes it does not know; cost:
// one type analysis of each of the two bodies.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_TYPESCALLER_H
#define WENGERT_ANALYSIS_TYPESCALLER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/Function.h"

namespace wengert {

/// Operands: (parameter, a pointer in Caller to what the parameter points to).
/// The first of a parameter that says anything counts.
void noteCallerTypes(
    llvm::Function &Primal, llvm::Function &Caller,
    llvm::ArrayRef<std::pair<unsigned, const llvm::Value *>> Operands);

} // namespace wengert
#endif
