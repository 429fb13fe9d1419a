//===- Rules.h - Derivative rules of arithmetic ----------------*- C++ -*-===//
//
// The C++ face of the table in rules/*.td. A rule gives the partial
// derivatives of one operation (an LLVM opcode, an intrinsic, or a call known
// by name: libm, C complex, Rust and Fortran runtime names). From the one
// table come the tangent, the adjoint and what values each of them needs.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_RULES_RULES_H
#define WENGERT_RULES_RULES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include <optional>

namespace wengert {

struct Rule; // an entry of the generated table

/// A matched operation. Operands are the value operands in the instruction's
/// order (metadata left out); integers among them (powi's exponent, jn's
/// order) take part as primal values and have no derivative.
struct RuleMatch {
  const Rule *R = nullptr;
  const llvm::Instruction *I = nullptr;
  llvm::SmallVector<llvm::Value *, 4> Operands;
};

/// Finds the rule of I: a float arithmetic instruction (fadd, fneg, fptrunc,
/// ...), a math intrinsic (scalar or vector, vector.reduce.* included) or a
/// call to a function known by name and signature. Memory, control flow and
/// structural instructions (load, phi, select, extractvalue, shufflevector,
/// bitcast, ...) have no rule: the emitters handle them.
std::optional<RuleMatch> matchRule(const llvm::Instruction &I);

/// True if I adds a number so large that the sum has no digits behind the
/// point, and takes it away again: x + 2^52 - 2^52 is x rounded, as rint(x) is.
/// Where the bits of the sum are looked at too, they are those of an integer.
bool roundsBySum(const llvm::Instruction &I);

/// True if every partial is identically zero (floor, fptosi, ...).
bool isInactive(const RuleMatch &M);

/// True if the operation passes on one of its operands and ignores the others
/// (minima, maxima, fdim): most of its partials are exact zeros.
bool choosesOperand(const RuleMatch &M);

/// Operand indices plus `Result` name the primal values a rule may ask for.
enum : int { Result = -1 };
using PrimalFn = llvm::function_ref<llvm::Value *(int Which)>;

/// Which primal values contribution to operand K reads (K's rule index).
struct RuleNeeds {
  llvm::SmallVector<unsigned, 4> Operands;
  bool Result = false;
};
RuleNeeds adjointNeeds(const RuleMatch &M, unsigned K);

/// Emits the tangent of the result. Duals[k] is the tangent of operand k, or
/// null when that operand is inactive; null result means zero. Primal values
/// are asked for only when used. Fast-math flags are those of I.
llvm::Value *emitTangent(const RuleMatch &M, llvm::IRBuilder<> &B,
                         PrimalFn Primal, llvm::ArrayRef<llvm::Value *> Duals,
                         bool StrongZero);

/// Emits what the result's adjoint contributes to the adjoint of operand K,
/// in operand K's type; null means zero.
llvm::Value *emitAdjoint(const RuleMatch &M, llvm::IRBuilder<> &B,
                         PrimalFn Primal, llvm::Value *ResultAdjoint,
                         unsigned K, bool StrongZero);

} // namespace wengert
#endif
