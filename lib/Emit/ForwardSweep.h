//===- ForwardSweep.h - Duals beside the primal ----------------*- C++ -*-===//
//
// Walks P in reverse post order and adds to W, beside each active instruction,
// the computation of its dual. In Forward mode the dual is the whole tangent:
// tangents of floats by the rules, shadows of pointers by mirroring. In the
// reverse modes only pointers have duals at this point; what floats need comes
// in the reverse sweep (ReverseSweep.h). So one walk serves both.
//
// Memory: a store of pointers or integers to active memory is repeated on the
// shadow, so that shadow data structures have the shape of the primal's; a
// store of floats is repeated in Forward mode only.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_FORWARDSWEEP_H
#define WENGERT_EMIT_FORWARDSWEEP_H

#include "Emit/EmitState.h"
#include "Emit/SweepContext.h"
#include "llvm/IR/InstVisitor.h"
#include "llvm/IR/IntrinsicInst.h"

namespace wengert {

class ForwardSweep : public llvm::InstVisitor<ForwardSweep>,
                     public SweepContext {
public:
  explicit ForwardSweep(EmitState &S);

  /// False after a diagnostic.
  bool run();

  // SweepContext, for models.
  const DiffRequest &request() const override { return S.R; }
  llvm::Value *primal(llvm::Value *V) override { return S.inW(V); }
  llvm::Value *dual(llvm::Value *V) override { return S.dual(V); }
  void setDual(llvm::Value *V, llvm::Value *Dv) override { S.Duals[V] = Dv; }
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
  void replacePrimal(llvm::CallBase &CB, llvm::CallInst *New) override;
  void keep(const llvm::CallBase &CB, unsigned Slot, llvm::Value *V) override {
    S.Kept[{&CB, Slot}] = V;
  }
  llvm::Value *kept(const llvm::CallBase &, unsigned) override {
    return nullptr;
  }
  void release(llvm::Value *) override {}
  llvm::Value *takeAdjoint(llvm::Value *) override { return nullptr; }
  void addAdjoint(llvm::Value *, llvm::Value *) override {}

  // Visitors, called with P's instructions.
  void visitInstruction(llvm::Instruction &I);
  void visitPHINode(llvm::PHINode &) {}
  void visitAllocaInst(llvm::AllocaInst &I);
  void visitLoadInst(llvm::LoadInst &I);
  void endPointer(llvm::StoreInst &I, llvm::Value *Ptr);
  llvm::Value *noDual(const llvm::Value *V);
  llvm::Value *dualOfChoice(llvm::Value *V);
  void visitStoreInst(llvm::StoreInst &I);
  void visitAtomicRMWInst(llvm::AtomicRMWInst &I);
  void visitAtomicCmpXchgInst(llvm::AtomicCmpXchgInst &I);
  void visitCallBase(llvm::CallBase &I);
  void visitReturnInst(llvm::ReturnInst &) {}
  void visitBranchInst(llvm::BranchInst &) {}
  void visitSwitchInst(llvm::SwitchInst &) {}
  void visitUnreachableInst(llvm::UnreachableInst &) {}
  void visitResumeInst(llvm::ResumeInst &) {}
  void visitCmpInst(llvm::CmpInst &) {}
  void visitFenceInst(llvm::FenceInst &) {}

private:
  void createPhis();
  void fillPhis();
  /// Same operation on duals (GEP, select, insertvalue, ...).
  void mirror(llvm::Instruction &I, llvm::ArrayRef<unsigned> DualOps);
  void visitBitwise(llvm::BinaryOperator &I);

  // Calls (ForwardCalls.cpp).
  void emitAlloc(llvm::CallBase &I, const struct KnownCall &K);
  void emitAllocOut(llvm::CallBase &I, const struct KnownCall &K);
  void emitRealloc(llvm::CallBase &I, const struct KnownCall &K);
  void growShadow(llvm::CallBase &I, const struct KnownCall &K,
                  llvm::Function &Alloc,
                  llvm::ArrayRef<llvm::Value *> AllocArgs,
                  llvm::Value *OldDual);
  void emitFree(llvm::CallBase &I, const struct KnownCall &K);
  void emitMemCopy(llvm::CallBase &I, const struct KnownCall &K);
  void emitMemSet(llvm::CallBase &I, const struct KnownCall &K);
  void emitRelink(llvm::CallBase &I);
  /// The text that inactive I writes has no shadow (TextShadows.cpp).
  void endTextShadows(llvm::CallBase &I);
  void emitDynamicCast(llvm::CallBase &I, const struct KnownCall &K);
  void emitCall(llvm::CallBase &I);
  bool emitIntrinsic(llvm::IntrinsicInst &I);
  bool emitCustomCall(llvm::CallBase &I, llvm::Function *F);
  DiffRequest requestFor(llvm::CallBase &I, llvm::Function *Callee);
  void replaceCall(llvm::CallBase &I, llvm::CallInst *New, int PrimalIdx,
                   int DualIdx);
  llvm::CallBase *cloneCall(llvm::CallBase &I);

  EmitState &S;
  llvm::IRBuilder<> Builder;
};

/// The address of a dual in memory. Under runtime activity a shadow equal to
/// its primal means inactive: the access then goes to a zeroed scratch slot.
llvm::Value *dualAddress(EmitState &S, llvm::IRBuilder<> &B,
                         llvm::Value *Primal, llvm::Value *Dual,
                         llvm::Type *AccessTy);

/// Reports a pointer that may point to constant or to active memory.
void reportMixed(EmitState &S, const llvm::Instruction &I);
/// Reports active data behind a pointer without shadow; false.
bool reportNoShadow(EmitState &S, const llvm::Instruction &I);

/// Appends the return instruction of a derivative; fields by DerivativeFn.
void emitResult(llvm::IRBuilder<> &B, llvm::Function *Fn,
                llvm::ArrayRef<std::pair<int, llvm::Value *>> Fields);

/// The Len bytes of copy I whose shadows are copied: none of bytes (which Rust
/// aligns as such) where one of Shadows is no address, as that of text.
llvm::Value *shadowLength(llvm::IRBuilder<> &B, const llvm::CallBase &I,
                          const KnownCall &K, llvm::Value *Len,
                          llvm::ArrayRef<llvm::Value *> Shadows);

/// The shadow of a block that grows, null where it is no address.
llvm::Value *shadowBlock(llvm::IRBuilder<> &B, llvm::Value *Shadow);

} // namespace wengert
#endif
