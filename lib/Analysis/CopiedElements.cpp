//===- CopiedElements.cpp - What a copied array is used as ----------------===//
#include "Analysis/CopiedElements.h"
#include "Analysis/TypesImpl.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

namespace {
/// All that a function does with a pointer, and with those that are computed
/// from it or may be it.
class PointerUses {
public:
  explicit PointerUses(const Value *P) {
    Work.insert(P);
    for (unsigned K = 0; K < Work.size() && !Other; ++K) {
      visit(*Work[K]);
      Other |= Work.size() > MaxValues;
    }
  }

  /// The only format that is met, or null.
  Type *element() const { return Other ? nullptr : Element; }
  /// Does a declaration say so?
  bool isDeclared() const { return Declared; }

private:
  static constexpr unsigned MaxValues = 1024;
  SmallSetVector<const Value *, 16> Work;
  Type *Element = nullptr;
  bool Declared = false, Other = false;

  void add(const Value *P) {
    if (!isa<Constant>(P))
      Work.insert(P);
  }

  void met(Type *T) {
    T = T->getScalarType();
    Other |= !T->isFloatingPointTy() || (Element && Element != T);
    Element = T;
  }

  /// X moves the pointer itself: what is it declared to point to?
  void moved(const Instruction &X) {
    if (Type *T = declaredPointee(X)) {
      Declared = true;
      met(T);
      return;
    }
    // A pointer to something else, unless it is said to be just a pointer.
    const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
    const auto *Access = Tag && Tag->getNumOperands() >= 3
                             ? dyn_cast_or_null<MDNode>(Tag->getOperand(1))
                             : nullptr;
    const auto *Name = Access && Access->getNumOperands()
                           ? dyn_cast_or_null<MDString>(Access->getOperand(0))
                           : nullptr;
    Other |= !Name || Name->getString() != "any pointer";
  }

  void visit(const Value &V) {
    if (const auto *G = dyn_cast<GetElementPtrInst>(&V))
      add(G->getPointerOperand());
    else if (const auto *Phi = dyn_cast<PHINode>(&V))
      for (const Value *In : Phi->incoming_values())
        add(In);
    else if (const auto *Sel = dyn_cast<SelectInst>(&V)) {
      add(Sel->getTrueValue());
      add(Sel->getFalseValue());
    } else if (const auto *L = dyn_cast<LoadInst>(&V))
      moved(*L);
    for (const Use &U : V.uses())
      visitUse(U);
  }

  void visitUse(const Use &U) {
    const auto *X = cast<Instruction>(U.getUser());
    if (isa<LoadInst>(X))
      return met(X->getType());
    if (const auto *St = dyn_cast<StoreInst>(X)) {
      if (U.getOperandNo() == StoreInst::getPointerOperandIndex())
        return met(St->getValueOperand()->getType());
      return moved(*St);
    }
    if (const auto *G = dyn_cast<GetElementPtrInst>(X)) {
      Type *T = G->getSourceElementType();
      if (T->isFloatingPointTy()) {
        Declared = true;
        met(T);
      }
      // What is made of several things is not copied as one of them.
      Other |= !T->isFloatingPointTy() && !T->isIntegerTy(8);
      return add(X);
    }
    if (isa<PHINode, SelectInst>(X))
      return add(X);
    Other |= isa<AtomicRMWInst, AtomicCmpXchgInst>(X);
  }
};
} // namespace

/// The size of which Len is said to be a number of times.
static uint64_t countedSize(const Value *Len) {
  const APInt *C;
  while (match(Len, m_ZExtOrSExt(m_Value(Len))))
    ;
  if (match(Len, m_Shl(m_Value(), m_APInt(C))) && C->ult(12))
    return uint64_t(1) << C->getZExtValue();
  if (match(Len, m_Mul(m_Value(), m_APInt(C))))
    return C->getLimitedValue();
  // The distance of two elements, divided by their size.
  if (!match(Len,
             m_Sub(m_PtrToIntOrAddr(m_Value()), m_PtrToIntOrAddr(m_Value()))))
    return 0;
  for (const User *U : Len->users()) {
    if (match(U, m_Exact(m_AShr(m_Specific(Len), m_APInt(C)))) && C->ult(12))
      return uint64_t(1) << C->getZExtValue();
    if (match(U, m_Exact(m_SDiv(m_Specific(Len), m_APInt(C)))))
      return C->getLimitedValue();
  }
  return 0;
}

UsedElement usedElement(const Value *Dst, const Value *Src, const Value *Len,
                        const DataLayout &DL) {
  // A struct, of which the function may use some members only.
  if (isa<ConstantInt>(Len))
    return {};
  PointerUses To(Dst), From(Src);
  Type *A = To.element(), *B = From.element();
  bool Says = (A && To.isDeclared()) || (B && From.isDeclared());
  UsedElement X;
  if (!Says || (A && B && A != B))
    return X;
  X.Float = A ? A : B;
  uint64_t Size = DL.getTypeStoreSize(X.Float), Each = countedSize(Len);
  bool Counts = Each == Size || (!Each && To.isDeclared() && From.isDeclared());
  X.Certain = A && B && Counts && Size == DL.getTypeAllocSize(X.Float);
  return X;
}

} // namespace wengert
