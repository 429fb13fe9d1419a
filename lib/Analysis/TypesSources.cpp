//===- TypesSources.cpp - Evidence beside the instructions ----------------===//
//
// Declared types, TBAA, debug information, and what the request says.
//
//===----------------------------------------------------------------------===//
#include "Analysis/TypesImpl.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"
#include <numeric>

using namespace llvm;

namespace wengert {

static ByteType kind(ByteType::Kind K) { return ByteType{K}; }

static ByteType floatT(Type *T) {
  ByteType B{ByteType::Float};
  B.FloatTy = T;
  return B;
}

//===----------------------------------------------------------------------===//
// IR types of allocas, globals and GEPs
//===----------------------------------------------------------------------===//

/// Floats, pointers and padding only: front ends declare unions and byte
/// buffers as integers.
bool isUnion(const StructType *T) {
  return T->hasName() && T->getName().starts_with("union.");
}

void TypesImpl::declaredFacts(VarId P, int64_t Off, Type *Ty, Rank R,
                              unsigned &Budget, bool Complete) {
  if (P == NoId || !Budget || !Ty->isSized() || isa<ScalableVectorType>(Ty))
    return;
  --Budget;
  if (Ty->isFloatingPointTy()) {
    S.addAccess(P, Off, DL.getTypeStoreSize(Ty), floatT(Ty), R);
  } else if (Ty->isPointerTy()) {
    S.addAccess(P, Off, DL.getTypeStoreSize(Ty), kind(ByteType::Pointer), R);
  } else if (auto *ST = dyn_cast<StructType>(Ty)) {
    if (isUnion(ST)) // of its members, the type names one
      return;
    const StructLayout *L = DL.getStructLayout(ST);
    uint64_t End = 0;
    auto padding = [&](uint64_t Next) {
      if (Next > End && Next - End < 16)
        S.addAccess(P, Off + int64_t(End), Next - End, kind(ByteType::Anything),
                    Rank::Soft);
    };
    for (unsigned K = 0; K < ST->getNumElements(); ++K) {
      padding(L->getElementOffset(K));
      declaredFacts(P, Off + int64_t(L->getElementOffset(K)),
                    ST->getElementType(K), R, Budget, Complete);
      End = L->getElementOffset(K) + DL.getTypeStoreSize(ST->getElementType(K));
    }
    if (Complete)
      padding(L->getSizeInBytes());
  } else if (isa<ArrayType>(Ty) || isa<FixedVectorType>(Ty)) {
    Type *E = Ty->getContainedType(0);
    uint64_t N = isa<ArrayType>(Ty)
                     ? Ty->getArrayNumElements()
                     : cast<FixedVectorType>(Ty)->getNumElements();
    uint64_t Size = DL.getTypeAllocSize(E);
    if (E->isIntegerTy() || !Size)
      return;
    if (N <= 16) {
      for (uint64_t K = 0; K < N; ++K)
        declaredFacts(P, Off + int64_t(K * Size), E, R, Budget, Complete);
      return;
    }
    VarId Elements = S.newVar();
    S.addEdge(P, Elements, Off, Size);
    declaredFacts(Elements, 0, E, R, Budget, Complete);
  }
}

//===----------------------------------------------------------------------===//
// TBAA
//===----------------------------------------------------------------------===//

/// The byte type clang's name of a scalar stands for.
static ByteType tbaaType(LLVMContext &C, StringRef Name, uint64_t Size) {
  if (Name == "double" && Size == 8)
    return floatT(Type::getDoubleTy(C));
  if (Name == "float" && Size == 4)
    return floatT(Type::getFloatTy(C));
  if (Name == "_Float16" && Size == 2)
    return floatT(Type::getHalfTy(C));
  if (Name == "__bf16" && Size == 2)
    return floatT(Type::getBFloatTy(C));
  if (Name == "any pointer" || Name == "vtable pointer")
    return kind(ByteType::Pointer);
  // Since clang 20: "p1 double", "p2 _ZTS4node", ...
  if (Name.size() > 2 && Name[0] == 'p' && isDigit(Name[1]) &&
      Name.drop_while([](char X) { return isAlnum(X); }).starts_with(" "))
    return kind(ByteType::Pointer);
  if (Name == "int" || Name == "long" || Name == "short" ||
      Name == "long long" || Name == "bool" || Name == "_Bool" ||
      Name == "unsigned int" || Name == "__int128")
    return kind(ByteType::Integer);
  return {};
}

/// Size of clang's scalar types; 0 for arrays of them (which look the same),
/// structs and what is not known. A member's type node does not tell a scalar
/// from an array of it, so that gaps are taken only after scalars whose next
/// member follows within the alignment.
static uint64_t tbaaSize(const DataLayout &DL, StringRef Name) {
  if (Name == "double" || Name == "long" || Name == "long long")
    return 8;
  if (Name == "float" || Name == "int")
    return 4;
  if (Name == "short")
    return 2;
  if (Name == "bool" || Name == "_Bool")
    return 1;
  if (Name == "any pointer" || Name == "vtable pointer" ||
      (Name.size() > 2 && Name[0] == 'p' && isDigit(Name[1])))
    return DL.getPointerSize();
  return 0;
}

bool movesDeclaredPointer(const Instruction &X) {
  const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
  auto *Access = Tag && Tag->getNumOperands() > 2
                     ? dyn_cast_or_null<MDNode>(Tag->getOperand(1))
                     : nullptr;
  auto *Name = Access && Access->getNumOperands()
                   ? dyn_cast_or_null<MDString>(Access->getOperand(0))
                   : nullptr;
  return Name && tbaaType(X.getContext(), Name->getString(),
                          X.getDataLayout().getPointerSize())
                     .isPointer();
}

bool isDeclaredInteger(const DataLayout &DL, const Instruction &X) {
  if (X.hasMetadata("wengert.integer"))
    return true;
  const Value *V = isa<StoreInst>(X) ? X.getOperand(0) : &X;
  const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
  if (!Tag || Tag->getNumOperands() < 3 || !V->getType()->isIntegerTy())
    return false;
  auto *Access = dyn_cast_or_null<MDNode>(Tag->getOperand(1));
  auto *Name = Access && Access->getNumOperands()
                   ? dyn_cast_or_null<MDString>(Access->getOperand(0))
                   : nullptr;
  if (!Name)
    return false;
  uint64_t Size = DL.getTypeStoreSize(V->getType());
  return tbaaSize(DL, Name->getString()) == Size &&
         tbaaType(X.getContext(), Name->getString(), Size).K ==
             ByteType::Integer;
}

ByteType declaredScalar(const DataLayout &DL, const Instruction &X,
                        uint64_t Size) {
  const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
  auto *Access = !Tag || Tag->getNumOperands() < 3
                     ? nullptr
                     : dyn_cast_or_null<MDNode>(Tag->getOperand(1));
  auto *Name = Access && Access->getNumOperands()
                   ? dyn_cast_or_null<MDString>(Access->getOperand(0))
                   : nullptr;
  uint64_t Each = Name ? tbaaSize(DL, Name->getString()) : 0;
  if (!Each || Size % Each)
    return {};
  ByteType T = tbaaType(X.getContext(), Name->getString(), Each);
  return T.isFloat() || T.isPointer() ? T : ByteType();
}

void TypesImpl::tbaaFacts(VarId P, const MDNode *Tag, uint64_t Size,
                          int64_t Off, Rank Best) {
  // Struct-path tag: {base type, access type, offset, ...}; a scalar type is
  // {name, parent, ...}.
  if (P == NoId || !Tag || Tag->getNumOperands() < 3)
    return;
  auto *Access = dyn_cast_or_null<MDNode>(Tag->getOperand(1));
  if (!Access || Access->getNumOperands() < 1)
    return;
  auto *Name = dyn_cast_or_null<MDString>(Access->getOperand(0));
  if (!Name)
    return;
  ByteType T = tbaaType(Body.getContext(), Name->getString(), Size);
  if (T.K == ByteType::Unknown ||
      (T.isPointer() && Size != DL.getPointerSize()))
    return;
  // The compiler may have turned an access of floats into one of integers,
  // never the reverse: integer names say less.
  S.addAccess(
      P, Off, Size, T,
      std::min(Best, T.K == ByteType::Integer ? Rank::Soft : Rank::Access));
}

void TypesImpl::tbaaElementFacts(VarId P, const MDNode *Tag) {
  auto *Access = Tag->getNumOperands() < 3
                     ? nullptr
                     : dyn_cast_or_null<MDNode>(Tag->getOperand(1));
  auto *Name = Access && Access->getNumOperands()
                   ? dyn_cast_or_null<MDString>(Access->getOperand(0))
                   : nullptr;
  uint64_t Size = Name ? tbaaSize(DL, Name->getString()) : 0;
  if (!Size || P == NoId)
    return;
  tbaaFacts(elementOf(P, Size), Tag, Size);
}

/// Any of the elements of Size bytes from P on.
VarId TypesImpl::elementOf(VarId P, uint64_t Size) {
  VarId Each = S.newVar();
  S.addEdge(P, Each, 0, Size);
  return Each;
}

Type *declaredPointee(const Instruction &X) {
  if (const MDNode *Noted = X.getMetadata("wengert.elements"))
    return mdconst::extract<Constant>(Noted->getOperand(0))->getType();
  const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
  auto *Access = !Tag || Tag->getNumOperands() < 3
                     ? nullptr
                     : dyn_cast_or_null<MDNode>(Tag->getOperand(1));
  auto *Name = Access && Access->getNumOperands()
                   ? dyn_cast_or_null<MDString>(Access->getOperand(0))
                   : nullptr;
  StringRef Text = Name ? Name->getString() : "";
  if (!Text.consume_front("p1 "))
    return nullptr;
  // Integers may be what storage is made of.
  return tbaaType(X.getContext(), Text, tbaaSize(X.getDataLayout(), Text))
      .FloatTy;
}

/// Where the pointer P leads that X moves.
void TypesImpl::pointeeFacts(VarId P, const Instruction &X) {
  Type *T = declaredPointee(X);
  if (!T || P == NoId)
    return;
  uint64_t Size = DL.getTypeStoreSize(T);
  S.addAccess(elementOf(P, Size), 0, Size, floatT(T), Rank::Hint);
}

void TypesImpl::notedFacts(VarId P, const Layout &L, uint64_t Len) {
  static constexpr uint64_t MaxExact = 64;
  if (P == NoId || L.Runs.empty())
    return;
  bool Exact = Len != AnyLen && Len / L.Period <= MaxExact;
  VarId Each = Exact ? P : elementOf(P, L.Period);
  for (uint64_t Off = 0; Off < (Exact ? Len : L.Period); Off += L.Period)
    for (const TypeRun &R : L.Runs) {
      uint64_t Size = R.Type.isFloat()
                          ? DL.getTypeStoreSize(R.Type.FloatTy).getFixedValue()
                          : R.Size;
      if (R.Type.isPointer())
        Size = DL.getPointerSize();
      if (R.Type.K == ByteType::Anything)
        continue;
      for (uint64_t At = 0; At < R.Size; At += Size)
        S.addAccess(Each, int64_t(Off + R.Offset + At), Size, R.Type,
                    Exact ? Rank::Access : Rank::Hint);
    }
}

/// The struct a struct-path access goes through: its scalar members say what
/// lies around the access, and the gaps between them are padding.
void TypesImpl::tbaaBaseFacts(VarId P, const MDNode *Tag) {
  if (P == NoId || !Tag || Tag->getNumOperands() < 3 ||
      Tag->getOperand(0) == Tag->getOperand(1))
    return;
  auto *Base = dyn_cast_or_null<MDNode>(Tag->getOperand(0));
  auto *At = mdconst::dyn_extract_or_null<ConstantInt>(Tag->getOperand(2));
  // {name, (member type, offset)*}; new-format nodes start with a node.
  if (!Base || !At || Base->getNumOperands() < 5 ||
      !isa_and_nonnull<MDString>(Base->getOperand(0)))
    return;
  static constexpr unsigned MaxMembers = 32;
  int64_t Start = -int64_t(At->getZExtValue());
  int64_t End = 0;
  for (unsigned K = 1; K + 1 < Base->getNumOperands() && K < 2 * MaxMembers;
       K += 2) {
    auto *Member = dyn_cast_or_null<MDNode>(Base->getOperand(K));
    auto *Off =
        mdconst::dyn_extract_or_null<ConstantInt>(Base->getOperand(K + 1));
    if (!Member || !Off || Member->getNumOperands() < 1)
      return;
    int64_t O = Off->getSExtValue();
    auto *Name = dyn_cast_or_null<MDString>(Member->getOperand(0));
    uint64_t Size = Name ? tbaaSize(DL, Name->getString()) : 0;
    if (End > 0 && O > End && O - End < 8)
      S.addAccess(P, Start + End, O - End, kind(ByteType::Anything),
                  Rank::Soft);
    End = Size ? O + int64_t(Size) : 0;
    ByteType T = Size ? tbaaType(Body.getContext(), Name->getString(), Size)
                      : ByteType();
    if (T.K == ByteType::Float || T.K == ByteType::Pointer)
      S.addAccess(P, Start + O, Size, T, Rank::Soft);
  }
}

Layout Types::declaredLayout(const CallBase &Copy, uint64_t Len) const {
  Layout L;
  L.Period = Len;
  const DataLayout &DL = Impl->DL;
  uint64_t End = 0;
  auto put = [&](uint64_t To, ByteType T) {
    if (To > End)
      L.Runs.push_back({End, To - End, T});
    End = std::max(End, To);
  };
  const MDNode *MD = Copy.getMetadata(LLVMContext::MD_tbaa_struct);
  for (unsigned K = 0; MD && K + 2 < MD->getNumOperands(); K += 3) {
    auto *Off = mdconst::dyn_extract<ConstantInt>(MD->getOperand(K));
    auto *Size = mdconst::dyn_extract<ConstantInt>(MD->getOperand(K + 1));
    auto *Tag = dyn_cast_or_null<MDNode>(MD->getOperand(K + 2));
    auto *Ty = Tag && Tag->getNumOperands() > 1
                   ? dyn_cast_or_null<MDNode>(Tag->getOperand(1))
                   : nullptr;
    auto *Name = Ty && Ty->getNumOperands()
                     ? dyn_cast_or_null<MDString>(Ty->getOperand(0))
                     : nullptr;
    if (!Off || !Size || !Name || Off->getZExtValue() < End ||
        Off->getZExtValue() + Size->getZExtValue() > Len)
      break;
    uint64_t Element = tbaaSize(DL, Name->getString());
    put(Off->getZExtValue(), kind(ByteType::Anything)); // padding
    put(End + Size->getZExtValue(),
        tbaaType(Copy.getContext(), Name->getString(),
                 // An array is listed as its element, with its own size.
                 Element && Size->getZExtValue() % Element == 0
                     ? Element
                     : Size->getZExtValue()));
  }
  put(Len, End ? kind(ByteType::Anything) : ByteType());
  return L;
}

void TypesImpl::tbaaStructFacts(VarId Dst, VarId Src, const MDNode *MD,
                                uint64_t Len) {
  uint64_t End = 0;
  for (unsigned K = 0; K + 2 < MD->getNumOperands(); K += 3) {
    auto *Off = mdconst::dyn_extract<ConstantInt>(MD->getOperand(K));
    auto *Size = mdconst::dyn_extract<ConstantInt>(MD->getOperand(K + 1));
    auto *Tag = dyn_cast_or_null<MDNode>(MD->getOperand(K + 2));
    if (!Off || !Size || !Tag)
      continue;
    // The listed fields are all there is; gaps are padding.
    uint64_t At = Off->getZExtValue();
    for (VarId P : {Dst, Src})
      if (At > End)
        S.addAccess(P, int64_t(End), At - End, kind(ByteType::Anything),
                    Rank::Soft);
    End = std::max(End, At + Size->getZExtValue());
    for (VarId P : {Dst, Src})
      tbaaFacts(P, Tag, Size->getZExtValue(), int64_t(Off->getZExtValue()),
                Rank::Peek);
  }
  if (Len != AnyLen && Len > End)
    for (VarId P : {Dst, Src})
      S.addAccess(P, int64_t(End), Len - End, kind(ByteType::Anything),
                  Rank::Soft);
}

//===----------------------------------------------------------------------===//
// Debug information
//===----------------------------------------------------------------------===//

static Type *dwarfFloat(LLVMContext &C, const DIBasicType *B) {
  switch (B->getSizeInBits()) {
  case 16:
    return B->getName().contains("bf16") ? Type::getBFloatTy(C)
                                         : Type::getHalfTy(C);
  case 32:
    return Type::getFloatTy(C);
  case 64:
    return Type::getDoubleTy(C);
  case 128:
    // x86's long double is 80 bits in 128.
    if (B->getName() == "long double")
      return Type::getX86_FP80Ty(C);
    return Type::getFP128Ty(C);
  default:
    return nullptr;
  }
}

static const DIType *stripTypedefs(const DIType *T) {
  while (const auto *D = dyn_cast_or_null<DIDerivedType>(T)) {
    switch (D->getTag()) {
    case dwarf::DW_TAG_typedef:
    case dwarf::DW_TAG_const_type:
    case dwarf::DW_TAG_volatile_type:
    case dwarf::DW_TAG_restrict_type:
    case dwarf::DW_TAG_atomic_type:
      T = D->getBaseType();
      continue;
    default:
      return T;
    }
  }
  return T;
}

/// A pointer to a To may point into an array of them: the distance of its
/// elements, or 0. A C++ class may be the base of a larger one, whose members
/// follow it.
static uint64_t elementStride(const DIType *To) {
  const auto *C = dyn_cast<DICompositeType>(To);
  if (C && C->getIdentifier().starts_with("_ZTS"))
    return 0;
  return To->getSizeInBits() / 8;
}

/// Facts about memory at P + Off that holds a Ty.
void TypesImpl::debugFacts(VarId P, int64_t Off, const DIType *Ty,
                           unsigned Depth, unsigned &Budget) {
  Ty = stripTypedefs(Ty);
  if (P == NoId || !Ty || !Budget || Depth > 8)
    return;
  --Budget;
  if (const auto *B = dyn_cast<DIBasicType>(Ty)) {
    if (B->getEncoding() == dwarf::DW_ATE_float) {
      if (Type *F = dwarfFloat(Body.getContext(), B))
        S.addAccess(P, Off, DL.getTypeStoreSize(F), floatT(F), Rank::Soft);
    } else if (B->getEncoding() != dwarf::DW_ATE_complex_float &&
               // Characters are what storage for something else is made of.
               B->getEncoding() != dwarf::DW_ATE_signed_char &&
               B->getEncoding() != dwarf::DW_ATE_unsigned_char &&
               B->getSizeInBits() >= 8) {
      S.addAccess(P, Off, B->getSizeInBits() / 8, kind(ByteType::Integer),
                  Rank::Soft);
    }
    return;
  }
  if (const auto *D = dyn_cast<DIDerivedType>(Ty)) {
    switch (D->getTag()) {
    case dwarf::DW_TAG_pointer_type:
    case dwarf::DW_TAG_reference_type:
    case dwarf::DW_TAG_rvalue_reference_type: {
      S.addAccess(P, Off, DL.getPointerSize(), kind(ByteType::Pointer),
                  Rank::Soft);
      const DIType *To = stripTypedefs(D->getBaseType());
      if (!To || To->getSizeInBits() <= 8)
        return; // `char *` may be anything's address
      VarId Target = S.newVar(), Each = S.newVar();
      S.addLoad(P, Off, Target);
      S.addEdge(Target, Each, 0, elementStride(To));
      debugFacts(Each, 0, To, Depth + 1, Budget);
      return;
    }
    case dwarf::DW_TAG_member:
    case dwarf::DW_TAG_inheritance:
      if (!D->isStaticMember())
        debugFacts(P, Off + int64_t(D->getOffsetInBits() / 8), D->getBaseType(),
                   Depth, Budget);
      return;
    default:
      return;
    }
  }
  const auto *C = dyn_cast<DICompositeType>(Ty);
  if (!C)
    return;
  switch (C->getTag()) {
  case dwarf::DW_TAG_structure_type:
  case dwarf::DW_TAG_class_type:
    for (const DINode *E : C->getElements())
      if (const auto *M = dyn_cast<DIDerivedType>(E))
        debugFacts(P, Off, M, Depth + 1, Budget);
    return;
  case dwarf::DW_TAG_array_type: {
    const DIType *E = stripTypedefs(C->getBaseType());
    if (!E || !E->getSizeInBits())
      return;
    uint64_t Size = E->getSizeInBits() / 8;
    uint64_t N = C->getSizeInBits() / E->getSizeInBits();
    if (N && N <= 16) {
      for (uint64_t K = 0; K < N; ++K)
        debugFacts(P, Off + int64_t(K * Size), E, Depth + 1, Budget);
      return;
    }
    VarId Each = S.newVar();
    S.addEdge(P, Each, Off, Size);
    debugFacts(Each, 0, E, Depth + 1, Budget);
    return;
  }
  default:
    // Unions and variant parts may hold any of their members.
    return;
  }
}

/// Types of the source variables that live in memory or are pointers.
void TypesImpl::collectDebugRecords(Instance &I) {
  for (Instruction &X : instructions(*I.F))
    for (DbgVariableRecord &D : filterDbgVars(X.getDbgRecordRange())) {
      if (D.hasArgList() || D.isKillLocation() || D.isDbgAssign())
        continue;
      Value *V = D.getVariableLocationOp(0);
      const DIExpression *E = D.getExpression();
      if (!V || isa<Constant>(V) || !V->getType()->isPointerTy())
        continue;
      VarId P = get(I, V);
      const DIType *Ty = stripTypedefs(D.getVariable()->getType());
      unsigned Budget = 64;
      if (!Ty)
        continue;
      if (D.isDbgDeclare()) {
        if (E->getNumElements() == 0)
          debugFacts(P, 0, Ty, 0, Budget);
        continue;
      }
      // A value: its type is what the pointer is, so look one level down.
      const auto *T = dyn_cast<DIDerivedType>(Ty);
      if (E->getNumElements() != 0 || !T ||
          (T->getTag() != dwarf::DW_TAG_pointer_type &&
           T->getTag() != dwarf::DW_TAG_reference_type))
        continue;
      const DIType *To = stripTypedefs(T->getBaseType());
      if (!To || To->getSizeInBits() <= 8)
        continue; // `char *` may be anything's address
      VarId Each = S.newVar();
      S.addEdge(P, Each, 0, elementStride(To));
      debugFacts(Each, 0, To, 1, Budget);
    }
}

/// Makes the places of the request's constant pointers, so that they can be
/// recognized in what the analysed code reads.
void TypesImpl::requestConstants() {
  std::vector<VarId> State(Body.arg_size(), NoId);
  for (Argument &A : Body.args())
    State[A.getArgNo()] = get(top(), &A);
  for (const ConstPlaces::Place &P : R.Constants.Places) {
    VarId At = S.newVar(), Pointer = S.newVar();
    S.addEdge(State[P.From], At, P.Offset, P.Stride);
    S.addLoad(At, 0, Pointer);
    if (P.K != ConstPlaces::Active)
      ConstCells.push_back({At, P.K == ConstPlaces::Mixed});
    if (P.To == ConstPlaces::None)
      continue;
    if (P.To >= State.size())
      State.resize(P.To + 1, NoId);
    if (State[P.To] == NoId)
      State[P.To] = Pointer;
    else
      S.addEdge(Pointer, State[P.To]);
  }
}

/// Parameters: the request's types, rustc's attributes.
void TypesImpl::requestFacts() {
  for (Argument &A : Body.args()) {
    VarId P = get(top(), &A);
    bool IsPointer = A.getType()->isPointerTy();
    unsigned K = A.getArgNo();
    if (K < R.ArgTypes.size())
      parseTree(P, IsPointer, R.ArgTypes[K], Rank::Access, /*Ours=*/true);
    Attribute Known = Body.getAttributes().getParamAttr(K, "enzyme_type");
    if (Known.isValid())
      parseTree(P, IsPointer, Known.getValueAsString());
    Known = Body.getAttributes().getParamAttr(K, "wengert-caller-type");
    if (Known.isValid())
      parseTree(P, IsPointer, Known.getValueAsString(), Rank::Soft);
    for (auto Kind : {Attribute::ByVal, Attribute::StructRet}) {
      Type *T = Kind == Attribute::ByVal ? A.getParamByValType()
                                         : A.getParamStructRetType();
      unsigned Budget = 128;
      if (T)
        declaredFacts(P, 0, T, Rank::Soft, Budget, /*Complete=*/true);
    }
  }
  if (Body.getAttributes().hasRetAttr("enzyme_type"))
    for (const ReturnInst *Ret : top().Returns)
      if (const Value *V = Ret->getReturnValue())
        parseTree(get(top(), V), V->getType()->isPointerTy(),
                  Body.getAttributes()
                      .getRetAttrs()
                      .getAttribute("enzyme_type")
                      .getValueAsString());
}

} // namespace wengert
