//===- WordValues.h - Registers that hold an address or a double -*- C++ -*-===//
//
// Where a union, or an enum whose variants share their bytes, holds a double now
// and a pointer then, simplification moves both as one: as a double, an integer
// or a pointer. Emit/Words.h tells the two apart at run time. Here is found
// which values are to be told apart: those on the way from a load of such a word,
// or from where an address and a float meet, to a store or to a pointer.
//
// An integer that shares its place with a double is moved with it in the same
// way, and what joins it with lengths and tags must not be taken for an integer.
//
// A word has both a dual, the bits of a shadow, and an adjoint; one of them
// counts.
//
// Linear in the stores and in what they are joined from.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_WORDVALUES_H
#define WENGERT_ANALYSIS_WORDVALUES_H

#include "Analysis/Activity.h"
#include "Analysis/Types.h"
#include "llvm/ADT/DenseSet.h"

namespace wengert {

class WordValues {
public:
  WordValues(llvm::Function &F, const Types &T, const Activity &A);
  bool contains(const llvm::Value *V) const { return Words.contains(V); }

private:
  llvm::DenseSet<const llvm::Value *> Words;
};

} // namespace wengert
#endif
