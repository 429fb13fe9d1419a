//===- BlasCalls.cpp - Calls of BLAS in one canonical form ----------------===//
#include "Models/BlasCalls.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace wengert {

static constexpr StringLiteral Prefix = "wengert.blas.";
/// Attribute of canonical functions: "c" or "f", bits of an integer, suffix.
static constexpr StringLiteral InterfaceAttr = "wengert-blas";

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

namespace {
struct LibraryName {
  const BlasRoutine *Routine = nullptr;
  bool Double = false;
  BlasInterface I;
};
} // namespace

/// `s` or `d`, then the routine; null if it is neither.
static const BlasRoutine *typedRoutine(StringRef Name, bool &Double) {
  Double = Name.starts_with("d");
  if (!Double && !Name.starts_with("s"))
    return nullptr;
  return findBlasRoutine(Name.drop_front());
}

static std::optional<LibraryName> parseName(StringRef Name) {
  LibraryName L;
  L.I.C = Name.consume_front("cblas_");
  for (StringRef Suffix : {"_64_", "_64", "64_", "_", ""}) {
    StringRef Stem = Name;
    // A Fortran name without an underscore could be anybody's.
    if (!Stem.consume_back(Suffix) || (!L.I.C && !Suffix.ends_with("_")))
      continue;
    L.I.Suffix = Name.take_back(Suffix.size());
    L.I.IntBits = Suffix.contains("64") ? 64 : 32;
    L.Routine = typedRoutine(Stem, L.Double);
    if (L.Routine && !(L.I.C && L.Routine->Result == BlasResult::Info))
      return L;
  }
  return std::nullopt;
}

bool isInactiveBlasName(StringRef N) {
  if (!N.consume_front("cblas_") && !N.ends_with("_"))
    return false;
  for (StringRef Suffix : {"_64_", "_64", "64_", "_"})
    if (N.consume_back(Suffix))
      break;
  return StringSwitch<bool>(N)
      .Cases({"isamax", "idamax", "isamin", "idamin", "xerbla", "ilaenv",
              "slamch", "dlamch", "lsame"},
             true)
      .Default(false);
}

/// The interface a canonical function calls through.
static BlasInterface interfaceOf(const Function &F) {
  StringRef A = F.getFnAttribute(InterfaceAttr).getValueAsString();
  BlasInterface I;
  I.C = A.consume_front("c");
  if (!I.C)
    A.consume_front("f");
  A.consumeInteger(10, I.IntBits);
  A.consume_front(":");
  I.Suffix = A;
  return I;
}

std::optional<BlasFunction> matchBlas(const CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  if (!F || !F->getName().starts_with(Prefix))
    return std::nullopt;
  BlasFunction B;
  bool Double;
  B.Routine = typedRoutine(F->getName().drop_front(Prefix.size()), Double);
  if (!B.Routine)
    return std::nullopt;
  LLVMContext &C = F->getContext();
  B.Real = Double ? Type::getDoubleTy(C) : Type::getFloatTy(C);
  B.IntBits = interfaceOf(*F).IntBits;
  return B;
}

//===----------------------------------------------------------------------===//
// Library calls
//===----------------------------------------------------------------------===//

/// The integer type CBLAS takes in this call.
static unsigned cblasIntBits(const CallBase &CB, const BlasRoutine &R) {
  unsigned At = R.hasLayout() ? 1 : 0;
  for (const BlasOperand &O : R.Operands) {
    if (O.Kind == BlasKind::Int && At < CB.arg_size() &&
        CB.getArgOperand(At)->getType()->isIntegerTy())
      return CB.getArgOperand(At)->getType()->getIntegerBitWidth();
    ++At;
  }
  return 32;
}

static bool fits(const CallBase &CB, const LibraryName &L) {
  const BlasRoutine &R = *L.Routine;
  LLVMContext &C = CB.getContext();
  Type *Real = L.Double ? Type::getDoubleTy(C) : Type::getFloatTy(C);
  if (R.Result == BlasResult::Real ? CB.getType() != Real
                                   : !CB.getType()->isVoidTy() &&
                                         !CB.getType()->isIntegerTy())
    return false;
  unsigned N = R.Operands.size();
  if (!L.I.C) {
    N += R.Result == BlasResult::Info;
    if (CB.arg_size() < N)
      return false;
    for (unsigned K = 0; K < CB.arg_size(); ++K) {
      Type *T = CB.getArgOperand(K)->getType();
      if (K < N ? !T->isPointerTy() : !T->isIntegerTy())
        return false;
    }
    return true;
  }
  unsigned At = R.hasLayout() ? 1 : 0;
  if (CB.arg_size() != N + At ||
      (At && !CB.getArgOperand(0)->getType()->isIntegerTy()))
    return false;
  for (const BlasOperand &O : R.Operands) {
    Type *T = CB.getArgOperand(At++)->getType();
    if (isPointer(O.Kind)          ? !T->isPointerTy()
        : O.Kind == BlasKind::Real ? T != Real
                                   : !T->isIntegerTy())
      return false;
  }
  return true;
}

static std::optional<LibraryName> matchLibrary(const CallBase &CB) {
  const auto *F =
      dyn_cast<Function>(CB.getCalledOperand()->stripPointerCasts());
  if (!F || !F->isDeclaration() || F->isIntrinsic())
    return std::nullopt;
  auto L = parseName(F->getName());
  if (!L || !fits(CB, *L))
    return std::nullopt;
  if (L->I.C)
    L->I.IntBits = cblasIntBits(CB, *L->Routine);
  return L;
}

bool isBlasCall(const CallBase &CB) { return matchLibrary(CB).has_value(); }

//===----------------------------------------------------------------------===//
// Flags
//===----------------------------------------------------------------------===//

namespace {
/// CBLAS's number of each letter.
struct FlagCode {
  BlasKind Kind;
  char Letter;
  unsigned Code;
};
} // namespace
static constexpr FlagCode FlagCodes[] = {
    {BlasKind::Trans, 'N', 111}, {BlasKind::Trans, 'T', 112},
    {BlasKind::Uplo, 'U', 121},  {BlasKind::Uplo, 'L', 122},
    {BlasKind::Diag, 'N', 131},  {BlasKind::Diag, 'U', 132},
    {BlasKind::Side, 'L', 141},  {BlasKind::Side, 'R', 142}};
static constexpr unsigned RowMajor = 101, ColMajor = 102;

static std::pair<FlagCode, FlagCode> codesOf(BlasKind K) {
  const auto *It = find_if(FlagCodes, [&](auto &C) { return C.Kind == K; });
  return {It[0], It[1]};
}

/// CBLAS's fourth way of transposition: conjugated, not transposed. OpenBLAS
/// takes it for real matrices, too, and 'R' in Fortran.
static constexpr unsigned ConjNoTrans = 114;

static Value *flagFromC(IRBuilder<> &B, BlasKind K, Value *V) {
  auto [First, Second] = codesOf(K);
  auto Is = [&](unsigned Code) {
    return B.CreateICmpEQ(V, ConstantInt::get(V->getType(), Code));
  };
  Value *IsFirst = Is(First.Code);
  if (K == BlasKind::Trans)
    IsFirst = B.CreateOr(IsFirst, Is(ConjNoTrans));
  return B.CreateSelect(IsFirst, B.getInt32(First.Letter),
                        B.getInt32(Second.Letter));
}

static Value *flagToC(IRBuilder<> &B, BlasKind K, Value *V, Type *T) {
  auto [First, Second] = codesOf(K);
  return B.CreateSelect(B.CreateICmpEQ(V, B.getInt32(First.Letter)),
                        ConstantInt::get(T, First.Code),
                        ConstantInt::get(T, Second.Code));
}

static Value *flagFromFortran(IRBuilder<> &B, BlasKind K, Value *P) {
  Value *V = B.CreateLoad(B.getInt8Ty(), P);
  V = B.CreateZExt(B.CreateAnd(V, 0xDF), B.getInt32Ty());
  if (K == BlasKind::Trans) {
    V = B.CreateSelect(B.CreateICmpEQ(V, B.getInt32('C')), B.getInt32('T'), V);
    V = B.CreateSelect(B.CreateICmpEQ(V, B.getInt32('R')), B.getInt32('N'), V);
  }
  return V;
}

static Value *flip(IRBuilder<> &B, BlasKind K, Value *V) {
  auto [First, Second] = codesOf(K);
  return B.CreateSelect(B.CreateICmpEQ(V, B.getInt32(First.Letter)),
                        B.getInt32(Second.Letter), B.getInt32(First.Letter));
}

//===----------------------------------------------------------------------===//
// Canonical functions
//===----------------------------------------------------------------------===//

static Function *declareCanonical(Module &M, const BlasRoutine &R,
                                  Type *Real) {
  LLVMContext &C = M.getContext();
  std::string Name =
      (Prefix + (Real->isDoubleTy() ? "d" : "s") + R.Name).str();
  if (Function *F = M.getFunction(Name))
    return F;
  SmallVector<Type *, 16> Params;
  for (const BlasOperand &O : R.Operands)
    Params.push_back(isFlag(O.Kind)             ? Type::getInt32Ty(C)
                     : O.Kind == BlasKind::Real ? Real
                     : isPointer(O.Kind) ? (Type *)PointerType::get(C, 0)
                                         : Type::getInt64Ty(C));
  Type *Ret = R.Result == BlasResult::Real   ? Real
              : R.Result == BlasResult::Info ? Type::getInt64Ty(C)
                                             : Type::getVoidTy(C);
  return Function::Create(FunctionType::get(Ret, Params, false),
                          GlobalValue::ExternalLinkage, Name, M);
}

/// The library's function: as the program declares it, or as C would.
static FunctionCallee libraryFunction(Module &M, const BlasRoutine &R,
                                      Type *Real, const BlasInterface &I) {
  LLVMContext &C = M.getContext();
  std::string Name = ((I.C ? "cblas_" : "") +
                      Twine(Real->isDoubleTy() ? "d" : "s") + R.Name + I.Suffix)
                         .str();
  Type *Ptr = PointerType::get(C, 0), *Int = Type::getIntNTy(C, I.IntBits);
  SmallVector<Type *, 16> Params;
  if (I.C && R.hasLayout())
    Params.push_back(Type::getInt32Ty(C));
  for (const BlasOperand &O : R.Operands)
    Params.push_back(!I.C || isPointer(O.Kind)  ? Ptr
                     : isFlag(O.Kind)           ? Type::getInt32Ty(C)
                     : O.Kind == BlasKind::Real ? Real
                                                : Int);
  if (R.Result == BlasResult::Info)
    Params.push_back(Ptr);
  Type *Ret = R.Result == BlasResult::Real ? Real : Type::getVoidTy(C);
  // A declaration may have character lengths besides; one without a prototype,
  // or with int for void, says nothing.
  if (Function *F = M.getFunction(Name)) {
    FunctionType *FT = F->getFunctionType();
    if (!FT->isVarArg() && FT->getReturnType() == Ret &&
        FT->getNumParams() >= Params.size() &&
        equal(Params, FT->params().take_front(Params.size())))
      return {FT, F};
    return {FunctionType::get(Ret, Params, false), F};
  }
  return M.getOrInsertFunction(Name, FunctionType::get(Ret, Params, false));
}

/// Operands as Fortran passes them: addresses, then the lengths of the
/// characters if the function is declared with them.
static void passByReference(IRBuilder<> &B, Function &F, const BlasRoutine &R,
                            const BlasInterface &I, FunctionType *FT,
                            SmallVectorImpl<Value *> &Args) {
  Type *Int = B.getIntNTy(I.IntBits);
  auto InMemory = [&](Value *V) {
    Value *P = B.CreateAlloca(V->getType());
    B.CreateStore(V, P);
    return P;
  };
  for (unsigned K = 0; K < R.Operands.size(); ++K) {
    BlasKind Kind = R.Operands[K].Kind;
    Value *V = F.getArg(K);
    if (isFlag(Kind))
      V = InMemory(B.CreateTrunc(V, B.getInt8Ty()));
    else if (Kind == BlasKind::Real)
      V = InMemory(V);
    else if (!isPointer(Kind))
      V = InMemory(B.CreateTrunc(V, Int));
    Args.push_back(V);
  }
  if (R.Result == BlasResult::Info)
    Args.push_back(InMemory(ConstantInt::get(Int, 0)));
  while (Args.size() < FT->getNumParams())
    Args.push_back(ConstantInt::get(FT->getParamType(Args.size()), 1));
}

static void passByValue(IRBuilder<> &B, Function &F, const BlasRoutine &R,
                        FunctionType *FT, SmallVectorImpl<Value *> &Args) {
  if (R.hasLayout())
    Args.push_back(ConstantInt::get(FT->getParamType(0), ColMajor));
  for (unsigned K = 0; K < R.Operands.size(); ++K) {
    BlasKind Kind = R.Operands[K].Kind;
    Value *V = F.getArg(K);
    Type *T = FT->getParamType(Args.size());
    if (isFlag(Kind))
      V = flagToC(B, Kind, V, T);
    else if (T->isIntegerTy())
      V = B.CreateZExtOrTrunc(V, T);
    Args.push_back(V);
  }
}

static void defineCanonical(Function &F, const BlasRoutine &R, Type *Real,
                            const BlasInterface &I) {
  LLVMContext &C = F.getContext();
  Module &M = *F.getParent();
  F.addFnAttr(InterfaceAttr, ((I.C ? "c" : "f") + Twine(I.IntBits) + ":" +
                              I.Suffix)
                                 .str());
  F.setDoesNotThrow();
  F.setWillReturn();
  F.setDoesNotFreeMemory();
  F.setMemoryEffects(MemoryEffects::inaccessibleOrArgMemOnly());
  for (unsigned K = 0; K < R.Operands.size(); ++K) {
    const BlasOperand &O = R.Operands[K];
    if (!isPointer(O.Kind))
      continue;
    F.addParamAttr(K,
                   Attribute::getWithCaptureInfo(C, CaptureInfo::none()));
    if (!O.Writes)
      F.addParamAttr(K, Attribute::ReadOnly);
  }
  IRBuilder<> B(BasicBlock::Create(C, "entry", &F));
  FunctionCallee Lib = libraryFunction(M, R, Real, I);
  SmallVector<Value *, 20> Args;
  if (I.C)
    passByValue(B, F, R, Lib.getFunctionType(), Args);
  else
    passByReference(B, F, R, I, Lib.getFunctionType(), Args);
  CallInst *Call = B.CreateCall(Lib, Args);
  if (R.Result == BlasResult::Real)
    B.CreateRet(Call);
  else if (R.Result == BlasResult::Info)
    B.CreateRet(B.CreateSExt(
        B.CreateLoad(B.getIntNTy(I.IntBits), Args[R.Operands.size()]),
        B.getInt64Ty()));
  else
    B.CreateRetVoid();
  F.setLinkage(GlobalValue::InternalLinkage);
}

void defineBlas(Module &M, const Function &Like) {
  BlasInterface I = interfaceOf(Like);
  std::string Suffix = I.Suffix.str();
  I.Suffix = Suffix;
  SmallVector<Function *, 8> Open;
  for (Function &F : M)
    if (F.isDeclaration() && F.getName().starts_with(Prefix))
      Open.push_back(&F);
  for (Function *F : Open) {
    bool Double;
    const BlasRoutine *R =
        typedRoutine(F->getName().drop_front(Prefix.size()), Double);
    if (R)
      defineCanonical(*F, *R,
                      Double ? Type::getDoubleTy(M.getContext())
                             : Type::getFloatTy(M.getContext()),
                      I);
  }
}

//===----------------------------------------------------------------------===//
// The normal form
//===----------------------------------------------------------------------===//

/// The canonical operands of a call, computed before it.
static SmallVector<Value *, 16> canonicalOperands(IRBuilder<> &B, CallInst &CI,
                                                  const LibraryName &L,
                                                  Type *Real) {
  const BlasRoutine &R = *L.Routine;
  SmallVector<Value *, 16> V;
  unsigned At = L.I.C && R.hasLayout() ? 1 : 0;
  for (const BlasOperand &O : R.Operands) {
    Value *X = CI.getArgOperand(At++);
    if (isPointer(O.Kind)) {
    } else if (isFlag(O.Kind)) {
      X = L.I.C ? flagFromC(B, O.Kind, X) : flagFromFortran(B, O.Kind, X);
    } else if (O.Kind == BlasKind::Real) {
      X = L.I.C ? X : B.CreateLoad(Real, X);
    } else {
      if (!L.I.C)
        X = B.CreateLoad(B.getIntNTy(L.I.IntBits), X);
      X = B.CreateSExt(X, B.getInt64Ty());
    }
    V.push_back(X);
  }
  if (!L.I.C || !R.hasLayout())
    return V;
  Value *Layout = CI.getArgOperand(0);
  Value *Row = B.CreateICmpEQ(
      Layout, ConstantInt::get(Layout->getType(), RowMajor));
  for (const BlasRowStep &S : R.Row) {
    if (S.B < 0) {
      V[S.A] = B.CreateSelect(Row, flip(B, R.Operands[S.A].Kind, V[S.A]),
                              V[S.A]);
      continue;
    }
    Value *X = V[S.A], *Y = V[S.B];
    V[S.A] = B.CreateSelect(Row, Y, X);
    V[S.B] = B.CreateSelect(Row, X, Y);
  }
  return V;
}

bool normalizeBlasCalls(Function &F) {
  SmallVector<std::pair<CallInst *, LibraryName>, 4> Calls;
  for (Instruction &I : instructions(F))
    if (auto *CI = dyn_cast<CallInst>(&I))
      if (auto L = matchLibrary(*CI))
        Calls.push_back({CI, *L});
  Module &M = *F.getParent();
  for (auto &[CI, L] : Calls) {
    LLVMContext &C = F.getContext();
    Type *Real = L.Double ? Type::getDoubleTy(C) : Type::getFloatTy(C);
    const BlasRoutine &R = *L.Routine;
    Function *Canon = declareCanonical(M, R, Real);
    if (Canon->isDeclaration())
      defineCanonical(*Canon, R, Real, L.I);
    IRBuilder<> B(CI);
    CallInst *New = B.CreateCall(Canon, canonicalOperands(B, *CI, L, Real));
    New->takeName(CI);
    if (R.Result == BlasResult::Info)
      B.CreateStore(B.CreateTrunc(New, B.getIntNTy(L.I.IntBits)),
                    CI->getArgOperand(R.Operands.size()));
    if (!CI->use_empty())
      CI->replaceAllUsesWith(R.Result == BlasResult::Real
                                 ? (Value *)New
                                 : Constant::getNullValue(CI->getType()));
    CI->eraseFromParent();
  }
  return !Calls.empty();
}

} // namespace wengert
