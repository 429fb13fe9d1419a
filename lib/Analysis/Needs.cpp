//===- Needs.cpp - What the reverse sweep reads of the primal -------------===//
#include "Analysis/Needs.h"
#include "Models/KnownCalls.h"
#include "Rules/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

SmallVector<Need, 4> needsOf(const Instruction &I, const Activity &A,
                             const Types &T) {
  SmallVector<Need, 4> Out;
  auto Add = [&](const Value *V, bool Shadow = false) {
    if (isa<Constant>(V) && !Shadow)
      return;
    if (none_of(Out, [&](const Need &N) {
          return N.V == V && N.Shadow == Shadow;
        }))
      Out.push_back({V, Shadow});
  };
  auto Carries = [&](const Value *V) {
    return !isa<Constant>(V) && A.isActive(V) && T.hasFloats(V);
  };
  if (!A.isActiveInst(&I))
    return Out;
  if (auto M = matchRule(I)) {
    if (!Carries(&I))
      return Out;
    for (unsigned K = 0; K < M->Operands.size(); ++K) {
      if (!Carries(M->Operands[K]))
        continue;
      RuleNeeds N = adjointNeeds(*M, K);
      for (unsigned Op : N.Operands)
        Add(M->Operands[Op]);
      if (N.Result)
        Add(&I);
    }
    return Out;
  }
  if (auto *L = dyn_cast<LoadInst>(&I)) {
    if (Carries(L) && A.isActiveMemory(L->getPointerOperand()))
      Add(L->getPointerOperand(), true);
  } else if (auto *S = dyn_cast<StoreInst>(&I)) {
    if (A.isActiveMemory(S->getPointerOperand()) &&
        !S->getValueOperand()->getType()->isPtrOrPtrVectorTy())
      Add(S->getPointerOperand(), true);
  } else if (auto *Sel = dyn_cast<SelectInst>(&I)) {
    if (Carries(Sel))
      Add(Sel->getCondition());
  } else if (auto *CB = dyn_cast<CallBase>(&I)) {
    KnownCall K = classifyCall(*CB);
    if (K.Kind == CallKind::Inactive || K.Kind == CallKind::Alloc ||
        K.Kind == CallKind::Free)
      return Out;
    for (const Use &U : CB->args()) {
      Add(U.get());
      if (T.hasPointers(U.get()) && A.isActive(U.get()))
        Add(U.get(), true);
    }
  }
  return Out;
}

void printNeeds(Function &F, const Activity &A, const Types &T,
                raw_ostream &OS) {
  OS << "needs of " << F.getName() << ":\n";
  for (Instruction &I : instructions(F)) {
    auto List = needsOf(I, A, T);
    if (List.empty())
      continue;
    OS << " " << I << "  <-";
    for (const Need &N : List) {
      OS << (N.Shadow ? " shadow " : " ");
      N.V->printAsOperand(OS, false);
    }
    OS << "\n";
  }
}

} // namespace wengert
