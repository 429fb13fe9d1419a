//===- ZeroFilled.cpp - Vectors of zeros that depend on x -----------------===//
#include "Prepare/ZeroFilled.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

/// Has V only zero bits where a float has?
static bool hasBitsOfFloat(Value *V, unsigned Depth = 0) {
  Value *A, *B;
  if (match(V, m_BitCast(m_Value(A))))
    return A->getType()->isFPOrFPVectorTy() && !isa<Constant>(A);
  return Depth < 8 && match(V, m_Or(m_Value(A), m_Value(B))) &&
         (hasBitsOfFloat(A, Depth + 1) || hasBitsOfFloat(B, Depth + 1));
}

/// Does C ask whether a float is +0, bit by bit? Sets Holds to what C is then,
/// or was in the course of it: others may be asked for as well.
static bool isZeroTest(Value *C, bool &Holds, unsigned Depth = 0) {
  Value *A, *B;
  if (bool And = match(C, m_LogicalAnd(m_Value(A), m_Value(B)));
      Depth < 8 && (And || match(C, m_LogicalOr(m_Value(A), m_Value(B)))))
    return (isZeroTest(A, Holds, Depth + 1) && Holds == And) ||
           (isZeroTest(B, Holds, Depth + 1) && Holds == And);
  if (auto *II = dyn_cast<IntrinsicInst>(C);
      II && II->getIntrinsicID() == Intrinsic::is_fpclass) {
    auto Mask = FPClassTest(
        cast<ConstantInt>(II->getArgOperand(1))->getZExtValue() & fcAllFlags);
    Holds = Mask == fcPosZero;
    return (Holds || Mask == (fcAllFlags & ~fcPosZero)) &&
           !isa<Constant>(II->getArgOperand(0));
  }
  auto *Cmp = dyn_cast<ICmpInst>(C);
  if (!Cmp || !Cmp->isEquality() || !match(Cmp->getOperand(1), m_Zero()))
    return false;
  Holds = Cmp->getPredicate() == CmpInst::ICMP_EQ;
  return hasBitsOfFloat(Cmp->getOperand(0));
}

/// A call that gives Rust zeroed memory, or asks for it further down.
static bool allocatesZeros(const CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  if (!F)
    return false;
  if (F->getName().contains("__rust_alloc_zeroed"))
    return true;
  return F->getName().contains("15try_allocate_in") &&
         any_of(CB.args(), [](const Use &U) {
           return U->getType()->isIntegerTy(1) && match(U.get(), m_One());
         });
}

bool fillZeroVectors(Function &F) {
  SmallVector<const BasicBlock *, 4> Zeros;
  SmallVector<BranchInst *, 4> Tests;
  bool Holds;
  for (BasicBlock &BB : F) {
    for (Instruction &I : BB)
      if (auto *CB = dyn_cast<CallBase>(&I); CB && allocatesZeros(*CB))
        Zeros.push_back(&BB);
    auto *Br = dyn_cast<BranchInst>(BB.getTerminator());
    if (Br && Br->isConditional() && isZeroTest(Br->getCondition(), Holds))
      Tests.push_back(Br);
  }
  if (Zeros.empty() || Tests.empty())
    return false;
  DominatorTree DT(F);
  SmallVector<BranchInst *, 4> Found;
  for (BranchInst *Br : Tests) {
    isZeroTest(Br->getCondition(), Holds);
    BasicBlockEdge Edge(Br->getParent(), Br->getSuccessor(Holds ? 0 : 1));
    if (any_of(Zeros,
               [&](const BasicBlock *B) { return DT.dominates(Edge, B); }))
      Found.push_back(Br);
  }
  for (BranchInst *Br : Found) {
    isZeroTest(Br->getCondition(), Holds);
    Br->setCondition(ConstantInt::getBool(F.getContext(), !Holds));
    ConstantFoldTerminator(Br->getParent(), /*DeleteDeadConditions=*/true);
  }
  if (!Found.empty())
    removeUnreachableBlocks(F);
  return !Found.empty();
}

} // namespace wengert
