//===- WordValues.cpp - Registers that hold an address or a double --------===//
#include "Analysis/WordValues.h"
#include "Models/Languages.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

namespace {
/// What a value may come from.
enum Source : uint8_t { Word = 1, Address = 2, Float = 4 };

class Finder {
public:
  Finder(const Function &F, const Types &T, const Activity &A)
      : T(T), A(A), Rust(isRust(*F.getParent())) {}

  void sink(const Value *V) { visit(V); }

  void finish(DenseSet<const Value *> &Words) {
    spread();
    SmallVector<const Value *, 16> Work;
    for (auto &[V, From] : Met)
      if ((From & Word) || (From & (Address | Float)) == (Address | Float) ||
          ((From & Float) && !T.hasFloats(V)))
        Work.push_back(V);
    while (!Work.empty()) {
      const Value *V = Work.pop_back_val();
      if (!Words.insert(V).second || !isMove(V))
        continue;
      for (const Use &U : cast<Instruction>(V)->operands())
        if (Met.lookup(U) && (isMove(U) || isa<LoadInst>(U)))
          Work.push_back(U);
    }
  }

private:
  const Types &T;
  const Activity &A;
  const bool Rust;
  MapVector<const Value *, uint8_t> Met;

  static bool hasSize(const Type *Ty) {
    return Ty->isIntegerTy(64) || Ty->isDoubleTy() || Ty->isPointerTy();
  }

  static bool isMove(const Value *V) {
    if (!isa<PHINode, SelectInst, FreezeInst, BitCastInst, IntToPtrInst,
             PtrToIntInst>(V))
      return false;
    auto *C = dyn_cast<CastInst>(V);
    return hasSize(V->getType()) && (!C || hasSize(C->getSrcTy()));
  }

  /// What a load gets. In Rust, what is typed in the source says so: it is
  /// defined. Else an integer that is computed with is one.
  uint8_t loaded(const LoadInst &L) const {
    Type *Ty = L.getType();
    if (!L.isSimple() || !hasSize(Ty) || (!Rust && !Ty->isIntegerTy()) ||
        !A.isActiveMemory(L.getPointerOperand()))
      return 0;
    bool Typed = !Rust || L.hasMetadata(LLVMContext::MD_noundef) ||
                 L.hasMetadata(LLVMContext::MD_nonnull);
    if (Typed && Ty->isPointerTy())
      return 0;
    if (Typed && Ty->isIntegerTy())
      if (auto Own = T.valueLayout(&L).uniform();
          Own && Own->K == ByteType::Integer)
        return 0;
    Layout Memory = T.memoryLayout(L.getPointerOperand(), uint64_t(8));
    if (Memory.Runs.size() != 1)
      return 0;
    const ByteType &B = Memory.Runs[0].Type;
    return B.isWord()                                ? Word
           : B.isFloat() && B.FloatTy->isDoubleTy() ? Float
                                                     : 0;
  }

  uint8_t ownSource(const Value *V) const {
    if (auto *L = dyn_cast<LoadInst>(V))
      return loaded(*L);
    if (isa<PtrToIntInst>(V))
      return Address;
    if (auto *C = dyn_cast<BitCastInst>(V))
      return C->getSrcTy()->isDoubleTy() && A.isActive(C->getOperand(0)) ? Float
                                                                         : 0;
    return 0;
  }

  void visit(const Value *V) {
    SmallVector<const Value *, 8> Work{V};
    while (!Work.empty()) {
      const Value *X = Work.pop_back_val();
      if (!isa<Instruction>(X) || Met.contains(X))
        continue;
      Met[X] = ownSource(X);
      if (isMove(X))
        append_range(Work, cast<Instruction>(X)->operand_values());
    }
  }

  /// Each value learns of the sources of what it is moved from.
  void spread() {
    SmallVector<const Value *, 16> Work;
    for (auto &[V, From] : Met)
      if (From)
        Work.push_back(V);
    while (!Work.empty()) {
      const Value *V = Work.pop_back_val();
      for (const User *U : V->users()) {
        auto It = Met.find(U);
        if (It == Met.end() || !isMove(U))
          continue;
        uint8_t All = It->second | Met.lookup(V);
        if (All != It->second) {
          It->second = All;
          Work.push_back(U);
        }
      }
    }
  }
};
} // namespace

WordValues::WordValues(Function &F, const Types &T, const Activity &A) {
  if (F.getDataLayout().getPointerSize() != 8)
    return;
  Finder X(F, T, A);
  for (Instruction &I : instructions(F)) {
    if (auto *P = dyn_cast<IntToPtrInst>(&I)) {
      X.sink(P);
    } else if (auto *S = dyn_cast<StoreInst>(&I)) {
      const Value *V = S->getValueOperand();
      Type *Ty = V->getType();
      if (S->isSimple() && (Ty->isIntegerTy(64) || Ty->isDoubleTy() ||
                            Ty->isPointerTy()) &&
          A.isActiveMemory(S->getPointerOperand()))
        X.sink(V);
    }
  }
  X.finish(Words);
}

} // namespace wengert
