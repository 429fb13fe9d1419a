//===- DanglingPointers.cpp - Addresses of nothing ------------------------===//
#include "Prepare/DanglingPointers.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace wengert {

static constexpr unsigned MaxSteps = 64;

/// An address in the first page, where no object is; null is left alone.
static bool isDangling(const ConstantInt &C) {
  constexpr uint64_t PageSize = 4096;
  return !C.isZero() && C.getValue().ult(PageSize);
}

static bool isDangling(const Value *V) {
  auto *CE = dyn_cast<ConstantExpr>(V);
  auto *C = CE && CE->getOpcode() == Instruction::IntToPtr
                ? dyn_cast<ConstantInt>(CE->getOperand(0))
                : nullptr;
  return C && isDangling(*C);
}

static bool isChoice(const Value *V) {
  return isa<PHINode>(V) || isa<SelectInst>(V);
}

/// The operands of a choice or of address arithmetic that the address is from.
static SmallVector<unsigned, 4> sourcesOf(const Instruction &I) {
  SmallVector<unsigned, 4> Ops;
  if (isa<SelectInst>(I))
    Ops = {1, 2};
  else if (isa<GetElementPtrInst>(I))
    Ops = {0};
  else
    for (unsigned K = 0; K < I.getNumOperands(); ++K)
      Ops.push_back(K);
  return Ops;
}

//===----------------------------------------------------------------------===//
// Choices between integers
//===----------------------------------------------------------------------===//

namespace {
/// A pointer in place of each of some choices between integers.
class PointerChoices {
public:
  explicit PointerChoices(PointerType *T) : T(T) {}

  /// The pointer that V is the address of; null if V is more than a choice
  /// between addresses of pointers and dangling ones.
  Value *of(Value *V) {
    SmallVector<Instruction *, 8> Choices;
    SmallPtrSet<Value *, 8> Seen;
    SmallVector<Value *, 8> Work{V};
    bool Any = false;
    while (!Work.empty()) {
      Value *X = Work.pop_back_val();
      if (!Seen.insert(X).second)
        continue;
      if (Seen.size() > MaxSteps)
        return nullptr;
      if (auto *C = dyn_cast<ConstantInt>(X); C && isDangling(*C))
        continue;
      if (auto *P = dyn_cast<PtrToIntOperator>(X);
          P && P->getPointerOperandType() == T) {
        Any = true;
        continue;
      }
      if (!isChoice(X))
        return nullptr;
      auto *I = cast<Instruction>(X);
      Choices.push_back(I);
      for (unsigned Op : sourcesOf(*I))
        Work.push_back(I->getOperand(Op));
    }
    if (!Any || Choices.empty())
      return nullptr;
    for (Instruction *I : Choices)
      if (!Made.contains(I))
        make(*I);
    for (Instruction *I : Choices)
      fill(*I);
    return Made.lookup(V);
  }

private:
  PointerType *T;
  DenseMap<Value *, Instruction *> Made;
  SmallPtrSet<Instruction *, 8> Filled;

  void make(Instruction &I) {
    Instruction *N;
    if (auto *Phi = dyn_cast<PHINode>(&I))
      N = PHINode::Create(T, Phi->getNumIncomingValues(), I.getName(),
                          I.getIterator());
    else
      N = SelectInst::Create(I.getOperand(0), PoisonValue::get(T),
                             PoisonValue::get(T), I.getName(), I.getIterator());
    N->setDebugLoc(I.getDebugLoc());
    Made[&I] = N;
  }

  Value *pointer(Value *V) {
    if (auto *C = dyn_cast<ConstantInt>(V))
      return ConstantExpr::getIntToPtr(C, T);
    if (auto *P = dyn_cast<PtrToIntOperator>(V))
      return P->getPointerOperand();
    return Made.lookup(V);
  }

  void fill(Instruction &I) {
    if (!Filled.insert(&I).second)
      return;
    Instruction *N = Made.lookup(&I);
    if (auto *Phi = dyn_cast<PHINode>(&I)) {
      for (unsigned K = 0; K < Phi->getNumIncomingValues(); ++K)
        cast<PHINode>(N)->addIncoming(pointer(Phi->getIncomingValue(K)),
                                      Phi->getIncomingBlock(K));
      return;
    }
    for (unsigned Op : sourcesOf(I))
      N->setOperand(Op, pointer(I.getOperand(Op)));
  }
};
} // namespace

static bool choosePointers(Function &F) {
  const DataLayout &DL = F.getDataLayout();
  SmallVector<IntToPtrInst *, 8> Casts;
  for (Instruction &I : instructions(F))
    if (auto *C = dyn_cast<IntToPtrInst>(&I);
        C && C->getType()->isPointerTy() && isChoice(C->getOperand(0)) &&
        C->getOperand(0)->getType() == DL.getIntPtrType(C->getType()))
      Casts.push_back(C);
  MapVector<Type *, PointerChoices> Choices;
  SmallVector<WeakTrackingVH, 8> Dead;
  for (IntToPtrInst *C : Casts) {
    auto *T = cast<PointerType>(C->getType());
    Value *P = Choices.try_emplace(T, T).first->second.of(C->getOperand(0));
    if (!P)
      continue;
    C->replaceAllUsesWith(P);
    Dead.push_back(C);
  }
  for (WeakTrackingVH &V : Dead)
    if (V)
      RecursivelyDeleteTriviallyDeadInstructions(V);
  return !Dead.empty();
}

//===----------------------------------------------------------------------===//
// What accesses go through
//===----------------------------------------------------------------------===//

namespace {
/// Addresses without the dangling ones among which they are chosen.
class LiveAddresses {
public:
  /// The address to access memory through instead of V; V itself where nothing
  /// dangling is chosen from, or nothing else.
  Value *of(Value *V) {
    SmallVector<Instruction *, 8> Path;
    SmallPtrSet<Value *, 8> Seen, Tainted;
    SmallVector<Value *, 8> Work{V};
    bool Any = false;
    while (!Work.empty()) {
      Value *X = Work.pop_back_val();
      if (!Seen.insert(X).second)
        continue;
      if (Seen.size() > MaxSteps)
        return V;
      if (isDangling(X)) {
        Tainted.insert(X);
        continue;
      }
      if (!isChoice(X) && !isa<GetElementPtrInst>(X)) {
        Any |= !isa<ConstantData>(X);
        continue;
      }
      auto *I = cast<Instruction>(X);
      if (!I->getType()->isPointerTy())
        return V;
      Path.push_back(I);
      for (unsigned Op : sourcesOf(*I))
        Work.push_back(I->getOperand(Op));
    }
    if (Tainted.empty() || !Any)
      return V;
    // Only what leads to something dangling is made again.
    for (bool Again = true; Again;) {
      Again = false;
      for (Instruction *I : Path)
        if (any_of(sourcesOf(*I), [&](unsigned Op) {
              return Tainted.contains(I->getOperand(Op));
            }))
          Again |= Tainted.insert(I).second;
    }
    SmallVector<Instruction *, 8> New;
    for (Instruction *I : Path)
      if (Tainted.contains(I) && !Made.contains(I)) {
        Instruction *N = I->clone();
        N->setName(I->getName());
        N->insertBefore(I->getIterator());
        Made[I] = N;
        New.push_back(N);
      }
    for (Instruction *N : New)
      for (unsigned Op : sourcesOf(*N)) {
        Value *X = N->getOperand(Op);
        if (isDangling(X))
          N->setOperand(Op, PoisonValue::get(X->getType()));
        else if (Instruction *M = Made.lookup(X))
          N->setOperand(Op, M);
      }
    Instruction *N = Made.lookup(V);
    return N ? N : V;
  }

private:
  DenseMap<Value *, Instruction *> Made;
};
} // namespace

bool separateDangling(Function &F) {
  if (F.hasFnAttribute(Attribute::NullPointerIsValid))
    return false;
  bool Changed = choosePointers(F);
  LiveAddresses Live;
  SmallVector<Instruction *, 32> Accesses;
  for (Instruction &I : instructions(F)) {
    auto *L = dyn_cast<LoadInst>(&I);
    auto *S = dyn_cast<StoreInst>(&I);
    if ((L && L->isSimple()) || (S && S->isSimple()))
      Accesses.push_back(&I);
  }
  for (Instruction *I : Accesses) {
    unsigned Op = isa<LoadInst>(I) ? LoadInst::getPointerOperandIndex()
                                   : StoreInst::getPointerOperandIndex();
    Value *V = I->getOperand(Op), *N = Live.of(V);
    if (N == V)
      continue;
    I->setOperand(Op, N);
    Changed = true;
  }
  return Changed;
}

} // namespace wengert
