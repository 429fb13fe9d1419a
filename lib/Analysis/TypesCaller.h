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
// caller is analysed only when the primal moves bytes it does not know, and only
// once for all that it asks for: the derivatives that take the place of its
// calls say no more than it did, and may be many times its size.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_TYPESCALLER_H
#define WENGERT_ANALYSIS_TYPESCALLER_H

#include "Analysis/FloatFormats.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/ValueMap.h"
#include <map>
#include <memory>
#include <string>

namespace wengert {

class CallerTypes {
public:
  /// Floats: what the module keeps in memory.
  explicit CallerTypes(const FloatFormats &Floats) : Floats(Floats) {}

  /// Operands: (parameter, a pointer in Caller to what the parameter points
  /// to). The first of a parameter that says anything counts.
  void
  note(llvm::Function &Primal, llvm::Function &Caller,
       llvm::ArrayRef<std::pair<unsigned, const llvm::Value *>> Operands);

private:
  /// What is known of values, in the language of the attribute; empty if
  /// nothing.
  using Texts = llvm::ValueMap<const llvm::Value *, std::string>;
  /// Those of all operands of Caller's wire calls, and of Also.
  const Texts &
  textsOf(llvm::Function &Caller,
          llvm::ArrayRef<std::pair<unsigned, const llvm::Value *>> Also);

  const FloatFormats Floats;
  std::map<const llvm::Function *, std::unique_ptr<Texts>> Known;
};

} // namespace wengert
#endif
