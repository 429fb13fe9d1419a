//===- CallModel.h - Derivatives of calls that touch memory ----*- C++ -*-===//
//
// A rule (rules/*.td) covers operations on values. A model covers calls that
// read or write memory or own resources: BLAS, later runtimes like MPI. One
// object per family, registered in CallModel.cpp. What a modelled function does
// to memory besides, for LLVM's alias analysis, its attributes say.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_CALLMODEL_H
#define WENGERT_MODELS_CALLMODEL_H

#include "Emit/SweepContext.h"
#include "llvm/IR/InstrTypes.h"

namespace wengert {

/// What a call does with one operand.
struct OperandUse {
  /// Of a pointer: what it points to. Null: integers, or nothing known.
  llvm::Type *Pointee = nullptr;
  /// Floats go from it (or from what it points to) to everything written.
  bool Reads = false;
  /// Floats go to what it points to.
  bool Writes = false;
};

class CallModel {
public:
  virtual ~CallModel() = default;
  virtual bool matches(const llvm::CallBase &CB) const = 0;

  /// For the analyses. A result of floating-point type counts as written.
  virtual OperandUse use(const llvm::CallBase &CB, unsigned Op) const = 0;

  /// Forward mode: emit tangents after the primal call, or in its place.
  /// Pointers' shadows come from Ctx.dual; the result's tangent goes to
  /// Ctx.setDual.
  virtual void tangent(llvm::CallBase &CB, SweepContext &Ctx) const = 0;
  /// Reverse modes, forward sweep: keep what the adjoint needs. Default:
  /// nothing.
  virtual void augment(llvm::CallBase & /*CB*/, SweepContext & /*Ctx*/) const {}
  /// Reverse sweep: consume adjoints of result and written memory.
  virtual void adjoint(llvm::CallBase &CB, SweepContext &Ctx) const = 0;
};

/// The model for a call, or null.
const CallModel *findModel(const llvm::CallBase &CB);

} // namespace wengert
#endif
