//===- ConditionalUses.cpp - Values computed but perhaps not used ---------===//
#include "Analysis/ConditionalUses.h"
#include "Rules/Rules.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"

using namespace llvm;

namespace wengert {

namespace {

/// Post-dominators among the blocks that reach Return.
class MustRun {
public:
  explicit MustRun(BasicBlock *Return) {
    if (!Return)
      return;
    // Post-order of the reversed graph: Return has the highest number.
    for (BasicBlock *BB : inverse_post_order(Return)) {
      Number[BB] = Order.size();
      Order.push_back(BB);
    }
    Parent.assign(Order.size(), None);
    unsigned Root = Order.size() - 1;
    Parent[Root] = Root;
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (unsigned N = Root; N-- > 0;) {
        unsigned New = None;
        for (BasicBlock *Succ : successors(Order[N])) {
          auto It = Number.find(Succ);
          if (It == Number.end() || Parent[It->second] == None)
            continue;
          New = New == None ? It->second : meet(New, It->second);
        }
        Changed |= Parent[N] != New;
        Parent[N] = New;
      }
    }
    // Depth first numbers of the tree, parents (higher numbers) first.
    std::vector<unsigned> Size(Order.size(), 1);
    for (unsigned N = 0; N < Root; ++N)
      Size[Parent[N]] += Size[N];
    First.assign(Order.size(), 0);
    Last.assign(Order.size(), 0);
    std::vector<unsigned> Next(Order.size(), 0);
    Last[Root] = Size[Root];
    Next[Root] = 1;
    for (unsigned N = Root; N-- > 0;) {
      First[N] = Next[Parent[N]];
      Next[Parent[N]] += Size[N];
      Last[N] = First[N] + Size[N];
      Next[N] = First[N] + 1;
    }
  }

  bool reachesReturn(const BasicBlock *BB) const { return Number.count(BB); }

  /// Once A runs (and the function returns), must B run?
  bool after(const BasicBlock *A, const BasicBlock *B) const {
    auto ItA = Number.find(A), ItB = Number.find(B);
    if (ItA == Number.end() || ItB == Number.end())
      return false;
    unsigned NA = ItA->second, NB = ItB->second;
    return First[NB] <= First[NA] && First[NA] < Last[NB];
  }

private:
  static constexpr unsigned None = ~0u;
  std::vector<BasicBlock *> Order;
  DenseMap<const BasicBlock *, unsigned> Number;
  std::vector<unsigned> Parent, First, Last;

  unsigned meet(unsigned A, unsigned B) const {
    while (A != B) {
      while (A < B)
        A = Parent[A];
      while (B < A)
        B = Parent[B];
    }
    return A;
  }
};

} // namespace

ConditionalUses::ConditionalUses(Function &F, BasicBlock *Return,
                                 function_ref<bool(const Value *)> HasAdjoint) {
  MustRun Runs(Return);

  // Nothing for uses that carry no adjoint.
  auto IsConditional = [&](const Instruction &I,
                           const Use &U) -> std::optional<bool> {
    const auto *User = cast<Instruction>(U.getUser());
    const BasicBlock *Def = I.getParent(), *At = User->getParent();
    bool IsEnd = isa<StoreInst, ReturnInst, AtomicRMWInst>(User) ||
                 (isa<CallBase>(User) && !matchRule(*User));
    if ((!IsEnd && !HasAdjoint(User)) || !Runs.reachesReturn(At))
      return std::nullopt;
    if (const auto *Phi = dyn_cast<PHINode>(User)) {
      const BasicBlock *From = Phi->getIncomingBlock(U);
      if (Phi->getNumIncomingValues() == 1)
        return !Runs.after(Def, At) || Set.contains(Phi);
      return !Runs.after(Def, From) || !From->getSingleSuccessor() ||
             Set.contains(Phi);
    }
    if (!Runs.after(Def, At))
      return true;
    if (const auto *Select = dyn_cast<SelectInst>(User)) {
      if (U.getOperandNo() == 0)
        return std::nullopt;
      return Select->getTrueValue() != Select->getFalseValue();
    }
    if (IsEnd)
      return false;
    if (auto M = matchRule(*User))
      if (choosesOperand(*M))
        return true;
    return Set.contains(User);
  };

  for (BasicBlock *BB : post_order(&F)) {
    if (!Runs.reachesReturn(BB))
      continue;
    for (Instruction &I : reverse(*BB)) {
      if (!HasAdjoint(&I))
        continue;
      bool Any = false, All = true;
      for (const Use &U : I.uses())
        if (std::optional<bool> C = IsConditional(I, U)) {
          Any = true;
          All &= *C;
        }
      if (Any && All)
        Set.insert(&I);
    }
  }
}

} // namespace wengert
