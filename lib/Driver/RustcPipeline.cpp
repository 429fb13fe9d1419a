//===- RustcPipeline.cpp - What rustc does not run after us ---------------===//
#include "Driver/RustcPipeline.h"
#include "Diagnose/Diagnostics.h"
#include "Driver/Pass.h"
#include "Request/WireCall.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/LazyCallGraph.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace {

// PassBuilder keeps its TargetMachine private, and nobody else a backend
// meets knows the optimization level. The name of a private member may be
// written in an explicit instantiation, which is how its address gets out.
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

bool hasHooks(const Module &M) {
  return any_of(M, [](const Function &F) {
    return F.isDeclaration() && F.getName().starts_with("__enzyme_") &&
           wengert::isWireHook(F);
  });
}

/// Compiled when the toolchain was made, by a crate stage like any other. Its
/// sources have names under which no user can compile. Those of its crates
/// that come without debug information keep frame pointers in all but leaf
/// functions, which is how toolchains are built and hardly anything else.
bool isPrecompiled(const Function &F) {
  const DISubprogram *SP = F.getSubprogram();
  if (!SP || !SP->getUnit())
    return F.getFnAttribute("frame-pointer").getValueAsString() == "non-leaf";
  StringRef File = SP->getUnit()->getFilename();
  return File.starts_with("/rustc/") || File.starts_with("/rust/deps/") ||
         File.starts_with("library/");
}

} // namespace

namespace wengert {

class RepeatFilter {
public:
  enum class Stage { Off, Crate, Link };
  Stage Now = Stage::Off;
  /// rustc is linking all crates into one module (as against ThinLTO).
  bool FullLink = false;
  /// False when the host gave us no way to filter.
  bool Works = false;
  /// Functions we made, or in which we replaced calls. Only compared with.
  DenseSet<const Function *> Changed;

  void install(PassInstrumentationCallbacks &PIC,
               const std::shared_ptr<RepeatFilter> &Self) {
    Works = true;
    PIC.registerShouldRunOptionalPassCallback(
        [Self](StringRef Pass, Any IR) { return Self->shouldRun(Pass, IR); });
    PIC.registerBeforeNonSkippedPassCallback(
        [Self](StringRef Pass, Any IR) { Self->before(Pass, IR); });
    PIC.registerAfterPassCallback(
        [Self](StringRef Pass, Any, const PreservedAnalyses &PA) {
          Self->after(Pass, PA);
        });
    // A loop pass that deleted its loop.
    PIC.registerAfterPassInvalidatedCallback(
        [Self](StringRef Pass, const PreservedAnalyses &PA) {
          Self->after(Pass, PA);
        });
  }

private:
  /// Functions a held-back pass has changed.
  DenseSet<const Function *> Gained;
  const Function *Current = nullptr;

  static const Function *functionOf(const Any &IR) {
    if (const auto *F = any_cast<const Function *>(&IR))
      return *F;
    if (const auto *L = any_cast<const Loop *>(&IR))
      return (*L)->getHeader()->getParent();
    return nullptr;
  }

  bool shouldRun(StringRef Pass, const Any &IR) const {
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
      return any_of(**C, [&](const auto &N) {
        return Changed.contains(&N.getFunction());
      });
    return tidiesModule(Pass);
  }

  void before(StringRef Pass, const Any &IR) {
    // Only the full link stage runs this pass.
    if (Pass == "CrossDSOCFIPass")
      FullLink = true;
    if (Now != Stage::Off && wasHeldBack(Pass))
      Current = functionOf(IR);
  }

  void after(StringRef Pass, const PreservedAnalyses &PA) {
    if (Now != Stage::Off && Current && wasHeldBack(Pass) &&
        !PA.areAllPreserved())
      Gained.insert(Current);
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
};

void registerBackendPass(PassBuilder &PB) {
  TargetMachine *TM = PB.*machineMember();
  auto Filter = std::make_shared<RepeatFilter>();
  if (PassInstrumentationCallbacks *PIC = PB.getPassInstrumentationCallbacks())
    Filter->install(*PIC, Filter);
  PB.registerPipelineParsingCallback(
      [TM, Filter](StringRef Name, ModulePassManager &MPM,
                   ArrayRef<PassBuilder::PipelineElement>) {
        if (Name != "enzyme")
          return false;
        MPM.addPass(BackendPass(TM, Filter));
        return true;
      });
}

/// Every function of a crate built with opt-level s or z carries optsize, as
/// parts of the standard library do in any build.
static bool isBuiltForSize(const Module &M) {
  unsigned ForSize = 0, ForSpeed = 0;
  for (const Function &F : M)
    if (!F.isDeclaration() && !isPrecompiled(F))
      ++(F.hasOptSize() ? ForSize : ForSpeed);
  return ForSize > ForSpeed;
}

static Tuning tuningFor(CodeGenOptLevel Level, const Module &M) {
  Tuning T;
  PipelineTuningOptions &O = T.Options;
  bool Optimized = Level >= CodeGenOptLevel::Default;
  bool ForSize = Level == CodeGenOptLevel::Default && isBuiltForSize(M);
  O.LoopUnrolling = O.LoopInterleaving = !ForSize;
  O.LoopVectorization = Optimized && !ForSize;
  O.SLPVectorization = Level == CodeGenOptLevel::Aggressive && !ForSize;
  O.MergeFunctions = Optimized;
  T.Level = Level == CodeGenOptLevel::Less         ? OptimizationLevel::O1
            : ForSize                              ? OptimizationLevel::Os
            : Level == CodeGenOptLevel::Aggressive ? OptimizationLevel::O3
                                                   : OptimizationLevel::O2;
  return T;
}

/// Runs what Level asks for. Filter.Changed is up to date.
static void repeatPipelines(Module &M, ModuleAnalysisManager &MAM,
                            TargetMachine *TM, CodeGenOptLevel Level,
                            RepeatFilter &Filter) {
  using Stage = RepeatFilter::Stage;
  Tuning T = tuningFor(Level, M);
  PassBuilder PB(TM, T.Options);
  auto run = [&](ModulePassManager MPM, Stage S) {
    Filter.Now = S;
    MAM.invalidate(M, MPM.run(M, MAM));
    Filter.Now = Stage::Off;
  };
  // ThinLTO optimizes each module after the link as the crate stage would.
  if (!Filter.FullLink || !Filter.Works)
    return run(PB.buildModuleOptimizationPipeline(
                   T.Level, ThinOrFullLTOPhase::ThinLTOPostLink),
               Stage::Off);
  constexpr auto PreLink = ThinOrFullLTOPhase::FullLTOPreLink;
  ModulePassManager Crate;
  Crate.addPass(createModuleToFunctionPassAdaptor(
      PB.buildFunctionSimplificationPipeline(T.Level, PreLink)));
  Crate.addPass(PB.buildModuleOptimizationPipeline(T.Level, PreLink));
  run(std::move(Crate), Stage::Crate);
  // rustc's link stage at 1 has nothing for single functions.
  if (Level != CodeGenOptLevel::Less || !Filter.Changed.empty())
    run(PB.buildLTODefaultPipeline(T.Level, /*ExportSummary=*/nullptr),
        Stage::Link);
}

PreservedAnalyses BackendPass::run(Module &M, ModuleAnalysisManager &MAM) {
  PreservedAnalyses Preserved = PreservedAnalyses::all();
  Filter->Changed.clear();
  if (hasHooks(M)) {
    DenseSet<const Function *> Untouched;
    for (const Function &F : M)
      if (none_of(instructions(F), [](const Instruction &I) {
            const auto *CB = dyn_cast<CallBase>(&I);
            return CB && isWireCall(*CB);
          }))
        Untouched.insert(&F);
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
    for (const Function &F : M)
      if (!F.isDeclaration() && !Untouched.contains(&F))
        Filter->Changed.insert(&F);
  }
  CodeGenOptLevel Level = TM ? TM->getOptLevel() : CodeGenOptLevel::Default;
  if (Level == CodeGenOptLevel::None)
    return Preserved;
  repeatPipelines(M, MAM, TM, Level, *Filter);
  return PreservedAnalyses::none();
}

} // namespace wengert
