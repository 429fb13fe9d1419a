//===- Components.cpp - Operands and results as real components -----------===//
#include "Rules/Components.h"

using namespace llvm;

namespace wengert {

Type *getElementType(Type *Ty, unsigned Index) {
  if (auto *VT = dyn_cast<VectorType>(Ty))
    return VT->getElementType();
  if (auto *AT = dyn_cast<ArrayType>(Ty))
    return AT->getElementType();
  return cast<StructType>(Ty)->getElementType(Index);
}

bool isFloatPair(Type *Ty) {
  if (auto *VT = dyn_cast<FixedVectorType>(Ty))
    return VT->getNumElements() == 2 &&
           VT->getElementType()->isFloatingPointTy();
  if (auto *AT = dyn_cast<ArrayType>(Ty))
    return AT->getNumElements() == 2 &&
           AT->getElementType()->isFloatingPointTy();
  auto *ST = dyn_cast<StructType>(Ty);
  return ST && ST->getNumElements() == 2 &&
         ST->getElementType(0)->isFloatingPointTy() &&
         ST->getElementType(0) == ST->getElementType(1);
}

Value *getElement(IRBuilder<> &B, Value *V, unsigned Index) {
  return V->getType()->isVectorTy() ? B.CreateExtractElement(V, Index)
                                    : B.CreateExtractValue(V, Index);
}

Value *setElement(IRBuilder<> &B, Value *Into, Value *V, unsigned Index) {
  return Into->getType()->isVectorTy() ? B.CreateInsertElement(Into, V, Index)
                                       : B.CreateInsertValue(Into, V, Index);
}

SmallVector<ComponentRef, 4> mapComponents(const Rule &R,
                                           ArrayRef<Type *> Types) {
  SmallVector<ComponentRef, 4> Map;
  unsigned Op = 0;
  for (char P : StringRef(R.Params)) {
    if (Op >= Types.size())
      return {};
    if (P == 'C' && isFloatPair(Types[Op])) {
      Map.push_back({Op, 0});
      Map.push_back({Op++, 1});
    } else if (P == 'C') {
      if (Op + 1 >= Types.size() || !Types[Op]->isFloatingPointTy() ||
          Types[Op] != Types[Op + 1])
        return {};
      Map.push_back({Op++, -1});
      Map.push_back({Op++, -1});
    } else {
      Map.push_back({Op++, -1});
    }
  }
  if (Op != Types.size())
    return {};
  return Map;
}

SmallVector<ComponentRef, 4> mapComponents(const RuleMatch &M) {
  SmallVector<Type *, 4> Types;
  for (Value *V : M.Operands)
    Types.push_back(V->getType());
  return mapComponents(*M.R, Types);
}

} // namespace wengert
