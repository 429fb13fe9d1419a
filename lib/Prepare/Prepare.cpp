//===- Prepare.cpp - Clones in normal form --------------------------------===//
#include "Prepare/Prepare.h"
#include "Prepare/Addresses.h"
#include "Prepare/DanglingPointers.h"
#include "Prepare/DeclaredTypes.h"
#include "Prepare/DefinedLanes.h"
#include "Prepare/FloatParts.h"
#include "Prepare/InlineAssembly.h"
#include "Prepare/SeparateLanes.h"
#include "Prepare/SeparatePointers.h"
#include "Prepare/SplitUses.h"
#include "Prepare/StaticInit.h"
#include "Prepare/TapeConstants.h"
#include "Prepare/UnusedVarArgs.h"
#include "Prepare/ZeroFilled.h"
#include "Diagnose/Diagnostics.h"
#include "Driver/Engine.h"
#include "Models/BlasCalls.h"
#include "Models/CallModel.h"
#include "Models/FortranRuntime.h"
#include "Models/KnownCalls.h"
#include "Models/MathCalls.h"
#include "Request/Registrations.h"
#include "Request/WireCall.h"
#include "Rules/Rules.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/AggressiveInstCombine/AggressiveInstCombine.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/ADCE.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/GVN.h"
#include "llvm/Transforms/Scalar/IndVarSimplify.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopDeletion.h"
#include "llvm/Transforms/Scalar/LoopUnrollPass.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/LoopRotation.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace wengert {

/// Callees up to this many instructions are inlined; a larger callee keeps
/// its own memoized derivative.
static constexpr unsigned InlineLimit = 400;
/// A clone does not grow beyond this by inlining.
static constexpr unsigned GrowthLimit = 20000;

Preparer::~Preparer() = default;

static void runSimplification(Function &F, FunctionAnalysisManager &FAM,
                              bool WithLoops) {
  FunctionPassManager FPM;
  FPM.addPass(SROAPass(SROAOptions::ModifyCFG));
  FPM.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  FPM.addPass(SimplifyCFGPass());
  // Joins neighbouring narrow loads: a float copied in pieces is whole again.
  FPM.addPass(AggressiveInstCombinePass());
  FPM.addPass(InstCombinePass());
  if (WithLoops) {
    LoopPassManager LPM;
    LPM.addPass(LoopRotatePass(/*EnableHeaderDuplication=*/true,
                               /*PrepareForLTO=*/false));
    LPM.addPass(LICMPass(LICMOptions()));
    FPM.addPass(createFunctionToLoopPassAdaptor(std::move(LPM),
                                                /*UseMemorySSA=*/true));
    FPM.addPass(SimplifyCFGPass());
    FPM.addPass(InstCombinePass());
    LoopPassManager LPM2;
    LPM2.addPass(IndVarSimplifyPass(/*WidenIndVars=*/true));
    LPM2.addPass(LoopDeletionPass());
    // rustc keeps constant loops for us: unroll the short ones, as clang did.
    LPM2.addPass(LoopFullUnrollPass());
    FPM.addPass(createFunctionToLoopPassAdaptor(std::move(LPM2),
                                                /*UseMemorySSA=*/false));
    FPM.addPass(SROAPass(SROAOptions::ModifyCFG));
    FPM.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
    FPM.addPass(GVNPass());
    FPM.addPass(SimplifyCFGPass());
    FPM.addPass(ADCEPass());
  }
  FPM.run(F, FAM);
  if (!foldTapeConstants(F))
    return;
  FAM.invalidate(F, PreservedAnalyses::none());
  FunctionPassManager Dead;
  Dead.addPass(InstCombinePass());
  Dead.addPass(SimplifyCFGPass());
  Dead.addPass(ADCEPass());
  Dead.run(F, FAM);
  foldTapeConstants(F);
  FAM.invalidate(F, PreservedAnalyses::none());
}

Function *Preparer::cloneOf(Function &F, const Twine &Suffix) {
  ValueToValueMapTy VMap;
  Function *C = CloneFunction(&F, VMap);
  C->setName(F.getName() + Suffix);
  C->setLinkage(GlobalValue::InternalLinkage);
  C->setVisibility(GlobalValue::DefaultVisibility);
  C->setDLLStorageClass(GlobalValue::DefaultStorageClass);
  C->setComdat(nullptr);
  C->removeFnAttr(Attribute::OptimizeNone);
  C->removeFnAttr(Attribute::NoInline);
  C->removeFnAttr(Attribute::AlwaysInline);
  return C;
}

/// byval parameters become explicit copies at entry: the derivative's
/// parameters are plain pointers.
static void copyByVal(Function &F) {
  IRBuilder<> B(&*F.getEntryBlock().getFirstInsertionPt());
  const DataLayout &DL = F.getDataLayout();
  for (Argument &A : F.args()) {
    if (!A.hasByValAttr())
      continue;
    Type *T = A.getParamByValType();
    Align Al = A.getParamAlign().value_or(DL.getABITypeAlign(T));
    AllocaInst *Copy = B.CreateAlloca(T, nullptr, A.getName() + ".byval");
    Copy->setAlignment(Al);
    A.replaceAllUsesWith(Copy);
    B.CreateMemCpy(Copy, Al, &A, Al, DL.getTypeAllocSize(T));
    F.removeParamAttr(A.getArgNo(), Attribute::ByVal);
  }
}

/// Invokes become calls. What throws in sight has been rewritten before
/// (Exceptions.h); what a library function throws passes through the derivative
/// without running the clean-ups of the function it leaves.
static void lowerInvokes(Function &F) {
  bool Changed = false;
  for (BasicBlock &BB : make_early_inc_range(F))
    if (auto *II = dyn_cast<InvokeInst>(BB.getTerminator())) {
      changeToCall(II);
      Changed = true;
    }
  if (Changed)
    removeUnreachableBlocks(F);
  if (F.hasPersonalityFn() &&
      none_of(F, [](BasicBlock &B) { return B.isEHPad(); }))
    F.setPersonalityFn(nullptr);
}

/// A contained procedure passed on is called by its name where that was
/// inlined; nothing then reads its trampoline.
static bool isUnusedTrampoline(const IntrinsicInst &Init) {
  const auto *A = dyn_cast<AllocaInst>(Init.getArgOperand(0));
  return A && all_of(A->users(), [](const User *U) {
           const auto *II = dyn_cast<IntrinsicInst>(U);
           return II && (II->isLifetimeStartOrEnd() ||
                         II->getIntrinsicID() == Intrinsic::init_trampoline);
         });
}

/// Markers that only serve stack colouring, debuggers or optimizers. The
/// reverse sweep extends lifetimes, so they must go.
static void dropMarkers(Function &F) {
  for (BasicBlock &BB : F) {
    for (Instruction &I : make_early_inc_range(BB)) {
      I.dropDbgRecords();
      auto *II = dyn_cast<IntrinsicInst>(&I);
      if (!II)
        continue;
      switch (II->getIntrinsicID()) {
      case Intrinsic::lifetime_start:
      case Intrinsic::lifetime_end:
      case Intrinsic::stackrestore:
      case Intrinsic::assume:
      case Intrinsic::invariant_start:
      case Intrinsic::invariant_end:
      case Intrinsic::experimental_noalias_scope_decl:
      case Intrinsic::donothing:
      case Intrinsic::sideeffect:
        if (!II->use_empty())
          II->replaceAllUsesWith(PoisonValue::get(II->getType()));
        II->eraseFromParent();
        break;
      case Intrinsic::init_trampoline:
        if (isUnusedTrampoline(*II))
          II->eraseFromParent();
        break;
      case Intrinsic::expect:
      case Intrinsic::expect_with_probability:
      case Intrinsic::launder_invariant_group:
      case Intrinsic::strip_invariant_group:
        II->replaceAllUsesWith(II->getArgOperand(0));
        II->eraseFromParent();
        break;
      default:
        break;
      }
    }
  }
}

bool Preparer::mayInline(CallBase &CB, Function &Caller) {
  Function *G = CB.getCalledFunction();
  if (!G || G->isDeclaration() || G == &Caller || G->isVarArg() ||
      G->isInterposable() || InProgress.count(G))
    return false;
  if (G->hasFnAttribute("enzyme_inactive") ||
      G->hasFnAttribute("enzyme_math") ||
      CB.getAttributes().hasFnAttr("enzyme_inactive") ||
      E.registrations().isCustom(G) || isWireCall(CB))
    return false;
  if (G->hasFnAttribute(Attribute::NoInline) &&
      !G->hasFnAttribute(Attribute::OptimizeNone))
    return false;
  if (G->hasFnAttribute(Attribute::ReturnsTwice) ||
      CB.getCallingConv() != G->getCallingConv())
    return false;
  KnownCall K = classifyCall(CB);
  // Rust's allocator functions are inlined one by one. Where reallocation is
  // the last one left, what it is made of says more.
  if (K.Kind == CallKind::Realloc && K.OldSize >= 0)
    return !allocatorSibling(CB, AllocFnKind::Alloc |
                                     AllocFnKind::Uninitialized) ||
           !allocatorSibling(CB, AllocFnKind::Free);
  return K.Kind == CallKind::Unknown && !matchRule(CB) && !findModel(CB);
}

bool Preparer::inlineCalls(Function &Clone, Function &Original,
                           SmallPtrSetImpl<Function *> &Known) {
  bool Changed = false;
  SmallVector<CallBase *, 16> Work;
  for (Instruction &I : instructions(Clone))
    if (auto *CB = dyn_cast<CallBase>(&I))
      Work.push_back(CB);
  for (CallBase *CB : Work) {
    Function *G = CB->getCalledFunction();
    if (!mayInline(*CB, Original) || Known.contains(G))
      continue;
    Function *S = simplified(*G);
    // An entry is nothing but the call of its form: one derivative, not two, and
    // the types of one body.
    bool Large = S && S->getInstructionCount() > InlineLimit &&
                 !Exceptions::isEntryOf(Original, *G) && !isFortranBody(*G);
    if (!S || Large ||
        Clone.getInstructionCount() > GrowthLimit)
      continue;
    CB->setCalledFunction(S);
    InlineFunctionInfo IFI;
    if (!InlineFunction(*CB, IFI, /*MergeAttributes=*/false,
                        /*CalleeAAR=*/nullptr, /*InsertLifetime=*/false)
             .isSuccess())
      CB->setCalledFunction(G);
    else
      Changed = true;
  }
  // What is left of direct calls stays, recursion above all.
  for (Instruction &I : instructions(Clone))
    if (auto *CB = dyn_cast<CallBase>(&I))
      if (Function *G = CB->getCalledFunction(); G && !isFortranBody(*G))
        Known.insert(G);
  return Changed;
}

Function *Preparer::simplified(Function &F) {
  auto It = Simplified.find(&F);
  if (It != Simplified.end())
    return It->second;
  InProgress.insert(&F);
  Function *C = cloneOf(F, ".wg.simple");
  lowerInvokes(*C);
  normalizeMathCalls(*C);
  normalizeBlasCalls(*C);
  bool Descriptors = normalizeFortranCalls(*C);
  dropUnusedVarArgs(*C, FixedTwins);
  dropMarkers(*C);
  lowerAssembly(*C);
  noteDeclaredTypes(*C);
  separateLanes(*C);
  runSimplification(*C, E.fam(), /*WithLoops=*/false);
  separateLanes(*C);
  keepAddresses(*C);
  separateDangling(*C);
  extractStaticInits(*C, StaticInits);
  SmallPtrSet<Function *, 16> Known;
  inlineCalls(*C, F, Known);
  // Calls through pointers become direct as their targets come in sight, one
  // level at a time.
  static constexpr unsigned MaxRounds = 4;
  for (unsigned Round = 0; Round < MaxRounds; ++Round) {
    dropMarkers(*C);
    E.fam().invalidate(*C, PreservedAnalyses::none());
    runSimplification(*C, E.fam(), /*WithLoops=*/true);
    dropMarkers(*C);
    keepAddresses(*C);
    bool Separated = separateDangling(*C);
    E.fam().invalidate(*C, PreservedAnalyses::none());
    bool Inlined = inlineCalls(*C, F, Known);
    // What a descriptor says comes in sight as loops over its dimensions are
    // unrolled.
    if (Round + 1 == MaxRounds ||
        !(Inlined || Separated || (Descriptors && Round < 2)))
      break;
  }
  InProgress.erase(&F);
  return Simplified[&F] = C;
}

Function &Preparer::bodyOf(Function &F) {
  if (F.isDeclaration() || InProgress.contains(&F) || E.isOurs(F))
    return F;
  return *simplified(F);
}

NormalForm *Preparer::normalForm(Function &F) {
  auto It = Forms.find(&F);
  if (It != Forms.end())
    return It->second.get();
  bool Throws = !F.getName().ends_with(Exceptions::Suffix) && Exc.concern(F);
  Function *S = simplified(Throws ? *Exc.entryFor(F) : F);
  auto NF = std::make_unique<NormalForm>();
  NF->F = cloneOf(*S, ".nf");
  copyByVal(*NF->F);
  if (fillZeroVectors(*NF->F))
    E.fam().invalidate(*NF->F, PreservedAnalyses::none());
  FunctionPassManager FPM;
  FPM.addPass(SROAPass(SROAOptions::ModifyCFG));
  FPM.addPass(EarlyCSEPass(true));
  FPM.run(*NF->F, E.fam());
  splitUses(*NF->F);
  defineLanes(*NF->F);
  alignLanes(*NF->F);
  scaleFractions(*NF->F);
  if (separatePointers(*NF->F))
    E.fam().invalidate(*NF->F, PreservedAnalyses::none());
  bool Ok = normalizeControl(*NF, E.fam());
  E.fam().invalidate(*NF->F, PreservedAnalyses::none());
  auto &Slot = Forms[&F];
  if (Ok)
    Slot = std::move(NF);
  else
    Rejected.push_back(NF->F);
  return Slot.get();
}

void Preparer::dropClones() {
  SmallVector<Function *, 16> Dead(Rejected.begin(), Rejected.end());
  for (auto &[F, C] : Simplified)
    Dead.push_back(C);
  for (auto &[F, NF] : Forms)
    if (NF)
      Dead.push_back(NF->F);
  for (Function *C : Dead) {
    E.fam().clear(*C, C->getName());
    C->dropAllReferences();
  }
  for (Function *C : Dead) {
    C->replaceAllUsesWith(PoisonValue::get(C->getType()));
    C->eraseFromParent();
  }
  Simplified.clear();
  Forms.clear();
  Rejected.clear();
  Exc.dropUnused();
  for (Function *I : StaticInits)
    if (I->use_empty()) {
      E.fam().clear(*I, I->getName());
      I->eraseFromParent();
    }
  StaticInits.clear();
  for (auto &[F, Twin] : FixedTwins)
    if (Twin && Twin->use_empty()) {
      E.fam().clear(*Twin, Twin->getName());
      Twin->eraseFromParent();
    }
  FixedTwins.clear();
}

} // namespace wengert
