//===- RustcPipeline.h - What rustc does not run after us ------*- C++ -*-===//
//
// rustc gives its autodiff backend the very last pass before code generation,
// verifies nothing afterwards, and in exchange builds the whole program with
// loop vectorization, interleaving, unrolling, SLP and function merging off,
// both where a crate is compiled and where all are linked into one module.
// BackendPass differentiates and then makes up for that, so that functions
// without derivatives come out as a plain build would compile them.
//
// The pipelines that were crippled are run once more, now complete: crate
// simplification, crate optimization, link stage; with what rustc sets for the
// optimization level (loops from 2, SLP at 3, only unrolling at 1, only
// merging at s and z). A second run of everything would not give the same
// code, though: most passes find something new in their own output. Hence:
//
//   - On a function nobody changed, only the passes that were held back run.
//     From the moment one of them changes it, it gets all that follows.
//   - The standard library comes precompiled: only the link stage is for it.
//   - What moves code between functions (inlining, dropping arguments) is for
//     functions we made or changed, which get everything.
//   - At opt-level 0 nothing runs.
//
// The level is the one rustc built its TargetMachine for; s and z look like 2
// there and are told apart by the optsize attribute of the user's functions.
//
// Cost: in proportion to the functions that have something to gain, plus one
// look of the held-back passes at every other.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DRIVER_RUSTCPIPELINE_H
#define WENGERT_DRIVER_RUSTCPIPELINE_H

#include "llvm/IR/PassManager.h"
#include <memory>

namespace llvm {
class PassBuilder;
class TargetMachine;
} // namespace llvm

namespace wengert {

/// Decides, pass by pass, what runs on which function while BackendPass
/// repeats pipelines. Shared with the callbacks of one rustc pipeline run.
class RepeatFilter;

/// The pass rustc knows as "enzyme". Belongs to the pipeline PB is about to
/// run; PB's TargetMachine and callbacks are used while the pass runs.
class BackendPass : public llvm::PassInfoMixin<BackendPass> {
public:
  BackendPass(llvm::TargetMachine *TM, std::shared_ptr<RepeatFilter> Filter)
      : TM(TM), Filter(std::move(Filter)) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  llvm::TargetMachine *TM;
  std::shared_ptr<RepeatFilter> Filter;
};

/// Makes PB answer to the pass name "enzyme".
void registerBackendPass(llvm::PassBuilder &PB);

} // namespace wengert
#endif
