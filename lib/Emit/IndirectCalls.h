//===- IndirectCalls.h - Derivatives of calls through pointers -*- C++ -*-===//
//
// The derivative of a call through a function pointer is found from the
// pointer itself: a small dispatch function compares it with the addresses of
// the functions of the module whose address is taken and whose type fits (for a
// method of a trait object, that vtables hold in its place: VTables.h), and
// returns their derivative. So function pointers need no shadows of their
// own: tables, vtables and closures work as they are in memory. A pointer to a
// function outside of the module stops the program with a message.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_INDIRECTCALLS_H
#define WENGERT_EMIT_INDIRECTCALLS_H

#include "Driver/Engine.h"
#include "llvm/IR/IRBuilder.h"

namespace wengert {

struct IndirectTarget {
  const DerivativeFn *Layout = nullptr; ///< null after a diagnostic
  const DerivativeFn *PullbackLayout = nullptr;
  llvm::Value *Forward = nullptr;  ///< the tangent or augmented function
  llvm::Value *Pullback = nullptr; ///< reverse modes: its pullback
};

/// Q.F is null; its other fields are those of the call. Only: the functions
/// that Fp may hold, where more is known than the call's type; else empty. A
/// pointer to another one stops the program.
IndirectTarget emitIndirectTarget(Engine &E, llvm::IRBuilder<> &B,
                                  llvm::CallBase &Call, llvm::Value *Fp,
                                  DiffRequest Q,
                                  llvm::ArrayRef<llvm::Function *> Only = {});

} // namespace wengert
#endif
