//===- ConditionalUses.h - Values computed but perhaps not used -*- C++ -*-===//
//
// Optimizers compute values ahead of the branch that uses them, and turn
// branches into selects: `x > 0 ? sqrt(x) : 0` computes sqrt(0) at x = 0. The
// adjoint of such a value is an exact zero when control went the other way,
// and that zero must not meet an infinite partial: zero times infinity is NaN
// where the source has no derivative but zero. So that results do not depend
// on what an optimizer did, the reverse sweep guards exactly the values all of
// whose uses are conditional: arms of selects, operands of minima and maxima,
// merges reached on some paths only, blocks that need not run once the value
// is computed, and operations that are conditional themselves.
//
// One pass over the uses, users before definitions; a use in a later iteration
// counts as unconditional unless its block says otherwise. Whether a block must
// run is asked of the post-dominator tree (Cooper, Harvey, Kennedy 2001) of
// the blocks that reach the return, so that paths into a panic do not count.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_CONDITIONALUSES_H
#define WENGERT_ANALYSIS_CONDITIONALUSES_H

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Function.h"

namespace wengert {

class ConditionalUses {
public:
  /// HasAdjoint says which values take part; Return is the block of the only
  /// return instruction, or null if F never returns.
  ConditionalUses(llvm::Function &F, llvm::BasicBlock *Return,
                  llvm::function_ref<bool(const llvm::Value *)> HasAdjoint);

  /// Is every use of I (that carries an adjoint) conditional?
  bool contains(const llvm::Instruction *I) const { return Set.contains(I); }

private:
  llvm::DenseSet<const llvm::Instruction *> Set;
};

} // namespace wengert
#endif
