//===- StaticObjects.cpp - Objects constructed once per program -----------===//
#include "Analysis/StaticObjects.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

bool holdsPointers(Type *T) {
  if (T->isPtrOrPtrVectorTy())
    return true;
  for (Type *Sub : T->subtypes())
    if (holdsPointers(Sub))
      return true;
  return false;
}

/// Functions that clang makes to construct the variables of a module.
static bool isInitializer(const Function &F) {
  StringRef N = F.getName();
  return N.starts_with("__cxx_global_var_init") || N.starts_with("_GLOBAL__") ||
         N == "__tls_init";
}

bool isStaticObject(const GlobalVariable &G) {
  if (G.isConstant() || !holdsPointers(G.getValueType()))
    return false;
  // The optimizer makes `name.0`, `name.1` of an object whose members are used
  // one by one.
  StringRef Name = G.getName().split('.').first;
  if (Name.starts_with("_Z") &&
      G.getParent()->getGlobalVariable(("_ZGV" + Name.drop_front(2)).str(),
                                       /*AllowInternal=*/true))
    return true;
  SmallVector<const Value *, 8> Work{&G};
  SmallPtrSet<const Value *, 8> Seen;
  while (!Work.empty())
    for (const User *U : Work.pop_back_val()->users()) {
      if (auto *I = dyn_cast<Instruction>(U)) {
        if (isInitializer(*I->getFunction()))
          return true;
      } else if (isa<ConstantExpr>(U) && Seen.insert(U).second) {
        Work.push_back(U);
      }
    }
  return false;
}

} // namespace wengert
