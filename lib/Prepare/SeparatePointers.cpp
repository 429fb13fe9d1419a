//===- SeparatePointers.cpp - One access, one object ----------------------===//
#include "Prepare/SeparatePointers.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace wengert {

static bool isRoot(const Value *V) {
  return isa<Argument>(V) || isa<AllocaInst>(V) || isa<GlobalValue>(V);
}

/// Something else than floats is read from or written to the object at Root,
/// or may be, as far as address arithmetic shows.
static bool holdsMoreThanFloats(const Value *Root) {
  static constexpr unsigned MaxSteps = 256;
  SmallPtrSet<const Value *, 16> Seen{Root};
  SmallVector<const Value *, 16> Work{Root};
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val();
    if (Seen.size() > MaxSteps)
      return true;
    for (const Use &U : V->uses()) {
      const User *X = U.getUser();
      if (isa<GEPOperator>(X) || isa<PHINode>(X) || isa<SelectInst>(X)) {
        if (Seen.insert(X).second)
          Work.push_back(X);
        continue;
      }
      Type *T = nullptr;
      if (auto *L = dyn_cast<LoadInst>(X))
        T = L->getType();
      else if (auto *S = dyn_cast<StoreInst>(X); S && U.getOperandNo() == 1)
        T = S->getValueOperand()->getType();
      else if (isa<ICmpInst>(X))
        continue;
      if (!T || !T->isFPOrFPVectorTy())
        return true;
    }
  }
  return false;
}

/// Two arrays of floats may share an object; what holds more, or comes from
/// memory or the heap, may not.
static bool mayDifferInKind(const Value *A, const Value *B) {
  const Value *X = getUnderlyingObject(A), *Y = getUnderlyingObject(B);
  if (X == Y || isa<ConstantData>(X) || isa<ConstantData>(Y))
    return false;
  if (isRoot(X) && isRoot(Y))
    return holdsMoreThanFloats(X) || holdsMoreThanFloats(Y);
  return true;
}

/// Floats only, and copies, whose bytes may be anything.
static bool isSimpleAccess(const Instruction &I) {
  if (auto *M = dyn_cast<MemTransferInst>(&I))
    return !M->isVolatile();
  if (auto *L = dyn_cast<LoadInst>(&I))
    return L->isSimple() && L->getType()->isFPOrFPVectorTy();
  if (auto *S = dyn_cast<StoreInst>(&I))
    return S->isSimple() &&
           S->getValueOperand()->getType()->isFPOrFPVectorTy();
  return false;
}

/// The operands through which Access goes to memory.
static ArrayRef<unsigned> addressOperands(const Instruction &Access) {
  static const unsigned Load[] = {LoadInst::getPointerOperandIndex()},
                            Store[] = {StoreInst::getPointerOperandIndex()},
                            Copy[] = {0, 1};
  if (isa<LoadInst>(Access))
    return Load;
  if (isa<StoreInst>(Access))
    return Store;
  return Copy;
}

/// A copy of Access with Ptr for operand Op, before At.
static Instruction *accessThrough(Instruction &Access, unsigned Op, Value *Ptr,
                                  Instruction *At) {
  Instruction *N = Access.clone();
  N->setOperand(Op, Ptr);
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

static bool splitSelect(Instruction &Access, unsigned Op, SelectInst &Sel,
                        SmallVectorImpl<Instruction *> &Work) {
  if (!Sel.getCondition()->getType()->isIntegerTy(1) ||
      !mayDifferInKind(Sel.getTrueValue(), Sel.getFalseValue()))
    return false;
  Instruction *Then = nullptr, *Else = nullptr;
  SplitBlockAndInsertIfThenElse(Sel.getCondition(), Access.getIterator(), &Then,
                                &Else);
  Instruction *Parts[] = {
      accessThrough(Access, Op, Sel.getTrueValue(), Then),
      accessThrough(Access, Op, Sel.getFalseValue(), Else)};
  Work.append(std::begin(Parts), std::end(Parts));
  replaceAccess(Access, Parts, Access.getParent());
  return true;
}

/// The access may move to the edges into its block: nothing before it touches
/// memory or leaves, and no edge goes back.
static bool movesToEdges(Instruction &Access, unsigned Op, PHINode &Phi,
                         DominatorTree &DT) {
  BasicBlock *BB = Phi.getParent();
  if (Access.getParent() != BB)
    return false;
  for (Instruction &I : make_range(BB->getFirstNonPHIIt(),
                                   Access.getIterator()))
    if (I.mayReadOrWriteMemory() || !isGuaranteedToTransferExecutionToSuccessor(&I))
      return false;
  for (const Use &U : Access.operands())
    if (auto *V = dyn_cast<Instruction>(U); V && U.getOperandNo() != Op)
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

static bool splitPhi(Instruction &Access, unsigned Op, PHINode &Phi,
                     DominatorTree &DT, SmallVectorImpl<Instruction *> &Work) {
  if (!movesToEdges(Access, Op, Phi, DT))
    return false;
  BasicBlock *BB = Phi.getParent();
  SmallVector<BasicBlock *, 4> Preds(predecessors(BB));
  SmallVector<Instruction *, 4> Parts;
  for (BasicBlock *Pred : Preds) {
    if (Pred->getSingleSuccessor() != BB)
      Pred = SplitEdge(Pred, BB, &DT);
    Instruction *N =
        accessThrough(Access, Op, Phi.getIncomingValueForBlock(Pred),
                      Pred->getTerminator());
    for (Use &U : N->operands())
      if (auto *V = dyn_cast<PHINode>(U); V && V->getParent() == BB)
        U.set(V->getIncomingValueForBlock(Pred));
    Parts.push_back(N);
  }
  Work.append(Parts.begin(), Parts.end());
  replaceAccess(Access, Parts, BB);
  return true;
}

//===----------------------------------------------------------------------===//
// Choices made once and used in several places
//===----------------------------------------------------------------------===//

namespace {
/// A phi or select of addresses in objects that may differ in kind, used for
/// float accesses only (through address arithmetic, too). Each object gets a
/// pointer of its own, null where another is chosen, and every access a branch
/// on which it is.
class Choice {
public:
  static bool split(Instruction &P, DominatorTree &DT) {
    Choice C(P);
    if (!C.collectSources(DT) || !C.collectAccesses(&P))
      return false;
    C.makePointers();
    for (auto [A, Op] : C.Accesses)
      C.splitAccess(*A, Op);
    return true;
  }

private:
  static constexpr unsigned MaxObjects = 4, MaxAccesses = 24;

  explicit Choice(Instruction &P) : P(P) {}

  unsigned objectOf(Value *V) {
    const Value *X = getUnderlyingObject(V);
    for (unsigned K = 0; K < Objects.size(); ++K)
      if (Objects[K] == X)
        return K;
    Objects.push_back(X);
    return Objects.size() - 1;
  }

  bool collectSources(DominatorTree &DT) {
    SmallVector<Value *, 4> In;
    if (auto *Sel = dyn_cast<SelectInst>(&P)) {
      if (!Sel->getCondition()->getType()->isIntegerTy(1))
        return false;
      In.append({Sel->getTrueValue(), Sel->getFalseValue()});
    } else {
      auto *Phi = cast<PHINode>(&P);
      for (BasicBlock *Pred : Phi->blocks())
        if (DT.dominates(Phi->getParent(), Pred))
          return false;
      append_range(In, Phi->incoming_values());
    }
    bool Differ = false;
    for (Value *V : In) {
      if (isa<ConstantData>(V))
        return false;
      Differ |= mayDifferInKind(In[0], V);
      Sources.push_back({V, objectOf(V)});
    }
    return Differ && Objects.size() <= MaxObjects;
  }

  bool collectAccesses(Instruction *Ptr) {
    for (Use &U : Ptr->uses()) {
      auto *I = cast<Instruction>(U.getUser());
      if (isa<GetElementPtrInst>(I) && I->getOperand(0) == Ptr &&
          I->getType()->isPointerTy()) {
        if (!collectAccesses(I))
          return false;
      } else if (isSimpleAccess(*I) &&
                 is_contained(addressOperands(*I), U.getOperandNo()) &&
                 none_of(Accesses, [&](auto &A) { return A.first == I; })) {
        Accesses.push_back({I, U.getOperandNo()});
      } else {
        return false;
      }
    }
    return Accesses.size() <= MaxAccesses;
  }

  void makePointers() {
    auto *Null = ConstantPointerNull::get(cast<PointerType>(P.getType()));
    Type *I8 = Type::getInt8Ty(P.getContext());
    if (auto *Sel = dyn_cast<SelectInst>(&P)) {
      IRBuilder<> B(Sel);
      Value *C = Sel->getCondition();
      Which = B.CreateZExt(B.CreateNot(C), I8);
      Pointers = {B.CreateSelect(C, Sources[0].first, Null),
                  B.CreateSelect(C, Null, Sources[1].first)};
      return;
    }
    auto *Phi = cast<PHINode>(&P);
    auto At = Phi->getIterator();
    auto *W = PHINode::Create(I8, Sources.size(), "wg.which", At);
    for (unsigned K = 0; K < Sources.size(); ++K)
      W->addIncoming(ConstantInt::get(I8, Sources[K].second),
                     Phi->getIncomingBlock(K));
    Which = W;
    for (unsigned G = 0; G < Objects.size(); ++G) {
      auto *N = PHINode::Create(P.getType(), Sources.size(), P.getName(), At);
      for (unsigned K = 0; K < Sources.size(); ++K)
        N->addIncoming(Sources[K].second == G ? Sources[K].first : Null,
                       Phi->getIncomingBlock(K));
      Pointers.push_back(N);
    }
  }

  /// Ptr, computed from P, computed from New in the same way, before At.
  Value *rebase(Value *Ptr, Value *New, Instruction *At) {
    if (Ptr == &P)
      return New;
    auto *G = cast<GetElementPtrInst>(Ptr);
    Value *Base = rebase(G->getPointerOperand(), New, At);
    Instruction *N = G->clone();
    N->setOperand(0, Base);
    N->insertBefore(At->getIterator());
    return N;
  }

  void splitAccess(Instruction &A, unsigned Op) {
    Value *Ptr = A.getOperand(Op);
    SmallVector<Instruction *, 4> Parts;
    SmallVector<BasicBlock *, 4> Joins;
    Instruction *At = &A;
    for (unsigned G = 0; G + 1 < Objects.size(); ++G) {
      Instruction *Then = nullptr, *Else = nullptr;
      IRBuilder<> B(At);
      SplitBlockAndInsertIfThenElse(
          B.CreateICmpEQ(Which, ConstantInt::get(Which->getType(), G)),
          At->getIterator(), &Then, &Else);
      Parts.push_back(
          accessThrough(A, Op, rebase(Ptr, Pointers[G], Then), Then));
      Joins.push_back(G ? At->getParent() : A.getParent());
      At = Else;
    }
    Parts.push_back(
        accessThrough(A, Op, rebase(Ptr, Pointers.back(), At), At));
    // From the inside out: each join takes its branch and what is within.
    Value *R = Parts.back();
    BasicBlock *From = Parts.back()->getParent();
    if (isa<LoadInst>(A)) {
      for (unsigned G = Joins.size(); G-- > 0;) {
        PHINode *Phi = PHINode::Create(A.getType(), 2, A.getName(),
                                       Joins[G]->begin());
        Phi->setDebugLoc(A.getDebugLoc());
        Phi->addIncoming(Parts[G], Parts[G]->getParent());
        Phi->addIncoming(R, From);
        R = Phi;
        From = Joins[G];
      }
      A.replaceAllUsesWith(R);
    }
    A.eraseFromParent();
  }

  Instruction &P;
  SmallVector<const Value *, 4> Objects;
  SmallVector<std::pair<Value *, unsigned>, 4> Sources; ///< value, its object
  SmallVector<std::pair<Instruction *, unsigned>, 8> Accesses;
  SmallVector<Value *, 4> Pointers; ///< by object
  Value *Which = nullptr;
};
} // namespace

/// Address arithmetic on P, innermost last.
static void arithmeticOn(Instruction &P, SmallVectorImpl<WeakTrackingVH> &Out) {
  for (User *U : P.users())
    if (auto *G = dyn_cast<GetElementPtrInst>(U)) {
      Out.emplace_back(G);
      arithmeticOn(*G, Out);
    }
}

static bool splitChoices(Function &F) {
  static constexpr unsigned MaxSplits = 64;
  bool Changed = false;
  for (unsigned Round = 0; Round < MaxSplits; ++Round) {
    SmallVector<Instruction *, 8> Work;
    for (Instruction &I : instructions(F))
      if ((isa<PHINode>(I) || isa<SelectInst>(I)) &&
          I.getType()->isPointerTy() && !I.use_empty())
        Work.push_back(&I);
    bool Any = false;
    DominatorTree DT(F);
    for (Instruction *I : Work) {
      if (!Choice::split(*I, DT))
        continue;
      SmallVector<WeakTrackingVH, 8> Dead;
      arithmeticOn(*I, Dead);
      for (WeakTrackingVH &V : reverse(Dead))
        if (V)
          RecursivelyDeleteTriviallyDeadInstructions(V);
      Any = true;
      break; // others in Work, and DT, may be out of date
    }
    if (!Any)
      break;
    Changed = true;
  }
  return Changed;
}

bool separatePointers(Function &F) {
  SmallVector<Instruction *, 16> Work;
  for (Instruction &I : instructions(F))
    if (isSimpleAccess(I))
      Work.push_back(&I);
  bool Changed = false;
  while (!Work.empty()) {
    Instruction *I = Work.pop_back_val();
    for (unsigned Op : addressOperands(*I)) {
      Value *Ptr = I->getOperand(Op);
      bool Split = false;
      if (auto *Sel = dyn_cast<SelectInst>(Ptr)) {
        Split = splitSelect(*I, Op, *Sel, Work);
      } else if (auto *Phi = dyn_cast<PHINode>(Ptr)) {
        DominatorTree DT(F);
        Split = splitPhi(*I, Op, *Phi, DT, Work);
      }
      Changed |= Split;
      if (Split)
        break; // its parts are in Work
    }
  }
  Changed |= splitChoices(F);
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
