//===- Tags.cpp - Values that a tag tells apart ---------------------------===//
#include "Analysis/Tags.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

namespace {
/// V is one of Set, or none of it.
struct Test {
  const Value *V;
  bool Within;
  SmallVector<const ConstantInt *, 2> Set;

  bool allows(const ConstantInt *C) const {
    return any_of(Set, [&](const ConstantInt *X) {
             return X->getValue() == C->getValue();
           }) == Within;
  }
};

/// What is known on one way back.
using Known = SmallVector<Test, 8>;

class Walk {
public:
  Walk(const DominatorTree &DT, function_ref<bool(const Value *)> IsNumber)
      : DT(DT), IsNumber(IsNumber) {}

  bool number(const Value *V, const Known &K, unsigned Depth);
  /// False if that cannot be, with what is known already.
  bool assume(Known &K, const Value *Condition, bool Holds,
              unsigned Depth = 0) const;
  /// What the branches tell that lead to BB.
  void reach(Known &K, const BasicBlock *BB) const;

private:
  static constexpr unsigned MaxDepth = 24;
  unsigned Budget = 512;
  const DominatorTree &DT;
  function_ref<bool(const Value *)> IsNumber;
  SmallPtrSet<const Value *, 16> UnderWay;

  bool add(Known &K, Test T) const;
  bool fits(const Known &K) const;
  bool constants(const Value *V, const Known &K, unsigned Depth,
                 SmallVectorImpl<const ConstantInt *> &Out) const;
  bool joined(const PHINode &Phi, const Known &K, unsigned Depth);
};
} // namespace

/// The constants that V may be; false if it may be others.
bool Walk::constants(const Value *V, const Known &K, unsigned Depth,
                     SmallVectorImpl<const ConstantInt *> &Out) const {
  if (auto *C = dyn_cast<ConstantInt>(V)) {
    Out.push_back(C);
    return true;
  }
  for (const Test &T : K)
    if (T.V == V && T.Within) {
      append_range(Out, T.Set);
      return true;
    }
  auto *S = dyn_cast<SelectInst>(V);
  if (!S || Depth > 6)
    return false;
  for (bool Taken : {true, false}) {
    bool Possible = none_of(K, [&](const Test &T) {
      return T.V == S->getCondition() && T.Within &&
             !T.allows(ConstantInt::getBool(V->getContext(), Taken));
    });
    if (Possible &&
        !constants(Taken ? S->getTrueValue() : S->getFalseValue(), K, Depth + 1,
                   Out))
      return false;
  }
  return true;
}

/// Can T be, with the rest of K?
static bool agrees(const Known &K, const Test &T) {
  return all_of(K, [&](const Test &U) {
    if (T.V != U.V)
      return true;
    const Test &In = T.Within ? T : U, &Other = T.Within ? U : T;
    return !In.Within ||
           any_of(In.Set, [&](const ConstantInt *C) { return Other.allows(C); });
  });
}

/// Can all of it be at once?
bool Walk::fits(const Known &K) const {
  for (const Test &T : K) {
    if (!agrees(K, T))
      return false;
    if (!isa<SelectInst, ConstantInt>(T.V))
      continue;
    // What T.V is by itself, its own test apart.
    Known Others;
    for (const Test &U : K)
      if (U.V != T.V)
        Others.push_back(U);
    SmallVector<const ConstantInt *, 4> May;
    if (constants(T.V, Others, 0, May) &&
        none_of(May, [&](const ConstantInt *C) { return T.allows(C); }))
      return false;
  }
  return true;
}

bool Walk::add(Known &K, Test T) const {
  static constexpr unsigned MaxKnown = 96;
  if (any_of(K, [&](const Test &U) {
        return U.V == T.V && U.Within == T.Within && U.Set == T.Set;
      }))
    return true;
  if (!agrees(K, T))
    return false;
  if (K.size() >= MaxKnown)
    return true;
  K.push_back(std::move(T));
  return isa<SelectInst, ConstantInt>(K.back().V) ||
                 any_of(K, [](const Test &U) { return isa<SelectInst>(U.V); })
             ? fits(K)
             : true;
}

bool Walk::assume(Known &K, const Value *C, bool Holds, unsigned Depth) const {
  const Value *A, *B;
  const ConstantInt *N;
  if (Depth > 6 || !C->getType()->isIntegerTy(1))
    return true;
  if (auto *Fixed = dyn_cast<ConstantInt>(C))
    return Fixed->isOne() == Holds;
  if (!add(K, {C, true, {ConstantInt::getBool(C->getContext(), Holds)}}))
    return false;
  if (match(C, m_Not(m_Value(A))))
    return assume(K, A, !Holds, Depth + 1);
  if (Holds ? match(C, m_LogicalAnd(m_Value(A), m_Value(B)))
            : match(C, m_LogicalOr(m_Value(A), m_Value(B))))
    return assume(K, A, Holds, Depth + 1) && assume(K, B, Holds, Depth + 1);
  if (auto *Cmp = dyn_cast<ICmpInst>(C);
      Cmp && Cmp->isEquality() && (N = dyn_cast<ConstantInt>(Cmp->getOperand(1))))
    return add(K, {Cmp->getOperand(0),
                   (Cmp->getPredicate() == CmpInst::ICMP_EQ) == Holds,
                   {N}});
  if (auto *T = dyn_cast<TruncInst>(C); T && T->hasNoUnsignedWrap()) {
    auto *Ty = T->getOperand(0)->getType();
    return add(K, {T->getOperand(0), true,
                   {cast<ConstantInt>(ConstantInt::get(Ty, Holds))}});
  }
  return true;
}

void Walk::reach(Known &K, const BasicBlock *BB) const {
  static constexpr unsigned MaxBlocks = 32;
  const DomTreeNode *N = DT.getNode(BB);
  for (unsigned Steps = 0; N && N->getIDom() && Steps < MaxBlocks; ++Steps) {
    N = N->getIDom();
    const Instruction *End = N->getBlock()->getTerminator();
    auto leads = [&](const BasicBlock *To) {
      return DT.dominates(BasicBlockEdge(N->getBlock(), To), BB);
    };
    if (auto *Br = dyn_cast<BranchInst>(End); Br && Br->isConditional()) {
      for (bool Taken : {true, false})
        if (leads(Br->getSuccessor(!Taken)))
          assume(K, Br->getCondition(), Taken);
    } else if (auto *Sw = dyn_cast<SwitchInst>(End)) {
      const BasicBlock *Default = Sw->getDefaultDest();
      SmallVector<const ConstantInt *, 2> Cases, All;
      for (auto &Case : Sw->cases()) {
        All.push_back(Case.getCaseValue());
        if (leads(Case.getCaseSuccessor()))
          Cases.push_back(Case.getCaseValue());
      }
      if (!Cases.empty())
        add(K, {Sw->getCondition(), true, Cases});
      else if (leads(Default))
        add(K, {Sw->getCondition(), false, All});
    }
  }
}

bool Walk::joined(const PHINode &Phi, const Known &K, unsigned Depth) {
  const BasicBlock *BB = Phi.getParent();
  for (unsigned I = 0; I < Phi.getNumIncomingValues(); ++I) {
    const BasicBlock *From = Phi.getIncomingBlock(I);
    Known Here;
    bool Possible = true;
    for (const Test &T : K) {
      auto *X = dyn_cast<Instruction>(T.V);
      if (!X) {
        Here.push_back(T);
        continue;
      }
      // What is known of a value is known of it as it was computed last.
      if (X->getParent() != BB) {
        if (DT.properlyDominates(X->getParent(), BB))
          Here.push_back(T);
        continue;
      }
      auto *P = dyn_cast<PHINode>(X);
      if (!P)
        continue;
      const Value *In = P->getIncomingValueForBlock(From);
      if (auto *C = dyn_cast<ConstantInt>(In))
        Possible &= T.allows(C);
      else if (In != P)
        Here.push_back({In, T.Within, T.Set});
    }
    if (!Possible)
      continue;
    // The way from there, and what led there.
    if (auto *Br = dyn_cast<BranchInst>(From->getTerminator());
        Br && Br->isConditional() && Br->getSuccessor(0) != Br->getSuccessor(1))
      Possible = assume(Here, Br->getCondition(), Br->getSuccessor(0) == BB);
    if (auto *Sw = dyn_cast<SwitchInst>(From->getTerminator())) {
      bool ByDefault = Sw->getDefaultDest() == BB;
      Test T{Sw->getCondition(), !ByDefault, {}};
      for (auto &Case : Sw->cases())
        if ((Case.getCaseSuccessor() == BB) != ByDefault)
          T.Set.push_back(Case.getCaseValue());
      Possible = add(Here, T);
    }
    if (!Possible)
      continue;
    reach(Here, From);
    if (fits(Here) && !number(Phi.getIncomingValue(I), Here, Depth + 1))
      return false;
  }
  return true;
}

bool Walk::number(const Value *V, const Known &K, unsigned Depth) {
  auto *I = dyn_cast<Instruction>(V);
  if (isa<Constant>(V))
    return true;
  if (!I || !isa<PHINode, SelectInst, CastInst, BinaryOperator, FreezeInst>(I) ||
      I->getType()->isVectorTy())
    return IsNumber(V);
  if (auto *B = dyn_cast<BinaryOperator>(I); B && !B->getType()->isIntegerTy())
    return IsNumber(V);
  if (auto *C = dyn_cast<CastInst>(I);
      C && !isa<BitCastInst, ZExtInst, SExtInst, TruncInst>(C))
    return IsNumber(V);
  if (Depth > MaxDepth || !Budget)
    return false;
  --Budget;
  if (!UnderWay.insert(V).second)
    return false;
  bool Ok = true;
  if (auto *Phi = dyn_cast<PHINode>(I)) {
    Ok = joined(*Phi, K, Depth);
  } else if (auto *S = dyn_cast<SelectInst>(I)) {
    for (bool Taken : {true, false}) {
      Known Here = K;
      if (assume(Here, S->getCondition(), Taken))
        Ok = Ok && number(Taken ? S->getTrueValue() : S->getFalseValue(), Here,
                          Depth + 1);
    }
  } else {
    for (const Use &U : I->operands())
      Ok = Ok && number(U, K, Depth + 1);
  }
  UnderWay.erase(V);
  return Ok;
}

bool isNumberByTag(const CastInst &X, const DominatorTree &DT,
                   function_ref<bool(const Value *)> IsNumber) {
  Walk W(DT, IsNumber);
  Known K;
  W.reach(K, X.getParent());
  return W.number(X.getOperand(0), K, 0);
}

bool mayBeIntegerConstant(const Value *V, const fltSemantics &Float,
                                 unsigned Depth) {
  if (auto *C = dyn_cast<ConstantInt>(V)) {
    if (C->getBitWidth() != APFloat::semanticsSizeInBits(Float))
      return false;
    APFloat AsFloat(Float, C->getValue());
    return AsFloat.isDenormal() || AsFloat.isNaN();
  }
  if (!Depth-- || !isa<PHINode, SelectInst>(V))
    return false;
  return any_of(cast<Instruction>(V)->operands(), [&](const Use &U) {
    return U->getType() == V->getType() &&
           mayBeIntegerConstant(U, Float, Depth);
  });
}

bool joinsFloatAndPointer(const Value *V, const Activity &A) {
  bool Address = false, Float = false;
  SmallVector<const Value *, 8> Work{V};
  SmallPtrSet<const Value *, 16> Met;
  while (!Work.empty() && Met.size() < 64) {
    const Value *X = Work.pop_back_val();
    if (!Met.insert(X).second)
      continue;
    if (auto *P = dyn_cast<PtrToIntInst>(X)) {
      Address |= A.isActiveMemory(P->getPointerOperand());
    } else if (auto *C = dyn_cast<BitCastInst>(X)) {
      Float |= C->getSrcTy()->isFPOrFPVectorTy() && A.isActive(C->getOperand(0));
    } else if (isa<PHINode, SelectInst, FreezeInst>(X)) {
      append_range(Work, cast<Instruction>(X)->operand_values());
    }
  }
  return Float && Address;
}

} // namespace wengert
