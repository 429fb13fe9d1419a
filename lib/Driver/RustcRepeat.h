//===- RustcRepeat.h - Which passes run again on which function -*- C++ -*-===//
//
// A second run of a pipeline would not give the code one run gives: most
// passes find something new in their own output. RepeatFilter lets a pipeline
// that ran without its vectorizers and unrollers run once more so that
//
//   - on a function nobody changed, only the passes that were held back run;
//     from the moment one of them changes it, it gets all that follows;
//   - the standard library, which comes precompiled, is left alone in the
//     stage of the crate;
//   - what moves code between functions (inlining, dropping arguments) is for
//     functions we made or changed, which get everything.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DRIVER_RUSTCREPEAT_H
#define WENGERT_DRIVER_RUSTCREPEAT_H

#include "llvm/ADT/Any.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringRef.h"

namespace llvm {
class Function;
class PassInstrumentationCallbacks;
class PreservedAnalyses;
} // namespace llvm

namespace wengert {

/// Compiled when the toolchain was made, by a crate stage like any other. Its
/// sources have names under which no user can compile. Those of its crates
/// that come without debug information keep frame pointers in all but leaf
/// functions, which is how toolchains are built and hardly anything else.
bool isPrecompiled(const llvm::Function &F);

/// Decides, pass by pass, what runs on which function. Asked by LLVM through
/// callbacks, each of which costs something for every pass on every function.
class RepeatFilter {
public:
  enum class Stage { Off, Crate, Link };
  Stage Now = Stage::Off;
  /// Functions we made, or in which we replaced calls. Only compared with.
  llvm::DenseSet<const llvm::Function *> Changed;

  /// The callbacks refer to this object.
  void install(llvm::PassInstrumentationCallbacks &PIC);

private:
  /// Functions a held-back pass has changed.
  llvm::DenseSet<const llvm::Function *> Gained;
  const llvm::Function *Current = nullptr;

  bool shouldRun(llvm::StringRef Pass, const llvm::Any &IR) const;
  void before(llvm::StringRef Pass, const llvm::Any &IR);
  void after(llvm::StringRef Pass, const llvm::PreservedAnalyses &PA);
};

} // namespace wengert
#endif
