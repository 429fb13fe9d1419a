//===- SeparateLanes.h - Vector loads of what is no vector -----*- C++ -*-===//
//
// Where a vector is wanted of which one lane counts, simplification loads the
// whole vector, whatever the other lanes hold:
//
//   %v = load <4 x double>, ptr %p        ; a double, 8 bytes, a pointer, ...
//   %w = shufflevector <4 x double> %v, ..., zeroinitializer
//   %b = bitcast <4 x double> %v to <4 x i64>
//   %q = inttoptr (extractelement %b, 2) to ptr
//
// To the type analysis the pointer would be a double. This loads each lane that
// counts by itself, as what it is used as.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_SEPARATELANES_H
#define WENGERT_PREPARE_SEPARATELANES_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Linear in the size of F. True if F was changed.
bool separateLanes(llvm::Function &F);

} // namespace wengert
#endif
