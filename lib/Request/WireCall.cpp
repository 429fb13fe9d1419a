//===- WireCall.cpp - Calls of the wire convention ------------------------===//
//
// How a call is replaced: operands are converted to the primal's parameters,
// memory the front end did not pass is made here (results returned through
// memory, shadows of by-value aggregates), the derivative is called, and what
// it returns is laid out the way the call declared.
//
//===----------------------------------------------------------------------===//
#include "Request/WireCall.h"
#include "Analysis/TypesCaller.h"
#include "Check/Check.h"
#include "Driver/Engine.h"
#include "Emit/TapeMemory.h"
#include "Models/BlasCalls.h"
#include "Models/KnownCalls.h"
#include "Models/Quarantine.h"
#include "Request/Journal.h"
#include "Request/Registrations.h"
#include "Request/Rerun.h"
#include "Request/WireDirect.h"
#include "Request/WireMarshal.h"
#include "Request/WireParse.h"
#include "Rules/Rules.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

Function *calledHook(const CallBase &CB) {
  auto *F =
      dyn_cast<Function>(CB.getCalledOperand()->stripPointerCastsAndAliases());
  return F && isWireHook(*F) ? F : nullptr;
}

bool isWireHook(const Function &F) {
  return F.isDeclaration() && findHook(F.getName()).has_value();
}

bool isTypeHint(const Function &F) {
  if (!F.isDeclaration())
    return false;
  auto H = findHook(F.getName());
  return H && support(*H) == HookSupport::Hint;
}

bool isWireCall(const CallBase &CB) {
  const Function *F = calledHook(CB);
  return F && !isTypeHint(*F);
}

static bool isPlainInt(const WireArg &A, Type *T) {
  return T->isIntegerTy() && T->getIntegerBitWidth() < 64 &&
         !containsFloat(A.Primal.type()) && !containsPointer(A.Primal.type());
}

static DiffRequest makeRequest(const WireCall &W) {
  const DataLayout &DL = W.F->getDataLayout();
  DiffRequest R;
  R.F = W.F;
  R.Mode = W.Mode;
  R.Args.assign(W.F->arg_size(), ActKind::Const);
  std::vector<std::string> Types(W.F->arg_size());
  std::vector<bool> Overwritten(W.F->arg_size(), true);
  bool AnyKept = false;
  for (const WireArg &A : W.Args) {
    Type *T = W.F->getArg(A.Param)->getType();
    switch (A.Act) {
    case WireAct::Const:
      break;
    case WireAct::Out:
      R.Args[A.Param] = A.OutMemory ? ActKind::Shadow : ActKind::Adjoint;
      if (A.OutMemory)
        Types[A.Param] = typeFacts(DL, A.OutMemory, /*Behind=*/true);
      break;
    case WireAct::Dup:
    case WireAct::DupNoNeed:
      // A narrow integer of a by-value struct holds neither float nor pointer.
      if (!isPlainInt(A, T))
        R.Args[A.Param] = ActKind::Shadow;
      break;
    }
    if (T->isIntegerTy() && containsFloat(A.Primal.type()))
      Types[A.Param] = typeFacts(DL, A.Primal.type(), /*Behind=*/false);
    if (A.NotOverwritten) {
      AnyKept = true;
      Overwritten[A.Param] = false;
    }
  }
  if (W.SRetTy) {
    // Result memory has a shadow even when the result is const: what the
    // primal writes there may well be active.
    R.Args[W.SRetParam] = ActKind::Shadow;
    Types[W.SRetParam] = typeFacts(DL, W.SRetTy, /*Behind=*/true);
  } else {
    R.Ret = W.RetAct;
    R.PrimalReturn = W.PrimalReturn;
    R.DualReturn = W.DualReturn;
    if (R.Mode == DiffMode::Forward && !R.DualReturn)
      R.Ret = ActKind::Const;
  }
  R.RuntimeActivity = W.RuntimeActivity;
  R.StrongZero = W.StrongZero;
  if (AnyKept)
    R.Overwritten = std::move(Overwritten);
  if (any_of(Types, [](const std::string &S) { return !S.empty(); }))
    R.ArgTypes = std::move(Types);
  return R;
}

namespace {
/// Replaces one parsed call.
class Lowering {
public:
  Lowering(WireCall &W, const DerivativeFn &D, bool Journaled)
      : W(W), D(D), DL(W.F->getDataLayout()), B(W.CB), Journaled(Journaled) {}
  void run(const std::optional<CheckPlan> &Check, Engine &E);

private:
  Value *operand(const WireValue &V, Type *To);
  Value *privateCopy(Value *P, unsigned Param, int At);
  Value *zeroedSlot(Type *T, const Twine &Name, Align A);
  Value *seed();
  void passArgument(const WireArg &A);
  void passResultMemory();
  Value *field(int Index);
  Value *tapeOperand();
  void passJournal();
  void emitCall();
  void finishResult();

  WireCall &W;
  const DerivativeFn &D;
  const DataLayout &DL;
  IRBuilder<> B;
  SmallVector<Value *, 16> Operands;
  SmallVector<Value *, 8> OutMemory; ///< per WireArg; null: none
  Value *SRetMem = nullptr, *SRetShadow = nullptr, *Quarantine = nullptr;
  CallBase *Call = nullptr;
  bool Journaled;            ///< the tape is a journal that holds it (Journal.h)
  Value *Journal = nullptr;
  Value *ResultTape = nullptr; ///< Augmented: what the call returns as tape
};
} // namespace

Value *Lowering::operand(const WireValue &V, Type *To) {
  if (V.ByRef)
    return B.CreateAlignedLoad(
        To, B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), V.V, V.Offset),
        Align(1));
  Value *X = V.V;
  if (!V.Path.empty())
    X = B.CreateExtractValue(X, V.Path);
  if (V.Spill) {
    Value *Slot = entrySlot(B, X->getType(), "wengert.arg", Align(16));
    B.CreateStore(X, Slot);
    return Slot;
  }
  return convert(B, X, To);
}

/// The hook's call copied a C struct passed by value; so must its replacement
/// unless the derivative's own parameter says byval.
Value *Lowering::privateCopy(Value *P, unsigned Param, int At) {
  Type *T = W.F->getParamByValType(Param);
  if (!T || D.Fn->hasParamAttribute(unsigned(At), Attribute::ByVal))
    return P;
  Align A = W.F->getParamAlign(Param).value_or(DL.getABITypeAlign(T));
  Value *Copy = entrySlot(B, T, "wengert.byval", A);
  B.CreateMemCpy(Copy, A, P, A, DL.getTypeAllocSize(T));
  return Copy;
}

Value *Lowering::zeroedSlot(Type *T, const Twine &Name, Align A) {
  Value *Slot = entrySlot(B, T, Name, A);
  B.CreateMemSet(Slot, B.getInt8(0), DL.getTypeAllocSize(T), A);
  return Slot;
}

void Lowering::passArgument(const WireArg &A) {
  const DerivativeFn::Param &P = D.Params[A.Param];
  Type *T = W.F->getArg(A.Param)->getType();
  if (P.Primal >= 0)
    Operands[P.Primal] = privateCopy(operand(A.Primal, T), A.Param, P.Primal);
  OutMemory.push_back(nullptr);
  if (P.Shadow < 0)
    return;
  if (A.OutMemory) {
    Align Al = std::max(W.F->getParamAlign(A.Param).valueOrOne(),
                        DL.getABITypeAlign(A.OutMemory));
    OutMemory.back() = zeroedSlot(A.OutMemory, "wengert.gradient", Al);
    Operands[P.Shadow] = OutMemory.back();
    return;
  }
  Operands[P.Shadow] = privateCopy(operand(A.Shadow, T), A.Param, P.Shadow);
}

void Lowering::passResultMemory() {
  if (!W.SRetTy)
    return;
  const DerivativeFn::Param &P = D.Params[W.SRetParam];
  Align A = std::max(W.F->getParamAlign(W.SRetParam).valueOrOne(),
                     DL.getABITypeAlign(W.SRetTy));
  SRetMem = entrySlot(B, W.SRetTy, "wengert.ret", A);
  SRetShadow = zeroedSlot(W.SRetTy, "wengert.ret.shadow", A);
  bool Backwards = W.Mode == DiffMode::Combined || W.Mode == DiffMode::Pullback;
  if (Backwards && hasAdjoint(W.RetAct)) {
    if (W.Seed.empty())
      B.CreateAlignedStore(onesLike(W.SRetTy), SRetShadow, A);
    else
      B.CreateMemCpy(SRetShadow, A, W.Seed[0].V, Align(1),
                     DL.getTypeStoreSize(W.SRetTy));
  }
  if (P.Primal >= 0)
    Operands[P.Primal] = SRetMem;
  if (P.Shadow >= 0)
    Operands[P.Shadow] = SRetShadow;
}

Value *Lowering::seed() {
  Type *RT = W.F->getReturnType();
  if (W.Seed.empty())
    return convert(B, onesLike(W.retType()), RT);
  if (W.Seed.size() == 1)
    return operand(W.Seed[0], RT);
  Value *S = PoisonValue::get(RT);
  for (unsigned I = 0; I < W.Seed.size(); ++I)
    S = B.CreateInsertValue(
        S, operand(W.Seed[I], cast<StructType>(RT)->getElementType(I)), I);
  return S;
}

void Lowering::emitCall() {
  Call = emitInPlace(B, *W.CB, D.Fn, Operands, D.Fn->doesNotThrow());
  Call->setCallingConv(D.Fn->getCallingConv());
  for (unsigned I = 0; I < Operands.size(); ++I)
    if (Type *T = D.Fn->getParamByValType(I))
      Call->addParamAttr(I, Attribute::getWithByValType(B.getContext(), T));
}

Value *Lowering::field(int Index) {
  return B.CreateExtractValue(Call, unsigned(Index));
}

/// Sets the bits of Mask that belong to floats in a T at byte Offset.
static void markFloatBits(const DataLayout &DL, Type *T, uint64_t Offset,
                          APInt &Mask) {
  if (T->isFPOrFPVectorTy()) {
    uint64_t Lo = Offset * 8;
    Mask.setBits(Lo, Lo + DL.getTypeStoreSizeInBits(T));
  } else if (auto *ST = dyn_cast<StructType>(T)) {
    for (unsigned I = 0; I < ST->getNumElements(); ++I)
      markFloatBits(DL, ST->getElementType(I),
                    Offset + DL.getStructLayout(ST)->getElementOffset(I), Mask);
  } else if (auto *AT = dyn_cast<ArrayType>(T)) {
    for (uint64_t I = 0; I < AT->getNumElements(); ++I)
      markFloatBits(DL, AT->getElementType(),
                    Offset + I * DL.getTypeAllocSize(AT->getElementType()),
                    Mask);
  }
}

/// The discriminant of an `Option<f64>`, the length in a returned view: the
/// tangent of an aggregate carries the primal's integers. Floats says which
/// bits of the whole value are floats, in integers as well.
static Value *withPrimalIntegers(IRBuilder<> &B, Value *Dual, Value *Primal,
                                 Type *T, uint64_t Offset, const APInt &Floats,
                                 SmallVectorImpl<unsigned> &Path) {
  const DataLayout &DL = B.GetInsertBlock()->getDataLayout();
  unsigned N = 0;
  if (auto *ST = dyn_cast<StructType>(T)) {
    N = ST->getNumElements();
  } else if (auto *AT = dyn_cast<ArrayType>(T)) {
    N = unsigned(AT->getNumElements());
  } else if (T->isIntegerTy()) {
    auto Leaf = [&](Value *V) {
      return Path.empty() ? V : B.CreateExtractValue(V, Path);
    };
    unsigned Bits = T->getIntegerBitWidth();
    APInt M = Floats.extractBits(Bits, Offset * 8);
    Value *V = B.CreateOr(B.CreateAnd(Leaf(Dual), ConstantInt::get(T, M)),
                          B.CreateAnd(Leaf(Primal), ConstantInt::get(T, ~M)));
    return Path.empty() ? V : B.CreateInsertValue(Dual, V, Path);
  }
  for (unsigned I = 0; I < N; ++I) {
    uint64_t At =
        isa<StructType>(T)
            ? DL.getStructLayout(cast<StructType>(T))->getElementOffset(I)
            : I * DL.getTypeAllocSize(T->getArrayElementType());
    Path.push_back(I);
    Dual = withPrimalIntegers(B, Dual, Primal,
                              ExtractValueInst::getIndexedType(T, I),
                              Offset + At, Floats, Path);
    Path.pop_back();
  }
  return Dual;
}

void Lowering::finishResult() {
  if (D.TapeResult >= 0) {
    ResultTape = field(D.TapeResult);
    if (Journaled) {
      emitSetTape(B, Journal, ResultTape);
      ResultTape = Journal;
    }
  }
  SmallVector<ElementValue, 4> Values;
  for (const WireElement &E : W.Result) {
    switch (E.K) {
    case WireElement::Tape:
      Values.push_back({ResultTape, false});
      break;
    case WireElement::Primal:
      Values.push_back(W.SRetTy ? ElementValue{SRetMem, true}
                                : ElementValue{field(D.PrimalResult), false});
      break;
    case WireElement::Dual: {
      if (W.SRetTy) {
        Values.push_back({SRetShadow, true});
        break;
      }
      Value *Dual = field(D.DualResult);
      if (D.PrimalResult >= 0 && containsFloat(W.retType())) {
        SmallVector<unsigned, 4> Path;
        Type *T = Dual->getType();
        APInt Floats(std::max(DL.getTypeAllocSizeInBits(T).getFixedValue(),
                              DL.getTypeAllocSizeInBits(W.retType())
                                  .getFixedValue()),
                     0);
        markFloatBits(DL, W.retType(), 0, Floats);
        Dual = withPrimalIntegers(B, Dual, field(D.PrimalResult), T, 0, Floats,
                                  Path);
      }
      Values.push_back({Dual, false});
      break;
    }
    case WireElement::Gradient: {
      const WireArg &A = W.Args[E.Arg];
      if (Value *Mem = OutMemory[E.Arg])
        Values.push_back({Mem, true});
      else
        Values.push_back({field(D.Params[A.Param].Adjoint), false});
      break;
    }
    }
  }
  if (W.TapeInMemory && W.Mode == DiffMode::Augmented)
    B.CreateAlignedStore(ResultTape, W.Tape.V, Align(1));
  if (Quarantine)
    emitQuarantineFlush(B, Quarantine);
  if (Journaled && W.Mode == DiffMode::Pullback && !W.NoFree)
    emitFreeJournal(B, Journal);
  if (Journaled && W.Mode == DiffMode::Forward)
    emitRedo(B, Journal);
  if (W.Mode != DiffMode::Augmented)
    emitTapeTrim(B);
  Value *New = assembleResult(B, W, Values);
  if (New && !W.CB->use_empty()) {
    if (isa<Instruction>(New))
      New->takeName(W.CB);
    W.CB->replaceAllUsesWith(New);
  }
}

Value *Lowering::tapeOperand() {
  return W.TapeInMemory ? B.CreateAlignedLoad(B.getPtrTy(), W.Tape.V, Align(1))
                        : convert(B, W.Tape.V, B.getPtrTy());
}

void Lowering::passJournal() {
  Journal =
      W.Mode == DiffMode::Augmented ? emitNewJournal(B) : tapeOperand();
  if (W.Mode == DiffMode::Forward)
    return emitRestore(B, Journal);
  // The parameter behind those of the primal.
  Operands[D.Params.back().Primal] = Journal;
}

void Lowering::run(const std::optional<CheckPlan> &Check, Engine &E) {
  Operands.assign(D.Fn->arg_size(), nullptr);
  for (const WireArg &A : W.Args)
    passArgument(A);
  passResultMemory();
  if (D.SeedParam >= 0)
    Operands[D.SeedParam] = seed();
  if (Journaled)
    passJournal();
  if (D.TapeParam >= 0)
    Operands[D.TapeParam] =
        Journaled ? emitGetTape(B, Journal) : tapeOperand();
  if (D.QuarantineParam >= 0 && W.NoFree) {
    Operands[D.QuarantineParam] = ConstantPointerNull::get(B.getPtrTy());
  } else if (D.QuarantineParam >= 0) {
    Quarantine = entrySlot(B, B.getPtrTy(), "wengert.quarantine");
    B.CreateStore(ConstantPointerNull::get(B.getPtrTy()), Quarantine);
    Operands[D.QuarantineParam] = Quarantine;
  }
  if (Check)
    emitCheck(B, W, *Check, D, Operands, E);
  emitCall();
  finishResult();
  retire(*W.CB, Call);
}

Function *wrapKnown(Function &F, const Registrations &Regs) {
  Module &M = *F.getParent();
  std::string Name = ("wengert.wrap." + F.getName()).str();
  if (Function *Wrapper = M.getFunction(Name))
    return Wrapper;
  auto *Wrapper = Function::Create(F.getFunctionType(),
                                   GlobalValue::InternalLinkage, Name, M);
  IRBuilder<> B(BasicBlock::Create(M.getContext(), "", Wrapper));
  SmallVector<Value *, 8> Args;
  for (Argument &A : Wrapper->args())
    Args.push_back(&A);
  CallInst *Call = B.CreateCall(&F, Args);
  Call->setCallingConv(F.getCallingConv());
  Call->setAttributes(F.getAttributes().removeFnAttributes(M.getContext()));
  if (F.getReturnType()->isVoidTy())
    B.CreateRetVoid();
  else
    B.CreateRet(Call);
  AttributeList AL = F.getAttributes();
  for (unsigned I = 0; I < F.arg_size(); ++I)
    Wrapper->addParamAttrs(I, AttrBuilder(M.getContext(), AL.getParamAttrs(I)));
  if (Regs.isCustom(&F) || matchRule(*Call) || isBlasCall(*Call) ||
      isInactiveBody(F))
    return Wrapper;
  Wrapper->eraseFromParent();
  return nullptr;
}

bool lowerWireCall(CallBase &CB, Engine &E) {
  Function *HookFn = calledHook(CB);
  Hook H = *findHook(HookFn->getName());
  switch (support(H)) {
  case HookSupport::Hint:
    return true;
  case HookSupport::Later:
    return diagnose(Code::UnsupportedMode, CB,
                    "'" + hookName(H) + "' is not available",
                    "use __enzyme_autodiff or __enzyme_fwddiff");
  case HookSupport::Direct:
    return lowerDirectCall(CB, H, E);
  case HookSupport::Call:
    break;
  }
  auto W = parseWireCall(CB, H);
  if (!W)
    return false;
  if (E.registrations().isCustom(W->F) || W->F->isDeclaration()) {
    Function *Wrapper = wrapKnown(*W->F, E.registrations());
    if (!Wrapper)
      return diagnose(Code::NoBody, CB,
                      "'" + displayName(*W->F) +
                          "' is to be differentiated, but its body is not "
                          "visible",
                      "compile its definition together with this file (full "
                      "LTO), or register a derivative for it");
    W->F = Wrapper;
  }
  // Tangents between the two halves are found by running the primal again
  // beside them, in the memory that it found the first time.
  bool Journaled =
      (H == Hook::FwdSplit || H == Hook::AugmentFwd || H == Hook::Reverse) &&
      needsJournal(*W->F, E);
  if (Journaled) {
    const Instruction *Reason = nullptr;
    Function *Noting = withJournal(*W->F, E, Reason);
    if (!Noting)
      return diagnose(Code::UnsupportedMode, Reason ? *Reason : CB,
                      "'" + displayName(*W->F) +
                          "' changes its caller's memory, and what this does "
                          "cannot be undone, so that '__enzyme_fwdsplit' "
                          "cannot run it again",
                      "use __enzyme_fwddiff in place of the augmented call");
    if (H != Hook::FwdSplit)
      W->F = Noting;
  }
  DiffRequest R = makeRequest(*W);
  // An aggregate's tangent borrows the primal's integers.
  if (R.DualReturn && R.Mode == DiffMode::Forward &&
      (W->F->getReturnType()->isAggregateType() || W->RetTy))
    R.PrimalReturn = true;
  // Of what the parameters point to, the caller may know more than the primal.
  SmallVector<std::pair<unsigned, const Value *>, 16> Known;
  for (const WireArg &A : W->Args)
    for (const WireValue *V : {&A.Primal, &A.Shadow})
      if (V->V && V->Path.empty() && !V->ByRef && !V->Spill &&
          V->V->getType()->isPointerTy())
        Known.push_back({A.Param, V->V});
  E.callerTypes().note(*W->F, *CB.getFunction(), Known);
  CallTrail Trail(CB);
  const DerivativeFn *D = E.getOrEmit(R);
  if (!D)
    return false;
  std::optional<CheckPlan> Check;
  if (!Journaled && H != Hook::FwdSplit)
    Check = planCheck(R, *D, E);
  Lowering(*W, *D, Journaled).run(Check, E);
  return true;
}

} // namespace wengert
