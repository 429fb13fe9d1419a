//===- CallModel.h - Derivatives of calls that touch memory ----*- C++ -*-===//
//
// A rule (rules/*.td) covers operations on values. A model covers calls that
// read or write memory or own resources: frexp, modf, sincos, lgamma_r, later
// runtimes like MPI. One object per family, registered in CallModel.cpp.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_CALLMODEL_H
#define WENGERT_MODELS_CALLMODEL_H

#include "Emit/SweepContext.h"
#include "llvm/IR/InstrTypes.h"

namespace wengert {

class CallModel {
public:
  virtual ~CallModel() = default;
  virtual bool matches(const llvm::CallBase &CB) const = 0;

  /// Forward mode: emit tangents after the primal call. Pointers' shadows
  /// come from Ctx.dual; the result's tangent goes to Ctx.setDual.
  virtual void tangent(llvm::CallBase &CB, SweepContext &Ctx) const = 0;
  /// Reverse modes, forward sweep: keep shadow memory in step (pointers and
  /// integers written by the call). Default: nothing.
  virtual void augment(llvm::CallBase & /*CB*/, SweepContext & /*Ctx*/) const {}
  /// Reverse sweep: consume adjoints of result and written memory.
  virtual void adjoint(llvm::CallBase &CB, SweepContext &Ctx) const = 0;

  /// For the analyses. Does the call pass floats from operand `From` to
  /// memory behind pointer operand `To` (or To < 0: the result)?
  virtual bool flows(const llvm::CallBase &CB, unsigned From, int To) const = 0;
  /// Float type (or null: integer) and size written behind pointer operand
  /// `Op`; nullopt if the call writes nothing there.
  virtual std::optional<llvm::Type *> writes(const llvm::CallBase &CB,
                                             unsigned Op) const = 0;
};

/// The model for a call, or null.
const CallModel *findModel(const llvm::CallBase &CB);

} // namespace wengert
#endif
