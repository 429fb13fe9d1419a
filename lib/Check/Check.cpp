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

std::optional<CheckPlan> planCheck(const DiffRequest &R, Engine &E) {
  if (!E.isChecking() || R.Mode != DiffMode::Combined)
    return std::nullopt;
  CheckPlan Plan;
  Plan.Request = R;
  // Derivatives of derivatives were checked where they are called themselves.
  if (isDerivative(*R.F, E)) {
    Plan.Alone = "it differentiates a derivative";
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
  uint64_t Offset;
  int64_t Format;
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
  Function *thunk(StringRef Name, function_ref<void(IRBuilder<> &, Value *)> Body);
  Function *primalThunk();
  Function *reverseThunk();
  Function *forwardThunk();
  Constant *text(const Twine &S) { return B.CreateGlobalString(S.str(), "wengert.check.text"); }
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

  /// The block: the parameters of D, for each argument with numbers its tangent
  /// and adjoint, the result and its tangent.
  StructType *Block = nullptr;
  SmallVector<int, 8> TangentAt, AdjointAt; ///< per argument; -1: none
  int ResultAt = -1, ResultTangentAt = -1;
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
  SmallVector<Type *, 16> Fields(D.Fn->getFunctionType()->params());
  auto add = [&](Type *T) {
    Fields.push_back(T);
    return int(Fields.size() - 1);
  };
  for (Argument &A : R.F->args()) {
    bool Tangent = Plan.Forward && R.Args[A.getArgNo()] != ActKind::Const &&
                   !A.getType()->isPointerTy();
    TangentAt.push_back(Tangent ? add(A.getType()) : -1);
    AdjointAt.push_back(
        D.Params[A.getArgNo()].Adjoint >= 0 ? add(A.getType()) : -1);
  }
  if (D.SeedParam >= 0) {
    ResultAt = add(R.F->getReturnType());
    ResultTangentAt = add(R.F->getReturnType());
  }
  Block = StructType::get(C, Fields);
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
    for (Argument &A : R.F->args())
      Args.push_back(load(At, P, unsigned(D.Params[A.getArgNo()].Primal)));
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
  return thunk("reverse", [&](IRBuilder<> &At, Value *P) {
    SmallVector<Value *, 16> Args;
    for (unsigned K = 0; K < D.Fn->arg_size(); ++K)
      Args.push_back(load(At, P, K));
    CallInst *Call = At.CreateCall(D.Fn, Args);
    Call->setCallingConv(D.Fn->getCallingConv());
    for (unsigned K = 0; K < Args.size(); ++K)
      if (Type *T = D.Fn->getParamByValType(K))
        Call->addParamAttr(K, Attribute::getWithByValType(C, T));
    for (unsigned K = 0; K < D.Params.size(); ++K)
      if (AdjointAt[K] >= 0)
        At.CreateStore(
            At.CreateExtractValue(Call, unsigned(D.Params[K].Adjoint)),
            field(At, P, unsigned(AdjointAt[K])));
  });
}

Function *CheckEmitter::forwardThunk() {
  const DerivativeFn &F = *Plan.Forward;
  return thunk("forward", [&](IRBuilder<> &At, Value *P) {
    SmallVector<Value *, 16> Args(F.Fn->arg_size());
    for (unsigned K = 0; K < F.Params.size(); ++K) {
      Args[F.Params[K].Primal] = load(At, P, unsigned(D.Params[K].Primal));
      if (F.Params[K].Shadow >= 0)
        Args[F.Params[K].Shadow] =
            load(At, P, unsigned(TangentAt[K] >= 0 ? TangentAt[K]
                                                   : D.Params[K].Shadow));
    }
    CallInst *Call = At.CreateCall(F.Fn, Args);
    Call->setCallingConv(F.Fn->getCallingConv());
    for (unsigned K = 0; K < Args.size(); ++K)
      if (Type *T = F.Fn->getParamByValType(K))
        Call->addParamAttr(K, Attribute::getWithByValType(C, T));
    if (ResultTangentAt >= 0 && F.DualResult >= 0)
      At.CreateStore(At.CreateExtractValue(Call, unsigned(F.DualResult)),
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
  for (Argument &A : R.F->args()) {
    unsigned K = A.getArgNo();
    const DerivativeFn::Param &P = D.Params[K];
    bool Reaches = A.getType()->isPointerTy() && P.Shadow >= 0;
    Pointers |= P.Shadow >= 0;
    ParameterName Name = parameterName(*R.F, K);
    SmallVector<Constant *, 4> Fields;
    for (const ParameterName::Field &F : Name.Fields)
      Fields.push_back(record({text(F.Name), number(int64_t(F.Offset)),
                               number(int64_t(F.Size))}));
    Arguments.push_back(record(
        {text(Name.Name),
         number(Reaches ? int64_t(offsetOf(unsigned(P.Primal))) : -1),
         number(Reaches ? int64_t(offsetOf(unsigned(P.Shadow))) : -1),
         table(Fields), number(int64_t(Fields.size()))}));
    if (AdjointAt[K] < 0)
      continue;
    SmallVector<Leaf, 4> Leaves;
    if (!leavesOf(contentOf(K), 0, Leaves) || Leaves.empty())
      Unchecked = "argument " + std::to_string(K + 1) +
                  " holds numbers of a format that checks do not know";
    for (const Leaf &L : Leaves)
      Numbers.push_back(record(
          {number(K), number(L.Format),
           number(int64_t(offsetOf(unsigned(P.Primal)) + L.Offset)),
           number(TangentAt[K] < 0
                      ? 0
                      : int64_t(offsetOf(unsigned(TangentAt[K])) + L.Offset)),
           number(int64_t(offsetOf(unsigned(AdjointAt[K])) + L.Offset))}));
  }
  if (D.SeedParam >= 0) {
    Type *T = R.F->getReturnType();
    if (W.RetTy && DL.getTypeStoreSize(W.RetTy) <= DL.getTypeStoreSize(T))
      T = W.RetTy;
    SmallVector<Leaf, 4> Leaves;
    if (!leavesOf(T, 0, Leaves) || Leaves.empty())
      Unchecked = "it returns numbers of a format that checks do not know";
    for (const Leaf &L : Leaves)
      Results.push_back(record(
          {number(L.Format), number(int64_t(offsetOf(unsigned(ResultAt)) + L.Offset)),
           number(int64_t(offsetOf(unsigned(ResultTangentAt)) + L.Offset)),
           number(int64_t(offsetOf(unsigned(D.SeedParam)) + L.Offset))}));
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
      reverseThunk(),
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
  for (unsigned K = 0; K < Operands.size(); ++K)
    B.CreateStore(Operands[K], field(B, Slot, K));
  // Tangents of values that hold pointers as well begin as their shadows; the
  // numbers in them are set by the runtime, or are none.
  for (unsigned K = 0; K < D.Params.size(); ++K)
    if (TangentAt[K] >= 0) {
      Value *To = field(B, Slot, unsigned(TangentAt[K]));
      Type *T = R.F->getArg(K)->getType();
      B.CreateStore(D.Params[K].Shadow >= 0 ? Operands[D.Params[K].Shadow]
                                            : Constant::getNullValue(T),
                    To);
      SmallVector<Leaf, 4> Leaves;
      leavesOf(contentOf(K), 0, Leaves);
      for (const Leaf &L : Leaves)
        B.CreateStore(Constant::getNullValue(checkFormatType(C, L.Format)),
                      B.CreateConstGEP1_64(B.getInt8Ty(), To, L.Offset));
    }
  B.CreateCall(Run, {site(), Slot});
}

void emitCheck(IRBuilder<> &B, const WireCall &W, const CheckPlan &Plan,
               const DerivativeFn &D, ArrayRef<Value *> Operands, Engine &E) {
  CheckEmitter(B, W, Plan, D, E).run(Operands);
}

} // namespace wengert
