//===- RustcPipeline.cpp - What rustc does not run after us ---------------===//
#include "Driver/RustcPipeline.h"
#include "Diagnose/Diagnostics.h"
#include "Driver/Pass.h"
#include "Request/WireCall.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace {

// The name of a private member may be written in an explicit instantiation
// ([temp.spec]/6), which is how its address gets out.
using MachineMember = TargetMachine *PassBuilder::*;
MachineMember machineMember();
template <MachineMember Member> struct PublishMachine {
  friend MachineMember machineMember() { return Member; }
};
template struct PublishMachine<&PassBuilder::TM>;

struct Tuning {
  OptimizationLevel Level;
  PipelineTuningOptions Options;
};

} // namespace

namespace wengert {

TargetMachine *targetMachineOf(PassBuilder &PB) { return PB.*machineMember(); }

static bool hasHooks(const Module &M) {
  return any_of(M, [](const Function &F) {
    return F.isDeclaration() && F.getName().starts_with("__enzyme_") &&
           isWireHook(F);
  });
}

/// Every function of a crate built with opt-level s or z carries the
/// attribute; parts of the standard library do in any build, and most of it
/// does in none. A program's own functions outnumber neither reliably, so
/// the defined, non-generic entry points decide: the externally visible ones,
/// and all when there are none.
static bool isBuiltForSize(const Module &M) {
  unsigned ForSize = 0, ForSpeed = 0, AnyForSize = 0, Any = 0;
  for (const Function &F : M) {
    if (F.isDeclaration() || F.hasAvailableExternallyLinkage())
      continue;
    bool Size = F.hasOptSize() || F.hasMinSize();
    ++Any;
    AnyForSize += Size;
    if (F.hasLocalLinkage())
      continue;
    ++(Size ? ForSize : ForSpeed);
  }
  if (ForSize + ForSpeed)
    return ForSize > ForSpeed;
  return AnyForSize * 2 > Any;
}

static Tuning tuningFor(CodeGenOptLevel Level, const Module &M) {
  Tuning T;
  PipelineTuningOptions &O = T.Options;
  bool ForSize = Level >= CodeGenOptLevel::Default && isBuiltForSize(M);
  bool Optimized = Level >= CodeGenOptLevel::Default;
  O.LoopUnrolling = O.LoopInterleaving = !ForSize;
  O.LoopVectorization = Optimized && !ForSize;
  O.SLPVectorization = Level == CodeGenOptLevel::Aggressive && !ForSize;
  O.MergeFunctions = Optimized;
  T.Level = Level == CodeGenOptLevel::Less        ? OptimizationLevel::O1
            : ForSize                             ? OptimizationLevel::Os
            : Level == CodeGenOptLevel::Aggressive ? OptimizationLevel::O3
                                                   : OptimizationLevel::O2;
  return T;
}

PreservedAnalyses BackendPass::run(Module &M, ModuleAnalysisManager &MAM) {
  PreservedAnalyses Preserved = PreservedAnalyses::all();
  if (hasHooks(M)) {
    Preserved = WengertPass().run(M, MAM);
    MAM.invalidate(M, Preserved);
    // A hook that is still there was diagnosed: the compilation ends here.
    if (hasHooks(M))
      return Preserved;
    std::string Why;
    raw_string_ostream OS(Why);
    if (verifyModule(M, &OS)) {
      diagnose(Code::Internal, M,
               "the module is malformed after differentiation: " + OS.str(),
               "this is a defect of the plugin: report it with this message");
      return Preserved;
    }
  }
  CodeGenOptLevel Level = TM ? TM->getOptLevel() : CodeGenOptLevel::Default;
  if (Level == CodeGenOptLevel::None)
    return Preserved;
  Tuning T = tuningFor(Level, M);
  PassBuilder PB(TM, T.Options);
  ModulePassManager MPM = PB.buildModuleOptimizationPipeline(
      T.Level, ThinOrFullLTOPhase::FullLTOPostLink);
  MPM.run(M, MAM);
  return PreservedAnalyses::none();
}

} // namespace wengert
