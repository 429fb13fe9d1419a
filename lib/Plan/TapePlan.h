//===- TapePlan.h - What is stored, what is recomputed ---------*- C++ -*-===//
//
// For every value of the forward sweep that the reverse sweep asks for, says
// where it comes from. The emitters execute this and decide nothing.
//
// Method: a least-cost choice by dynamic programming over the operand DAG.
// Recomputing costs the operation plus its operands; storing costs memory
// traffic. Values grounded in arguments, constants, loop counters and memory
// that is not overwritten need no tape. Each value is visited once.
//
// The weights (in units of one floating-point addition) live here and nowhere
// else; a value in the tape costs a store, a load and its share of cache.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PLAN_TAPEPLAN_H
#define WENGERT_PLAN_TAPEPLAN_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Instructions.h"
#include <functional>

namespace wengert {

enum class Source : uint8_t {
  Available, ///< argument, constant, loop counter
  Recompute, ///< run the instruction again on looked-up operands
  Store,     ///< from the tape
};

/// What the plan must know about the function; answered by the emitter, which
/// knows how W relates to the analyses of P.
struct PlanFacts {
  /// Is V a canonical loop counter?
  std::function<bool(const llvm::Value *)> IsCounter;
  /// May this load be run again in the reverse sweep?
  std::function<bool(const llvm::LoadInst *)> MayReload;
  /// Number of loops around a block.
  std::function<unsigned(const llvm::BasicBlock *)> Depth;
};

class TapePlan {
public:
  explicit TapePlan(PlanFacts Facts) : Facts(std::move(Facts)) {}

  Source decide(llvm::Value *V) { return choose(V, 0).What; }

private:
  struct Choice {
    Source What;
    float Cost; ///< of having the value in the reverse sweep once
  };
  Choice choose(llvm::Value *V, unsigned Level);
  float storeCost(const llvm::Instruction &I) const;

  PlanFacts Facts;
  llvm::DenseMap<llvm::Value *, Choice> Memo;
};

} // namespace wengert
#endif
