//===- ReportFacts.h - What a derivative is made of ------------*- C++ -*-===//
//
// Tells the explain report (Diagnose/Report.h) what the analyses and the plan
// have found about one derivative. Read only, and nothing when no report is
// asked for. Complexity: one pass over the function, and for each stored load
// one over what writes memory.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_REPORTFACTS_H
#define WENGERT_EMIT_REPORTFACTS_H

#include "Emit/EmitState.h"

namespace wengert {

/// The variable that V, an argument or in memory, is called in the source; empty
/// if none is known.
std::string variableOf(const llvm::Value *V);

/// I, of S.W, is kept for the reverse sweep: Bytes for every Per ("iteration"
/// of the loops around it, or "call") in How.
void reportStored(EmitState &S, const llvm::Instruction &I, llvm::StringRef How,
                  llvm::StringRef Per);

/// I, of S.W, is run again in the reverse sweep.
void reportRecomputed(EmitState &S, const llvm::Instruction &I);

/// The derivative (Back: its second half, or null) is complete, but not yet
/// simplified.
void reportDerivative(EmitState &S, const DerivativeFn *Back);

} // namespace wengert
#endif
