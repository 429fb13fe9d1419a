//===- DefinedLanes.cpp - No poison in the lanes of vectors ---------------===//
#include "Prepare/DefinedLanes.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

/// C with 1 for every undefined element; null if there is none.
static Constant *defined(Constant *C) {
  auto *VT = dyn_cast<FixedVectorType>(C->getType());
  if (!VT || !VT->getElementType()->isFloatingPointTy())
    return nullptr;
  Constant *One = ConstantFP::get(VT->getElementType(), 1.0);
  if (isa<UndefValue>(C))
    return ConstantVector::getSplat(VT->getElementCount(), One);
  if (!C->containsUndefOrPoisonElement())
    return nullptr;
  SmallVector<Constant *, 8> Elements;
  for (unsigned K = 0; K < VT->getNumElements(); ++K) {
    Constant *E = C->getAggregateElement(K);
    if (!E)
      return nullptr;
    Elements.push_back(isa<UndefValue>(E) ? One : E);
  }
  return ConstantVector::get(Elements);
}

/// Lanes the mask leaves open are taken from a vector of ones.
static void fillShuffle(ShuffleVectorInst &S) {
  auto *VT = cast<FixedVectorType>(S.getType());
  int N = VT->getNumElements();
  SmallVector<int, 8> Blend;
  for (int K = 0; K < N; ++K)
    Blend.push_back(S.getMaskValue(K) < 0 ? N + K : K);
  IRBuilder<> B(S.getNextNode());
  B.SetCurrentDebugLocation(S.getDebugLoc());
  auto *Full = cast<Instruction>(B.Insert(new ShuffleVectorInst(
      &S, defined(PoisonValue::get(VT)), Blend, S.getName() + ".full")));
  S.replaceUsesWithIf(Full, [&](Use &U) { return U.getUser() != Full; });
}

bool defineLanes(Function &F) {
  bool Changed = false;
  SmallVector<ShuffleVectorInst *, 8> Open;
  for (Instruction &I : instructions(F)) {
    auto *S = dyn_cast<ShuffleVectorInst>(&I);
    for (Use &U : I.operands())
      // The second operand of a shuffle is often there for its type only.
      if (auto *C = dyn_cast<Constant>(U); C && !(S && isa<UndefValue>(C)))
        if (Constant *D = defined(C)) {
          U.set(D);
          Changed = true;
        }
    if (S && isa<FixedVectorType>(S->getType()) &&
        S->getType()->isFPOrFPVectorTy() &&
        any_of(S->getShuffleMask(), [](int M) { return M < 0; }))
      Open.push_back(S);
  }
  for (ShuffleVectorInst *S : Open)
    fillShuffle(*S);
  return Changed || !Open.empty();
}

} // namespace wengert
