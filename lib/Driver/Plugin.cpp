//===- Plugin.cpp - Where hosts find the pass -----------------------------===//
#include "Driver/Pass.h"
#include "Request/Preserve.h"
#include "Request/WirePrinter.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"

using namespace llvm;

namespace wengert {

void registerPlugin(PassBuilder &PB) {
  PB.registerPipelineParsingCallback(
      [](StringRef Name, ModulePassManager &MPM,
         ArrayRef<PassBuilder::PipelineElement>) {
        if (Name == "wengert" || Name == "enzyme") {
          MPM.addPass(WengertPass());
          return true;
        }
        return parseWirePrinterPass(Name, MPM) || parsePrinterPass(Name, MPM);
      });
  PB.registerPipelineStartEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel Level) {
        MPM.addPass(PreservePass());
        MPM.addPass(SourceNotesPass(Level != OptimizationLevel::O0));
      });
  // After module simplification, before the vectorizers. Also run at -O0.
  PB.registerOptimizerEarlyEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel, ThinOrFullLTOPhase Phase) {
        // With full LTO bodies of other files only come at link time.
        if (Phase == ThinOrFullLTOPhase::FullLTOPreLink ||
            Phase == ThinOrFullLTOPhase::ThinLTOPreLink)
          return;
        MPM.addPass(WengertPass());
      });
  PB.registerFullLinkTimeOptimizationEarlyEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel) {
        MPM.addPass(WengertPass());
      });
}

} // namespace wengert

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "Wengert", "0.1", wengert::registerPlugin};
}
