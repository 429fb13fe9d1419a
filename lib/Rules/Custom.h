//===- Custom.h - Rules that are code --------------------------*- C++ -*-===//
//
// The few operations whose partials are no elementwise expressions: casts
// between float types and reductions of vectors.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_RULES_CUSTOM_H
#define WENGERT_RULES_CUSTOM_H

#include "Rules/Rules.h"

namespace wengert {

llvm::Value *emitCustomTangent(const RuleMatch &M, llvm::IRBuilder<> &B,
                               PrimalFn Primal,
                               llvm::ArrayRef<llvm::Value *> Duals,
                               bool StrongZero);
llvm::Value *emitCustomAdjoint(const RuleMatch &M, llvm::IRBuilder<> &B,
                               PrimalFn Primal, llvm::Value *ResultAdjoint,
                               unsigned K, bool StrongZero);

/// Term, or zero where Seed is zero.
llvm::Value *guardZero(llvm::IRBuilder<> &B, llvm::Value *Seed,
                       llvm::Value *Term);

} // namespace wengert
#endif
