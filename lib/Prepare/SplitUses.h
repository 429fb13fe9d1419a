//===- SplitUses.h - One load, one type ------------------------*- C++ -*-===//
//
// Where an enum holds a float in one variant and a pointer in another,
// simplification loads what is there once, as one of the two, and makes the other
// from its bits. That hides what memory the pointer comes from. This loads each
// again as what it is. Linear in the casts.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_SPLITUSES_H
#define WENGERT_PREPARE_SPLITUSES_H

#include "llvm/IR/Function.h"

namespace wengert {

void splitUses(llvm::Function &F);

} // namespace wengert
#endif
