//===- UnusedVarArgs.cpp - `...` that nobody reads ------------------------===//
#include "Prepare/UnusedVarArgs.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace wengert {

static Function *makeTwin(Function &G) {
  for (Instruction &I : instructions(G))
    if (isa<VAStartInst>(I) || (isa<CallInst>(I) &&
                                cast<CallInst>(I).isMustTailCall()))
      return nullptr;
  FunctionType *Old = G.getFunctionType();
  auto *Ty = FunctionType::get(Old->getReturnType(), Old->params(), false);
  Function *T = Function::Create(Ty, GlobalValue::InternalLinkage,
                                 G.getAddressSpace(), G.getName() + ".fixed",
                                 G.getParent());
  ValueToValueMapTy VMap;
  for (unsigned K = 0; K < Ty->getNumParams(); ++K) {
    VMap[G.getArg(K)] = T->getArg(K);
    T->getArg(K)->setName(G.getArg(K)->getName());
  }
  SmallVector<ReturnInst *, 4> Returns;
  CloneFunctionInto(T, &G, VMap, CloneFunctionChangeType::LocalChangesOnly,
                    Returns);
  T->setComdat(nullptr);
  T->setVisibility(GlobalValue::DefaultVisibility);
  return T;
}

void dropUnusedVarArgs(Function &F, VarArgTwins &Twins) {
  SmallVector<CallInst *, 4> Calls;
  for (Instruction &I : instructions(F))
    if (auto *CI = dyn_cast<CallInst>(&I))
      if (Function *G = CI->getCalledFunction();
          G && G->isVarArg() && !G->isDeclaration() && !G->isInterposable())
        Calls.push_back(CI);
  for (CallInst *CI : Calls) {
    Function *G = CI->getCalledFunction();
    auto [It, New] = Twins.try_emplace(G, nullptr);
    if (New)
      It->second = makeTwin(*G);
    Function *T = It->second;
    if (!T)
      continue;
    IRBuilder<> B(CI);
    SmallVector<Value *, 4> Args(CI->arg_begin(),
                                 CI->arg_begin() + T->arg_size());
    CallInst *N = B.CreateCall(T->getFunctionType(), T, Args);
    N->setCallingConv(CI->getCallingConv());
    SmallVector<AttributeSet, 4> Params;
    for (unsigned K = 0; K < T->arg_size(); ++K)
      Params.push_back(CI->getAttributes().getParamAttrs(K));
    N->setAttributes(AttributeList::get(F.getContext(),
                                        CI->getAttributes().getFnAttrs(),
                                        CI->getAttributes().getRetAttrs(),
                                        Params));
    N->takeName(CI);
    CI->replaceAllUsesWith(N);
    CI->eraseFromParent();
  }
}

} // namespace wengert
