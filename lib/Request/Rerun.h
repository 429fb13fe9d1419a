//===- Rerun.h - Functions that may run twice ------------------*- C++ -*-===//
//
// `__enzyme_fwdsplit` finds tangents by running a function again that has run
// already. That gives the same values if the first run left no traces the
// second one sees: what it writes outside of its own activation is never read
// by it. Writes are compared with reads by alias analysis on the normal form,
// whole objects at a time (writes x reads queries).
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_RERUN_H
#define WENGERT_REQUEST_RERUN_H

#include "llvm/IR/Function.h"
#include "llvm/IR/InstrTypes.h"

namespace wengert {

class Engine;

/// A write that another run of F might see; null if there is none (or F has no
/// body in normal form, which is reported elsewhere).
const llvm::Instruction *traceLeft(llvm::Function &F, Engine &E);

/// Does P point to memory that begins to exist in this activation and is not
/// known elsewhere: the stack, allocations that are not stored anywhere?
bool isOwnMemory(const llvm::Value *P);

/// A call that changes nothing another run could see.
bool leavesNothing(const llvm::CallBase &CB);

} // namespace wengert
#endif
