//===- Engine.cpp - One module's derivatives ------------------------------===//
#include "Driver/Engine.h"
#include "Driver/DebugScopes.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/EmitState.h"
#include "Emit/ForwardSweep.h"
#include "Emit/ReverseSweep.h"
#include "Prepare/Prepare.h"
#include "Request/Registrations.h"
#include "Request/WireCall.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/ADCE.h"
#include "llvm/Transforms/Scalar/DeadStoreElimination.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/GVN.h"
#include "llvm/Transforms/Scalar/IndVarSimplify.h"
#include "llvm/Transforms/Scalar/LICM.h"
#include "llvm/Transforms/Scalar/LoopDeletion.h"
#include "llvm/Transforms/Scalar/LoopPassManager.h"
#include "llvm/Transforms/Scalar/LoopRotation.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace wengert {

Engine::Engine(Module &M, ModuleAnalysisManager &MAM)
    : M(M),
      FAM(MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager()),
      Prep(std::make_unique<Preparer>(*this)),
      Regs(std::make_unique<Registrations>(M)) {
  if (!Regs->Valid)
    Failed = true;
}

Engine::~Engine() = default;

bool Engine::isOurs(const Function &F) const {
  return Created.count(&F) || F.getName().starts_with("wengert.") ||
         F.getName().contains(".wg.simple");
}

std::unique_ptr<DerivativeFn> Engine::declare(const DiffRequest &R,
                                              const Twine &Suffix) {
  auto D = std::make_unique<DerivativeFn>(
      layoutOf(R, R.F->getFunctionType()));
  D->Fn = Function::Create(D->Ty, GlobalValue::InternalLinkage,
                           R.F->getName() + Suffix, M);
  // Marks a function whose body is not complete yet.
  D->Fn->addFnAttr("wg.open");
  for (Argument &A : R.F->args()) {
    const DerivativeFn::Param &P = D->Params[A.getArgNo()];
    D->Fn->getArg(P.Primal)->setName(A.getName());
    if (P.Shadow >= 0)
      D->Fn->getArg(P.Shadow)->setName(A.getName() + "'");
  }
  if (D->SeedParam >= 0)
    D->Fn->getArg(D->SeedParam)->setName("wg.seed");
  if (D->TapeParam >= 0)
    D->Fn->getArg(D->TapeParam)->setName("wg.tape");
  if (D->QuarantineParam >= 0)
    D->Fn->getArg(D->QuarantineParam)->setName("wg.deferred");
  noteCreated(D->Fn);
  return D;
}

const DerivativeFn *Engine::getOrEmit(DiffRequest R) {
  bool Split = R.Mode == DiffMode::Augmented || R.Mode == DiffMode::Pullback;
  if (Split) {
    R.PrimalReturn = true;
    R.DualReturn = hasShadow(R.Ret);
    if (R.Overwritten.empty())
      R.Overwritten.assign(R.Args.size(), true);
  } else {
    R.Overwritten.clear();
  }
  auto It = Memo.find(R);
  if (It != Memo.end())
    return It->second.get();
  if (R.F->isDeclaration()) {
    diagnose(Code::NoBody, *R.F,
             Twine("`") + R.F->getName() +
                 "` is to be differentiated, but its body is not visible",
             "compile its definition together with this file (full LTO), or "
             "register a derivative for it");
    Failed = true;
    return nullptr;
  }
  DiffRequest Other = R;
  DerivativeFn *D, *Back = nullptr;
  if (Split) {
    DiffRequest RA = R, RP = R;
    RA.Mode = DiffMode::Augmented;
    RP.Mode = DiffMode::Pullback;
    Memo[RA] = declare(RA, ".aug");
    Memo[RP] = declare(RP, ".pullback");
    D = Memo[RA].get();
    Back = Memo[RP].get();
    Other = RA;
  } else {
    Memo[R] = declare(R, R.Mode == DiffMode::Forward ? ".fwd" : ".grad");
    D = Memo[R].get();
  }
  bool Ok = emit(Other, *D, Back);
  if (!Ok) {
    Failed = true;
    for (DerivativeFn *X : {D, Back})
      if (X)
        X->Fn->deleteBody();
    Memo[Other] = nullptr;
    if (Split) {
      Other.Mode = DiffMode::Pullback;
      Memo[Other] = nullptr;
    }
    return nullptr;
  }
  return Memo[R].get();
}

/// Attributes of the primal that its derivative does not inherit.
static void fixAttributes(Function &W, const DerivativeFn &D) {
  AttributeMask Drop;
  for (auto K :
       {Attribute::Returned, Attribute::ReadOnly, Attribute::ReadNone,
        Attribute::WriteOnly, Attribute::Captures, Attribute::StructRet,
        Attribute::Initializes, Attribute::NoFree, Attribute::ByVal,
        Attribute::NoUndef, Attribute::InReg, Attribute::Nest,
        Attribute::DeadOnUnwind, Attribute::DeadOnReturn, Attribute::Range,
        Attribute::ZExt, Attribute::SExt, Attribute::NoFPClass,
        Attribute::Writable, Attribute::SwiftSelf, Attribute::AllocAlign,
        Attribute::AllocatedPointer})
    Drop.addAttribute(K);
  for (unsigned I = 0; I < W.arg_size(); ++I)
    W.removeParamAttrs(I, Drop);
  AttributeList AL = W.getAttributes();
  W.setAttributes(AL.removeRetAttributes(
      W.getContext(), AttributeMask(AL.getRetAttrs())));
  for (auto K : {Attribute::Memory, Attribute::NoSync, Attribute::NoFree,
                 Attribute::AllocSize, Attribute::AllocKind,
                 Attribute::Speculatable, Attribute::NoRecurse,
                 Attribute::NoReturn, Attribute::Cold, Attribute::NoCallback,
                 Attribute::AlwaysInline, Attribute::NoInline,
                 Attribute::OptimizeNone, Attribute::Naked})
    W.removeFnAttr(K);
  for (StringRef K : {"alloc-family", "alloc-variant-zeroed"})
    W.removeFnAttr(K);
  // A shadow is to its primal's memory what the primal is: where the primal
  // pointer is unaliased, so is the shadow.
  for (const DerivativeFn::Param &Q : D.Params)
    if (Q.Shadow >= 0 && W.hasParamAttribute(Q.Primal, Attribute::NoAlias))
      W.addParamAttr(Q.Shadow, Attribute::NoAlias);
}

bool Engine::emit(const DiffRequest &R, DerivativeFn &D, DerivativeFn *Back) {
  NormalForm *NF = Prep->normalForm(*R.F);
  if (!NF)
    return false;
  EmitState S(*this, R, *NF, D);
  Function &P = S.P, &W = *D.Fn;
  for (Argument &A : P.args())
    S.VMap[&A] = W.getArg(D.Params[A.getArgNo()].Primal);
  SmallVector<ReturnInst *, 2> Returns;
  CloneFunctionInto(&W, &P, S.VMap, CloneFunctionChangeType::LocalChangesOnly,
                    Returns);
  W.setLinkage(GlobalValue::InternalLinkage);
  W.setCallingConv(CallingConv::C);
  W.addFnAttr("wg.open");
  fixAttributes(W, D);
  for (BasicBlock &BB : P) {
    S.BlockOf[cast<BasicBlock>(S.VMap[&BB])] = &BB;
    for (Instruction &I : BB)
      S.Origin[S.VMap[&I]] = &I;
  }
  if (Back)
    fixAttributes(*Back->Fn, *Back);

  ForwardSweep Fwd(S);
  if (!Fwd.run())
    return false;
  if (R.Mode == DiffMode::Forward) {
    for (ReturnInst *Ret : Returns) {
      IRBuilder<> B(Ret);
      SmallVector<std::pair<int, Value *>, 2> Fields;
      if (Value *V = Ret->getReturnValue()) {
        Fields.push_back({D.PrimalResult, V});
        auto *PR =
            cast<ReturnInst>(NF->ReturnBlock->getTerminator())->getReturnValue();
        if (D.DualResult >= 0)
          Fields.push_back({D.DualResult, S.dualOr(B, PR)});
      }
      emitResult(B, &W, Fields);
      Ret->eraseFromParent();
    }
  } else {
    ReverseSweep Rev(S, Back ? *Back : D);
    if (!Rev.run())
      return false;
  }
  W.removeFnAttr("wg.open");
  adoptDebugScopes(W, *R.F);
  if (Back)
    adoptDebugScopes(*Back->Fn, *R.F);
  if (!cleanUp(W))
    return false;
  if (Back) {
    Back->Fn->removeFnAttr("wg.open");
    return cleanUp(*Back->Fn);
  }
  return true;
}

bool Engine::cleanUp(Function &F) {
  std::string Msg;
  raw_string_ostream OS(Msg);
  if (verifyFunction(F, &OS)) {
    diagnose(Code::Internal, F,
             Twine("the derivative emitted for this function is malformed: ") +
                 Msg,
             "please report this with the source");
    return false;
  }
  SmallVector<CallBase *, 16> Helpers;
  for (Instruction &I : instructions(F))
    if (auto *CB = dyn_cast<CallBase>(&I))
      if (Function *G = CB->getCalledFunction())
        if (G->hasFnAttribute("wengert-helper"))
          Helpers.push_back(CB);
  for (CallBase *CB : Helpers) {
    InlineFunctionInfo IFI;
    InlineFunction(*CB, IFI, false, nullptr, false);
  }
  FAM.invalidate(F, PreservedAnalyses::none());
  FunctionPassManager FPM;
  FPM.addPass(SROAPass(SROAOptions::ModifyCFG));
  FPM.addPass(EarlyCSEPass(true));
  FPM.addPass(SimplifyCFGPass());
  FPM.addPass(InstCombinePass());
  LoopPassManager LPM;
  LPM.addPass(LoopRotatePass(true, false));
  LPM.addPass(LICMPass(LICMOptions()));
  FPM.addPass(createFunctionToLoopPassAdaptor(std::move(LPM), true));
  FPM.addPass(SimplifyCFGPass());
  FPM.addPass(InstCombinePass());
  LoopPassManager LPM2;
  LPM2.addPass(IndVarSimplifyPass(true));
  LPM2.addPass(LoopDeletionPass());
  FPM.addPass(createFunctionToLoopPassAdaptor(std::move(LPM2), false));
  FPM.addPass(GVNPass());
  FPM.addPass(DSEPass());
  FPM.addPass(InstCombinePass());
  FPM.addPass(SimplifyCFGPass());
  FPM.addPass(ADCEPass());
  FPM.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());
  return true;
}

bool Engine::lowerWireCalls(Function &F) {
  if (F.isDeclaration() || !Lowered.insert(&F).second || isOurs(F))
    return true;
  bool Ok = true;
  SmallVector<CallBase *, 8> Calls;
  SmallVector<Function *, 16> Reached;
  for (Instruction &I : instructions(F)) {
    if (auto *CB = dyn_cast<CallBase>(&I))
      if (isWireCall(*CB))
        Calls.push_back(CB);
    for (Value *Op : I.operands())
      if (auto *G = dyn_cast<Function>(Op->stripPointerCasts()))
        Reached.push_back(G);
  }
  for (Function *G : Reached)
    Ok &= lowerWireCalls(*G);
  for (CallBase *CB : Calls)
    Ok &= lowerWireCall(*CB, *this);
  if (!Calls.empty())
    FAM.invalidate(F, PreservedAnalyses::none());
  return Ok;
}

void Engine::finish() {
  Prep->dropClones();
  SmallVector<Function *, 16> Dead;
  for (Function &F : M)
    if (F.getName().starts_with("wengert.") && F.hasLocalLinkage() &&
        F.use_empty())
      Dead.push_back(&F);
  for (Function *F : Dead) {
    FAM.clear(*F, F->getName());
    F->eraseFromParent();
  }
}

} // namespace wengert
