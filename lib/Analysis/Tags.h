//===- Tags.h - Values that a tag tells apart ------------------*- C++ -*-===//
//
// `match r { Ok(x) => x.sin(), Err(n) => n as f64 }`: simplification keeps the
// float and the integer in one register and the tag in another. The integer
// that becomes a float then looks as if it were made from the bits of an active
// float. The conditions under which the conversion is reached tell: this walks
// back from the integer through joins and choices, along with what is known of
// other values there, and leaves out what contradicts it (a join at which the
// tag would be another, an arm whose condition cannot hold).
//
// Each walk is bounded; where it gives up, the answer is no.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_TAGS_H
#define WENGERT_ANALYSIS_TAGS_H

#include "Analysis/Activity.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"

namespace wengert {

/// Is the operand of X, wherever X is reached, made of values that IsNumber
/// says are integers at such a time? It is asked for everything that is no
/// join, choice, cast or integer arithmetic.
bool isNumberByTag(const llvm::CastInst &X, const llvm::DominatorTree &DT,
                   llvm::function_ref<bool(const llvm::Value *)> IsNumber);

/// May V be a constant that is an integer by its value: as a float it would be
/// denormal or no number?
bool mayBeIntegerConstant(const llvm::Value *V,
                          const llvm::fltSemantics &Float, unsigned Depth = 2);

/// Is V, which is stored as an integer, an active float at times and the address
/// of active memory at others? Its shadow cannot be both.
bool joinsFloatAndPointer(const llvm::Value *V, const Activity &A);

} // namespace wengert
#endif
