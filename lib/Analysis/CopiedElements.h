//===- CopiedElements.h - What a copied array is used as -------*- C++ -*-===//
//
// The type analysis may see the ends of a copy as one with memory that holds
// other things: a closure keeps the address of one, a vector owns the other.
// Where the front end's own code is gone (full LTO, where the linker loads the
// plugin), nothing is noted that says better. What else the function does with
// the two pointers does: what it loads and stores through them, what the
// variables they are kept in are declared to point to, what its arithmetic
// steps over. If all of that is floats of one format, for both ends, a
// declaration says so, and the length is a number of exactly such floats, then
// they are copied. If it is for one end only, then at least nothing else is.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_COPIEDELEMENTS_H
#define WENGERT_ANALYSIS_COPIEDELEMENTS_H

#include "llvm/IR/Type.h"
#include "llvm/IR/Value.h"

namespace wengert {

struct UsedElement {
  llvm::Type *Float = nullptr; ///< null: nothing is known
  bool Certain = false;        ///< that, and only that, is copied
};

/// What a copy of Len bytes from Src to Dst copies. Looks at a bounded number
/// of values.
UsedElement usedElement(const llvm::Value *Dst, const llvm::Value *Src,
                        const llvm::Value *Len, const llvm::DataLayout &DL);

} // namespace wengert
#endif
