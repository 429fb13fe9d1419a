//===- QuietGlobals.h - Variables only set up elsewhere --------*- C++ -*-===//
//
// A variable of the module that no differentiated function writes holds data
// that was put there before: it is constant for every derivative. Without
// knowing that it would get a shadow, and a pointer in it (a table allocated
// by set-up code) a shadow nobody ever sets.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_QUIETGLOBALS_H
#define WENGERT_ANALYSIS_QUIETGLOBALS_H

#include "llvm/IR/Module.h"

namespace wengert {

/// Finds these variables, before any derivative is emitted: all that is stored
/// to them by name is stored by functions that no wire call's function reaches,
/// and their address goes nowhere else. Nothing is found if some wire call's
/// function is not known. Linear in the module.
void noteQuietGlobals(llvm::Module &M);
bool isQuiet(const llvm::GlobalVariable &G);
/// Forgets them.
void dropQuietGlobals(llvm::Module &M);

} // namespace wengert
#endif
