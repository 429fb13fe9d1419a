//===- Helpers.h - Small functions emitted beside derivatives --*- C++ -*-===//
//
// Loops that adjoints of memory transfers need live in internal functions of
// their own, so that the sweeps' blocks stay one to one with the primal's.
// The clean-up pipeline inlines them.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_HELPERS_H
#define WENGERT_EMIT_HELPERS_H

#include "Analysis/Types.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace wengert {

/// A function without a body that the clean-up pipeline inlines.
llvm::Function *makeHelper(llvm::Module &M, const llvm::Twine &Name,
                           llvm::Type *Ret, llvm::ArrayRef<llvm::Type *> Params);

/// A counted loop in a function under construction: calls Body(i) for
/// i = 0 .. N-1 and leaves the builder after it.
void countedLoop(llvm::IRBuilder<> &B, llvm::Value *N,
                 llvm::function_ref<void(llvm::Value *)> Body);

enum class RunOp {
  CopyBytes,   ///< d[..] = s[..]
  ZeroBytes,   ///< d[..] = 0
  AdjointCopy, ///< s += d; d = 0, float by float, no overlap
  AdjointMove, ///< the same for overlapping d and s
};

/// Applies Op to every run of L (chosen by Want) in Len bytes at Dst and Src
/// (Src unused for ZeroBytes).
void emitRuns(llvm::IRBuilder<> &B, RunOp Op, llvm::Value *Dst,
              llvm::Value *Src, llvm::Value *Len, const Layout &L,
              llvm::function_ref<bool(const TypeRun &)> Want);

/// realloc for growing stacks: returns Base with room for entry IV of Size
/// bytes. Called for every IV in turn. Capacities are powers of two, so none
/// is stored: it changes at IV = 0, 8, 16, ...
llvm::Value *emitGrow(llvm::IRBuilder<> &B, llvm::Value *Base, llvm::Value *IV,
                      uint64_t Size);

/// Ends the block: prints Message, a printf format for Value (a pointer), to
/// standard error and stops the program.
void emitStop(llvm::IRBuilder<> &B, llvm::StringRef Message,
              llvm::Value *Value);

/// void(ptr): stops the program. Called where the program would have to have
/// read memory through a pointer that nothing in it makes.
llvm::Function *getStopNowhere(llvm::Module &M);

/// A function that takes F's arguments, two pointers, and a result of F: it
/// calls F, or returns that result if the pointers are the same.
llvm::Function *unlessSame(llvm::Module &M, llvm::Function &F);

/// The same with the roles exchanged: it calls F if the pointers are the same.
llvm::Function *ifSame(llvm::Module &M, llvm::Function &F);

/// How a memory access of the primal may count on the alignment of the shadow.
/// Where a program finds out by its address how an array lies, and takes
/// vectors from there on, the shadow of the array may lie otherwise: it is
/// aligned as its elements are.
llvm::Align shadowAlign(const llvm::LoadInst &I);
llvm::Align shadowAlign(const llvm::StoreInst &I);

llvm::FunctionCallee getMalloc(llvm::Module &M);
llvm::FunctionCallee getFree(llvm::Module &M);

} // namespace wengert
#endif
