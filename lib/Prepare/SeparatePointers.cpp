//===- SeparatePointers.cpp - One access, one object ----------------------===//
#include "Prepare/SeparatePointers.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace wengert {

static bool isRoot(const Value *V) {
  return isa<Argument>(V) || isa<AllocaInst>(V) || isa<GlobalValue>(V);
}

/// Objects that are known from the start are few, and told apart by their
/// accesses; what comes from memory or the heap may be anything.
static bool mayDifferInKind(const Value *A, const Value *B) {
  const Value *X = getUnderlyingObject(A), *Y = getUnderlyingObject(B);
  return X != Y && !isa<ConstantData>(X) && !isa<ConstantData>(Y) &&
         !(isRoot(X) && isRoot(Y));
}

static bool isSimpleAccess(const Instruction &I) {
  if (auto *L = dyn_cast<LoadInst>(&I))
    return L->isSimple() && L->getType()->isFPOrFPVectorTy();
  if (auto *S = dyn_cast<StoreInst>(&I))
    return S->isSimple() &&
           S->getValueOperand()->getType()->isFPOrFPVectorTy();
  return false;
}

/// A copy of Access through Ptr, before At.
static Instruction *accessThrough(Instruction &Access, Value *Ptr,
                                  Instruction *At) {
  Instruction *N = Access.clone();
  N->setOperand(isa<LoadInst>(N) ? LoadInst::getPointerOperandIndex()
                                 : StoreInst::getPointerOperandIndex(),
                Ptr);
  N->insertBefore(At->getIterator());
  return N;
}

static void replaceAccess(Instruction &Access, ArrayRef<Instruction *> Parts,
                          BasicBlock *Join) {
  if (isa<LoadInst>(Access)) {
    PHINode *Phi = PHINode::Create(Access.getType(), Parts.size(),
                                   Access.getName(), Join->begin());
    Phi->setDebugLoc(Access.getDebugLoc());
    for (Instruction *P : Parts)
      Phi->addIncoming(P, P->getParent());
    Access.replaceAllUsesWith(Phi);
  }
  Access.eraseFromParent();
}

static bool splitSelect(Instruction &Access, SelectInst &Sel,
                        SmallVectorImpl<Instruction *> &Work) {
  if (!Sel.getCondition()->getType()->isIntegerTy(1) ||
      !mayDifferInKind(Sel.getTrueValue(), Sel.getFalseValue()))
    return false;
  Instruction *Then = nullptr, *Else = nullptr;
  SplitBlockAndInsertIfThenElse(Sel.getCondition(), Access.getIterator(), &Then,
                                &Else);
  Instruction *Parts[] = {accessThrough(Access, Sel.getTrueValue(), Then),
                          accessThrough(Access, Sel.getFalseValue(), Else)};
  Work.append(std::begin(Parts), std::end(Parts));
  replaceAccess(Access, Parts, Access.getParent());
  return true;
}

/// The access may move to the edges into its block: nothing before it touches
/// memory or leaves, and no edge goes back.
static bool movesToEdges(Instruction &Access, PHINode &Phi, DominatorTree &DT) {
  BasicBlock *BB = Phi.getParent();
  if (Access.getParent() != BB)
    return false;
  for (Instruction &I : make_range(BB->getFirstNonPHIIt(),
                                   Access.getIterator()))
    if (I.mayReadOrWriteMemory() || !isGuaranteedToTransferExecutionToSuccessor(&I))
      return false;
  if (auto *S = dyn_cast<StoreInst>(&Access))
    if (auto *V = dyn_cast<Instruction>(S->getValueOperand()))
      if (V->getParent() == BB && !isa<PHINode>(V))
        return false;
  SmallPtrSet<BasicBlock *, 4> Preds;
  bool Differ = false;
  for (unsigned K = 0; K < Phi.getNumIncomingValues(); ++K) {
    BasicBlock *Pred = Phi.getIncomingBlock(K);
    if (!isa<BranchInst>(Pred->getTerminator()) || !Preds.insert(Pred).second ||
        DT.dominates(BB, Pred))
      return false;
    Differ |= mayDifferInKind(Phi.getIncomingValue(0), Phi.getIncomingValue(K));
  }
  return Differ;
}

static bool splitPhi(Instruction &Access, PHINode &Phi, DominatorTree &DT,
                     SmallVectorImpl<Instruction *> &Work) {
  if (!movesToEdges(Access, Phi, DT))
    return false;
  BasicBlock *BB = Phi.getParent();
  SmallVector<BasicBlock *, 4> Preds(predecessors(BB));
  SmallVector<Instruction *, 4> Parts;
  for (BasicBlock *Pred : Preds) {
    if (Pred->getSingleSuccessor() != BB)
      Pred = SplitEdge(Pred, BB, &DT);
    Instruction *N = accessThrough(Access, Phi.getIncomingValueForBlock(Pred),
                                   Pred->getTerminator());
    if (auto *S = dyn_cast<StoreInst>(N))
      if (auto *V = dyn_cast<PHINode>(S->getValueOperand()))
        if (V->getParent() == BB)
          S->setOperand(0, V->getIncomingValueForBlock(Pred));
    Parts.push_back(N);
  }
  Work.append(Parts.begin(), Parts.end());
  replaceAccess(Access, Parts, BB);
  return true;
}

bool separatePointers(Function &F) {
  SmallVector<Instruction *, 16> Work;
  for (Instruction &I : instructions(F))
    if (isSimpleAccess(I))
      Work.push_back(&I);
  bool Changed = false;
  while (!Work.empty()) {
    Instruction *I = Work.pop_back_val();
    Value *Ptr = getLoadStorePointerOperand(I);
    if (auto *Sel = dyn_cast<SelectInst>(Ptr)) {
      Changed |= splitSelect(*I, *Sel, Work);
    } else if (auto *Phi = dyn_cast<PHINode>(Ptr)) {
      DominatorTree DT(F);
      Changed |= splitPhi(*I, *Phi, DT, Work);
    }
  }
  if (!Changed)
    return false;
  // Addresses nobody uses any more would tie the objects together still.
  bool Again = true;
  while (Again) {
    Again = false;
    for (Instruction &I : make_early_inc_range(instructions(F)))
      if ((isa<PHINode>(I) || isa<SelectInst>(I)) &&
          I.getType()->isPointerTy() && I.use_empty()) {
        I.eraseFromParent();
        Again = true;
      }
  }
  return true;
}

} // namespace wengert
