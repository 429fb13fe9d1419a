//===- WireDirect.h - Hooks that need no derivative ------------*- C++ -*-===//
#ifndef WENGERT_REQUEST_WIREDIRECT_H
#define WENGERT_REQUEST_WIREDIRECT_H

#include "Request/WireNames.h"
#include "llvm/IR/InstrTypes.h"

namespace wengert {

class Engine;

/// The hook CB calls, also where the declared type and the call's differ (two
/// files of one link that declare the hook differently); null if none.
llvm::Function *calledHook(const llvm::CallBase &CB);

/// `__enzyme_augmentsize`: the size of a tape buffer, one pointer.
/// `__enzyme_call_inactive`: a plain call, marked inactive.
/// `__enzyme_virtualreverse`: the shadow of a function pointer.
bool lowerDirectCall(llvm::CallBase &CB, Hook H, Engine &E);

} // namespace wengert
#endif
