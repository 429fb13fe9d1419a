//===- Quarantine.h - Frees deferred past the reverse sweep ----*- C++ -*-===//
//
// The reverse sweep reads memory the primal has freed (loads that run again,
// shadows). So in the reverse modes a free in the primal only puts its block,
// and the block's shadow, on a list; the list is released when the outermost
// reverse sweep ends. Callees in split form keep their list in their tape and
// hand it to their caller's when their pullback ends.
//
// A node is {next, thunk, memory, shadow, size, align}; thunk(memory, size,
// align) calls the deallocation function the primal called.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_QUARANTINE_H
#define WENGERT_MODELS_QUARANTINE_H

#include "llvm/IR/IRBuilder.h"

namespace wengert {

/// True for the functions emitted by this file.
bool isQuarantineCall(const llvm::CallBase &CB);
bool isQuarantinePush(const llvm::CallBase &CB);
bool isQuarantineFlush(const llvm::CallBase &CB);
bool isQuarantineRelease(const llvm::CallBase &CB);

/// Puts what Free would release on the list at HeadSlot. Free is a call of a
/// deallocation function with pointer operand PtrOp; Shadow may be null.
void emitQuarantinePush(llvm::IRBuilder<> &B, llvm::Value *HeadSlot,
                        llvm::CallBase &Free, unsigned PtrOp,
                        llvm::Value *Memory, llvm::Value *Shadow);
/// The same with the release function (thunk) at hand.
void emitQuarantinePush(llvm::IRBuilder<> &B, llvm::Value *HeadSlot,
                        llvm::Value *Thunk, llvm::Value *Memory,
                        llvm::Value *Shadow, llvm::Value *Size,
                        llvm::Value *Al);
/// Forward mode: releases the shadow beside Free, unless it is the memory
/// itself (inactive memory reached through an active pointer) or null.
void emitShadowRelease(llvm::IRBuilder<> &B, llvm::CallBase &Free,
                       unsigned PtrOp, llvm::Value *Memory,
                       llvm::Value *Shadow);
/// Releases everything on the list at HeadSlot and empties it.
void emitQuarantineFlush(llvm::IRBuilder<> &B, llvm::Value *HeadSlot);
/// Moves the list starting at node List to the list at HeadSlot; leaves it
/// where it is if HeadSlot is null at run time.
void emitQuarantineSplice(llvm::IRBuilder<> &B, llvm::Value *HeadSlot,
                          llvm::Value *List);

} // namespace wengert
#endif
