//===- Languages.cpp - What a module was written in -----------------------===//
#include "Models/Languages.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

bool isRust(const Module &M) {
  const NamedMDNode *Ident = M.getNamedMetadata("llvm.ident");
  return Ident && any_of(Ident->operands(), [](const MDNode *N) {
           auto *S = N->getNumOperands() ? dyn_cast<MDString>(N->getOperand(0))
                                         : nullptr;
           return S && S->getString().starts_with("rustc ");
         });
}

} // namespace wengert
