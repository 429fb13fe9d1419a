//===- Words.h - Words that hold an address or a double --------*- C++ -*-===//
//
// A union, or storage that serves many types (std::function, std::variant), may
// hold a pointer now and a double then, and a copy of it moves either; so does
// a copy within objects that the analysis sees as one (Rust's maps). What it is
// shows in the bits: an address of user space is below 2^52, which as a double
// is zero or denormal. A number so close to zero loses its derivative here; no
// other does.
//
// Forward sweep of reverse mode, after the copy: where an address has arrived,
// so has its shadow. Where anything else has, what was the shadow of an address
// begins as an adjoint of zero.
//
// Reverse sweep: an adjoint goes back to where the number came from. Shadows of
// addresses, told in the same way, stay as they are.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_WORDS_H
#define WENGERT_EMIT_WORDS_H

#include "Analysis/Types.h"
#include "llvm/IR/IRBuilder.h"

namespace wengert {

/// Are there words in L, and can they be told apart on this target?
bool hasWords(const Layout &L);
bool canTellWords(const llvm::DataLayout &DL, const Layout &L);

/// Beside an integer smaller than an address, bytes of which nothing is known
/// are padding or another such integer, or all of these are a double at other
/// times: words. For memory aligned like an address, in programs that keep no
/// smaller floats.
void fillWords(Layout &L, llvm::LLVMContext &Context);

/// Each of these works on all words of Len bytes laid out as L says; other runs
/// are not touched.

/// The shadows of addresses follow them: Primal is the end of the copy, which
/// has been made, From and To are shadows.
void copyWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *From,
               llvm::Value *Primal, llvm::Value *Len, const Layout &L);

/// The adjoints of numbers at To go back to From.
void returnWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *From,
                 llvm::Value *Len, const Layout &L);

/// The adjoints of numbers at To end.
void endWords(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *Len,
              const Layout &L);

/// A double or a pointer as the integer of its bits.
llvm::Value *asWord(llvm::IRBuilder<> &B, llvm::Value *V);

/// The same for a word in a register: Bits and its dual are stored.
void storeWord(llvm::IRBuilder<> &B, llvm::Value *To, llvm::Value *Bits,
               llvm::Value *Dual);
/// Takes the adjoint of the number at To, zero if there is none.
llvm::Value *takeWord(llvm::IRBuilder<> &B, llvm::Value *To);
/// Adds the adjoint X to that of the number at From, if X is one.
void addWord(llvm::IRBuilder<> &B, llvm::Value *From, llvm::Value *X);

} // namespace wengert
#endif
