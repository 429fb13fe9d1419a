//===- RustcPipeline.cpp - What rustc leaves out --------------------------===//
#include "Driver/RustcPipeline.h"
#include "Analysis/FloatFormats.h"
#include "Diagnose/Diagnostics.h"
#include "Driver/Pass.h"
#include "Driver/RustcRepeat.h"
#include "Request/WireCall.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/CodeGen.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

namespace {

// The optimization level, the options of the pipeline and the passes inside an
// adaptor are private to LLVM's classes, and nobody else whom a backend meets
// knows them. The name of a private member may be written in an explicit
// instantiation, which is how its address gets out.
template <typename Class, typename Member> struct Published {
  friend Member Class::*published(Published);
};
template <typename Class, typename Member, Member Class::*Address>
struct Publish {
  friend Member Class::*published(Published<Class, Member>) { return Address; }
};
using AdaptedPass = std::unique_ptr<ModuleToFunctionPassAdaptor::PassConceptT>;
template struct Publish<PassBuilder, TargetMachine *, &PassBuilder::TM>;
template struct Publish<PassBuilder, PipelineTuningOptions, &PassBuilder::PTO>;
template struct Publish<ModuleToFunctionPassAdaptor, AdaptedPass,
                        &ModuleToFunctionPassAdaptor::Pass>;

template <typename Member, typename Class> Member &memberOf(Class &C) {
  return C.*published(Published<Class, Member>());
}

/// The parts of a module pipeline that work on single functions.
struct FunctionPasses : ModulePassManager {
  SmallVector<AdaptedPass, 8> List;

  explicit FunctionPasses(ModulePassManager &&MPM)
      : ModulePassManager(std::move(MPM)) {
    using Model = detail::PassModel<Module, ModuleToFunctionPassAdaptor,
                                    ModuleAnalysisManager>;
    for (std::unique_ptr<PassConceptT> &P : Passes)
      if (P->name() == ModuleToFunctionPassAdaptor::name())
        List.push_back(
            std::move(memberOf<AdaptedPass>(static_cast<Model &>(*P).Pass)));
  }
};

bool hasHooks(const Module &M) {
  return any_of(M, [](const Function &F) {
    return F.isDeclaration() && F.getName().starts_with("__enzyme_") &&
           wengert::isWireHook(F);
  });
}

bool optimizes(const TargetMachine *TM) {
  return !TM || TM->getOptLevel() != CodeGenOptLevel::None;
}

/// Every function of a crate built with opt-level s or z carries optsize, as
/// parts of the standard library do in any build.
bool isBuiltForSize(const Module &M) {
  unsigned ForSize = 0, ForSpeed = 0;
  for (const Function &F : M)
    if (!F.isDeclaration() && !wengert::isPrecompiled(F))
      ++(F.hasOptSize() ? ForSize : ForSpeed);
  return ForSize > ForSpeed;
}

std::string textOf(ModulePassManager &MPM) {
  std::string Text;
  raw_string_ostream OS(Text);
  MPM.printPipeline(OS, [](StringRef Name) { return Name; });
  return Text;
}

} // namespace

namespace wengert {

struct BackendState {
  PassBuilder &PB;
  TargetMachine *TM;
  /// Functions we made, or in which we replaced calls.
  DenseSet<const Function *> Changed;
  /// rustc's own pipeline, where it is ours to run.
  ModulePassManager Original;
  bool OwnsOriginal = false;
  /// The levels of whose pipelines Original may be one.
  SmallVector<OptimizationLevel, 3> Levels;
  /// rustc is linking all crates into one module (as against ThinLTO).
  bool FullLink = false;

  explicit BackendState(PassBuilder &PB)
      : PB(PB), TM(memberOf<TargetMachine *>(PB)) {}

  CodeGenOptLevel codeGenLevel() const {
    return TM ? TM->getOptLevel() : CodeGenOptLevel::Default;
  }

  ModulePassManager linkStage(OptimizationLevel Level) {
    return FullLink
               ? PB.buildLTODefaultPipeline(Level, /*ExportSummary=*/nullptr)
               : PB.buildThinLTODefaultPipeline(Level,
                                                /*ImportSummary=*/nullptr);
  }

  /// Takes over what rustc has put into MPM, if that is all we think it is.
  void takeOver(ModulePassManager &MPM) {
    std::string Found = textOf(MPM);
    FullLink = StringRef(Found).contains("CrossDSOCFIPass");
    if (!optimizes(TM) || Found.empty())
      return;
    switch (codeGenLevel()) {
    case CodeGenOptLevel::Aggressive:
      Levels = {OptimizationLevel::O3};
      break;
    case CodeGenOptLevel::Less:
      Levels = {OptimizationLevel::O1};
      break;
    default:
      Levels = {OptimizationLevel::O2, OptimizationLevel::Os,
                OptimizationLevel::Oz};
    }
    erase_if(Levels, [&](OptimizationLevel Level) {
      ModulePassManager Expected = linkStage(Level);
      return textOf(Expected) != Found;
    });
    if (Levels.empty())
      return;
    Original = std::move(MPM);
    MPM = ModulePassManager();
    OwnsOriginal = true;
  }

  OptimizationLevel levelOf(const Module &M) const {
    if (Levels.size() == 1)
      return Levels[0];
    switch (codeGenLevel()) {
    case CodeGenOptLevel::Less:
      return OptimizationLevel::O1;
    case CodeGenOptLevel::Aggressive:
      return OptimizationLevel::O3;
    default:
      return isBuiltForSize(M) ? OptimizationLevel::Os : OptimizationLevel::O2;
    }
  }

  static void turnOn(PipelineTuningOptions &O, OptimizationLevel Level) {
    bool Optimized = Level.getSpeedupLevel() >= 2;
    bool ForSize = Level.getSizeLevel() > 0;
    O.LoopUnrolling = O.LoopInterleaving = !ForSize;
    O.LoopVectorization = Optimized && !ForSize;
    O.SLPVectorization = Level == OptimizationLevel::O3;
    O.MergeFunctions = Optimized;
  }

  void runComplete(Module &M, ModuleAnalysisManager &MAM);
  void completeCrates(Module &M, OptimizationLevel Level);
  bool differentiate(Module &M, ModuleAnalysisManager &MAM);
  void repeatStages(Module &M, OptimizationLevel Level);
};

void registerBackendPass(PassBuilder &PB) {
  PB.registerPipelineParsingCallback(
      [&PB](StringRef Name, ModulePassManager &MPM,
            ArrayRef<PassBuilder::PipelineElement>) {
        if (Name != "enzyme")
          return false;
        auto State = std::make_shared<BackendState>(PB);
        State->takeOver(MPM);
        MPM.addPass(BackendPass(std::move(State)));
        return true;
      });
}

namespace {

/// Repeats stages: complete, without what others have added to rustc's
/// PassBuilder, which is there already, and through a filter that is asked for
/// every pass on every function, hence with managers of its own, so that
/// rustc's pipeline does not pay for it.
struct Repeater {
  PassInstrumentationCallbacks Callbacks;
  RepeatFilter Filter;
  PassBuilder PB;
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;

  Repeater(TargetMachine *TM, OptimizationLevel Level)
      : PB(TM, options(Level), /*PGOOpt=*/std::nullopt, &Callbacks) {
    Filter.install(Callbacks);
    PB.registerModuleAnalyses(MAM);
    PB.registerCGSCCAnalyses(CGAM);
    PB.registerFunctionAnalyses(FAM);
    PB.registerLoopAnalyses(LAM);
    PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  }

  void run(Module &M, ModulePassManager &&MPM, RepeatFilter::Stage Stage) {
    Filter.Now = Stage;
    MAM.invalidate(M, MPM.run(M, MAM));
  }

private:
  static PipelineTuningOptions options(OptimizationLevel Level) {
    PipelineTuningOptions Options;
    BackendState::turnOn(Options, Level);
    return Options;
  }
};

} // namespace

static constexpr auto PreLink = ThinOrFullLTOPhase::FullLTOPreLink;

/// The crate stage of a full link once more, on the program's own functions.
void BackendState::completeCrates(Module &M, OptimizationLevel Level) {
  Repeater R(TM, Level);
  R.Filter.Now = RepeatFilter::Stage::Crate;
  FunctionPassManager Simplify =
      R.PB.buildFunctionSimplificationPipeline(Level, PreLink);
  FunctionPasses Optimize(R.PB.buildModuleOptimizationPipeline(Level, PreLink));
  for (Function &F : M) {
    if (F.isDeclaration() || isPrecompiled(F))
      continue;
    R.FAM.invalidate(F, Simplify.run(F, R.FAM));
    for (AdaptedPass &P : Optimize.List)
      R.FAM.invalidate(F, P->run(F, R.FAM));
  }
}

/// No derivatives: both stages as a plain build has them.
void BackendState::runComplete(Module &M, ModuleAnalysisManager &MAM) {
  OptimizationLevel Level = levelOf(M);
  if (FullLink) {
    completeCrates(M, Level);
    MAM.invalidate(M, PreservedAnalyses::none());
  }
  auto &Options = memberOf<PipelineTuningOptions>(PB);
  PipelineTuningOptions Crippled = Options;
  turnOn(Options, Level);
  ModulePassManager Link = linkStage(Level);
  Options = Crippled;
  Link.run(M, MAM);
}

/// What was held back, after rustc's own pipeline.
void BackendState::repeatStages(Module &M, OptimizationLevel Level) {
  using Stage = RepeatFilter::Stage;
  Repeater R(TM, Level);
  R.Filter.Changed = std::move(Changed);
  // ThinLTO optimizes each module after the link as the crate stage would.
  if (!FullLink)
    return R.run(M,
                 R.PB.buildModuleOptimizationPipeline(
                     Level, ThinOrFullLTOPhase::ThinLTOPostLink),
                 Stage::Off);
  ModulePassManager Crate;
  Crate.addPass(createModuleToFunctionPassAdaptor(
      R.PB.buildFunctionSimplificationPipeline(Level, PreLink)));
  Crate.addPass(R.PB.buildModuleOptimizationPipeline(Level, PreLink));
  R.run(M, std::move(Crate), Stage::Crate);
  // rustc's link stage at 1 has nothing for single functions.
  if (Level != OptimizationLevel::O1 || !R.Filter.Changed.empty())
    R.run(M, R.PB.buildLTODefaultPipeline(Level, /*ExportSummary=*/nullptr),
          Stage::Link);
}

/// False where there was an error: the compilation ends here.
bool BackendState::differentiate(Module &M, ModuleAnalysisManager &MAM) {
  DenseSet<const Function *> Untouched;
  for (const Function &F : M)
    if (none_of(instructions(F), [](const Instruction &I) {
          const auto *CB = dyn_cast<CallBase>(&I);
          return CB && isWireCall(*CB);
        }))
      Untouched.insert(&F);
  {
    std::optional<WholeProgram> Whole;
    if (FullLink)
      Whole.emplace(M);
    MAM.invalidate(M, WengertPass().run(M, MAM));
  }
  // A hook that is still there was diagnosed.
  if (hasHooks(M))
    return false;
  std::string Why;
  raw_string_ostream OS(Why);
  if (verifyModule(M, &OS)) {
    diagnose(Code::Internal, M,
             "the module is malformed after differentiation: " + OS.str(),
             "this is a defect of the plugin: report it with this message");
    return false;
  }
  for (const Function &F : M)
    if (!F.isDeclaration() && !Untouched.contains(&F))
      Changed.insert(&F);
  return true;
}

PreservedAnalyses BackendPass::run(Module &M, ModuleAnalysisManager &MAM) {
  BackendState &S = *State;
  bool Differentiates = hasHooks(M);
  if (S.OwnsOriginal && !Differentiates) {
    S.runComplete(M, MAM);
    return PreservedAnalyses::none();
  }
  if (S.OwnsOriginal)
    MAM.invalidate(M, S.Original.run(M, MAM));
  // Nothing happens to a module without derivatives at opt-level 0.
  if (!Differentiates && !optimizes(S.TM))
    return PreservedAnalyses::all();
  if ((!Differentiates || S.differentiate(M, MAM)) && optimizes(S.TM))
    S.repeatStages(M, S.levelOf(M));
  return PreservedAnalyses::none();
}

} // namespace wengert
