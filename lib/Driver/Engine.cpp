//===- Engine.cpp - One module's derivatives ------------------------------===//
#include "Driver/Engine.h"
#include "Check/Options.h"
#include "Driver/DebugScopes.h"
#include "Driver/RustcRepeat.h"
#include "Diagnose/Diagnostics.h"
#include "Diagnose/SelfCheck.h"
#include "Analysis/Puns.h"
#include "Analysis/TypesCaller.h"
#include "Analysis/VTables.h"
#include "Emit/EmitState.h"
#include "Emit/ForwardSweep.h"
#include "Emit/PromoteSlots.h"
#include "Emit/ReportFacts.h"
#include "Emit/ReverseSweep.h"
#include "Prepare/Prepare.h"
#include "Models/KnownCalls.h"
#include "Request/Registrations.h"
#include "Request/WireCall.h"
#include "Request/WireNames.h"
#include "Request/WireChoice.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
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

/// Does a function that a wire call names reach a wire call itself?
static bool differentiatesDerivatives(Module &M) {
  SmallPtrSet<const Function *, 32> Seen;
  SmallVector<const Function *, 16> Work;
  auto addOperands = [&](const Instruction &I) {
    for (const Value *Op : I.operands())
      if (const auto *G = dyn_cast<Function>(Op->stripPointerCasts());
          G && !G->isDeclaration() && Seen.insert(G).second)
        Work.push_back(G);
  };
  auto isWire = [](const Instruction &I) {
    const auto *CB = dyn_cast<CallBase>(&I);
    return CB && isWireCall(*CB);
  };
  for (const Function &F : M)
    for (const Instruction &I : instructions(F))
      if (isWire(I))
        addOperands(I);
  while (!Work.empty())
    for (const Instruction &I : instructions(*Work.pop_back_val())) {
      if (isWire(I))
        return true;
      addOperands(I);
    }
  return false;
}

Engine::Engine(Module &M, ModuleAnalysisManager &MAM)
    : M(M),
      FAM(MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager()),
      Prep(std::make_unique<Preparer>(*this)),
      Regs(std::make_unique<Registrations>(M)),
      Tables(std::make_unique<VTables>(M)),
      Floats(M, [this](const Function &F) { return isOurs(F); }, isPrecompiled,
             Tables.get()),
      Checked(wengert::checkWords()) {
  Callers = std::make_unique<CallerTypes>(Floats.program());
  if (!Regs->Valid)
    Failed = true;
  // Asked now, because the calls are replaced one by one.
  SplitTangents = any_of(M, [](const Function &F) {
    return isWireHook(F) && findHook(F.getName()) == Hook::FwdSplit &&
           !F.use_empty();
  });
  Nested = differentiatesDerivatives(M);
}

Engine::~Engine() = default;

bool Engine::isOurs(const Function &F) const {
  return Created.count(&F) || F.getName().starts_with("wengert.") ||
         F.getName().contains(".wg.simple");
}

bool Engine::isMadeOfOurs(const Function &F) const {
  return isOurs(F) || any_of(instructions(F), [&](const Instruction &I) {
           auto *CB = dyn_cast<CallBase>(&I);
           const Function *G = CB ? CB->getCalledFunction() : nullptr;
           return G && Created.count(G);
         });
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

/// The globals named *.wg.adjoint that Root and the functions it can reach
/// use.
static SmallVector<GlobalVariable *, 4> adjointGlobals(Function &Root) {
  SmallVector<GlobalVariable *, 4> Found;
  SmallPtrSet<const Value *, 32> Seen;
  SmallVector<Value *, 32> Work{&Root};
  while (!Work.empty()) {
    Value *V = Work.pop_back_val();
    if (!Seen.insert(V).second)
      continue;
    if (auto *F = dyn_cast<Function>(V)) {
      for (Instruction &I : instructions(*F))
        for (Value *Op : I.operands())
          if (isa<Constant>(Op) && !isa<ConstantData>(Op))
            Work.push_back(Op);
    } else if (auto *G = dyn_cast<GlobalVariable>(V)) {
      if (G->getName().ends_with(".wg.adjoint") && !G->isConstant())
        Found.push_back(G);
      if (G->hasInitializer())
        Work.push_back(G->getInitializer());
    } else if (auto *C = dyn_cast<Constant>(V)) {
      for (Value *Op : C->operands())
        Work.push_back(Op);
    }
  }
  return Found;
}

/// Zeroes the float parts of the object of type T at P.
static void clearFloats(IRBuilder<> &B, Type *T, Value *P) {
  const DataLayout &DL = B.GetInsertBlock()->getDataLayout();
  if (T->isFPOrFPVectorTy()) {
    B.CreateStore(Constant::getNullValue(T), P);
  } else if (auto *AT = dyn_cast<ArrayType>(T)) {
    Type *E = AT->getElementType();
    if (E->isFPOrFPVectorTy()) {
      B.CreateMemSet(P, B.getInt8(0), DL.getTypeAllocSize(AT), MaybeAlign(1));
      return;
    }
    if (!E->isAggregateType())
      return;
    for (uint64_t I = 0; I < AT->getNumElements(); ++I)
      clearFloats(B, E, B.CreateConstInBoundsGEP2_64(AT, P, 0, I));
  } else if (auto *ST = dyn_cast<StructType>(T)) {
    for (unsigned I = 0; I < ST->getNumElements(); ++I)
      clearFloats(B, ST->getElementType(I), B.CreateStructGEP(ST, P, I));
  }
}

/// Clears the adjoints of globals where a combined reverse pass begins: nobody
/// outside of the program's own derivatives can have set them.
static void clearGlobalAdjoints(Function &Root) {
  auto Globals = adjointGlobals(Root);
  IRBuilder<> B(&*Root.getEntryBlock().getFirstNonPHIOrDbgOrAlloca());
  for (GlobalVariable *G : Globals)
    clearFloats(B, G->getValueType(), G);
}

FloatFormats Engine::floatsOf(const DiffRequest &R) {
  FloatFormats All = Floats.program();
  if (!All.Whole && !Nested)
    return All;
  FloatFormats Reached = Floats.reachedFrom(*R.F);
  if (All.Whole && !(Reached == All)) {
    auto [It, New] = MovesUnknown.try_emplace({R.F, R.Args}, true);
    if (New) {
      DiffRequest Own = R;
      Own.Floats = All;
      It->second = Types(*R.F, Own).movesUnknown();
    }
    if (!It->second)
      return Reached;
  }
  return All |= Reached;
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
  if (!R.Floats && !R.F->isDeclaration())
    R.Floats = floatsOf(R);
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
  if (R.Mode == DiffMode::Combined)
    clearGlobalAdjoints(*D->Fn);
  return Memo[R].get();
}

namespace {
/// Keeps the first error to itself.
struct Silence : DiagnosticHandler {
  explicit Silence(std::string &Why) : Why(Why) {}
  bool handleDiagnostics(const DiagnosticInfo &Info) override {
    if (Info.getSeverity() == DS_Error && Why.empty()) {
      raw_string_ostream OS(Why);
      DiagnosticPrinterRawOStream Printer(OS);
      Info.print(Printer);
    }
    return true;
  }
  std::string &Why;
};
} // namespace

const DerivativeFn *Engine::tryEmit(const DiffRequest &R, std::string &Why) {
  LLVMContext &C = M.getContext();
  const bool FailedBefore = Failed;
  const SmallPtrSet<const Function *, 32> Before = Created;
  std::unique_ptr<DiagnosticHandler> Usual = C.getDiagnosticHandler();
  C.setDiagnosticHandler(std::make_unique<Silence>(Why));
  const DerivativeFn *D = getOrEmit(R);
  C.setDiagnosticHandler(std::move(Usual));
  if (D)
    return D;
  Failed = FailedBefore;
  // Who asks for one of these again is told why it cannot be had. Functions
  // that were given up may be named by others that were.
  std::erase_if(Memo, [](const auto &Entry) { return !Entry.second; });
  for (Function &F : M)
    if (F.isDeclaration() && Created.contains(&F) && !Before.contains(&F)) {
      F.removeFnAttr("wg.open");
      new UnreachableInst(C, BasicBlock::Create(C, "", &F));
    }
  return nullptr;
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

/// An access through a pointer that may lead to constant and to active memory.
/// The constant side then has its own address as shadow, which is told apart
/// at run time.
static const Instruction *findMixedAccess(Function &P, const Activity &A) {
  for (Instruction &I : instructions(P)) {
    if (!A.isActiveInst(&I))
      continue;
    if (isa<LoadInst, StoreInst, CallBase, AtomicRMWInst>(I))
      for (Value *Op : I.operands())
        if (Op->getType()->isPointerTy() && A.isMixed(Op))
          return &I;
  }
  return nullptr;
}

/// I writes to the memory of a C++ exception.
static bool writesException(const Instruction &I) {
  const Value *P = getLoadStorePointerOperand(&I);
  if (auto *CB = dyn_cast<CallBase>(&I))
    if (int K = classifyCall(*CB).Ptr; K >= 0)
      P = CB->getArgOperand(K);
  auto *From = P ? dyn_cast<CallBase>(getUnderlyingObject(P, 0)) : nullptr;
  return From && holdsException(*From);
}

void Engine::warnLost(const Activity &A) {
  for (const Instruction *I : A.staticStores()) {
    diagnose(Code::MixedActivity, *I,
             "active data goes into an object of static storage that owns "
             "memory: constructed outside of the derivative, it has no shadow",
             "keep the object in the caller and pass it as enzyme_dup, or use "
             "an array of fixed size");
    Failed = true;
  }
  for (const Instruction *I : A.lostStores()) {
    // Without debug information: once per function.
    const MDNode *Place = I->getDebugLoc().getAsMDNode();
    if (!Place)
      Place = MDNode::get(
          M.getContext(),
          MDString::get(M.getContext(),
                        I->getFunction()->getName().split(".wg.").first));
    if (!Warned.insert(Place).second)
      continue;
    if (writesException(*I)) {
      diagnose(Code::ExceptionData, *I,
               "what is thrown here depends on active inputs, and a handler in "
               "differentiated code uses it: its derivative is lost",
               "hand the value over in memory that is passed as enzyme_dup");
      Failed = true;
    } else {
      warn(Code::LostThroughConst, *I,
           "what is stored here depends on active inputs and is read again, "
           "but the memory was passed as enzyme_const: its derivative is lost",
           "pass the memory as enzyme_dup, also if it is only scratch");
    }
  }
}

static bool reportPun(const Pun &X) {
  auto name = [](Type *T) {
    std::string S;
    raw_string_ostream(S) << *T;
    return S;
  };
  if (!X.Was && X.As)
    return diagnose(Code::Reinterpreted, *X.Read,
                    "what is moved here is an active float at times and a "
                    "pointer at others",
                    "keep the two in different members (an enum's variants "
                    "share their bytes), or pass what holds them as constant");
  if (!X.Was)
    return diagnose(Code::Reinterpreted, *X.Read,
                    "this float is computed by integers from the bits of an "
                    "active float",
                    "use frexp, ldexp or the like, or give the enclosing "
                    "function a custom derivative");
  return diagnose(Code::Reinterpreted, *X.Read,
                  "active data is read here as " + name(X.As) +
                      ", but was written as " + name(X.Was) +
                      ", or at another place",
                  "convert the value, or read it in the format in which it "
                  "was written");
}

bool Engine::emit(const DiffRequest &Asked, DerivativeFn &D,
                  DerivativeFn *Back) {
  DiffRequest R = Asked;
  NormalForm *NF = Prep->normalForm(*R.F);
  if (!NF)
    return false;
  EmitState S(*this, R, *NF, D);
  if (!R.RuntimeActivity)
    if (const Instruction *I = findMixedAccess(S.P, S.A)) {
      R.RuntimeActivity = true; // S refers to R
      remark(*I, "MixedActivity",
             "constant and active memory behind one pointer: each access "
             "checks which it is");
    }
  warnLost(S.A);
  // Of emitted code, which keeps adjoints where floats lie, what it was emitted
  // from has been looked at.
  if (!isMadeOfOurs(*R.F))
    if (std::optional<Pun> X = findPun(S.P, S.T, S.A, FAM, S.Words,
                                       !R.RuntimeActivity))
      return reportPun(*X);
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
  reportDerivative(S, Back);
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
  if (!isWellFormed(F))
    return false;
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
  promoteSlots(F, FAM.getResult<DominatorTreeAnalysis>(F));
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
  for (CallBase *Merged : Calls) {
    SmallVector<CallBase *, 2> Each;
    splitChosenFunction(*Merged, Each);
    for (CallBase *CB : Each)
      Ok &= lowerWireCall(*CB, *this);
  }
  if (!Calls.empty()) {
    FAM.invalidate(F, PreservedAnalyses::none());
    Floats.forget(F);
  }
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
