//===- EmbeddedRuntime.h - Code the plugin carries as bitcode --*- C++ -*-===//
#ifndef WENGERT_MODELS_EMBEDDEDRUNTIME_H
#define WENGERT_MODELS_EMBEDDEDRUNTIME_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/Module.h"

namespace wengert {

/// A module of functions compiled from runtime/, whose names all begin with
/// Prefix.
struct EmbeddedRuntime {
  llvm::ArrayRef<uint8_t> Bitcode;
  llvm::StringLiteral Prefix;
};

/// The function Name of the runtime, linked into M with what it calls on first
/// use, as internal functions without attributes of a target. Functions with
/// the prefix that it calls and does not define are left declared. Null if there
/// is no such function.
llvm::Function *embeddedFunction(llvm::Module &M, llvm::StringRef Name,
                                 const EmbeddedRuntime &Runtime);

} // namespace wengert
#endif
