//===- TypesCollect.cpp - What instructions say about bytes ---------------===//
#include "Analysis/FloatFormats.h"
#include "Analysis/TypesImpl.h"
#include "Prepare/DeclaredTypes.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include <numeric>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

static const ByteType IntegerT{ByteType::Integer};
static const ByteType PointerT{ByteType::Pointer};

static ByteType floatT(Type *T) {
  ByteType B{ByteType::Float};
  B.FloatTy = T;
  return B;
}

bool TypesImpl::isPointerLike(const Type *T) { return T->isPtrOrPtrVectorTy(); }

bool TypesImpl::isBytes(const Type *T) {
  if (isa<ScalableVectorType>(T) || !T->isSized())
    return false;
  if (const auto *IT = dyn_cast<IntegerType>(T->getScalarType()))
    return IT->getBitWidth() >= 8 && IT->getBitWidth() % 8 == 0;
  if (const auto *ST = dyn_cast<StructType>(T))
    return !ST->containsHomogeneousScalableVectorTypes() && !ST->isScalableTy();
  return T->isArrayTy();
}

bool TypesImpl::hasFloatPart(const Type *T) {
  if (T->isFPOrFPVectorTy())
    return true;
  for (const Type *Sub : T->subtypes())
    if (hasFloatPart(Sub))
      return true;
  return false;
}

//===----------------------------------------------------------------------===//
// Variables of values
//===----------------------------------------------------------------------===//

VarId TypesImpl::varOf(const Instance &I, const Value *V) const {
  if (const auto *C = dyn_cast<Constant>(V)) {
    auto It = Constants.find(C);
    return It == Constants.end() ? NoId : It->second;
  }
  auto It = I.Vars.find(V);
  return It == I.Vars.end() ? NoId : It->second;
}

VarId TypesImpl::get(Instance &I, const Value *V) {
  if (const auto *C = dyn_cast<Constant>(V))
    return constantVar(C);
  Type *T = V->getType();
  if (auto It = I.Vars.find(V); It != I.Vars.end())
    return It->second;
  VarId Id = NoId;
  if (isPointerLike(T)) {
    Id = S.newVar();
  } else if (isBytes(T)) {
    Id = S.newVar(S.newObject());
    if (T->isAggregateType())
      markFloatBytes(Id, 0, T, Rank::Own);
  }
  I.Vars[V] = Id;
  return Id;
}

/// Float and pointer parts of Ty, as typed accesses at P + Off.
void TypesImpl::markFloatBytes(VarId P, int64_t Off, Type *Ty, Rank R) {
  if (Ty->isFloatingPointTy()) {
    S.addAccess(P, Off, DL.getTypeStoreSize(Ty), floatT(Ty), R);
  } else if (Ty->isPointerTy()) {
    S.addAccess(P, Off, DL.getTypeStoreSize(Ty), PointerT, R);
  } else if (auto *VT = dyn_cast<FixedVectorType>(Ty)) {
    Type *E = VT->getElementType();
    if (E->isFloatingPointTy() || E->isPointerTy())
      for (unsigned K = 0; K < VT->getNumElements(); ++K)
        markFloatBytes(P, Off + K * DL.getTypeStoreSize(E), E, R);
  } else if (auto *ST = dyn_cast<StructType>(Ty)) {
    const StructLayout *L = DL.getStructLayout(ST);
    for (unsigned K = 0; K < ST->getNumElements(); ++K)
      markFloatBytes(P, Off + int64_t(L->getElementOffset(K)),
                     ST->getElementType(K), R);
  } else if (auto *AT = dyn_cast<ArrayType>(Ty)) {
    if (!hasFloatPart(AT) && !AT->getElementType()->isPointerTy())
      return;
    uint64_t Size = DL.getTypeAllocSize(AT->getElementType());
    for (uint64_t K = 0; K < std::min<uint64_t>(AT->getNumElements(), 64); ++K)
      markFloatBytes(P, Off + int64_t(K * Size), AT->getElementType(), R);
  }
}

VarId TypesImpl::made(const Value *V, Origin::Kind K) {
  ObjId O = S.newObject();
  VarId Id = S.newVar(O);
  Origins.push_back({K, V, O, Id});
  return Id;
}

void TypesImpl::markWord(VarId P, int64_t Off) {
  ByteType Double{ByteType::Float};
  Double.FloatTy = Type::getDoubleTy(Body.getContext());
  S.addAccess(P, Off, 8, ByteType{ByteType::Pointer}, Rank::Soft);
  S.addAccess(P, Off, 8, Double, Rank::Soft);
}

VarId TypesImpl::constantVar(const Constant *C) {
  if (auto It = Constants.find(C); It != Constants.end())
    return It->second;
  Type *T = C->getType();
  VarId Id = NoId;
  if (const auto *GV = dyn_cast<GlobalVariable>(C)) {
    Id = Constants[C] = made(GV, Origin::Global);
    // std::function and std::any keep the address of a type's description (C++
    // ABI names) where that of a closure is at other times. What is in it does
    // not say that closures are made of pointers: they may be doubles as well.
    if (GV->getName().starts_with("_ZTI")) {
      if (!floatsInMemory().Other) {
        VarId Each = S.newVar();
        S.addEdge(Id, Each, 0, 8);
        markWord(Each, 0);
      }
      return Id;
    }
    unsigned Budget = 256;
    declaredFacts(Id, 0, GV->getValueType(), Rank::Soft, Budget, true);
    Budget = 1024;
    if (GV->hasInitializer())
      constantFacts(Id, 0, GV->getInitializer(), Budget);
    return Id;
  }
  if (isa<Function>(C)) {
    Id = made(C, Origin::Function);
  } else if (const auto *A = dyn_cast<GlobalAlias>(C)) {
    Id = constantVar(A->getAliasee());
  } else if (isa<GlobalValue>(C)) {
    Id = made(C, Origin::External);
  } else if (const auto *E = dyn_cast<ConstantExpr>(C)) {
    if (const auto *G = dyn_cast<GEPOperator>(E)) {
      if (G->getType()->isPointerTy()) {
        Id = Constants[C] = S.newVar();
        collectGEP(top(), *const_cast<GEPOperator *>(G), Id);
      }
    } else if (isPointerLike(T) && isPointerLike(E->getOperand(0)->getType())) {
      Id = constantVar(E->getOperand(0));
    } else if (E->getOpcode() == Instruction::PtrToInt && isBytes(T)) {
      Id = S.newVar(S.newObject());
      S.addStore(Id, 0, constantVar(E->getOperand(0)));
    }
  } else if (T->isAggregateType() && isBytes(T) && !isa<UndefValue>(C)) {
    Id = Constants[C] = S.newVar(S.newObject());
    unsigned Budget = 256;
    constantFacts(Id, 0, C, Budget, /*IsValue=*/true);
    return Id;
  } else if (isPointerLike(T) && isa<ConstantVector>(C)) {
    Id = Constants[C] = S.newVar();
    for (const Use &U : C->operands())
      S.addEdge(constantVar(cast<Constant>(U)), Id);
    return Id;
  }
  Constants[C] = Id;
  return Id;
}

/// What an initializer says: floats and pointers by IR type. Integers may be
/// the bits of anything. One constant stands for all values that are equal to
/// it: what a null leads to in one of them is nothing to the others.
void TypesImpl::constantFacts(VarId P, int64_t Off, const Constant *C,
                              unsigned &Budget, bool IsValue) {
  Type *T = C->getType();
  if (!Budget || isa<UndefValue>(C) ||
      (IsValue && isa<ConstantPointerNull>(C)))
    return;
  --Budget;
  if (T->isPointerTy()) {
    S.addAccess(P, Off, DL.getTypeStoreSize(T), PointerT, Rank::Access);
    VarId V = constantVar(C);
    S.addStore(P, Off, V);
    return;
  }
  if (T->isFPOrFPVectorTy()) {
    markFloatBytes(P, Off, T, Rank::Access);
    return;
  }
  if (isa<ConstantAggregateZero>(C) && IsValue) {
    const auto *ST = dyn_cast<StructType>(T);
    uint64_t N = ST ? ST->getNumElements() : T->getArrayNumElements();
    for (uint64_t K = 0; K < N && Budget; ++K) {
      uint64_t At =
          ST ? DL.getStructLayout(const_cast<StructType *>(ST))
                   ->getElementOffset(K)
             : K * DL.getTypeAllocSize(T->getArrayElementType());
      constantFacts(P, Off + int64_t(At), C->getAggregateElement(K), Budget,
                    IsValue);
    }
    return;
  }
  if (isa<ConstantAggregateZero>(C) || isa<ConstantDataSequential>(C)) {
    unsigned Types = 64;
    declaredFacts(P, Off, T, Rank::Access, Types, true);
    return;
  }
  if (const auto *CS = dyn_cast<ConstantStruct>(C)) {
    const StructLayout *L = DL.getStructLayout(CS->getType());
    for (unsigned K = 0; K < CS->getNumOperands(); ++K)
      constantFacts(P, Off + int64_t(L->getElementOffset(K)), CS->getOperand(K),
                    Budget, IsValue);
  } else if (const auto *CA = dyn_cast<ConstantArray>(C)) {
    uint64_t Size = DL.getTypeAllocSize(CA->getType()->getElementType());
    for (unsigned K = 0; K < CA->getNumOperands(); ++K)
      constantFacts(P, Off + int64_t(K * Size), CA->getOperand(K), Budget,
                    IsValue);
  }
}

void TypesImpl::markInteger(Instance &I, const Value *V, Rank R) {
  if (isa<Constant>(V) || !isBytes(V->getType()))
    return;
  S.addAccess(get(I, V), 0, DL.getTypeStoreSize(V->getType()), IntegerT, R);
}

/// An integer that comes from a pointer or becomes one, beyond doubt: where it
/// meets sizes and codes (enums, results in unions), it stays an address, for
/// a lost shadow would be a lost derivative.
void TypesImpl::markAddress(Instance &I, const Value *V) {
  if (!isa<Constant>(V) && V->getType()->isIntegerTy())
    S.addAccess(get(I, V), 0, DL.getTypeStoreSize(V->getType()), PointerT,
                Rank::Own);
}

/// Bytes known to be zero hold anything.
void TypesImpl::markZero(Instance &I, const Value *V, uint64_t Off,
                         uint64_t Size) {
  if (Size)
    S.addAccess(get(I, V), int64_t(Off), Size, ByteType{ByteType::Anything},
                Rank::Own);
}

/// A and B are the same bytes (phi, select, bitcast, freeze).
void TypesImpl::sameBytes(Instance &I, const Value *A, const Value *B) {
  bind(I, A, get(I, B), B->getType());
}

void TypesImpl::bind(Instance &I, const Value *From, VarId To, const Type *Ty) {
  VarId F = get(I, From);
  if (F == NoId || To == NoId)
    return;
  if (isPointerLike(Ty)) {
    S.addEdge(F, To);
  } else if (Ty->isAggregateType() || isa<BinaryOperator>(From) ||
             isa<ZExtInst>(From)) {
    // Not unified, so that zero bytes of one source say nothing about others.
    Copy C;
    C.From = F, C.To = To, C.Values = true;
    C.Directed = isa<Constant>(From); // of which there is one for all
    C.Len = DL.getTypeStoreSize(const_cast<Type *>(Ty));
    S.addCopy(C);
  } else if (!isa<Constant>(From)) {
    S.unify(F, To);
  }
}

void TypesImpl::copyValue(Instance &I, const Value *From, uint64_t FromOff,
                          const Value *To, uint64_t ToOff, uint64_t Len,
                          bool Directed) {
  Copy C;
  C.From = get(I, From), C.To = get(I, To);
  C.FromOff = FromOff, C.ToOff = ToOff, C.Len = Len;
  C.Directed = Directed || isa<Constant>(From);
  C.Values = true;
  S.addCopy(C);
}

//===----------------------------------------------------------------------===//
// Addresses and memory
//===----------------------------------------------------------------------===//

/// A number V is always a multiple of.
static uint64_t multipleOf(const Value *V, unsigned Depth = 4) {
  const APInt *C;
  const Value *X, *Y;
  if (match(V, m_APInt(C)))
    return C->isZero() ? 0 : C->abs().getLimitedValue(uint64_t(1) << 40);
  if (!Depth)
    return 1;
  --Depth;
  if (match(V, m_Mul(m_Value(X), m_APInt(C))))
    return multipleOf(X, Depth) * C->abs().getLimitedValue(1 << 20);
  if (match(V, m_Shl(m_Value(X), m_APInt(C))) && C->ult(20))
    return multipleOf(X, Depth) << C->getZExtValue();
  if (match(V, m_And(m_Value(), m_APInt(C))) && C->countr_zero() < 20)
    return uint64_t(1) << C->countr_zero();
  if (match(V, m_Add(m_Value(X), m_Value(Y))) ||
      match(V, m_Sub(m_Value(X), m_Value(Y))) ||
      match(V, m_Select(m_Value(), m_Value(X), m_Value(Y))))
    return std::gcd(multipleOf(X, Depth), multipleOf(Y, Depth));
  if (match(V, m_ZExtOrSExt(m_Value(X))))
    return multipleOf(X, Depth);
  if (const auto *P = dyn_cast<PHINode>(V)) {
    uint64_t G = 0;
    for (const Value *In : P->incoming_values()) {
      if (In == P)
        continue;
      // p = phi(start, p + step): the increment counts, not the cycle.
      if (match(In, m_Add(m_Specific(P), m_Value(Y))) ||
          match(In, m_Sub(m_Specific(P), m_Value(Y))))
        G = std::gcd(G, multipleOf(Y, Depth));
      else
        G = std::gcd(G, multipleOf(In, Depth));
    }
    return G;
  }
  return 1;
}

void TypesImpl::collectGEP(Instance &I, GEPOperator &X, VarId Res) {
  VarId Base = get(I, X.getPointerOperand());
  unsigned BW = DL.getIndexTypeSizeInBits(X.getType());
  SmallMapVector<Value *, APInt, 4> Variable;
  APInt Constant(BW, 0);
  uint64_t Stride = 0;
  int64_t Offset = 0;
  if (X.collectOffset(DL, BW, Variable, Constant)) {
    Offset = Constant.getSExtValue();
    for (auto &[V, Scale] : Variable) {
      uint64_t M = multipleOf(V);
      uint64_t Step = Scale.abs().getLimitedValue(1 << 30);
      Stride = std::gcd(Stride, M ? Step * M : 0);
    }
  } else {
    Stride = 1;
  }
  for (const Use &U : X.indices())
    markInteger(I, U.get(), Rank::Own);
  Value *A, *B;
  if (Variable.size() == 1 && Variable.front().second.isOne() &&
      match(Variable.front().first,
            m_Sub(m_PtrToIntOrAddr(m_Value(A)), m_PtrToIntOrAddr(m_Value(B)))))
    S.addDistance(Base, Res, Offset, get(I, A), get(I, B));
  else
    S.addEdge(Base, Res, Offset, Stride);
  // The source element type is how the front end saw the memory.
  Type *Src = X.getSourceElementType();
  if (Src->isIntegerTy() || !Src->isSized() || Base == NoId ||
      X.getNumIndices() == 0)
    return;
  unsigned Budget = 32;
  VarId At = Base;
  if (!match(X.idx_begin()->get(), m_ZeroInt())) {
    At = S.newVar();
    S.addEdge(Base, At, 0, DL.getTypeAllocSize(Src));
  }
  declaredFacts(At, 0, Src, Rank::Soft, Budget, /*Complete=*/false);
}

/// The integer V that X moves is said to be floats or pointers. What its memory
/// is used for besides (several objects seen as one) says nothing about it.
void TypesImpl::markDeclared(const Instruction &X, VarId V, uint64_t Size) {
  ByteType T = declaredScalar(DL, X, Size);
  if (T.K == ByteType::Unknown)
    return;
  uint64_t Each = T.isFloat() ? DL.getTypeStoreSize(T.FloatTy).getFixedValue()
                              : uint64_t(DL.getPointerSize());
  for (uint64_t At = 0; At < Size; At += Each)
    S.addAccess(V, int64_t(At), Each, T, Rank::Own);
}

void TypesImpl::collectLoad(Instance &I, Instruction &X, Value *Ptr, Type *Ty) {
  VarId P = get(I, Ptr);
  VarId Res = get(I, &X);
  if (isPointerLike(Ty)) {
    uint64_t N = 1;
    if (auto *VT = dyn_cast<FixedVectorType>(Ty))
      N = VT->getNumElements();
    for (uint64_t K = 0; K < N; ++K)
      S.addLoad(P, int64_t(K * DL.getPointerSize()), Res);
  } else if (Ty->isFPOrFPVectorTy()) {
    if (countsOnly(X))
      S.addAccess(P, 0, DL.getTypeStoreSize(Ty), IntegerT, Rank::Peek);
    else
      markFloatBytes(P, 0, Ty, Rank::Access);
  } else if (isBytes(Ty)) {
    Copy C;
    C.From = P, C.To = Res, C.Len = DL.getTypeStoreSize(Ty);
    C.IsLoad = true;
    bool Integer = isDeclaredInteger(DL, X);
    C.Declared = Integer || X.hasMetadata(IntegerPointeeNote);
    if (Integer)
      markInteger(I, &X, Rank::Soft);
    if (Ty->isIntOrIntVectorTy())
      markDeclared(X, Res, C.Len);
    S.addCopy(C);
    if (Ty->isAggregateType())
      markFloatBytes(P, 0, Ty, Rank::Access);
  }
}

void TypesImpl::collectStore(Instance &I, Instruction &X, Value *Ptr,
                             Value *V) {
  VarId P = get(I, Ptr);
  Type *Ty = V->getType();
  if (isa<UndefValue>(V))
    return;
  if (isPointerLike(Ty)) {
    uint64_t N = 1;
    if (auto *VT = dyn_cast<FixedVectorType>(Ty))
      N = VT->getNumElements();
    VarId Val = get(I, V);
    for (uint64_t K = 0; K < N; ++K) {
      int64_t Off = int64_t(K * DL.getPointerSize());
      S.addAccess(P, Off, DL.getPointerSize(), PointerT, Rank::Access);
      S.addStore(P, Off, Val);
    }
  } else if (Ty->isFPOrFPVectorTy()) {
    if (countsOnly(X))
      S.addAccess(P, 0, DL.getTypeStoreSize(Ty), IntegerT, Rank::Peek);
    else
      markFloatBytes(P, 0, Ty, Rank::Access);
  } else if (isBytes(Ty)) {
    if (Ty->isAggregateType() && !isa<Constant>(V))
      markFloatBytes(P, 0, Ty, Rank::Access);
    if (auto *K = dyn_cast<Constant>(V); K && Ty->isAggregateType()) {
      unsigned Budget = 256;
      constantFacts(P, 0, K, Budget);
      return;
    }
    VarId Val = get(I, V);
    if (Val == NoId)
      return; // an integer constant may be the bits of anything
    Copy C;
    C.From = Val, C.To = P, C.Len = DL.getTypeStoreSize(Ty);
    C.Directed = isa<Constant>(V);
    bool Integer = isDeclaredInteger(DL, X);
    C.Declared = Integer || X.hasMetadata(IntegerPointeeNote);
    if (Integer)
      markInteger(I, V, Rank::Soft);
    if (Ty->isIntOrIntVectorTy() && !isa<Constant>(V))
      markDeclared(X, Val, C.Len);
    S.addCopy(C);
  }
}

void TypesImpl::collectAtomic(Instance &I, AtomicRMWInst &X) {
  Value *V = X.getValOperand();
  if (X.getOperation() == AtomicRMWInst::Xchg || X.isFloatingPointOperation()) {
    collectLoad(I, X, X.getPointerOperand(), X.getType());
    collectStore(I, X, X.getPointerOperand(), V);
    return;
  }
  if (!isBytes(X.getType()))
    return;
  markInteger(I, &X, Rank::Own);
  markInteger(I, V, Rank::Own);
  S.addAccess(get(I, X.getPointerOperand()), 0,
              DL.getTypeStoreSize(X.getType()), IntegerT, Rank::Access);
}

//===----------------------------------------------------------------------===//
// Aggregates and vectors
//===----------------------------------------------------------------------===//

static uint64_t indexedOffset(const DataLayout &DL, Type *T,
                              ArrayRef<unsigned> Indices) {
  uint64_t Off = 0;
  for (unsigned K : Indices) {
    if (auto *ST = dyn_cast<StructType>(T)) {
      Off += DL.getStructLayout(ST)->getElementOffset(K);
      T = ST->getElementType(K);
    } else {
      T = cast<ArrayType>(T)->getElementType();
      Off += K * DL.getTypeAllocSize(T);
    }
  }
  return Off;
}

void TypesImpl::collectAggregate(Instance &I, Instruction &X) {
  if (auto *E = dyn_cast<ExtractValueInst>(&X)) {
    Value *A = E->getAggregateOperand();
    uint64_t Off = indexedOffset(DL, A->getType(), E->getIndices());
    if (X.getType()->isPointerTy())
      S.addLoad(get(I, A), Off, get(I, &X));
    else if (isBytes(X.getType()))
      copyValue(I, A, Off, &X, 0, DL.getTypeStoreSize(X.getType()));
    return;
  }
  if (auto *N = dyn_cast<InsertValueInst>(&X)) {
    Value *A = N->getAggregateOperand(), *V = N->getInsertedValueOperand();
    uint64_t Off = indexedOffset(DL, A->getType(), N->getIndices());
    uint64_t Size = DL.getTypeStoreSize(V->getType());
    uint64_t End = DL.getTypeStoreSize(X.getType());
    VarId Res = get(I, &X);
    if (!isa<Constant>(A) || get(I, A) != NoId) {
      if (Off)
        copyValue(I, A, 0, &X, 0, Off);
      if (Off + Size < End)
        copyValue(I, A, Off + Size, &X, Off + Size, End - Off - Size);
    }
    if (V->getType()->isPointerTy())
      S.addStore(Res, Off, get(I, V));
    else if (isBytes(V->getType()))
      copyValue(I, V, 0, &X, Off, Size);
    return;
  }

  // Vectors. Of floats: nothing to say; of pointers: one variable for all
  // lanes; of integers: lanes are byte ranges.
  if (auto *E = dyn_cast<ExtractElementInst>(&X)) {
    Value *A = E->getVectorOperand();
    if (isPointerLike(X.getType())) {
      S.addEdge(get(I, A), get(I, &X));
    } else if (isBytes(X.getType()) && isBytes(A->getType())) {
      uint64_t Size = DL.getTypeStoreSize(X.getType());
      unsigned N = cast<FixedVectorType>(A->getType())->getNumElements();
      auto *Idx = dyn_cast<ConstantInt>(E->getIndexOperand());
      for (unsigned K = 0; K < N; ++K)
        if (!Idx || Idx->getZExtValue() == K)
          copyValue(I, A, K * Size, &X, 0, Size);
    }
    return;
  }
  if (auto *N = dyn_cast<InsertElementInst>(&X)) {
    Value *A = N->getOperand(0), *V = N->getOperand(1);
    if (isPointerLike(X.getType())) {
      S.addEdge(get(I, A), get(I, &X));
      S.addEdge(get(I, V), get(I, &X));
    } else if (isBytes(X.getType()) && isBytes(V->getType())) {
      uint64_t Size = DL.getTypeStoreSize(V->getType());
      unsigned Lanes = cast<FixedVectorType>(X.getType())->getNumElements();
      auto *Idx = dyn_cast<ConstantInt>(N->getOperand(2));
      for (unsigned K = 0; K < Lanes; ++K) {
        if (!Idx || Idx->getZExtValue() == K)
          copyValue(I, V, 0, &X, K * Size, Size);
        if (!Idx || Idx->getZExtValue() != K)
          copyValue(I, A, K * Size, &X, K * Size, Size);
      }
    }
    return;
  }
  auto *V = cast<ShuffleVectorInst>(&X);
  Value *A = V->getOperand(0), *B = V->getOperand(1);
  if (isPointerLike(X.getType())) {
    S.addEdge(get(I, A), get(I, &X));
    S.addEdge(get(I, B), get(I, &X));
  } else if (isBytes(X.getType()) && isBytes(A->getType())) {
    uint64_t Size = DL.getTypeStoreSize(X.getType()->getScalarType());
    int N = cast<FixedVectorType>(A->getType())->getNumElements();
    ArrayRef<int> Mask = V->getShuffleMask();
    for (unsigned K = 0; K < Mask.size(); ++K)
      if (Mask[K] >= 0)
        copyValue(I, Mask[K] < N ? A : B, uint64_t(Mask[K] % N) * Size, &X,
                  K * Size, Size);
  }
}

//===----------------------------------------------------------------------===//
// One body
//===----------------------------------------------------------------------===//

void TypesImpl::collectInst(Instance &I, Instruction &X) {
  if (auto *B = dyn_cast<BinaryOperator>(&X))
    return collectBinary(I, *B);
  if (auto *C = dyn_cast<CastInst>(&X))
    return collectCast(I, *C);
  if (auto *C = dyn_cast<CallBase>(&X))
    return collectCall(I, *C);
  switch (X.getOpcode()) {
  case Instruction::Alloca: {
    VarId P = made(&X, Origin::Stack);
    S.addEdge(P, get(I, &X));
    unsigned Budget = 128;
    declaredFacts(P, 0, cast<AllocaInst>(X).getAllocatedType(), Rank::Soft,
                  Budget, /*Complete=*/true);
    markInteger(I, cast<AllocaInst>(X).getArraySize(), Rank::Own);
    return;
  }
  case Instruction::Load: {
    auto &L = cast<LoadInst>(X);
    textFacts(I, X);
    if (accessesText(X)) {
      S.addEdge(made(&X, Origin::Inactive), get(I, &X));
      return;
    }
    collectLoad(I, X, L.getPointerOperand(), L.getType());
    if (MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
        Tag && !countsOnly(X)) {
      tbaaFacts(get(I, L.getPointerOperand()), Tag,
                DL.getTypeStoreSize(L.getType()).getKnownMinValue());
      tbaaBaseFacts(get(I, L.getPointerOperand()), Tag);
      if (isPointerLike(L.getType()))
        pointeeFacts(get(I, &X), X);
    }
    return;
  }
  case Instruction::Store: {
    auto &St = cast<StoreInst>(X);
    textFacts(I, X);
    if (accessesText(X)) {
      get(I, St.getValueOperand());
      return;
    }
    collectStore(I, X, St.getPointerOperand(), St.getValueOperand());
    if (MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
        Tag && !countsOnly(X)) {
      tbaaFacts(get(I, St.getPointerOperand()), Tag,
                DL.getTypeStoreSize(St.getValueOperand()->getType())
                    .getKnownMinValue());
      tbaaBaseFacts(get(I, St.getPointerOperand()), Tag);
      if (isPointerLike(St.getValueOperand()->getType()))
        pointeeFacts(get(I, St.getValueOperand()), X);
    }
    return;
  }
  case Instruction::AtomicRMW:
    return collectAtomic(I, cast<AtomicRMWInst>(X));
  case Instruction::AtomicCmpXchg: {
    auto &C = cast<AtomicCmpXchgInst>(X);
    Type *T = C.getCompareOperand()->getType();
    VarId P = get(I, C.getPointerOperand());
    collectStore(I, X, C.getPointerOperand(), C.getNewValOperand());
    Copy Cp;
    Cp.From = P, Cp.To = get(I, &X), Cp.Len = DL.getTypeStoreSize(T);
    Cp.IsLoad = true;
    S.addCopy(Cp);
    if (isBytes(T) && !isa<Constant>(C.getCompareOperand())) {
      Cp.To = get(I, C.getCompareOperand());
      S.addCopy(Cp);
    }
    return;
  }
  case Instruction::GetElementPtr:
    return collectGEP(I, cast<GEPOperator>(X), get(I, &X));
  case Instruction::PHI:
    for (Value *In : cast<PHINode>(X).incoming_values())
      sameBytes(I, In, &X);
    return;
  case Instruction::Select:
    sameBytes(I, X.getOperand(1), &X);
    sameBytes(I, X.getOperand(2), &X);
    return;
  case Instruction::Freeze:
    return sameBytes(I, X.getOperand(0), &X);
  case Instruction::ICmp:
    markInteger(I, X.getOperand(0), Rank::Soft);
    markInteger(I, X.getOperand(1), Rank::Soft);
    return;
  case Instruction::Switch:
    return markInteger(I, X.getOperand(0), Rank::Own);
  case Instruction::ExtractValue:
  case Instruction::InsertValue:
  case Instruction::ExtractElement:
  case Instruction::InsertElement:
  case Instruction::ShuffleVector:
    return collectAggregate(I, X);
  case Instruction::Ret:
    I.Returns.push_back(cast<ReturnInst>(&X));
    if (X.getNumOperands())
      get(I, X.getOperand(0));
    return;
  case Instruction::VAArg:
    if (X.getType()->isPointerTy())
      S.addEdge(made(&X, Origin::External), get(I, &X));
    else if (VarId V = get(I, &X); V != NoId)
      Escaped.push_back(V);
    return;
  default:
    get(I, &X);
    return;
  }
}

void TypesImpl::collect(Instance &I) {
  for (Instruction &X : instructions(*I.F))
    collectInst(I, X);
  collectDebugRecords(I);
}

} // namespace wengert
