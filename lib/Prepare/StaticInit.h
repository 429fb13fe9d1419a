//===- StaticInit.h - Initializers of static locals ------------*- C++ -*-===//
//
// A static local is constructed by whichever call comes first, seldom one that
// is differentiated. An object that owns memory is a constant to differentiated
// code (Analysis/StaticObjects.h), and so is what constructs it: the code
// between `__cxa_guard_acquire` and `__cxa_guard_release` moves into an inactive
// function of its own, and no analysis sees the addresses it makes. Only where
// it takes no floats and no addresses from around: construction that depends on
// active data stays, and is reported.
//
// Linear in the size of the function.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_STATICINIT_H
#define WENGERT_PREPARE_STATICINIT_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"

namespace wengert {

/// Moves the initializers out of F, a clone; adds the functions made to Made.
void extractStaticInits(llvm::Function &F,
                        llvm::SmallVectorImpl<llvm::Function *> &Made);

} // namespace wengert
#endif
