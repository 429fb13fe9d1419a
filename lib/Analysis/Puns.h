//===- Puns.h - Floats read as what they were not written as ---*- C++ -*-===//
//
// The adjoint of a float lies where the float lies, in the float's own format.
// A float whose bytes are read as another format, or at another place, has a
// derivative that no program means; what the sweeps would make of it is
// nonsense. This finds such reads in active code:
//
//  * casts of integers that were put together from other floats, traced back
//    through moves of whole bytes;
//  * loads from memory that the type analysis saw used in several formats. From
//    the load back along the control flow, the last store of the bytes decides.
//    A store that certainly wrote them in another format, with the load certain
//    to follow, is an error. So is memory where only stores of other formats
//    come in question. Otherwise a store of the right format does as well, and
//    the program is trusted to choose: tagged unions, buffers used again.
//  * calls whose callee loads in one format what only others store.
//
// Nothing is walked unless the type analysis reports a conflict. Each walk is
// linear in the function.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_PUNS_H
#define WENGERT_ANALYSIS_PUNS_H

#include "Analysis/Activity.h"
#include "Analysis/WordValues.h"
#include "llvm/IR/PassManager.h"
#include <optional>

namespace wengert {

struct Pun {
  const llvm::Instruction *Read;
  /// Both null if integers were computed from the bits; Was alone if the bytes
  /// are a pointer (As) at other times.
  llvm::Type *As, *Was;
};

/// The first read of active data in F that is a pun.
/// Told: Words are told apart at run time.
std::optional<Pun> findPun(llvm::Function &F, const Types &T, const Activity &A,
                           llvm::FunctionAnalysisManager &FAM,
                           const WordValues &Words, bool Told);

} // namespace wengert
#endif
