//===- RustcPipeline.h - What rustc does not run after us ------*- C++ -*-===//
//
// rustc gives its autodiff backend the very last pass before code generation,
// verifies nothing afterwards, and in exchange builds the whole program with
// loop vectorization, interleaving, unrolling, SLP and function merging off.
// BackendPass differentiates and then makes up for that, so that functions
// without derivatives come out as a plain build would compile them:
//
//   opt-level 0     nothing: the user's code stays as it is
//   opt-level 1     the loop unrolling that was held back
//   opt-level 2, 3  the module optimization pipeline with vectorizers (SLP at
//                   3 only, as rustc), unrolling and function merging
//   opt-level s, z  the same without the vectorizers and unrolling
//
// The level is the one rustc built its TargetMachine for; s and z look like 2
// there and are told apart by the optsize/minsize attributes.
//
// Cost: one module optimization pipeline per module, none at opt-level 0.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DRIVER_RUSTCPIPELINE_H
#define WENGERT_DRIVER_RUSTCPIPELINE_H

#include "llvm/IR/PassManager.h"

namespace llvm {
class PassBuilder;
class TargetMachine;
} // namespace llvm

namespace wengert {

/// The pass rustc knows as "enzyme". TM is only used while the pass runs; it
/// may be null, and the level is then guessed to be 2.
class BackendPass : public llvm::PassInfoMixin<BackendPass> {
public:
  explicit BackendPass(llvm::TargetMachine *TM) : TM(TM) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  llvm::TargetMachine *TM;
};

/// The machine PB builds pipelines for. PassBuilder keeps it private; it is
/// the only place that knows the optimization level of a backend run.
llvm::TargetMachine *targetMachineOf(llvm::PassBuilder &PB);

} // namespace wengert
#endif
