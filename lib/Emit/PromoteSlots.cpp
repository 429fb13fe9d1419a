//===- PromoteSlots.cpp - The sweeps' variables as values -----------------===//
#include "Emit/PromoteSlots.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/InstructionSimplify.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

namespace {

struct Slot {
  AllocaInst *A;
  /// Loads and stores; those of one block are together and in order.
  SmallVector<Instruction *, 4> Accesses;
};

/// What one block does to the slot at hand.
struct Mark {
  unsigned Slot = 0;          ///< the slot, from 1, that the rest speaks of
  StoreInst *Last = nullptr;  ///< the store whose value leaves the block
  bool Joins = false;         ///< in the iterated frontier of the stores
  PHINode *Phi = nullptr;     ///< made when it was asked for
};

class Promoter {
public:
  Promoter(Function &F, const DominatorTree &DT) : F(F), DT(DT) {}
  bool run();

private:
  void collect();
  void findFrontiers();
  void promote(Slot &S);
  void markBlocks(const Slot &S);
  Mark &mark(const BasicBlock *BB);
  Value *valueAtStart(BasicBlock *BB);
  Value *valueAtEnd(BasicBlock *BB);
  Value *phiOf(BasicBlock *BB, Mark &M);
  void simplifyPhis();

  Function &F;
  const DominatorTree &DT;
  SmallVector<Slot, 0> Slots;
  /// By block number.
  SmallVector<SmallVector<BasicBlock *, 2>, 0> Frontier;
  SmallVector<Mark, 0> Marks;
  unsigned Current = 0;
  AllocaInst *A = nullptr; ///< of the slot at hand

  /// A block that stores or joins, with its numbers in the dominator tree and
  /// the index of the nearest such block that dominates it.
  struct Place {
    const DomTreeNode *Node;
    int Above;
  };
  SmallVector<Place, 8> Places; ///< by number
  SmallVector<PHINode *, 8> Unfilled;
  SmallVector<PHINode *, 0> Phis;
};

} // namespace

/// Is A a variable: read and written whole, by reachable code, as one type?
static bool isVariable(const AllocaInst &A, const DominatorTree &DT) {
  Type *Ty = A.getAllocatedType();
  if (A.isArrayAllocation() || A.isSwiftError() || A.isUsedByMetadata())
    return false;
  for (const User *U : A.users()) {
    auto *I = dyn_cast<Instruction>(U);
    if (!I || !DT.isReachableFromEntry(I->getParent()))
      return false;
    if (auto *L = dyn_cast<LoadInst>(I)) {
      // What these promise of the value read would have to be kept.
      if (!L->isSimple() || L->getType() != Ty ||
          L->hasMetadata(LLVMContext::MD_nonnull) ||
          L->hasMetadata(LLVMContext::MD_noundef))
        return false;
      continue;
    }
    auto *S = dyn_cast<StoreInst>(I);
    if (!S || !S->isSimple() || S->getValueOperand() == &A ||
        S->getValueOperand()->getType() != Ty)
      return false;
  }
  return true;
}

void Promoter::collect() {
  DenseMap<const Value *, unsigned> Index;
  for (Instruction &I : F.getEntryBlock())
    if (auto *A = dyn_cast<AllocaInst>(&I); A && isVariable(*A, DT)) {
      Index[A] = Slots.size();
      Slots.push_back({A, {}});
    }
  if (Slots.empty())
    return;
  for (BasicBlock &BB : F)
    for (Instruction &I : BB)
      if (const Value *P = getLoadStorePointerOperand(&I))
        if (auto It = Index.find(P); It != Index.end())
          Slots[It->second].Accesses.push_back(&I);
}

void Promoter::findFrontiers() {
  Frontier.resize(F.getMaxBlockNumber());
  Marks.resize(F.getMaxBlockNumber());
  for (BasicBlock &BB : F) {
    const DomTreeNode *N = DT.getNode(&BB);
    if (!N || pred_size(&BB) < 2)
      continue;
    for (BasicBlock *P : predecessors(&BB))
      for (const DomTreeNode *R = DT.getNode(P); R && R != N->getIDom();
           R = R->getIDom()) {
        auto &Of = Frontier[R->getBlock()->getNumber()];
        // From here on up another edge was before.
        if (!Of.empty() && Of.back() == &BB)
          break;
        Of.push_back(&BB);
      }
  }
}

Mark &Promoter::mark(const BasicBlock *BB) {
  Mark &M = Marks[BB->getNumber()];
  if (M.Slot != Current)
    M = {Current};
  return M;
}

void Promoter::markBlocks(const Slot &S) {
  SmallSetVector<BasicBlock *, 8> Blocks;
  Blocks.insert(&F.getEntryBlock()); // where the slot is undefined
  for (Instruction *I : S.Accesses)
    if (auto *St = dyn_cast<StoreInst>(I)) {
      mark(I->getParent()).Last = St;
      Blocks.insert(I->getParent());
    }
  for (unsigned K = 0; K < Blocks.size(); ++K)
    for (BasicBlock *Join : Frontier[Blocks[K]->getNumber()]) {
      mark(Join).Joins = true;
      Blocks.insert(Join);
    }
  Places.clear();
  for (BasicBlock *BB : Blocks)
    Places.push_back({DT.getNode(BB), -1});
  sort(Places, [](const Place &X, const Place &Y) {
    return X.Node->getDFSNumIn() < Y.Node->getDFSNumIn();
  });
  for (int K = 1, E = Places.size(); K < E; ++K) {
    int Above = K - 1;
    while (Above >= 0 &&
           Places[Above].Node->getDFSNumOut() < Places[K].Node->getDFSNumIn())
      Above = Places[Above].Above;
    Places[K].Above = Above;
  }
}

Value *Promoter::phiOf(BasicBlock *BB, Mark &M) {
  if (!M.Phi) {
    M.Phi = PHINode::Create(A->getAllocatedType(), pred_size(BB), A->getName());
    M.Phi->insertBefore(BB->begin());
    Unfilled.push_back(M.Phi);
  }
  return M.Phi;
}

Value *Promoter::valueAtStart(BasicBlock *BB) {
  if (Mark &M = mark(BB); M.Joins)
    return phiOf(BB, M);
  // The last store or join among the blocks that dominate this one.
  unsigned In = DT.getNode(BB)->getDFSNumIn();
  int K = partition_point(Places, [&](const Place &P) {
            return P.Node->getDFSNumIn() < In;
          }) - Places.begin() - 1;
  while (K >= 0 && Places[K].Node->getDFSNumOut() < In)
    K = Places[K].Above;
  if (K < 0)
    return UndefValue::get(A->getAllocatedType());
  BasicBlock *From = Places[K].Node->getBlock();
  Mark &M = mark(From);
  if (M.Last)
    return M.Last->getValueOperand();
  if (M.Joins)
    return phiOf(From, M);
  return UndefValue::get(A->getAllocatedType());
}

Value *Promoter::valueAtEnd(BasicBlock *BB) {
  if (!DT.isReachableFromEntry(BB))
    return UndefValue::get(A->getAllocatedType());
  StoreInst *Last = mark(BB).Last;
  return Last ? Last->getValueOperand() : valueAtStart(BB);
}

void Promoter::promote(Slot &S) {
  ++Current;
  A = S.A;
  markBlocks(S);
  const BasicBlock *Block = nullptr;
  StoreInst *Before = nullptr;
  for (Instruction *I : S.Accesses) {
    if (I->getParent() != Block) {
      Block = I->getParent();
      Before = nullptr;
    }
    if (auto *St = dyn_cast<StoreInst>(I)) {
      Before = St;
      continue;
    }
    // Stores may hold the value loaded: they follow, and are asked anew.
    I->replaceAllUsesWith(Before ? Before->getValueOperand()
                                 : valueAtStart(I->getParent()));
  }
  while (!Unfilled.empty()) {
    PHINode *P = Unfilled.pop_back_val();
    Phis.push_back(P);
    for (BasicBlock *Pred : predecessors(P->getParent()))
      P->addIncoming(valueAtEnd(Pred), Pred);
  }
  for (Instruction *I : S.Accesses)
    I->eraseFromParent();
  S.A->eraseFromParent();
}

/// Takes away phis that are one value whatever edge is taken, again and again,
/// as one may wait for another.
void Promoter::simplifyPhis() {
  SimplifyQuery Q(F.getDataLayout(), &DT);
  SmallSetVector<PHINode *, 16> Work(Phis.begin(), Phis.end());
  while (!Work.empty()) {
    PHINode *P = Work.pop_back_val();
    Value *V = simplifyInstruction(P, Q);
    if (!V || V == P)
      continue;
    for (User *U : P->users())
      if (auto *N = dyn_cast<PHINode>(U); N && N != P)
        Work.insert(N);
    P->replaceAllUsesWith(V);
    P->eraseFromParent();
  }
}

bool Promoter::run() {
  collect();
  if (Slots.empty())
    return false;
  findFrontiers();
  DT.updateDFSNumbers();
  for (Slot &S : Slots)
    promote(S);
  simplifyPhis();
  return true;
}

bool promoteSlots(Function &F, const DominatorTree &DT) {
  return Promoter(F, DT).run();
}

} // namespace wengert
