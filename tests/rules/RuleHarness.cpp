//===- RuleHarness.cpp - Runs what rules emit -----------------------------===//
#include "RuleHarness.h"
#include "RuntimeSymbols.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace wengert::test {

APFloat parseFloat(const fltSemantics &S, StringRef Text) {
  if (Text == "nan")
    return APFloat::getNaN(S);
  if (Text == "inf" || Text == "-inf")
    return APFloat::getInf(S, Text[0] == '-');
  APFloat V(S);
  auto Status = V.convertFromString(Text, APFloat::rmNearestTiesToEven);
  if (!Status) {
    consumeError(Status.takeError());
    return APFloat::getNaN(S);
  }
  return V;
}

bool isClose(const APFloat &Got, const APFloat &W, double Ulps) {
  const fltSemantics &Quad = APFloat::IEEEquad();
  if (!W.isFinite() || !Got.isFinite())
    return W.isNaN() ? Got.isNaN()
                     : W.isInfinity() && Got.isInfinity() &&
                           W.isNegative() == Got.isNegative();
  bool Lost;
  APFloat G = Got;
  G.convert(Quad, APFloat::rmNearestTiesToEven, &Lost);
  int Bits = APFloat::semanticsPrecision(Got.getSemantics());
  APFloat Scale = abs(W), One(Quad, "1");
  if (Scale < One)
    Scale = One;
  APFloat Tol(Ulps);
  Tol.convert(Quad, APFloat::rmNearestTiesToEven, &Lost);
  Tol = scalbn(Tol, 1 - Bits, APFloat::rmNearestTiesToEven) * Scale;
  return abs(G - W) <= Tol;
}

void Slots::setFloat(unsigned I, const fltSemantics &S, StringRef Text) {
  APInt Bits = parseFloat(S, Text).bitcastToAPInt();
  memcpy(&Bytes[16 * I], Bits.getRawData(), (Bits.getBitWidth() + 7) / 8);
}

void Slots::setInt(unsigned I, int64_t V) { memcpy(&Bytes[16 * I], &V, 8); }

APFloat Slots::getFloat(unsigned I, const fltSemantics &S) const {
  uint64_t Words[2];
  memcpy(Words, &Bytes[16 * I], 16);
  unsigned Width = APFloat::semanticsSizeInBits(S);
  APInt Bits(128, ArrayRef<uint64_t>(Words, 2));
  return APFloat(S, Bits.trunc(Width));
}

Builder::Builder()
    : Ctx(std::make_unique<LLVMContext>()),
      M(std::make_unique<Module>("rules", *Ctx)) {
  M->setTargetTriple(Triple("x86_64-pc-linux-gnu"));
}

Function *Builder::makeHost(ArrayRef<Type *> Types) {
  auto *F =
      Function::Create(FunctionType::get(Type::getVoidTy(*Ctx), Types, false),
                       GlobalValue::InternalLinkage, "host", *M);
  IRBuilder<> B(BasicBlock::Create(*Ctx, "", F));
  B.CreateRetVoid();
  Hosts.push_back(F);
  return F;
}

Instruction *Builder::makeOpcode(StringRef Opcode, ArrayRef<Type *> Types) {
  Function *F = makeHost(Types);
  IRBuilder<> B(F->getEntryBlock().getTerminator());
  if (Opcode == "fneg")
    return cast<Instruction>(B.CreateFNeg(F->getArg(0)));
  Instruction::BinaryOps Op = Opcode == "fadd"   ? Instruction::FAdd
                              : Opcode == "fsub" ? Instruction::FSub
                              : Opcode == "fmul" ? Instruction::FMul
                              : Opcode == "fdiv" ? Instruction::FDiv
                                                 : Instruction::FRem;
  return cast<Instruction>(B.CreateBinOp(Op, F->getArg(0), F->getArg(1)));
}

Instruction *Builder::makeCast(Type *To, Type *From) {
  Function *F = makeHost(From);
  IRBuilder<> B(F->getEntryBlock().getTerminator());
  return cast<Instruction>(B.CreateFPCast(F->getArg(0), To));
}

Instruction *Builder::makeIntrinsic(StringRef Name, Type *Ret,
                                    ArrayRef<Type *> Types) {
  Intrinsic::ID ID = Intrinsic::lookupIntrinsicID(("llvm." + Name).str());
  if (ID == Intrinsic::not_intrinsic)
    return nullptr;
  auto *FT = FunctionType::get(Ret, Types, false);
  SmallVector<Type *, 2> Overloads;
  if (!Intrinsic::getIntrinsicSignature(ID, FT, Overloads))
    return nullptr;
  Function *F = makeHost(Types);
  IRBuilder<> B(F->getEntryBlock().getTerminator());
  SmallVector<Value *, 3> Args;
  for (Argument &A : F->args())
    Args.push_back(&A);
  return B.CreateCall(Intrinsic::getOrInsertDeclaration(M.get(), ID, Overloads),
                      Args);
}

CallInst *Builder::makeCall(StringRef Name, Type *Ret, ArrayRef<Type *> Types) {
  Function *F = makeHost(Types);
  IRBuilder<> B(F->getEntryBlock().getTerminator());
  SmallVector<Value *, 3> Args;
  for (Argument &A : F->args())
    Args.push_back(&A);
  return B.CreateCall(
      M->getOrInsertFunction(Name, FunctionType::get(Ret, Types, false)), Args);
}

bool hasFloats(Type *Ty) {
  return !Ty->isIntOrIntVectorTy() && !Ty->isPointerTy();
}

unsigned slotCount(Type *Ty) {
  if (auto *VT = dyn_cast<FixedVectorType>(Ty))
    return VT->getNumElements();
  if (auto *AT = dyn_cast<ArrayType>(Ty))
    return AT->getNumElements() * slotCount(AT->getElementType());
  unsigned N = 0;
  if (auto *ST = dyn_cast<StructType>(Ty)) {
    for (Type *E : ST->elements())
      N += slotCount(E);
    return N;
  }
  return 1;
}

/// Reads a value of type Ty from slots at Base + 16 * Slot, advancing Slot.
static Value *readSlots(IRBuilder<> &B, Value *Base, unsigned &Slot, Type *Ty) {
  if (!Ty->isVectorTy() && !Ty->isAggregateType())
    return B.CreateAlignedLoad(
        Ty, B.CreateConstGEP1_64(B.getInt8Ty(), Base, 16 * Slot++), Align(1));
  Value *V = PoisonValue::get(Ty);
  unsigned Count = Ty->isStructTy() ? Ty->getStructNumElements()
                   : Ty->isArrayTy()
                       ? Ty->getArrayNumElements()
                       : cast<FixedVectorType>(Ty)->getNumElements();
  for (unsigned I = 0; I < Count; ++I)
    V = setElement(B, V, readSlots(B, Base, Slot, getElementType(Ty, I)), I);
  return V;
}

static void writeSlots(IRBuilder<> &B, Value *Base, unsigned &Slot, Value *V) {
  Type *Ty = V->getType();
  if (!Ty->isVectorTy() && !Ty->isAggregateType()) {
    B.CreateAlignedStore(
        V, B.CreateConstGEP1_64(B.getInt8Ty(), Base, 16 * Slot++), Align(1));
    return;
  }
  unsigned Count = Ty->isStructTy() ? Ty->getStructNumElements()
                   : Ty->isArrayTy()
                       ? Ty->getArrayNumElements()
                       : cast<FixedVectorType>(Ty)->getNumElements();
  for (unsigned I = 0; I < Count; ++I)
    writeSlots(B, Base, Slot, getElement(B, V, I));
}

namespace {
/// Function (ptr in, ptr out) with the primal values already read.
struct Frame {
  IRBuilder<> B;
  Function *F;
  SmallVector<Value *, 4> Operands;
  Value *ResultValue;
  unsigned Slot = 0;

  Frame(Module &M, StringRef Name, const RuleMatch &Match) : B(M.getContext()) {
    Type *P = B.getPtrTy();
    F = Function::Create(FunctionType::get(B.getVoidTy(), {P, P}, false),
                         GlobalValue::ExternalLinkage, Name, M);
    B.SetInsertPoint(BasicBlock::Create(M.getContext(), "", F));
    for (Value *V : Match.Operands)
      Operands.push_back(read(V->getType()));
    ResultValue = read(Match.I->getType());
  }
  Value *read(Type *Ty) { return readSlots(B, F->getArg(0), Slot, Ty); }
  Value *primal(int Which) {
    return Which == Result ? ResultValue : Operands[Which];
  }
  void finish(Value *Out, Type *Ty) {
    unsigned OutSlot = 0;
    writeSlots(B, F->getArg(1), OutSlot,
               Out ? Out : Constant::getNullValue(Ty));
    B.CreateRetVoid();
  }
};
} // namespace

void Builder::emitTangentFn(const RuleMatch &Match, StringRef Name, int K,
                            bool StrongZero) {
  Frame Fr(*M, Name, Match);
  SmallVector<Value *, 4> Duals(Match.Operands.size());
  for (unsigned I = 0; I < Duals.size(); ++I) {
    Type *Ty = Match.Operands[I]->getType();
    bool HasDual = hasFloats(Ty) && (K < 0 || unsigned(K) == I);
    if (HasDual)
      Duals[I] = Fr.read(Ty);
  }
  Value *Out = emitTangent(
      Match, Fr.B, [&](int W) { return Fr.primal(W); }, Duals, StrongZero);
  Fr.finish(Out, Match.I->getType());
}

void Builder::emitAdjointFn(const RuleMatch &Match, StringRef Name, unsigned K,
                            bool StrongZero) {
  Frame Fr(*M, Name, Match);
  Value *Seed = Fr.read(Match.I->getType());
  RuleNeeds Needs = adjointNeeds(Match, K);
  Value *Out = emitAdjoint(
      Match, Fr.B,
      [&](int W) {
        bool Announced = W == Result
                             ? Needs.Result
                             : is_contained(Needs.Operands, unsigned(W));
        if (!Announced)
          Unannounced.push_back(Name.str() + " value " + itostr(W));
        return Fr.primal(W);
      },
      Seed, K, StrongZero);
  Fr.finish(Out, Match.Operands[K]->getType());
}

std::unique_ptr<Module> Builder::takeModule() {
  for (Function *F : Hosts)
    F->eraseFromParent();
  Hosts.clear();
  if (verifyModule(*M, &errs()))
    return nullptr;
  return std::move(M);
}

orc::ThreadSafeModule Builder::finish() {
  auto Module = takeModule();
  return orc::ThreadSafeModule(std::move(Module), std::move(Ctx));
}

std::unique_ptr<orc::LLJIT> makeJit() {
  InitializeNativeTarget();
  InitializeNativeTargetAsmPrinter();
  auto Machine = orc::JITTargetMachineBuilder::detectHost();
  if (!Machine) {
    logAllUnhandledErrors(Machine.takeError(), errs(), "JIT: ");
    return nullptr;
  }
  Machine->setCodeGenOptLevel(CodeGenOptLevel::None);
  auto Jit = orc::LLJITBuilder()
                 .setJITTargetMachineBuilder(std::move(*Machine))
                 .create();
  if (!Jit) {
    logAllUnhandledErrors(Jit.takeError(), errs(), "JIT: ");
    return nullptr;
  }
  auto &Dylib = (*Jit)->getMainJITDylib();
  orc::SymbolMap Symbols;
  for (const RuntimeSymbol &S : runtimeSymbols())
    Symbols[(*Jit)->mangleAndIntern(S.Name)] = {
        orc::ExecutorAddr::fromPtr(S.Address), JITSymbolFlags::Exported};
  cantFail(Dylib.define(orc::absoluteSymbols(std::move(Symbols))));
  Dylib.addGenerator(
      cantFail(orc::DynamicLibrarySearchGenerator::GetForCurrentProcess(
          (*Jit)->getDataLayout().getGlobalPrefix())));
  return std::move(*Jit);
}

std::vector<Type *> floatTypes(LLVMContext &C) {
  return {Type::getHalfTy(C),   Type::getBFloatTy(C),   Type::getFloatTy(C),
          Type::getDoubleTy(C), Type::getX86_FP80Ty(C), Type::getFP128Ty(C)};
}

} // namespace wengert::test
