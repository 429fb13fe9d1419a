//===- Check.h - Gradients checked at run time ------------------*- C++ -*-===//
//
// Before a call of a derivative, in a module that is checked, comes a
// call of the runtime (runtime/check) with what it needs to experiment: the
// arguments, in a block on the stack, and functions that run the primal, the
// derivative and its forward counterpart on such a block. With the call's own
// seeds u and a direction v it compares <J' u, v>, <u, J v> and the central
// difference of <u, f> along v, extrapolated (A. Griewank, A. Walther,
// Evaluating Derivatives, 2008, section 3.4, on such tests).
//
// Before the first half of a split derivative it does so with seeds of its own;
// forward mode is compared with differences alone.
//
// The runtime makes each experiment in a copy of the process. So nothing of the
// program's is disturbed, and the derivative runs on the very memory it is
// called with.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_CHECK_CHECK_H
#define WENGERT_CHECK_CHECK_H

#include "Request/WireParse.h"
#include "llvm/IR/IRBuilder.h"

namespace wengert {

class Engine;

/// What a check needs beside the derivative.
struct CheckPlan {
  DiffRequest Request; ///< of the derivative
  /// Reverse mode, in one half or two; null where forward mode is checked.
  const DerivativeFn *Reverse = nullptr, *Augmented = nullptr;
  const DerivativeFn *Forward = nullptr; ///< null: Alone says why
  std::string Alone;
};

/// The plan for a call of D, if it is to be checked. Emits the forward
/// derivative.
std::optional<CheckPlan> planCheck(const DiffRequest &R, const DerivativeFn &D,
                                   Engine &E);

/// Emits the check of a call of D with Operands.
void emitCheck(llvm::IRBuilder<> &B, const WireCall &W, const CheckPlan &Plan,
               const DerivativeFn &D, llvm::ArrayRef<llvm::Value *> Operands,
               Engine &E);

} // namespace wengert
#endif
