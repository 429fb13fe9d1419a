//===- WireDirect.h - Hooks that need no derivative ------------*- C++ -*-===//
#ifndef WENGERT_REQUEST_WIREDIRECT_H
#define WENGERT_REQUEST_WIREDIRECT_H

#include "Request/WireNames.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstrTypes.h"

namespace wengert {

class Engine;

/// The hook CB calls, also where the declared type and the call's differ (two
/// files of one link that declare the hook differently); null if none.
llvm::Function *calledHook(const llvm::CallBase &CB);

/// Emits a call in place of Old, before it: an invoke where Old is one and the
/// callee may unwind, so that unwinding runs the caller's clean-ups. B is left
/// where the result can be used.
llvm::CallBase *emitInPlace(llvm::IRBuilder<> &B, llvm::CallBase &Old,
                            llvm::FunctionCallee Callee,
                            llvm::ArrayRef<llvm::Value *> Args, bool NoThrow);

/// Erases Old, for which New (or no call) now stands.
void retire(llvm::CallBase &Old, llvm::CallBase *New);

/// `__enzyme_augmentsize`: the size of a tape buffer, one pointer.
/// `__enzyme_call_inactive`: a plain call, marked inactive.
/// `__enzyme_virtualreverse`: the shadow of a function pointer.
bool lowerDirectCall(llvm::CallBase &CB, Hook H, Engine &E);

} // namespace wengert
#endif
