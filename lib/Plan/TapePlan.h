//===- TapePlan.h - What is stored, what is recomputed ---------*- C++ -*-===//
//
// For every value of the forward sweep that the reverse sweep asks for, says
// where it comes from. The emitters execute this and decide nothing.
//
// Method: a minimum cut. Every value v that is asked for, or that recomputing
// another needs, has two yes/no unknowns: a(v), it is to be had in the reverse
// sweep, and x(v), it is had by running its operation again. The cost is
//
//   sum over v with a(v):  x(v) ? recompute(v) : store(v)
//
// under a(v) for all v asked for, x(v) => a(v), and x(v) => a(u) for every
// operand u of v. That sum is submodular, so that the optimum is a minimum cut
// (D. Greig, B. Porteous, A. Seheult 1989; V. Kolmogorov, R. Zabih 2004): a
// value shared by several recomputations is paid for once, which choosing
// value by value cannot see. Values grounded in arguments, constants, loop
// counters and memory that is not overwritten need no tape.
//
// Costs are weighted by how often the block of a value is expected to run, and
// recomputing also by the number of places that ask. The weights (in units of
// one floating-point addition) live here and nowhere else; a value in the tape
// costs a store, a load and its share of cache.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PLAN_TAPEPLAN_H
#define WENGERT_PLAN_TAPEPLAN_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
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
  /// Is V there without doing anything: no instruction, a loop counter, a
  /// variable of the same activation?
  std::function<bool(const llvm::Value *)> IsAvailable;
  /// May this load be run again in the reverse sweep?
  std::function<bool(const llvm::LoadInst *)> MayReload;
  /// How often a block is expected to run, 1 outside of loops.
  std::function<double(const llvm::BasicBlock *)> Runs;
  /// Is the block inside of a loop?
  std::function<bool(const llvm::BasicBlock *)> InLoop;
};

class TapePlan {
public:
  explicit TapePlan(PlanFacts Facts) : Facts(std::move(Facts)) {}

  /// The reverse sweep asks for V in its block number Block.
  void require(llvm::Value *V, unsigned Block);
  /// Chooses for all that was required.
  void settle();
  /// After settle: calls Visit with what may be run again.
  template <typename Fn> void forEachRecomputed(Fn Visit) const {
    for (auto &[V, C] : Choice)
      if (C == Source::Recompute)
        Visit(llvm::cast<llvm::Instruction>(V));
  }
  /// After settle. What was not known to be needed is stored.
  Source decide(const llvm::Value *V) const;

private:
  struct Node {
    bool Asked = false;
    unsigned LastBlock = 0, Places = 0; ///< that ask for it
    bool MayRecompute = false;
    double StoreCost = 0, RecomputeCost = 0; ///< of one run
  };
  /// Adds V and what recomputing it may need; operands first in Order.
  void collect(llvm::Instruction *V);
  void cut();
  void boundChains();

  PlanFacts Facts;
  llvm::MapVector<llvm::Instruction *, Node> Nodes;
  llvm::SmallVector<llvm::Instruction *, 32> Order;
  llvm::DenseMap<const llvm::Value *, Source> Choice;
};

} // namespace wengert
#endif
