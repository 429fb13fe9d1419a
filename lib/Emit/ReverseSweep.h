//===- ReverseSweep.h - The adjoint sweep ----------------------*- C++ -*-===//
//
// Mirrors P's control flow: the reverse of a block undoes its instructions
// from last to first, then goes to the reverse of the predecessor control came
// from. Loops run their counter down. Which predecessor, and at what count a
// loop was left, are values of the forward sweep (Prepare.h), looked up like
// any other (Tape.h).
//
// The adjoint of an SSA value lives in an alloca, zero until its uses are
// undone, read and reset to zero where its definition is undone; mem2reg turns
// these into registers. Adjoint contributions carry `reassoc`: their order is
// ours, not the source's.
//
// Reference: A. Griewank, A. Walther, Evaluating Derivatives, 2008, ch. 3-4.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_REVERSESWEEP_H
#define WENGERT_EMIT_REVERSESWEEP_H

#include "Emit/EmitState.h"
#include "Emit/SweepContext.h"
#include "Emit/Tape.h"
#include "llvm/IR/InstVisitor.h"
#include "llvm/IR/IntrinsicInst.h"

namespace wengert {

class ReverseSweep : public llvm::InstVisitor<ReverseSweep>,
                     public SweepContext {
public:
  /// Back is the layout of the function the sweep goes into: S.D itself
  /// (combined) or the pullback's.
  ReverseSweep(EmitState &S, const DerivativeFn &Back);

  /// Emits the sweep; false after a diagnostic.
  bool run();

  const DiffRequest &request() const override { return S.R; }
  llvm::Value *primal(llvm::Value *V) override {
    return T.lookup(Builder, S.inW(V));
  }
  llvm::Value *dual(llvm::Value *V) override;
  void setDual(llvm::Value *, llvm::Value *) override {}
  bool isActive(const llvm::Value *V) const override {
    return S.A.isActive(V) && !S.Consts.contains(V);
  }
  void fail() override { S.Ok = false; }
  bool isActiveMemory(const llvm::Value *P) const override {
    return S.activeMemory(P);
  }
  bool isOverwrittenAfter(const llvm::CallBase &CB,
                          const llvm::Value *P) override {
    return S.OW.isOverwrittenAfter(&CB, P);
  }
  void replacePrimal(llvm::CallBase &, llvm::CallInst *) override {}
  void keep(const llvm::CallBase &, unsigned, llvm::Value *) override {}
  llvm::Value *kept(const llvm::CallBase &CB, unsigned Slot) override {
    llvm::Value *V = S.Kept.lookup({&CB, Slot});
    return V ? T.lookup(Builder, V) : nullptr;
  }
  void release(llvm::Value *P) override {
    T.release(Builder, P, /*OfMalloc=*/true);
  }
  llvm::Value *takeAdjoint(llvm::Value *V) override;
  void addAdjoint(llvm::Value *V, llvm::Value *Delta) override;

  void visitInstruction(llvm::Instruction &I);
  void visitPHINode(llvm::PHINode &) {}
  void visitAllocaInst(llvm::AllocaInst &) {}
  void visitCmpInst(llvm::CmpInst &) {}
  void visitFenceInst(llvm::FenceInst &) {}
  void visitLoadInst(llvm::LoadInst &I);
  void visitStoreInst(llvm::StoreInst &I);
  void visitAtomicRMWInst(llvm::AtomicRMWInst &I);
  void visitAtomicCmpXchgInst(llvm::AtomicCmpXchgInst &I);
  void visitSelectInst(llvm::SelectInst &I);
  void visitExtractValueInst(llvm::ExtractValueInst &I);
  void visitInsertValueInst(llvm::InsertValueInst &I);
  void visitExtractElementInst(llvm::ExtractElementInst &I);
  void visitInsertElementInst(llvm::InsertElementInst &I);
  void visitShuffleVectorInst(llvm::ShuffleVectorInst &I);
  void visitCallBase(llvm::CallBase &I);

private:
  void emitBlock(llvm::BasicBlock *BB);
  void emitEdges(llvm::BasicBlock *BB);
  void emitFinal();
  llvm::AllocaInst *slot(const llvm::Value *V);
  void localizeAdjoints();
  llvm::Value *add(llvm::Value *A, llvm::Value *B);
  /// An adjoint in lanes as V's own (integer) type, and back.
  llvm::Value *asBits(llvm::Value *Adj, llvm::Type *Ty);

  // Memory (ReverseMemory.cpp): the float leaves of Ty at Addr.
  using LeafFn = llvm::function_ref<void(llvm::Type *Ty, uint64_t Off,
                                         llvm::ArrayRef<unsigned> Path)>;
  void forEachFloatLeaf(llvm::Type *Ty, LeafFn Fn);
  void accumulate(llvm::Value *Addr, llvm::Value *Delta, llvm::Align A);
  llvm::Value *drain(llvm::Value *Addr, llvm::Type *Ty, llvm::Align A);
  llvm::Value *shadowAddress(llvm::Value *Ptr, llvm::Type *Ty);
  void visitMemCopy(llvm::CallBase &I, const KnownCall &K);
  void visitMemSet(llvm::CallBase &I, const KnownCall &K);
  void visitZeroed(llvm::CallBase &I);
  void visitMasked(llvm::IntrinsicInst &I);

  // Calls (ReverseCalls.cpp).
  void visitActiveCall(llvm::CallBase &I, const EmitState::CallRecord &Rec);
  void visitCustomCall(llvm::CallBase &I, const EmitState::CallRecord &Rec);
  llvm::Value *quarantine();

  EmitState &S;
  const DerivativeFn &Back;
  llvm::Function *Target;
  llvm::IRBuilder<> Builder;
  Tape T;
  llvm::BasicBlock *Start = nullptr; ///< where adjoints are zeroed
  llvm::BasicBlock *FinalBlock = nullptr; ///< ends with the return
  llvm::DenseMap<llvm::BasicBlock *, llvm::BasicBlock *> RB;
  llvm::DenseMap<const llvm::Value *, llvm::AllocaInst *> Adjoints;
  /// Split mode: memory of W's stack frame that lives until the pullback.
  llvm::DenseMap<llvm::BasicBlock *, llvm::SmallVector<llvm::Value *, 4>>
      FrameBlocks;
  void moveFrameToHeap();
};

} // namespace wengert
#endif
