//===- RustcPipeline.h - What rustc leaves out ------------------*- C++ -*-===//
//
// rustc gives its autodiff backend the very last pass before code generation,
// verifies nothing afterwards, and in exchange builds the whole program with
// loop vectorization, interleaving, unrolling, SLP and function merging off,
// both where a crate is compiled and where all are linked into one module.
// The backend makes up for that, so that functions without derivatives come
// out as a plain build would compile them.
//
// By the time rustc asks for our pass it has put its own pipeline of the link
// stage into the pass manager that it hands us. We take that over: whether it
// runs as it is depends on the module.
//
//   - No derivatives: the stage of the crate gets what was held back, on the
//     program's own functions alone (the standard library comes precompiled,
//     by a complete pipeline), then the link stage runs complete, once. What
//     this costs beyond a plain build are the analyses of the program's own
//     functions and passes after a vectorizer or unroller that did something.
//   - Derivatives: rustc's pipeline runs as it is, for what is differentiated
//     should not be vectorized before. Then come the derivatives, and then
//     both stages again, complete but filtered (RustcRepeat.h), so that every
//     function gets what was held back and new ones get everything.
//
// A pipeline that is not the one we expect, to the letter, stays, and both
// stages are repeated after it. At opt-level 0 nothing of this happens.
//
// What runs is what rustc sets for the optimization level (loops from 2, SLP
// at 3, only unrolling at 1, only merging at s and z). The level is the one
// rustc built its TargetMachine for; s and z look like 2 there and are told
// apart by the optsize attribute of the user's functions.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DRIVER_RUSTCPIPELINE_H
#define WENGERT_DRIVER_RUSTCPIPELINE_H

#include "llvm/IR/PassManager.h"
#include <memory>

namespace llvm {
class PassBuilder;
} // namespace llvm

namespace wengert {

/// What one rustc pipeline run needs to know; shared, for passes are moved.
struct BackendState;

/// The pass rustc knows as "enzyme". Belongs to the pipeline its PassBuilder
/// is about to run; that PassBuilder is used while the pass runs.
class BackendPass : public llvm::PassInfoMixin<BackendPass> {
public:
  explicit BackendPass(std::shared_ptr<BackendState> State)
      : State(std::move(State)) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  std::shared_ptr<BackendState> State;
};

/// Makes PB answer to the pass name "enzyme".
void registerBackendPass(llvm::PassBuilder &PB);

} // namespace wengert
#endif
