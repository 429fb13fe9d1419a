//===- Check.cpp - Gradients checked at run time --------------------------===//
#include "Check/Check.h"
#include "Check/Places.h"
#include "Check/Trace.h"
#include "Diagnose/Report.h"
#include "Driver/Engine.h"
#include "Request/Registrations.h"
#include "Request/WireMarshal.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

/// Is F emitted code, other than a wrapper of what has a rule?
static bool isDerivative(const Function &F, const Engine &E) {
  return !F.getName().starts_with("wengert.wrap.") && E.isMadeOfOurs(F);
}

std::optional<CheckPlan> planCheck(const DiffRequest &R, const DerivativeFn &D,
                                   Engine &E) {
  if (!E.isChecking() || R.Mode == DiffMode::Pullback)
    return std::nullopt;
  CheckPlan Plan;
  Plan.Request = R;
  if (R.Mode == DiffMode::Combined) {
    Plan.Reverse = &D;
  } else if (R.Mode == DiffMode::Augmented) {
    DiffRequest Q = R;
    Q.Mode = DiffMode::Pullback;
    Plan.Augmented = &D;
    Plan.Reverse = E.getOrEmit(Q);
    if (!Plan.Reverse)
      return std::nullopt;
  }
  // Derivatives of derivatives were checked where they are called themselves.
  if (isDerivative(*R.F, E)) {
    Plan.Alone = "it differentiates a derivative";
    return Plan;
  }
  if (R.Mode == DiffMode::Forward) {
    Plan.Forward = &D;
    return Plan;
  }
  DiffRequest Q = R;
  Q.Mode = DiffMode::Forward;
  for (ActKind &A : Q.Args)
    if (A != ActKind::Const)
      A = ActKind::Shadow;
  Q.DualReturn = hasAdjoint(R.Ret);
  Q.Ret = Q.DualReturn ? ActKind::Shadow : ActKind::Const;
  Q.PrimalReturn = Q.DualReturn;
  Plan.Forward = E.tryEmit(Q, Plan.Alone);
  if (!Plan.Forward)
    Plan.Alone = "there is no forward mode for it: " + Plan.Alone;
  return Plan;
}

namespace {

/// A number in a value that lies in memory, as the runtime knows it.
struct Leaf {
  uint64_t Offset = 0;
  int64_t Format = 0;
};

/// Emits one check.
class CheckEmitter {
public:
  CheckEmitter(IRBuilder<> &B, const WireCall &W, const CheckPlan &Plan,
               const DerivativeFn &D, Engine &E)
      : B(B), W(W), Plan(Plan), R(Plan.Request), D(D), M(E.module()),
        C(M.getContext()), E(E), DL(M.getDataLayout()), I64(B.getInt64Ty()),
        Ptr(B.getPtrTy()) {}
  void run(ArrayRef<Value *> Operands);

private:
  void layOut();
  bool leavesOf(Type *T, uint64_t Offset, SmallVectorImpl<Leaf> &Out);
  Type *contentOf(unsigned Param) const;
  uint64_t offsetOf(unsigned Field) const {
    return DL.getStructLayout(Block)->getElementOffset(Field);
  }
  Value *field(IRBuilder<> &At, Value *P, unsigned Field) {
    return At.CreateStructGEP(Block, P, Field);
  }
  Value *load(IRBuilder<> &At, Value *P, unsigned Field) {
    return At.CreateLoad(Block->getElementType(Field), field(At, P, Field));
  }
  SmallVector<Value *, 16> arguments(IRBuilder<> &At, Value *P,
                                     const DerivativeFn &X, bool Tangents);
  Function *thunk(StringRef Name,
                  function_ref<void(IRBuilder<> &, Value *)> Body);
  Function *primalThunk();
  Function *reverseThunk();
  Function *forwardThunk();
  Constant *text(const Twine &S) {
    return B.CreateGlobalString(S.str(), "wengert.check.text");
  }
  Constant *number(int64_t N) { return ConstantInt::getSigned(I64, N); }
  /// An array of records; null pointer if there are none.
  Constant *table(ArrayRef<Constant *> Records);
  Constant *record(ArrayRef<Constant *> Fields) {
    return ConstantStruct::getAnon(C, Fields);
  }
  GlobalVariable *site();

  IRBuilder<> &B;
  const WireCall &W;
  const CheckPlan &Plan;
  const DiffRequest &R;
  const DerivativeFn &D;
  Module &M;
  LLVMContext &C;
  Engine &E;
  const DataLayout &DL;
  Type *I64, *Ptr;

  /// The block: for each argument its value, its shadow, its tangent and its
  /// adjoint, as it has them; the seed, the result and its tangent.
  StructType *Block = nullptr;
  struct Fields {
    int Value = -1, Shadow = -1, Tangent = -1, Adjoint = -1;
  };
  SmallVector<Fields, 8> Of;
  int SeedAt = -1, ResultAt = -1, ResultTangentAt = -1;
  std::string Unchecked; ///< what cannot be told to the runtime
};
} // namespace

/// What a parameter holds: an integer may carry floats.
Type *CheckEmitter::contentOf(unsigned Param) const {
  Type *T = R.F->getArg(Param)->getType();
  if (!T->isIntegerTy())
    return T;
  for (const WireArg &A : W.Args)
    if (A.Param == Param && A.Primal.type() &&
        DL.getTypeStoreSize(A.Primal.type()) == DL.getTypeStoreSize(T))
      return A.Primal.type();
  return T;
}

bool CheckEmitter::leavesOf(Type *T, uint64_t Offset,
                            SmallVectorImpl<Leaf> &Out) {
  if (auto *ST = dyn_cast<StructType>(T)) {
    for (unsigned K = 0; K < ST->getNumElements(); ++K)
      if (!leavesOf(ST->getElementType(K),
                    Offset + DL.getStructLayout(ST)->getElementOffset(K), Out))
        return false;
    return true;
  }
  uint64_t Count = 1;
  Type *Of = T;
  if (auto *AT = dyn_cast<ArrayType>(T)) {
    Count = AT->getNumElements();
    Of = AT->getElementType();
  } else if (auto *VT = dyn_cast<FixedVectorType>(T)) {
    Count = VT->getNumElements();
    Of = VT->getElementType();
  }
  if (Of != T) {
    for (uint64_t K = 0; K < Count; ++K)
      if (!leavesOf(Of, Offset + K * DL.getTypeAllocSize(Of), Out))
        return false;
    return true;
  }
  if (!T->isFloatingPointTy())
    return true;
  std::optional<int64_t> Format = checkFormat(T);
  if (!Format)
    return false;
  Out.push_back({Offset, *Format});
  return true;
}

void CheckEmitter::layOut() {
  SmallVector<Type *, 16> Types;
  auto add = [&](Type *T) {
    Types.push_back(T);
    return int(Types.size() - 1);
  };
  for (Argument &A : R.F->args()) {
    const unsigned K = A.getArgNo();
    Type *T = A.getType();
    Fields F;
    F.Value = add(T);
    if (D.Params[K].Shadow >= 0)
      F.Shadow = add(T);
    if (Plan.Forward && R.Args[K] != ActKind::Const && !T->isPointerTy())
      F.Tangent = add(T);
    if (Plan.Reverse && Plan.Reverse->Params[K].Adjoint >= 0)
      F.Adjoint = add(T);
    Of.push_back(F);
  }
  Type *T = R.F->getReturnType();
  if (Plan.Reverse ? Plan.Reverse->SeedParam >= 0 : D.DualResult >= 0) {
    SeedAt = add(T);
    ResultAt = add(T);
    ResultTangentAt = add(T);
  }
  Block = StructType::get(C, Types);
}

/// The arguments of derivative X, from the block at P.
SmallVector<Value *, 16> CheckEmitter::arguments(IRBuilder<> &At, Value *P,
                                                 const DerivativeFn &X,
                                                 bool Tangents) {
  SmallVector<Value *, 16> Args(X.Fn->arg_size());
  for (unsigned K = 0; K < X.Params.size(); ++K) {
    const Fields &F = Of[K];
    Args[X.Params[K].Primal] = load(At, P, unsigned(F.Value));
    if (X.Params[K].Shadow >= 0)
      Args[X.Params[K].Shadow] = load(
          At, P, unsigned(Tangents && F.Tangent >= 0 ? F.Tangent : F.Shadow));
  }
  if (X.SeedParam >= 0)
    Args[X.SeedParam] = load(At, P, unsigned(SeedAt));
  return Args;
}

static CallInst *callDerivative(IRBuilder<> &At, const DerivativeFn &X,
                                ArrayRef<Value *> Args) {
  CallInst *Call = At.CreateCall(X.Fn, Args);
  Call->setCallingConv(X.Fn->getCallingConv());
  for (unsigned K = 0; K < Args.size(); ++K)
    if (Type *T = X.Fn->getParamByValType(K))
      Call->addParamAttr(K, Attribute::getWithByValType(At.getContext(), T));
  return Call;
}

Function *CheckEmitter::thunk(StringRef Name,
                              function_ref<void(IRBuilder<> &, Value *)> Body) {
  Function *F = Function::Create(
      FunctionType::get(B.getVoidTy(), {Ptr}, false),
      GlobalValue::InternalLinkage, "wengert.check." + Name, M);
  // Named by the site alone, as the runtime's own are: not for inlining.
  F->addFnAttr(Attribute::NoInline);
  IRBuilder<> At(BasicBlock::Create(C, "", F));
  Body(At, F->getArg(0));
  At.CreateRetVoid();
  return F;
}

Function *CheckEmitter::primalThunk() {
  return thunk("primal", [&](IRBuilder<> &At, Value *P) {
    SmallVector<Value *, 8> Args;
    for (const Fields &F : Of)
      Args.push_back(load(At, P, unsigned(F.Value)));
    CallInst *Call = At.CreateCall(R.F, Args);
    Call->setCallingConv(R.F->getCallingConv());
    AttributeList AL = R.F->getAttributes();
    for (unsigned K = 0; K < Args.size(); ++K)
      for (auto Kind : {Attribute::ByVal, Attribute::StructRet,
                        Attribute::InReg, Attribute::ZExt, Attribute::SExt})
        if (AL.hasParamAttr(K, Kind))
          Call->addParamAttr(K, AL.getParamAttr(K, Kind));
    if (ResultAt >= 0)
      At.CreateStore(Call, field(At, P, unsigned(ResultAt)));
  });
}

Function *CheckEmitter::reverseThunk() {
  const DerivativeFn &X = *Plan.Reverse;
  return thunk("reverse", [&](IRBuilder<> &At, Value *P) {
    SmallVector<Value *, 16> Args = arguments(At, P, X, /*Tangents=*/false);
    if (const DerivativeFn *First = Plan.Augmented) {
      CallInst *Call = callDerivative(
          At, *First, arguments(At, P, *First, /*Tangents=*/false));
      if (X.TapeParam >= 0)
        Args[X.TapeParam] =
            At.CreateExtractValue(Call, unsigned(First->TapeResult));
      // Whoever frees what is deferred: this process ends.
      if (X.QuarantineParam >= 0)
        Args[X.QuarantineParam] = ConstantPointerNull::get(At.getPtrTy());
    }
    CallInst *Call = callDerivative(At, X, Args);
    for (unsigned K = 0; K < X.Params.size(); ++K)
      if (Of[K].Adjoint >= 0)
        At.CreateStore(
            At.CreateExtractValue(Call, unsigned(X.Params[K].Adjoint)),
            field(At, P, unsigned(Of[K].Adjoint)));
  });
}

Function *CheckEmitter::forwardThunk() {
  const DerivativeFn &X = *Plan.Forward;
  return thunk("forward", [&](IRBuilder<> &At, Value *P) {
    CallInst *Call =
        callDerivative(At, X, arguments(At, P, X, /*Tangents=*/true));
    if (ResultTangentAt >= 0 && X.DualResult >= 0)
      At.CreateStore(At.CreateExtractValue(Call, unsigned(X.DualResult)),
                     field(At, P, unsigned(ResultTangentAt)));
  });
}

Constant *CheckEmitter::table(ArrayRef<Constant *> Records) {
  if (Records.empty())
    return ConstantPointerNull::get(B.getPtrTy());
  auto *T = ArrayType::get(Records[0]->getType(), Records.size());
  return new GlobalVariable(M, T, /*isConstant=*/true,
                            GlobalValue::InternalLinkage,
                            ConstantArray::get(T, Records),
                            "wengert.check.table");
}

/// The tangents of variables that F and what it calls use.
static SetVector<GlobalVariable *> tangentGlobals(Function &Root) {
  SetVector<GlobalVariable *> Found;
  SetVector<Value *> Work;
  Work.insert(&Root);
  for (unsigned K = 0; K < Work.size(); ++K) {
    if (auto *F = dyn_cast<Function>(Work[K])) {
      for (Instruction &I : instructions(*F))
        for (Value *Op : I.operands())
          if (isa<Constant>(Op) && !isa<ConstantData>(Op))
            Work.insert(Op);
    } else if (auto *G = dyn_cast<GlobalVariable>(Work[K])) {
      if (G->getName().ends_with(".wg.tangent") && !G->isThreadLocal())
        Found.insert(G);
      if (G->hasInitializer())
        Work.insert(G->getInitializer());
    } else if (auto *X = dyn_cast<Constant>(Work[K])) {
      for (Value *Op : X->operands())
        Work.insert(Op);
    }
  }
  return Found;
}

/// In the order of `struct site` in runtime/check/site.h.
GlobalVariable *CheckEmitter::site() {
  const UserCode Source = userCode(*R.F);
  const CodeFacts Code = factsOf(*R.F, E.registrations());
  SmallVector<Constant *, 8> Arguments, Numbers, Results, Globals;
  bool Pointers = false;
  auto at = [&](int Field, Leaf L = {}) {
    return Field < 0 ? 0 : int64_t(offsetOf(unsigned(Field)) + L.Offset);
  };
  for (Argument &A : R.F->args()) {
    unsigned K = A.getArgNo();
    const Fields &F = Of[K];
    bool Reaches = A.getType()->isPointerTy() && F.Shadow >= 0;
    Pointers |= Reaches;
    ParameterName Name = parameterName(*R.F, K);
    SmallVector<Constant *, 4> Members;
    for (const ParameterName::Field &M : Name.Fields)
      Members.push_back(record({text(M.Name), number(int64_t(M.Offset)),
                                number(int64_t(M.Size))}));
    Arguments.push_back(record(
        {text(Name.Name),
         number(Reaches ? at(F.Value) : -1), number(Reaches ? at(F.Shadow) : -1),
         table(Members), number(int64_t(Members.size()))}));
    if (Plan.Reverse ? F.Adjoint < 0 : F.Tangent < 0)
      continue;
    SmallVector<Leaf, 4> Leaves;
    if (!leavesOf(contentOf(K), 0, Leaves) ||
        (Leaves.empty() && Plan.Reverse))
      Unchecked = "argument " + std::to_string(K + 1) +
                  " holds numbers of a format that checks do not know";
    for (const Leaf &L : Leaves)
      Numbers.push_back(record({number(K), number(L.Format),
                                number(at(F.Value, L)),
                                number(at(F.Tangent, L)),
                                number(at(F.Adjoint, L))}));
  }
  if (ResultAt >= 0) {
    Type *T = R.F->getReturnType();
    if (W.RetTy && DL.getTypeStoreSize(W.RetTy) <= DL.getTypeStoreSize(T))
      T = W.RetTy;
    SmallVector<Leaf, 4> Leaves;
    if (!leavesOf(T, 0, Leaves) || Leaves.empty())
      Unchecked = "it returns numbers of a format that checks do not know";
    for (const Leaf &L : Leaves)
      Results.push_back(
          record({number(L.Format), number(at(ResultAt, L)),
                  number(at(ResultTangentAt, L)), number(at(SeedAt, L))}));
  }
  if (Plan.Forward)
    for (GlobalVariable *G : tangentGlobals(*Plan.Forward->Fn))
      Globals.push_back(
          record({G, number(int64_t(DL.getTypeAllocSize(G->getValueType())))}));
  bool Forward = Plan.Forward && Unchecked.empty();
  std::string Alone = Unchecked.empty() ? Plan.Alone : Unchecked;
  // Without forward mode, what must not be checked at all says that it has
  // pointers, which need it.
  Pointers |= !Unchecked.empty() || isDerivative(*R.F, E);
  Constant *Null = ConstantPointerNull::get(B.getPtrTy());
  Constant *Zero = ConstantFP::get(B.getDoubleTy(), 0);
  SmallVector<Constant *, 40> Fields{
      text(Source.Name),
      text(Source.Place),
      text(placeOf(*W.CB)),
      text(readableName(W.CB->getFunction()->getName())),
      text(Code.Rules),
      Forward ? Null : text(Alone),
      primalThunk(),
      Forward ? forwardThunk() : Null,
      Plan.Reverse ? reverseThunk() : Null,
      table(Arguments),
      number(int64_t(Arguments.size())),
      table(Numbers),
      number(int64_t(Numbers.size())),
      table(Results),
      number(int64_t(Results.size())),
      table(Globals),
      number(int64_t(Globals.size())),
      number(Pointers),
      number(Code.Narrow),
      number(Code.Fixed),
      number(R.Mode != DiffMode::Combined), // choose
      text(E.checkWords()),
      number(0), // listed
      number(0), // calls
      number(0), // checked
      number(0), // skipped
      number(0), // wrong
      Zero,      // modes
      Zero,      // differences
      Null,      // reason
      Null,      // next
      Null};     // first
  Constant *Init = record(Fields);
  return new GlobalVariable(M, Init->getType(), /*isConstant=*/false,
                            GlobalValue::InternalLinkage, Init,
                            "wengert.check.site");
}

void CheckEmitter::run(ArrayRef<Value *> Operands) {
  Function *Run = checkRuntime(M, "run");
  if (!Run)
    return;
  layOut();
  Value *Slot = entrySlot(B, Block, "wengert.check", DL.getABITypeAlign(Block));
  auto put = [&](Value *V, int Field) {
    B.CreateStore(V, field(B, Slot, unsigned(Field)));
  };
  for (unsigned K = 0; K < Of.size(); ++K) {
    const DerivativeFn::Param &P = D.Params[K];
    Value *Shadow = P.Shadow >= 0 ? Operands[P.Shadow] : nullptr;
    put(Operands[P.Primal], Of[K].Value);
    if (Shadow)
      put(Shadow, Of[K].Shadow);
    if (Of[K].Tangent < 0)
      continue;
    // Tangents of values that hold pointers as well begin as their shadows; the
    // numbers in them are set by the runtime, or are none.
    Type *T = R.F->getArg(K)->getType();
    put(Shadow ? Shadow : Constant::getNullValue(T), Of[K].Tangent);
    SmallVector<Leaf, 4> Leaves;
    leavesOf(contentOf(K), 0, Leaves);
    for (const Leaf &L : Leaves)
      B.CreateStore(Constant::getNullValue(checkFormatType(C, L.Format)),
                    B.CreateConstGEP1_64(
                        B.getInt8Ty(), field(B, Slot, unsigned(Of[K].Tangent)),
                        L.Offset));
  }
  if (SeedAt >= 0 && D.SeedParam >= 0)
    put(Operands[D.SeedParam], SeedAt);
  B.CreateCall(Run, {site(), Slot});
}

void emitCheck(IRBuilder<> &B, const WireCall &W, const CheckPlan &Plan,
               const DerivativeFn &D, ArrayRef<Value *> Operands, Engine &E) {
  CheckEmitter(B, W, Plan, D, E).run(Operands);
}

} // namespace wengert
