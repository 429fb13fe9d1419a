//===- Places.h - Functions and calls as their author knows them -*- C++ -*-===//
//
// What a check says names the user's functions and lines: not the wrappers of
// the C++ header or of the Rust crate, through which most calls are made.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_CHECK_PLACES_H
#define WENGERT_CHECK_PLACES_H

#include "Request/Registrations.h"
#include "llvm/IR/InstrTypes.h"
#include <string>
#include <vector>

namespace wengert {

/// The user's code that F is, or stands for as a wrapper.
struct UserCode {
  std::string Name;
  std::string Place; ///< "file:line"; empty if that is not known
};
UserCode userCode(const llvm::Function &F);

/// What a parameter is called. The Rust crate passes arguments as tuples: then
/// Fields are these.
struct ParameterName {
  struct Field {
    std::string Name;
    uint64_t Offset, Size; ///< in bytes
  };
  std::string Name;
  std::vector<Field> Fields;
};
ParameterName parameterName(const llvm::Function &F, unsigned Param);

/// "file:line" of a call: where the user's own code led to it.
std::string placeOf(const llvm::CallBase &CB);

/// What a check must know of the code that F reaches by direct calls.
struct CodeFacts {
  /// The functions with rules by hand, with their places: "`f` (file:line),
  /// `g`". The first few.
  std::string Rules;
  bool Narrow = false; ///< it computes with less than doubles
  bool Fixed = false;  ///< a float is constant because the program says so
};
CodeFacts factsOf(const llvm::Function &F, const Registrations &Regs);

} // namespace wengert
#endif
