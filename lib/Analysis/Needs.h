//===- Needs.h - What the reverse sweep reads of the primal ----*- C++ -*-===//
//
// For one instruction: the primal values its adjoint is computed from. For
// arithmetic this comes from the rules (a rule that uses only the result does
// not need the operands); for memory it is addresses, for control conditions.
// The plan chooses where each of these comes from.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_NEEDS_H
#define WENGERT_ANALYSIS_NEEDS_H

#include "Analysis/Activity.h"
#include "Analysis/Types.h"
#include "llvm/ADT/SmallVector.h"

namespace wengert {

/// A primal value, or the shadow of a pointer, that undoing an instruction
/// reads.
struct Need {
  const llvm::Value *V = nullptr;
  bool Shadow = false;
};

/// Complexity: linear in the operands of I.
llvm::SmallVector<Need, 4> needsOf(const llvm::Instruction &I,
                                   const Activity &A, const Types &T);

/// Prints the needs of every instruction of F.
void printNeeds(llvm::Function &F, const Activity &A, const Types &T,
                llvm::raw_ostream &OS);

} // namespace wengert
#endif
