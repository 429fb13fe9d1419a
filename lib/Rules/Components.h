//===- Components.h - Operands and results as real components --*- C++ -*-===//
//
// Rules speak of real components; ABIs pass complex numbers as two scalars,
// as a vector of two, or as an aggregate. This maps one to the other.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_RULES_COMPONENTS_H
#define WENGERT_RULES_COMPONENTS_H

#include "Rules/Rules.h"
#include "Rules/Table.h"

namespace wengert {

/// Where a component lives: in a whole operand, or in one element of it.
struct ComponentRef {
  unsigned Operand = 0;
  int Element = -1; ///< -1: the operand itself
};

/// One entry per component of the rule. Empty if the types do not fit the
/// rule (wrong number or kind of operands).
llvm::SmallVector<ComponentRef, 4>
mapComponents(const Rule &R, llvm::ArrayRef<llvm::Type *> Types);

llvm::SmallVector<ComponentRef, 4> mapComponents(const RuleMatch &M);

/// Element of V, a vector, an array or a struct.
llvm::Value *getElement(llvm::IRBuilder<> &B, llvm::Value *V, unsigned Index);
llvm::Value *setElement(llvm::IRBuilder<> &B, llvm::Value *Into, llvm::Value *V,
                        unsigned Index);
/// Type of an element; Ty must have elements.
llvm::Type *getElementType(llvm::Type *Ty, unsigned Index);
/// A pair of floats: <2 x T>, [2 x T] or {T, T}.
bool isFloatPair(llvm::Type *Ty);

} // namespace wengert
#endif
