//===- Preserve.h - Calls the optimizer must leave alone -------*- C++ -*-===//
//
// A function with a registered derivative, or one declared inactive, counts by
// its calls. Were it inlined before differentiation, its body would be
// differentiated instead. This pass runs first in the pipeline and keeps such
// functions from being inlined; the main pass gives them free again. Nor may
// callers learn from the body what a call gives, or that it can be left out.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_PRESERVE_H
#define WENGERT_REQUEST_PRESERVE_H

#include "llvm/IR/PassManager.h"

namespace wengert {

class PreservePass : public llvm::PassInfoMixin<PreservePass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

/// Takes back what PreservePass did to bodies, before derivatives are made.
void revealPreserved(llvm::Module &M);

/// Takes back the rest. True if there was anything.
bool releasePreserved(llvm::Module &M);

} // namespace wengert
#endif
