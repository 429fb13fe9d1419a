//===- Trace.cpp - What a derivative reaches, reported --------------------===//
#include "Check/Trace.h"
#include "Diagnose/Report.h"
#include "Models/EmbeddedRuntime.h"
#include "llvm/Analysis/ValueTracking.h"

using namespace llvm;

namespace wengert {

static constexpr uint8_t Bitcode[] = {
#include "CheckBitcode.inc"
};

static constexpr StringLiteral RuntimeMark = "wengert-runtime";

bool isCheckRuntime(const Function &F) { return F.hasFnAttribute(RuntimeMark); }

Function *checkRuntime(Module &M, StringRef Name) {
  std::string Symbol = ("wengert.check." + Name).str();
  if (Function *F = M.getFunction(Symbol); F && !F->isDeclaration())
    return F;
  SmallPtrSet<const Function *, 32> Before;
  for (const Function &G : M)
    Before.insert(&G);
  Function *F = embeddedFunction(M, Symbol, {Bitcode, "wengert.check."});
  if (!F)
    return nullptr;
  for (Function &G : M)
    if (!Before.contains(&G) && !G.isDeclaration()) {
      G.addFnAttr(RuntimeMark);
      if (!G.getName().starts_with("wengert."))
        G.setName("wengert.check." + G.getName());
    }
  // To the program it reads memory. What it notes is its own, and what it runs
  // it runs elsewhere.
  F->setMemoryEffects(MemoryEffects::readOnly() |
                      MemoryEffects::inaccessibleMemOnly());
  F->addFnAttr("enzyme_inactive");
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::NoUnwind);
  return F;
}

std::optional<int64_t> checkFormat(const Type *T) {
  if (T->isDoubleTy())
    return 0;
  if (T->isFloatTy())
    return 1;
  if (T->isX86_FP80Ty())
    return 2;
  return std::nullopt;
}

Type *checkFormatType(LLVMContext &C, int64_t Format) {
  return Format == 0   ? Type::getDoubleTy(C)
         : Format == 1 ? Type::getFloatTy(C)
                       : Type::getX86_FP80Ty(C);
}

bool Trace::isLocal(const Value *Ptr) const {
  return isa<AllocaInst>(getUnderlyingObject(Ptr, 0));
}

void Trace::unseen(const Twine &Why) {
  if (!isOn())
    return;
  Value *Text = B.CreateGlobalString(Why.str(), "wengert.check.text");
  if (Function *F = checkRuntime(S.module(), "unseen"))
    B.CreateCall(F, {Text});
}

void Trace::touch(Value *P, Value *Shadow, Value *Len, uint64_t Period,
                  Value *Offset, uint64_t Size, const ByteType &T,
                  bool Store) {
  std::optional<int64_t> Format = checkFormat(T.FloatTy);
  if (!Format)
    return unseen("its memory holds floating-point numbers of a format that "
                  "checks do not know");
  if (Function *F = checkRuntime(S.module(), "touch"))
    B.CreateCall(F, {P, Shadow, B.CreateZExtOrTrunc(Len, B.getInt64Ty()),
                     B.getInt64(Period), Offset, B.getInt64(Size),
                     B.getInt64(uint64_t(T.isWord() ? 3 : *Format)), B.getInt64(Store)});
}

void Trace::leaves(Type *T, uint64_t Offset, const Value *Ptr, Value *Shadow,
                   bool Word, bool Store) {
  const DataLayout &DL = S.layout();
  if (isFloatLike(T)) {
    ByteType Float;
    Float.K = ByteType::Float;
    Float.FloatTy = T->getScalarType();
    Float.Conflict = Word;
    if (isa<ScalableVectorType>(T))
      return unseen("it has vectors of unknown length");
    uint64_t Step = DL.getTypeAllocSize(Float.FloatTy);
    uint64_t Count =
        T->isVectorTy() ? cast<FixedVectorType>(T)->getNumElements() : 1;
    uint64_t Size = Count * Step;
    auto at = [&](Value *P) {
      return B.CreateConstGEP1_64(B.getInt8Ty(), P, Offset);
    };
    touch(at(S.inW(Ptr)), at(Shadow), B.getInt64(Size), Size, B.getInt64(0),
          Size, Float, Store);
  } else if (auto *ST = dyn_cast<StructType>(T)) {
    for (unsigned K = 0; K < ST->getNumElements(); ++K)
      leaves(ST->getElementType(K),
             Offset + DL.getStructLayout(ST)->getElementOffset(K), Ptr, Shadow,
             Word, Store);
  } else if (auto *AT = dyn_cast<ArrayType>(T)) {
    uint64_t Size = DL.getTypeAllocSize(AT->getElementType());
    for (uint64_t K = 0; K < AT->getNumElements(); ++K)
      leaves(AT->getElementType(), Offset + K * Size, Ptr, Shadow, Word, Store);
  }
}

void Trace::access(const Value *Ptr, const Value *V, bool Store) {
  if (!isOn() || isLocal(Ptr))
    return;
  Value *Shadow = S.dual(Ptr);
  if (!Shadow)
    return;
  Type *T = V->getType();
  if (T->isPointerTy()) {
    Value *Dual = Store ? nullptr : S.dual(V);
    if (Function *F = Dual ? checkRuntime(S.module(), "follow") : nullptr)
      B.CreateCall(F, {S.inW(Ptr), S.inW(V), Dual});
    return;
  }
  // A constant may be the bits of a float: the memory knows.
  if (T->isIntOrIntVectorTy() && isa<Constant>(V)) {
    uint64_t Size = S.layout().getTypeStoreSize(T);
    return runs(S.T.memoryLayout(Ptr, Size), Ptr, B.getInt64(Size), Store);
  }
  leaves(S.adjointType(V), 0, Ptr, Shadow, S.isWordValue(V), Store);
}

void Trace::runs(const Layout &L, const Value *Ptr, Value *Len, bool Store) {
  Value *Shadow = S.dual(Ptr);
  if (!Shadow || isLocal(Ptr))
    return;
  uint64_t Period = std::max<uint64_t>(L.Period, 1);
  for (const TypeRun &R : L.Runs) {
    if (!R.Type.isFloat() && !R.Type.isWord())
      continue;
    Value *P = S.inW(Ptr), *Offset = B.getInt64(R.Offset);
    if (L.Absolute)
      Offset = B.CreateURem(
          B.CreateSub(Offset, B.CreatePtrToInt(P, B.getInt64Ty())),
          B.getInt64(Period));
    touch(P, Shadow, Len, Period, Offset, R.Size, R.Type, Store);
  }
}

void Trace::transfer(CallBase &I, const KnownCall &K) {
  if (!isOn())
    return;
  const Value *To = I.getArgOperand(K.Ptr);
  const Value *From =
      K.Kind == CallKind::MemCopy ? I.getArgOperand(K.Src) : nullptr;
  if (isLocal(To) && (!From || isLocal(From)))
    return;
  Value *Len = S.inW(I.getArgOperand(K.Size));
  Layout L;
  if (!S.layoutOfTransfer(I, K, L))
    return unseen("it moves bytes of a type that is not known");
  if (From)
    runs(L, From, Len, /*Store=*/false);
  runs(L, To, Len, /*Store=*/true);
}

void Trace::rule(Function &F, const DiffRequest &Body, ArrayRef<Value *> Args) {
  std::string Why;
  const DerivativeFn *D =
      F.isDeclaration() ? nullptr : S.E.tryEmit(Body, Why);
  Function *Listens = checkRuntime(S.module(), "tracing");
  if (!D || !Listens)
    return unseen("the forward rule of `" + readableName(F.getName()) +
                  "` does not show which memory it reaches");
  SmallVector<Type *, 8> Types;
  for (Value *A : Args)
    Types.push_back(A->getType());
  LLVMContext &C = F.getContext();
  Function *Look = Function::Create(
      FunctionType::get(B.getVoidTy(), Types, false),
      GlobalValue::InternalLinkage, "wengert.check.look", S.module());
  Look->addFnAttr("enzyme_inactive");
  Look->addFnAttr(Attribute::NoInline);
  BasicBlock *Entry = BasicBlock::Create(C, "", Look),
             *Run = BasicBlock::Create(C, "", Look),
             *Done = BasicBlock::Create(C, "", Look);
  IRBuilder<> At(Entry);
  At.CreateCondBr(At.CreateIsNotNull(At.CreateCall(Listens)), Run, Done);
  At.SetInsertPoint(Run);
  SmallVector<Value *, 8> Operands(D->Fn->arg_size());
  unsigned Next = 0;
  for (Argument &A : F.args()) {
    const DerivativeFn::Param &P = D->Params[A.getArgNo()];
    Operands[P.Primal] = Look->getArg(Next++);
    Value *Dual = A.getType()->isPointerTy() || isFloatLike(A.getType())
                      ? Look->getArg(Next++)
                      : nullptr;
    if (P.Shadow >= 0)
      Operands[P.Shadow] = Dual ? Dual : Operands[P.Primal];
  }
  At.CreateCall(D->Fn, Operands);
  At.CreateBr(Done);
  IRBuilder<>(Done).CreateRetVoid();
  B.CreateCall(Look, Args);
}

void Trace::allocated(Value *P, Value *Size) {
  if (!isOn())
    return;
  Size = B.CreateZExtOrTrunc(Size, B.getInt64Ty());
  Size = B.CreateBinaryIntrinsic(Intrinsic::umax, Size, B.getInt64(1));
  if (Function *F = checkRuntime(S.module(), "own"))
    B.CreateCall(F, {P, Size});
}

void Trace::released(Value *P) {
  if (!isOn())
    return;
  if (Function *F = checkRuntime(S.module(), "own"))
    B.CreateCall(F, {P, B.getInt64(0)});
}

} // namespace wengert
