//===- SweepContext.h - What models see while code is emitted --*- C++ -*-===//
#ifndef WENGERT_EMIT_SWEEPCONTEXT_H
#define WENGERT_EMIT_SWEEPCONTEXT_H

#include "Request/DiffRequest.h"
#include "llvm/IR/IRBuilder.h"

namespace wengert {

/// One point of one sweep. Values are named by their instruction in the
/// prepared clone; the context gives their value *here*: in the forward sweep
/// the instruction itself, in the reverse sweep something recomputed or read
/// from the tape.
class SweepContext {
public:
  explicit SweepContext(llvm::IRBuilder<> &B) : B(B) {}
  virtual ~SweepContext() = default;

  llvm::IRBuilder<> &B;

  virtual const DiffRequest &request() const = 0;
  /// The primal value of V here.
  virtual llvm::Value *primal(llvm::Value *V) = 0;
  /// The dual of V here: shadow of a pointer; in Forward mode the tangent of
  /// a float. Null if V is inactive.
  virtual llvm::Value *dual(llvm::Value *V) = 0;
  /// Sets the dual an instruction defines (forward sweep and Forward mode).
  virtual void setDual(llvm::Value *V, llvm::Value *Dual) = 0;
  virtual bool isActive(const llvm::Value *V) const = 0;
  /// After a diagnostic: ends the emission.
  virtual void fail() = 0;
  /// Does P point to memory that has a shadow?
  virtual bool isActiveMemory(const llvm::Value *P) const = 0;
  /// Reverse modes: may the memory P points to be written after call CB and
  /// before its adjoint?
  virtual bool isOverwrittenAfter(const llvm::CallBase &CB,
                                  const llvm::Value *P) = 0;

  /// Forward mode: New, already emitted, takes the place of the primal call.
  virtual void replacePrimal(llvm::CallBase &CB, llvm::CallInst *New) = 0;
  /// Forward sweep: keeps a value under a number of the model's choice.
  virtual void keep(const llvm::CallBase &CB, unsigned Slot,
                    llvm::Value *V) = 0;
  /// Reverse sweep: what was kept, or null.
  virtual llvm::Value *kept(const llvm::CallBase &CB, unsigned Slot) = 0;
  /// Reverse sweep: frees memory that was allocated to be kept.
  virtual void release(llvm::Value *P) = 0;

  /// Reverse sweep: reads V's adjoint and resets it to zero. Null if zero.
  virtual llvm::Value *takeAdjoint(llvm::Value *V) = 0;
  /// Reverse sweep: adds Delta to V's adjoint (no-op for inactive V).
  virtual void addAdjoint(llvm::Value *V, llvm::Value *Delta) = 0;
};

} // namespace wengert
#endif
