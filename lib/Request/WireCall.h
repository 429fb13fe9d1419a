//===- WireCall.h - Calls of the wire convention ---------------*- C++ -*-===//
//
// Parses a call such as
//     __enzyme_autodiff(f, enzyme_dup, x, dx, enzyme_out, y)
// into a WireCall, and replaces it by a call of the derivative the engine
// emits, marshalling operands and results between what the front end wrote
// (C varargs, rustc's Rust-level values) and the primal's own ABI.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_WIRECALL_H
#define WENGERT_REQUEST_WIRECALL_H

#include "Request/DiffRequest.h"
#include "llvm/IR/InstrTypes.h"
#include <optional>

namespace wengert {

class Engine;
struct Registrations;

/// True if the called function is one of the hooks (`__enzyme_autodiff...`).
bool isWireHook(const llvm::Function &F);
/// True for calls lowerWireCall replaces; type hints are not among them.
bool isWireCall(const llvm::CallBase &CB);
/// `__enzyme_double(p)` and kin: says what p points to, does nothing. Stays in
/// the code for the type analysis until cleanUpWire deletes it.
bool isTypeHint(const llvm::Function &F);

/// Parses, has the engine emit the derivative, and replaces CB. False after a
/// diagnostic (CB is then left in place).
bool lowerWireCall(llvm::CallBase &CB, Engine &E);

/// What has a derivative by rule, model or registration gets it as a call
/// inside of a function, not as a function. So such a function is wrapped in
/// one that calls it. Null if nothing is known about F.
llvm::Function *wrapKnown(llvm::Function &F, const Registrations &Regs);

/// After all calls are lowered: deletes hook declarations and marker globals
/// that have no uses left; reports markers still used elsewhere.
bool cleanUpWire(llvm::Module &M);

} // namespace wengert
#endif
