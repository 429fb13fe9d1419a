//===- DebugScopes.h - Debug locations of emitted code ---------*- C++ -*-===//
#ifndef WENGERT_DRIVER_DEBUGSCOPES_H
#define WENGERT_DRIVER_DEBUGSCOPES_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Gives F a subprogram of its own that has the lines of Like.
llvm::DISubprogram *ownSubprogram(llvm::Function &F, llvm::DISubprogram *Like);

/// Makes F's debug locations belong to F. Instructions of a derivative carry
/// the location of the primal instruction they come from, whose scope is the
/// primal's subprogram; here they move to F's own, which is a copy of Primal's
/// named after F where F has none. A derivative can then be stepped through
/// and profiled line by line.
void adoptDebugScopes(llvm::Function &F, const llvm::Function &Primal);

} // namespace wengert
#endif
