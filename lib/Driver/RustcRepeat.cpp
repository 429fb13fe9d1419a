//===- RustcRepeat.cpp - Which passes run again on which function ---------===//
#include "Driver/RustcRepeat.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/LazyCallGraph.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/PassInstrumentation.h"

using namespace llvm;

namespace wengert {

bool isPrecompiled(const Function &F) {
  const DISubprogram *SP = F.getSubprogram();
  if (!SP || !SP->getUnit())
    return F.getFnAttribute("frame-pointer").getValueAsString() == "non-leaf";
  StringRef File = SP->getUnit()->getFilename();
  return File.starts_with("/rustc/") || File.starts_with("/rust/deps/") ||
         File.starts_with("library/");
}

static const Function *functionOf(const Any &IR) {
  if (const auto *F = any_cast<const Function *>(&IR))
    return *F;
  if (const auto *L = any_cast<const Loop *>(&IR))
    return (*L)->getHeader()->getParent();
  return nullptr;
}

static bool wasHeldBack(StringRef Pass) {
  return StringSwitch<bool>(Pass)
      .Cases({"LoopVectorizePass", "SLPVectorizerPass"}, true)
      .Cases({"LoopUnrollPass", "LoopFullUnrollPass"}, true)
      .Default(false);
}

/// What the held-back passes rely on.
static bool prepares(StringRef Pass) {
  return StringSwitch<bool>(Pass)
      .Cases({"LoopSimplifyPass", "LCSSAPass", "InjectTLIMappings"}, true)
      .Default(false);
}

static bool tidiesModule(StringRef Pass) {
  return StringSwitch<bool>(Pass)
      .Cases({"MergeFunctionsPass", "GlobalDCEPass"}, true)
      .Default(false);
}

void RepeatFilter::install(PassInstrumentationCallbacks &PIC) {
  PIC.registerShouldRunOptionalPassCallback(
      [this](StringRef Pass, Any IR) { return shouldRun(Pass, IR); });
  PIC.registerBeforeNonSkippedPassCallback(
      [this](StringRef Pass, Any IR) { before(Pass, IR); });
  PIC.registerAfterPassCallback(
      [this](StringRef Pass, Any, const PreservedAnalyses &PA) {
        after(Pass, PA);
      });
  // A loop pass that deleted its loop.
  PIC.registerAfterPassInvalidatedCallback(
      [this](StringRef Pass, const PreservedAnalyses &PA) { after(Pass, PA); });
}

bool RepeatFilter::shouldRun(StringRef Pass, const Any &IR) const {
  if (Now == Stage::Off)
    return true;
  if (const Function *F = functionOf(IR)) {
    if (Changed.contains(F))
      return true;
    if (Now == Stage::Crate && isPrecompiled(*F))
      return false;
    return Gained.contains(F) || wasHeldBack(Pass) || prepares(Pass);
  }
  if (const auto *C = any_cast<const LazyCallGraph::SCC *>(&IR))
    return any_of(
        **C, [&](const auto &N) { return Changed.contains(&N.getFunction()); });
  return tidiesModule(Pass);
}

void RepeatFilter::before(StringRef Pass, const Any &IR) {
  if (Now != Stage::Off && wasHeldBack(Pass))
    Current = functionOf(IR);
}

void RepeatFilter::after(StringRef Pass, const PreservedAnalyses &PA) {
  if (Now != Stage::Off && Current && wasHeldBack(Pass) &&
      !PA.areAllPreserved())
    Gained.insert(Current);
}

} // namespace wengert
