//===- SplitUses.cpp - One load, one type ---------------------------------===//
#include "Prepare/SplitUses.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace wengert {

namespace {
/// The values of which an address is made by moves alone, and the same as
/// pointers.
class AsPointer {
public:
  explicit AsPointer(const DataLayout &DL) : DL(DL) {}

  /// V is made of what was loaded, or joined with floats that are computed,
  /// which the program does not take for addresses.
  bool fits(Value *V) {
    SmallVector<Value *, 8> Work{V};
    SmallPtrSet<Value *, 16> Met;
    bool Splits = false;
    while (!Work.empty()) {
      Value *X = Work.pop_back_val();
      if (!Met.insert(X).second)
        continue;
      if (Met.size() > 64)
        return false;
      auto *L = dyn_cast<LoadInst>(X);
      if (L ? !L->isSimple() : !isa<Constant>(X) && !isMove(X) && !isFloat(X))
        return false;
      Splits |= L ? X == V || X->getType()->isDoubleTy()
                  : isFloat(X) || becomesFloat(X);
      if (isMove(X) && !isa<PtrToIntInst>(X))
        append_range(Work, operandsOf(X));
    }
    return Splits;
  }

  Value *make(Value *V) {
    if (Value *Old = Made.lookup(V))
      return Old;
    auto *P = PointerType::getUnqual(V->getContext());
    if (isFloat(V) || isa<ConstantFP>(V))
      return ConstantPointerNull::get(P);
    if (auto *C = dyn_cast<Constant>(V))
      return isa<UndefValue>(C)    ? PoisonValue::get(P)
             : C->getType() == P   ? C
                                   : ConstantExpr::getIntToPtr(C, P);
    auto *I = cast<Instruction>(V);
    if (isa<PtrToIntInst>(I))
      return I->getOperand(0);
    if (isa<BitCastInst>(I))
      return make(I->getOperand(0));
    if (auto *L = dyn_cast<LoadInst>(I))
      return Made[V] = load(*L, P);
    if (auto *Phi = dyn_cast<PHINode>(I)) {
      auto *N = PHINode::Create(P, Phi->getNumIncomingValues(), Phi->getName(),
                                Phi->getIterator());
      N->setDebugLoc(Phi->getDebugLoc());
      Made[V] = N;
      for (unsigned K = 0; K < Phi->getNumIncomingValues(); ++K)
        N->addIncoming(make(Phi->getIncomingValue(K)),
                       Phi->getIncomingBlock(K));
      return N;
    }
    IRBuilder<> B(I);
    if (auto *S = dyn_cast<SelectInst>(I)) {
      Value *Then = make(S->getTrueValue()), *Else = make(S->getFalseValue());
      return Made[V] = B.CreateSelect(S->getCondition(), Then, Else);
    }
    return Made[V] = B.CreateFreeze(make(I->getOperand(0)));
  }

  static LoadInst *load(LoadInst &L, Type *Ty) {
    IRBuilder<> B(L.getNextNode());
    LoadInst *N = B.CreateAlignedLoad(Ty, L.getPointerOperand(), L.getAlign(),
                                      L.getName());
    N->copyMetadata(L,
                    {LLVMContext::MD_alias_scope, LLVMContext::MD_noalias});
    N->setDebugLoc(L.getDebugLoc());
    return N;
  }

private:
  const DataLayout &DL;
  DenseMap<Value *, Value *> Made;

  /// A double that is computed.
  static bool isFloat(const Value *V) {
    return V->getType()->isDoubleTy() &&
           (isa<BinaryOperator, UnaryOperator, CallInst, SIToFPInst, UIToFPInst,
                FPExtInst>(V));
  }

  /// The bits are a double's as well: what the integer is says nothing then.
  static bool becomesFloat(const Value *V) {
    return V->getType()->isIntegerTy() && !isa<Constant>(V) &&
           any_of(V->users(), [](const User *U) {
             return isa<BitCastInst>(U) && U->getType()->isDoubleTy();
           });
  }

  bool isMove(const Value *V) const {
    if (isa<PHINode, SelectInst, FreezeInst>(V))
      return true;
    auto *C = dyn_cast<CastInst>(V);
    return C && isa<BitCastInst, PtrToIntInst>(C) &&
           !C->getSrcTy()->isVectorTy() &&
           DL.getTypeStoreSize(C->getSrcTy()) ==
               DL.getTypeStoreSize(C->getDestTy());
  }

  static SmallVector<Value *, 4> operandsOf(Value *V) {
    auto *I = cast<Instruction>(V);
    if (auto *S = dyn_cast<SelectInst>(I))
      return {S->getTrueValue(), S->getFalseValue()};
    return {I->value_op_begin(), I->value_op_end()};
  }
};
} // namespace

void splitUses(Function &F) {
  const DataLayout &DL = F.getDataLayout();
  SmallVector<WeakTrackingVH, 8> Pointers, Floats;
  for (Instruction &I : instructions(F)) {
    if (isa<IntToPtrInst>(I) && I.getType()->isPointerTy() &&
        DL.getTypeStoreSize(I.getType()) ==
            DL.getTypeStoreSize(I.getOperand(0)->getType()))
      Pointers.push_back(&I);
    if (I.getType()->isDoubleTy() && isa<BitCastInst>(I) &&
        isa<PtrToIntInst>(I.getOperand(0)))
      Floats.push_back(&I);
  }
  auto replace = [](CastInst *C, Value *New) {
    C->replaceAllUsesWith(New);
    RecursivelyDeleteTriviallyDeadInstructions(C);
  };
  for (WeakTrackingVH &V : Pointers)
    if (auto *C = dyn_cast_or_null<CastInst>(V))
      if (AsPointer Split(DL); Split.fits(C->getOperand(0)))
        replace(C, Split.make(C->getOperand(0)));
  for (WeakTrackingVH &V : Floats)
    if (auto *C = dyn_cast_or_null<CastInst>(V))
      if (auto *L = dyn_cast<LoadInst>(
              cast<CastInst>(C->getOperand(0))->getOperand(0));
          L && L->isSimple() && DL.getTypeStoreSize(L->getType()) == 8)
        replace(C, AsPointer::load(*L, C->getType()));
}

} // namespace wengert
