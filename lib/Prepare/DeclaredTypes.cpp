//===- DeclaredTypes.cpp - What addresses say before they are bytes -------===//
#include "Prepare/DeclaredTypes.h"
#include "Models/Languages.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/PatternMatch.h"
#include <map>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

/// clang's names of classes. A union is declared as one of its members, which
/// says nothing about the others.
static bool isClass(const Type *T) {
  const auto *ST = dyn_cast<StructType>(T);
  if (!ST || !ST->hasName())
    return false;
  StringRef N = ST->getName();
  return N.starts_with("struct.") || N.starts_with("class.");
}

/// The type of what a GEP points to, if every step to it goes through classes
/// and arrays; else null.
static Type *memberType(const GEPOperator &G) {
  Type *T = G.getSourceElementType();
  if (!isClass(T) || G.getNumIndices() < 2)
    return nullptr;
  for (unsigned K = 2; K <= G.getNumIndices(); ++K) {
    if (T->isStructTy() && !isClass(T))
      return nullptr;
    T = GetElementPtrInst::getTypeAtIndex(T, G.getOperand(K));
    if (!T)
      return nullptr;
  }
  return T;
}

/// The class P points to, as far as P itself says so.
static Type *classAt(const Value *P) {
  Type *T = nullptr;
  if (const auto *G = dyn_cast<GEPOperator>(P))
    T = memberType(*G);
  else if (const auto *A = dyn_cast<AllocaInst>(P))
    T = A->getAllocatedType();
  else if (const auto *A = dyn_cast<Argument>(P))
    T = A->hasByValAttr() ? A->getParamByValType() : A->getParamStructRetType();
  return T && isClass(T) ? T : nullptr;
}

bool movesLoadFactor(const Instruction &X) {
  const auto *G = dyn_cast<GEPOperator>(getLoadStorePointerOperand(&X));
  auto *ST = G ? dyn_cast<StructType>(G->getSourceElementType()) : nullptr;
  return ST && ST->hasName() &&
         ST->getName().starts_with(
             "struct.std::__detail::_Prime_rehash_policy") &&
         G->getResultElementType()->isFloatTy();
}

/// Is what the load or store X accesses a variable or a member of type T?
static bool isDeclaredAs(const Instruction &X, const Type *T) {
  const Value *At = getLoadStorePointerOperand(&X);
  const auto *G = dyn_cast<GEPOperator>(At);
  const auto *Variable = dyn_cast<AllocaInst>(At);
  return T == (G          ? memberType(*G)
               : Variable ? Variable->getAllocatedType()
                          : nullptr);
}

/// clang's name of a scalar that is stored as a T; empty if there is none.
static StringRef scalarName(const Type *T) {
  switch (T->getTypeID()) {
  case Type::PointerTyID:
    return T->getPointerAddressSpace() ? "" : "any pointer";
  case Type::DoubleTyID:
    return "double";
  case Type::FloatTyID:
    return "float";
  case Type::HalfTyID:
    return "_Float16";
  case Type::BFloatTyID:
    return "__bf16";
  case Type::IntegerTyID:
    return T->isIntegerTy(64)   ? "long"
           : T->isIntegerTy(32) ? "int"
           : T->isIntegerTy(16) ? "short"
                                : "";
  default:
    return "";
  }
}

/// The name of what has the tag below, under a root of its own: what hangs
/// under two roots may be in one place, as far as TBAA tells, and so may two of
/// the same name.
static MDNode *neutralType(LLVMContext &C, StringRef Name) {
  MDBuilder Build(C);
  return Build.createTBAAScalarTypeNode(
      Name, Build.createTBAARoot(("wengert " + Name).str()));
}

/// Says what an access moves, and nothing about what it may overlap.
static MDNode *neutralTag(LLVMContext &C, StringRef Name) {
  MDNode *T = neutralType(C, Name);
  return MDBuilder(C).createTBAAStructTagNode(T, T, 0);
}

namespace {
/// Builds the list of fields that `tbaa.struct` is.
class FieldList {
public:
  FieldList(const DataLayout &DL, LLVMContext &C) : DL(DL), Context(C) {}

  bool add(Type *T, uint64_t Off) {
    if (auto *ST = dyn_cast<StructType>(T)) {
      if (ST->hasName() && ST->getName().starts_with("union."))
        return field(Off, DL.getTypeAllocSize(T), "omnipotent char");
      const StructLayout *L = DL.getStructLayout(ST);
      for (unsigned K = 0; K < ST->getNumElements(); ++K)
        if (!add(ST->getElementType(K), Off + L->getElementOffset(K)))
          return false;
      return true;
    }
    if (auto *AT = dyn_cast<ArrayType>(T)) {
      Type *E = AT->getElementType();
      // Bytes: padding, or storage for something else.
      if (E->isIntegerTy(8))
        return field(Off, AT->getNumElements(), "omnipotent char");
      if (AT->getNumElements() > MaxFields)
        return false;
      for (uint64_t K = 0; K < AT->getNumElements(); ++K)
        if (!add(E, Off + K * DL.getTypeAllocSize(E)))
          return false;
      return true;
    }
    uint64_t Size = DL.getTypeStoreSize(T);
    StringRef Name = T->isIntegerTy(8) ? "omnipotent char" : scalarName(T);
    if (!Name.empty())
      return field(Off, Size, Name);
    return false;
  }

  MDNode *finish() const {
    return Fields.empty() ? nullptr
                          : MDBuilder(Context).createTBAAStructNode(Fields);
  }

private:
  static constexpr unsigned MaxFields = 64;

  bool field(uint64_t Off, uint64_t Size, StringRef Name) {
    if (Fields.size() == MaxFields)
      return false;
    if (Size)
      Fields.emplace_back(Off, Size, neutralTag(Context, Name));
    return true;
  }

  const DataLayout &DL;
  LLVMContext &Context;
  SmallVector<MDBuilder::TBAAStructField, 16> Fields;
};
} // namespace

static void noteCopy(MemTransferInst &M) {
  auto *Len = dyn_cast<ConstantInt>(M.getLength());
  if (!Len || M.hasMetadata(LLVMContext::MD_tbaa_struct) ||
      M.hasMetadata(LLVMContext::MD_tbaa))
    return;
  const DataLayout &DL = M.getDataLayout();
  for (const Value *P : {M.getRawDest(), M.getRawSource()}) {
    Type *T = classAt(P);
    if (!T || DL.getTypeAllocSize(T) != Len->getZExtValue())
      continue;
    FieldList L(DL, M.getContext());
    if (!L.add(T, 0))
      continue;
    if (MDNode *N = L.finish())
      M.setMetadata(LLVMContext::MD_tbaa_struct, N);
    return;
  }
}

/// The format of the floats in the array that G points into, or null.
static Type *arrayElement(const GEPOperator &G) {
  Type *T = G.getResultElementType();
  if (T->isArrayTy())
    T = T->getArrayElementType();
  else if (isClass(G.getSourceElementType()) &&
           memberType(G) == T) // a member is no array
    return nullptr;
  return T->isFloatingPointTy() ? T : nullptr;
}

namespace {
/// What pointers kept in variables and members point to, as far as the function
/// indexes them: `double *p` is used as `p[i]`. A variable or member has one
/// declared type, so what one use says holds for all.
class IndexedPointers {
public:
  explicit IndexedPointers(Function &F) {
    for (Instruction &I : instructions(F))
      if (auto *G = dyn_cast<GetElementPtrInst>(&I);
          G && G->getNumIndices() == 1)
        if (const auto *L = dyn_cast<LoadInst>(G->getPointerOperand()))
          note(place(L->getPointerOperand()), G->getSourceElementType());
  }

  /// The format of the floats that P points to an array of, or null.
  Type *elementOf(const Value *P) const {
    const auto *L = dyn_cast<LoadInst>(P);
    auto It = L ? Elements.find(place(L->getPointerOperand()))
                : Elements.end();
    Type *T = It == Elements.end() ? nullptr : It->second;
    return T && T->isFloatingPointTy() ? T : nullptr;
  }

private:
  /// A variable, or a member of a class by the class and the way to it.
  using Place = std::pair<const void *, SmallVector<uint64_t, 2>>;

  static Place place(const Value *P) {
    if (isa<AllocaInst, GlobalVariable>(P))
      return {P, {}};
    const auto *G = dyn_cast<GEPOperator>(P);
    if (!G || !isClass(G->getSourceElementType()) || !memberType(*G))
      return {};
    SmallVector<uint64_t, 2> Way;
    for (const Use &U : drop_begin(G->indices())) {
      const auto *C = dyn_cast<ConstantInt>(U);
      if (!C)
        return {};
      Way.push_back(C->getZExtValue());
    }
    return {G->getSourceElementType(), Way};
  }

  void note(Place At, Type *T) {
    if (!At.first)
      return;
    auto [It, New] = Elements.try_emplace(At, T);
    if (!New && It->second != T)
      It->second = nullptr;
  }

  std::map<Place, Type *> Elements;
};
} // namespace

/// A copy to or from an element of an array of floats copies such.
static void noteElements(MemTransferInst &M, const IndexedPointers &Pointers) {
  for (const Value *P : {M.getRawDest(), M.getRawSource()}) {
    Type *T = nullptr;
    if (const auto *G = dyn_cast<GEPOperator>(P))
      T = arrayElement(*G);
    else
      T = Pointers.elementOf(P);
    if (!T)
      continue;
    Constant *Zero = ConstantFP::getZero(T);
    M.setMetadata("wengert.elements",
                  MDNode::get(M.getContext(), ConstantAsMetadata::get(Zero)));
    return;
  }
}

/// The type that arithmetic with the pointer P steps over, or null: `p + n`
/// is written with the type p is declared to point to.
static Type *steppedOver(const Value *P) {
  for (const User *U : P->users())
    if (const auto *G = dyn_cast<GEPOperator>(U);
        G && G->getPointerOperand() == P && G->getNumIndices() == 1 &&
        !G->getSourceElementType()->isIntegerTy())
      return G->getSourceElementType();
  return nullptr;
}

/// The type P is declared to point to, if it is no integer.
static Type *declaredTarget(const Value *P) {
  if (const auto *G = dyn_cast<GEPOperator>(P)) {
    Type *T = G->getSourceElementType();
    return G->getNumIndices() == 1 && !T->isIntegerTy() ? T : nullptr;
  }
  const auto *L = dyn_cast<LoadInst>(P);
  if (!L)
    return nullptr;
  if (Type *T = steppedOver(L))
    return T;
  // Without optimization every use of a variable loads it anew.
  if (const auto *Slot = dyn_cast<AllocaInst>(L->getPointerOperand()))
    for (const User *U : Slot->users())
      if (const auto *Other = dyn_cast<LoadInst>(U))
        if (Type *T = steppedOver(Other))
          return T;
  return nullptr;
}

/// Is P a pointer as the program has it: one that was loaded, or an element of
/// an array? Unions and what is passed in registers have a type of their own.
static bool isPlainPointer(const Value *P) {
  if (const auto *G = dyn_cast<GEPOperator>(P))
    return G->getNumIndices() == 1 && G->getSourceElementType()->isIntegerTy();
  return isa<LoadInst, CallBase>(P);
}

static constexpr StringLiteral ArrayNote = "wengert.array";

static void noteArray(Instruction &Copy, Type *Element) {
  Copy.setMetadata(ArrayNote, MDNode::get(Copy.getContext(),
                                          ConstantAsMetadata::get(
                                              PoisonValue::get(Element))));
}

/// The tag that clang gives a member of the library by which it is known: a
/// std::string's pointer to its characters, a hash table's load factor. Null
/// for all others.
static MDNode *memberTag(const Instruction &X) {
  const auto *G = dyn_cast<GEPOperator>(getLoadStorePointerOperand(&X));
  const auto *ST =
      G ? dyn_cast<StructType>(G->getSourceElementType()) : nullptr;
  StringRef Class;
  if (movesLoadFactor(X))
    Class = LoadFactorType;
  else if (ST && ST->hasName() && getLoadStoreType(&X)->isPointerTy() &&
           ST->getName().starts_with(
               "struct.std::__cxx11::basic_string<char>::_Alloc_hider"))
    Class = TextPointerType;
  else
    return nullptr;
  MDNode *Member =
      neutralType(X.getContext(), scalarName(getLoadStoreType(&X)));
  MDBuilder Build(X.getContext());
  MDNode *Base = Build.createTBAAStructTypeNode(Class, {{Member, 0}});
  return Build.createTBAAStructTagNode(Base, Member, 0);
}

bool isUntyped(const Module &M) {
  if (isRust(M))
    return false;
  for (const Function &F : M)
    for (const Instruction &I : instructions(F))
      if (isa<LoadInst, StoreInst>(I) && I.hasMetadata(LLVMContext::MD_tbaa))
        return false;
  return true;
}

static constexpr StringLiteral UntypedNote = "wengert.untyped";

void noteUntyped(Module &M) { M.getOrInsertNamedMetadata(UntypedNote); }

void dropUntypedNote(Module &M) {
  if (NamedMDNode *N = M.getNamedMetadata(UntypedNote))
    M.eraseNamedMetadata(N);
}

bool leavesTypesOut(const Module &M) { return M.getNamedMetadata(UntypedNote); }

bool movesAnything(const Instruction &X) {
  return leavesTypesOut(*X.getModule()) &&
         !X.hasMetadata(LLVMContext::MD_tbaa) &&
         !X.hasMetadata(LLVMContext::MD_tbaa_struct) &&
         !X.hasMetadata(IntegerPointeeNote) &&
         !X.hasMetadata("wengert.integer");
}

void noteAccesses(Function &F) {
  const bool CopiesText = F.getName().starts_with("_ZNSt11char_traitsIcE");
  for (Instruction &I : instructions(F)) {
    if (auto *M = dyn_cast<MemTransferInst>(&I)) {
      if (CopiesText)
        noteArray(*M, Type::getInt8Ty(F.getContext()));
      else
        noteCopy(*M);
      continue;
    }
    // Atomic accesses of floats are written as such of integers.
    if (!isa<LoadInst, StoreInst>(I) || I.isAtomic())
      continue;
    Type *T = getLoadStoreType(&I);
    StringRef Name = scalarName(T);
    if (Name.empty())
      continue;
    MDNode *Tag = memberTag(I);
    if (!Tag && (!T->isIntegerTy() || isDeclaredAs(I, T)))
      Tag = neutralTag(F.getContext(), Name);
    if (Tag)
      I.setMetadata(LLVMContext::MD_tbaa, Tag);
    else if (isPlainPointer(getLoadStorePointerOperand(&I)))
      I.setMetadata(IntegerPointeeNote, MDNode::get(F.getContext(), {}));
  }
}

void noteArrayCopies(Function &F) {
  const DataLayout &DL = F.getDataLayout();
  for (Instruction &I : instructions(F)) {
    auto *M = dyn_cast<MemTransferInst>(&I);
    if (!M)
      continue;
    Type *A = declaredTarget(M->getRawDest());
    Type *B = declaredTarget(M->getRawSource());
    Type *T = A ? A : B;
    if (!T || (A && B && A != B) || !T->isSized() || T->isScalableTy())
      continue;
    uint64_t Size = DL.getTypeAllocSize(T);
    const APInt *Each;
    if (Size && (match(M->getLength(), m_APInt(Each)) ||
                 match(M->getLength(), m_c_Mul(m_APInt(Each), m_Value()))) &&
        Each->urem(Size) == 0)
      noteArray(*M, T);
  }
}

Type *notedElement(const Instruction &Copy) {
  const MDNode *N = Copy.getMetadata(ArrayNote);
  return N ? mdconst::extract<Constant>(N->getOperand(0))->getType() : nullptr;
}

void noteDeclaredTypes(Function &F) {
  const IndexedPointers Pointers(F);
  for (Instruction &I : instructions(F)) {
    if (auto *M = dyn_cast<MemTransferInst>(&I)) {
      noteCopy(*M);
      noteElements(*M, Pointers);
      continue;
    }
    if (!isa<LoadInst>(I) && !isa<StoreInst>(I))
      continue;
    Type *Ty = getLoadStoreType(&I);
    bool Integer = Ty->isIntegerTy() && Ty->getIntegerBitWidth() >= 16 &&
                   isDeclaredAs(I, Ty);
    if (Integer || movesLoadFactor(I))
      I.setMetadata("wengert.integer", MDNode::get(F.getContext(), {}));
  }
}

} // namespace wengert
