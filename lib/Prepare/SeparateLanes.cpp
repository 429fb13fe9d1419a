//===- SeparateLanes.cpp - Vector loads of what is no vector --------------===//
#include "Prepare/SeparateLanes.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

namespace {
class Lanes {
public:
  explicit Lanes(LoadInst &L)
      : L(L), VT(cast<FixedVectorType>(L.getType())),
        DL(L.getDataLayout()), Wanted(VT->getNumElements()) {}

  bool separate() {
    bool Changed = takeBits();
    if (L.use_empty() || !collectWanted() || Wanted.all())
      return Changed;
    IRBuilder<> B(L.getNextNode());
    B.SetCurrentDebugLocation(L.getDebugLoc());
    Value *V = PoisonValue::get(VT);
    for (unsigned K : Wanted.set_bits())
      V = B.CreateInsertElement(V, lane(B, VT->getElementType(), K), K);
    L.replaceAllUsesWith(V);
    return true;
  }

private:
  LoadInst &L;
  FixedVectorType *VT;
  const DataLayout &DL;
  SmallBitVector Wanted;

  Value *lane(IRBuilder<> &B, Type *Ty, unsigned K) {
    uint64_t Off = K * DL.getTypeStoreSize(Ty).getFixedValue();
    Value *P = Off ? B.CreateConstInBoundsGEP1_64(B.getInt8Ty(),
                                                  L.getPointerOperand(), Off)
                   : L.getPointerOperand();
    return B.CreateAlignedLoad(Ty, P, commonAlignment(L.getAlign(), Off));
  }

  /// Lanes that are looked at as bits become loads of integers or pointers.
  bool takeBits() {
    bool Changed = false;
    for (User *U : make_early_inc_range(L.users())) {
      auto *Cast = dyn_cast<BitCastInst>(U);
      auto *To = Cast ? dyn_cast<FixedVectorType>(Cast->getType()) : nullptr;
      if (!To || !To->getElementType()->isIntegerTy() ||
          !isByteSized(To->getElementType()))
        continue;
      for (User *X : make_early_inc_range(Cast->users())) {
        auto *E = dyn_cast<ExtractElementInst>(X);
        auto *At = E ? dyn_cast<ConstantInt>(E->getIndexOperand()) : nullptr;
        if (!At || At->getZExtValue() >= To->getNumElements())
          continue;
        IRBuilder<> B(L.getNextNode());
        B.SetCurrentDebugLocation(L.getDebugLoc());
        unsigned K = At->getZExtValue();
        for (User *P : make_early_inc_range(E->users()))
          if (auto *C = dyn_cast<IntToPtrInst>(P);
              C && DL.getTypeSizeInBits(C->getType()) ==
                       DL.getTypeSizeInBits(E->getType())) {
            C->replaceAllUsesWith(lane(B, C->getType(), K));
            C->eraseFromParent();
          }
        if (!E->use_empty())
          E->replaceAllUsesWith(lane(B, E->getType(), K));
        E->eraseFromParent();
        Changed = true;
      }
      if (Cast->use_empty())
        Cast->eraseFromParent();
    }
    return Changed;
  }

  /// The lanes that users want, if these are taken apart one by one.
  bool collectWanted() {
    unsigned N = VT->getNumElements();
    if (!isByteSized(VT->getElementType()))
      return false;
    for (const Use &U : L.uses()) {
      if (auto *E = dyn_cast<ExtractElementInst>(U.getUser())) {
        auto *At = dyn_cast<ConstantInt>(E->getIndexOperand());
        if (!At || At->getZExtValue() >= N)
          return false;
        Wanted.set(At->getZExtValue());
      } else if (auto *S = dyn_cast<ShuffleVectorInst>(U.getUser())) {
        int From = U.getOperandNo() ? int(N) : 0;
        for (int M : S->getShuffleMask())
          if (M >= From && M < From + int(N))
            Wanted.set(M - From);
      } else {
        return false;
      }
    }
    return true;
  }

  bool isByteSized(Type *T) const {
    return DL.getTypeSizeInBits(T) == DL.getTypeAllocSizeInBits(T);
  }
};
} // namespace

bool separateLanes(Function &F) {
  SmallVector<LoadInst *, 16> Loads;
  for (Instruction &I : instructions(F))
    if (auto *L = dyn_cast<LoadInst>(&I);
        L && L->isSimple() && isa<FixedVectorType>(L->getType()))
      Loads.push_back(L);
  bool Changed = false;
  for (LoadInst *L : Loads) {
    Changed |= Lanes(*L).separate();
    if (L->use_empty())
      L->eraseFromParent();
  }
  return Changed;
}

} // namespace wengert
