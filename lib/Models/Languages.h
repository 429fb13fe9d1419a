//===- Languages.h - What a module was written in --------------*- C++ -*-===//
#ifndef WENGERT_MODELS_LANGUAGES_H
#define WENGERT_MODELS_LANGUAGES_H

namespace llvm {
class Module;
}

namespace wengert {

/// Is this Rust, where bytes that are moved say nothing of their type, and a
/// pointer that is one says so?
bool isRust(const llvm::Module &M);

} // namespace wengert
#endif
