//===- WireMarshal.cpp - Values between two ABIs --------------------------===//
#include "Request/WireMarshal.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"

using namespace llvm;

namespace wengert {

AllocaInst *entrySlot(IRBuilder<> &B, Type *Ty, const Twine &Name,
                      MaybeAlign Align) {
  Function *F = B.GetInsertBlock()->getParent();
  const DataLayout &DL = F->getDataLayout();
  BasicBlock &Entry = F->getEntryBlock();
  auto *Slot = new AllocaInst(Ty, DL.getAllocaAddrSpace(), nullptr,
                              Align.value_or(DL.getPrefTypeAlign(Ty)), Name,
                              Entry.getFirstInsertionPt());
  return Slot;
}

uint64_t dataEnd(const DataLayout &DL, Type *T) {
  if (auto *ST = dyn_cast<StructType>(T)) {
    uint64_t End = 0;
    const StructLayout *L = DL.getStructLayout(ST);
    for (unsigned I = 0; I < ST->getNumElements(); ++I)
      End = std::max(End, uint64_t(L->getElementOffset(I)) +
                              dataEnd(DL, ST->getElementType(I)));
    return End;
  }
  if (auto *AT = dyn_cast<ArrayType>(T)) {
    uint64_t N = AT->getNumElements();
    if (N == 0)
      return 0;
    return (N - 1) * DL.getTypeAllocSize(AT->getElementType()) +
           dataEnd(DL, AT->getElementType());
  }
  return DL.getTypeStoreSize(T);
}

static bool sameBytes(const DataLayout &DL, Type *A, Type *B) {
  return A->isSized() && B->isSized() &&
         (DL.getTypeAllocSize(A) == DL.getTypeAllocSize(B) ||
          dataEnd(DL, A) == dataEnd(DL, B));
}

bool canConvert(const DataLayout &DL, Type *From, Type *To, const Value *V) {
  if (From == To)
    return true;
  if (From->isFloatingPointTy() && To->isFloatingPointTy())
    return true;
  if (From->isIntegerTy() && To->isIntegerTy())
    return From->getIntegerBitWidth() >= To->getIntegerBitWidth() ||
           isa_and_nonnull<ConstantInt>(V);
  if (From->isPointerTy() && To->isPointerTy())
    return true;
  if (From->isPointerTy() && To->isIntegerTy())
    return DL.getTypeSizeInBits(From) == DL.getTypeSizeInBits(To);
  if (From->isIntegerTy() && To->isPointerTy()) {
    if (const auto *C = dyn_cast_or_null<ConstantInt>(V); C && C->isZero())
      return true;
    return DL.getTypeSizeInBits(From) == DL.getTypeSizeInBits(To);
  }
  // An integer for a float is a mistake at the call, not another layout.
  if (From->isSingleValueType() && To->isSingleValueType() &&
      !From->isVectorTy() && !To->isVectorTy())
    return false;
  return sameBytes(DL, From, To);
}

/// Moves V's bytes into a To, both of the same size.
static Value *throughMemory(IRBuilder<> &B, Value *V, Type *To) {
  const DataLayout &DL = B.GetInsertBlock()->getDataLayout();
  Type *From = V->getType();
  Type *Larger =
      DL.getTypeAllocSize(From) >= DL.getTypeAllocSize(To) ? From : To;
  Align A = std::max(DL.getABITypeAlign(From), DL.getABITypeAlign(To));
  AllocaInst *Slot = entrySlot(B, Larger, "wengert.bytes", A);
  B.CreateAlignedStore(V, Slot, A);
  return B.CreateAlignedLoad(To, Slot, A);
}

Value *convert(IRBuilder<> &B, Value *V, Type *To) {
  Type *From = V->getType();
  if (From == To)
    return V;
  if (From->isFloatingPointTy() && To->isFloatingPointTy()) {
    if (From->getPrimitiveSizeInBits() == To->getPrimitiveSizeInBits()) {
      // half and bfloat: no direct conversion, both embed in float.
      V = B.CreateFPExt(V, B.getFloatTy());
      return B.CreateFPTrunc(V, To);
    }
    return B.CreateFPCast(V, To);
  }
  if (From->isIntegerTy() && To->isIntegerTy())
    return B.CreateIntCast(V, To, /*isSigned=*/true);
  if (From->isPointerTy() && To->isPointerTy())
    return B.CreatePointerBitCastOrAddrSpaceCast(V, To);
  if (From->isPointerTy() && To->isIntegerTy())
    return B.CreatePtrToInt(V, To);
  if (From->isIntegerTy() && To->isPointerTy())
    return B.CreateIntToPtr(V, To);
  return throughMemory(B, V, To);
}

/// Size and alignment a type has in the struct the front end declared, which
/// is not always LLVM's: memory of unknown type (`[24 x i8]`, Rust's sret) is
/// laid out in words, and `{<2 x float>, float}` is how three floats travel.
static std::pair<uint64_t, Align> sourceLayout(const DataLayout &DL, Type *T) {
  if (auto *AT = dyn_cast<ArrayType>(T);
      AT && AT->getElementType()->isIntegerTy(8)) {
    uint64_t N = AT->getNumElements();
    return {N, Align(N % 8 == 0 ? 8 : N % 4 == 0 ? 4 : 1)};
  }
  if (auto *VT = dyn_cast<FixedVectorType>(T);
      VT && DL.getTypeStoreSize(VT) <= 8)
    return {DL.getTypeStoreSize(VT), DL.getABITypeAlign(VT->getElementType())};
  auto *ST = dyn_cast<StructType>(T);
  if (!ST || !ST->isLiteral() || ST->isPacked())
    return {DL.getTypeAllocSize(T), DL.getABITypeAlign(T)};
  uint64_t End = 0;
  Align Max(1);
  for (Type *M : ST->elements()) {
    auto [Size, A] = sourceLayout(DL, M);
    End = alignTo(End, A) + Size;
    Max = std::max(Max, A);
  }
  return {alignTo(End, Max), Max};
}

/// The members of T that are no explicit padding (`[1 x i32]`, `[4 x i8]`).
static SmallVector<std::pair<Type *, uint64_t>, 8> members(const DataLayout &DL,
                                                           StructType *T) {
  SmallVector<std::pair<Type *, uint64_t>, 8> Out;
  for (unsigned I = 0; I < T->getNumElements(); ++I) {
    Type *M = T->getElementType(I);
    auto *AT = dyn_cast<ArrayType>(M);
    bool Padding =
        AT && AT->getElementType()->isIntegerTy() &&
        AT->getNumElements() * DL.getTypeAllocSize(AT->getElementType()) < 8;
    if (!Padding)
      Out.push_back({M, DL.getStructLayout(T)->getElementOffset(I)});
  }
  return Out;
}

/// Elements and members of T one to one. rustc may reorder the fields of a
/// tuple; equal types keep their order.
static bool matchMembers(const DataLayout &DL,
                         MutableArrayRef<WireElement> Elements, Type *T) {
  auto *ST = dyn_cast<StructType>(T);
  if (!ST)
    return false;
  auto Members = members(DL, ST);
  if (Members.size() != Elements.size())
    return false;
  bool InOrder = true;
  for (unsigned I = 0; I < Members.size(); ++I) {
    Type *A = Members[I].first, *B = Elements[I].Ty;
    bool Scalars = !A->isAggregateType() && !B->isAggregateType();
    InOrder &= A == B || (!Scalars && dataEnd(DL, A) == dataEnd(DL, B));
  }
  if (InOrder) {
    for (unsigned I = 0; I < Members.size(); ++I)
      Elements[I].Offset = Members[I].second;
    return true;
  }
  SmallVector<bool, 8> Used(Members.size(), false);
  SmallVector<uint64_t, 8> Offsets;
  for (const WireElement &E : Elements) {
    bool Found = false;
    for (unsigned I = 0; I < Members.size() && !Found; ++I)
      if (!Used[I] && Members[I].first == E.Ty) {
        Used[I] = Found = true;
        Offsets.push_back(Members[I].second);
      }
    if (!Found)
      return false;
  }
  for (unsigned I = 0; I < Elements.size(); ++I)
    Elements[I].Offset = Offsets[I];
  return true;
}

bool layoutFits(const DataLayout &DL, MutableArrayRef<WireElement> Elements,
                Type *T) {
  uint64_t End = 0;
  for (WireElement &E : Elements) {
    auto [Size, A] = sourceLayout(DL, E.Ty);
    E.Offset = alignTo(End, A);
    // The next element of a C struct follows this one's tail padding.
    End = E.Offset + Size;
  }
  if (Elements.empty())
    return T->isVoidTy() || (T->isSized() && DL.getTypeAllocSize(T) == 0);
  if (T->isVoidTy() || !T->isSized())
    return false;
  if (Elements.size() == 1 && T->isFloatingPointTy() &&
      Elements[0].Ty->isFloatingPointTy())
    return true;
  uint64_t Mine = Elements.back().Offset + dataEnd(DL, Elements.back().Ty);
  uint64_t Theirs = dataEnd(DL, T);
  if (matchMembers(DL, Elements, T))
    return true;
  if (Mine == Theirs || End == Theirs)
    return true;
  // A C struct of a few small members comes back in one register.
  return (T->isIntegerTy() || T->isVectorTy()) && Theirs <= 8 &&
         PowerOf2Ceil(Mine) == Theirs;
}

/// A single float declared wider or narrower than the primal's converts; all
/// else moves as it is.
static Value *asDeclared(IRBuilder<> &B, const WireCall &W, unsigned I,
                         const ElementValue &E) {
  Value *V = E.V;
  if (E.InMemory)
    V = B.CreateAlignedLoad(W.Result[I].Ty, V, Align(1));
  else
    V = convert(B, V, W.Result[I].Ty);
  if (W.Result.size() == 1 && W.ResultTy->isFloatingPointTy() &&
      V->getType()->isFloatingPointTy())
    V = convert(B, V, W.ResultTy);
  return V;
}

/// Where every element is a member of the declared struct, no memory is
/// needed. Null otherwise.
static Value *assembleInRegisters(IRBuilder<> &B, const WireCall &W,
                                  ArrayRef<ElementValue> Values) {
  const DataLayout &DL = B.GetInsertBlock()->getDataLayout();
  if (W.Result.size() == 1 &&
      (W.Result[0].Ty == W.ResultTy || W.ResultTy->isFloatingPointTy()))
    return asDeclared(B, W, 0, Values[0]);
  auto *ST = dyn_cast<StructType>(W.ResultTy);
  if (!ST)
    return nullptr;
  SmallVector<std::pair<unsigned, unsigned>, 4> Places; // element, member
  for (unsigned I = 0; I < W.Result.size(); ++I)
    for (unsigned M = 0; M < ST->getNumElements(); ++M)
      if (W.Result[I].Ty == ST->getElementType(M) &&
          W.Result[I].Offset == DL.getStructLayout(ST)->getElementOffset(M)) {
        Places.push_back({I, M});
        break;
      }
  if (Places.size() != W.Result.size())
    return nullptr;
  Value *Agg = PoisonValue::get(ST);
  for (auto [I, M] : Places)
    Agg = B.CreateInsertValue(Agg, asDeclared(B, W, I, Values[I]), M);
  return Agg;
}

Value *assembleResult(IRBuilder<> &B, const WireCall &W,
                      ArrayRef<ElementValue> Values) {
  const DataLayout &DL = B.GetInsertBlock()->getDataLayout();
  Type *T = W.ResultTy;
  if (T->isVoidTy())
    return nullptr;
  Value *Mem = W.ResultMem;
  if (!Mem) {
    if (W.Result.empty())
      return PoisonValue::get(T);
    if (Value *V = assembleInRegisters(B, W, Values))
      return V;
    uint64_t Size = DL.getTypeAllocSize(T);
    for (const WireElement &E : W.Result)
      Size = std::max<uint64_t>(Size, E.Offset + DL.getTypeAllocSize(E.Ty));
    Mem = entrySlot(B, ArrayType::get(B.getInt8Ty(), Size), "wengert.result",
                    std::max(DL.getABITypeAlign(T), Align(8)));
  }
  for (unsigned I = 0; I < W.Result.size(); ++I) {
    const WireElement &E = W.Result[I];
    Value *At = B.CreateConstInBoundsGEP1_64(B.getInt8Ty(), Mem, E.Offset);
    if (Values[I].InMemory) {
      B.CreateMemCpy(At, Align(1), Values[I].V, Align(1), dataEnd(DL, E.Ty));
      continue;
    }
    Value *V = asDeclared(B, W, I, Values[I]);
    B.CreateAlignedStore(
        V, At, commonAlignment(DL.getABITypeAlign(V->getType()), E.Offset));
  }
  return W.ResultMem ? nullptr : B.CreateLoad(T, Mem);
}

static StringRef floatName(Type *T) {
  switch (T->getTypeID()) {
  case Type::HalfTyID:
    return "Float@half";
  case Type::BFloatTyID:
    return "Float@bfloat";
  case Type::FloatTyID:
    return "Float@float";
  case Type::DoubleTyID:
    return "Float@double";
  case Type::X86_FP80TyID:
    return "Float@fp80";
  case Type::FP128TyID:
    return "Float@fp128";
  case Type::PPC_FP128TyID:
    return "Float@ppc128";
  default:
    return "";
  }
}

static void collectFacts(const DataLayout &DL, Type *T, uint64_t Offset,
                         StringRef Prefix, SmallVectorImpl<std::string> &Out) {
  if (Out.size() > 64)
    return; // facts are hints; a huge array needs no list
  if (auto *ST = dyn_cast<StructType>(T)) {
    for (unsigned I = 0; I < ST->getNumElements(); ++I)
      collectFacts(DL, ST->getElementType(I),
                   Offset + DL.getStructLayout(ST)->getElementOffset(I), Prefix,
                   Out);
    return;
  }
  Type *Element = nullptr;
  uint64_t N = 0;
  if (auto *AT = dyn_cast<ArrayType>(T)) {
    Element = AT->getElementType();
    N = AT->getNumElements();
  } else if (auto *VT = dyn_cast<FixedVectorType>(T)) {
    Element = VT->getElementType();
    N = VT->getNumElements();
  }
  if (Element) {
    for (uint64_t I = 0; I < N && Out.size() <= 64; ++I)
      collectFacts(DL, Element, Offset + I * DL.getTypeAllocSize(Element),
                   Prefix, Out);
    return;
  }
  StringRef Name = T->isPointerTy() ? StringRef("Pointer") : floatName(T);
  if (!Name.empty())
    Out.push_back(("[" + Prefix + Twine(Offset) + "]:" + Name).str());
}

std::string typeFacts(const DataLayout &DL, Type *T, bool Behind) {
  SmallVector<std::string, 8> Facts;
  collectFacts(DL, T, 0, Behind ? "-1," : "", Facts);
  if (Facts.empty())
    return "";
  std::string S = Behind ? "{[-1]:Pointer" : "{";
  for (const std::string &F : Facts)
    S += (S.size() > 1 ? ", " : "") + F;
  return S + "}";
}

Constant *onesLike(Type *T) {
  if (T->isFPOrFPVectorTy())
    return ConstantFP::get(T, 1.0);
  if (auto *ST = dyn_cast<StructType>(T)) {
    SmallVector<Constant *, 4> Members;
    for (Type *M : ST->elements())
      Members.push_back(onesLike(M));
    return ConstantStruct::get(ST, Members);
  }
  if (auto *AT = dyn_cast<ArrayType>(T)) {
    SmallVector<Constant *, 4> Members(AT->getNumElements(),
                                       onesLike(AT->getElementType()));
    return ConstantArray::get(AT, Members);
  }
  return Constant::getNullValue(T);
}

} // namespace wengert
