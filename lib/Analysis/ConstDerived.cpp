//===- ConstDerived.cpp - Pointers into memory declared constant ----------===//
#include "Analysis/ConstDerived.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

/// The pointers I's result is made from; empty if it is no such operation.
static SmallVector<const Value *, 4> sources(const Instruction &I) {
  SmallVector<const Value *, 4> S;
  if (isa<LoadInst>(I) || isa<GetElementPtrInst>(I) || isa<BitCastInst>(I) ||
      isa<AddrSpaceCastInst>(I) || isa<FreezeInst>(I))
    S.push_back(I.getOperand(0));
  else if (auto *Sel = dyn_cast<SelectInst>(&I))
    S.append({Sel->getTrueValue(), Sel->getFalseValue()});
  else if (auto *Phi = dyn_cast<PHINode>(&I))
    append_range(S, Phi->incoming_values());
  return S;
}

ConstDerived::ConstDerived(Function &Body, const DiffRequest &R) {
  for (Argument &A : Body.args())
    if (A.getType()->isPointerTy() && R.Args[A.getArgNo()] == ActKind::Const)
      Set.insert(&A);
  if (Set.empty())
    return;
  for (Instruction &I : instructions(Body))
    if (I.getType()->isPointerTy() || isa<LoadInst>(I))
      if (!sources(I).empty())
        Set.insert(&I);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (Instruction &I : instructions(Body)) {
      if (!Set.contains(&I))
        continue;
      bool Any = false, All = true;
      for (const Value *V : sources(I)) {
        if (isa<ConstantPointerNull>(V) || isa<UndefValue>(V))
          continue;
        Any = true;
        All &= Set.contains(V);
      }
      if (!Any || !All) {
        Set.erase(&I);
        Changed = true;
      }
    }
  }
}

} // namespace wengert
