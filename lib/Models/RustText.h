//===- RustText.h - Where Rust's formatting puts its text ------*- C++ -*-===//
//
// Formatting is inactive. It is called by name, or (`to_string()` of a
// `dyn Display`) through a table; then the `Formatter` shows what the call is,
// for it has just been made and holds the table of a writer. What is written is
// a string in most cases, whose memory formatting grows.
//
// Looks at the users of one variable.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_RUSTTEXT_H
#define WENGERT_MODELS_RUSTTEXT_H

#include "llvm/IR/InstrTypes.h"

namespace wengert {

/// Does CB, which calls through a pointer, get a `Formatter`?
bool callsDisplay(const llvm::CallBase &CB);

/// The `String` that formatting CB makes (IsNew) or adds to; null if that cannot
/// be seen.
llvm::Value *writtenText(const llvm::CallBase &CB, bool &IsNew);

} // namespace wengert
#endif
