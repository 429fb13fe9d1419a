//===- WireChoice.cpp - Wire calls the optimizer has merged ---------------===//
#include "Request/WireChoice.h"
#include "Request/WireCall.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace wengert {

/// The functions V may be; false if it may be anything else.
static bool choices(Value *V, SmallSetVector<Function *, 4> &List) {
  static constexpr unsigned MaxSteps = 32;
  SmallSetVector<Value *, 8> Work;
  Work.insert(V);
  for (unsigned I = 0; I < Work.size(); ++I) {
    if (I == MaxSteps)
      return false;
    Value *X = Work[I]->stripPointerCasts();
    if (auto *F = dyn_cast<Function>(X))
      List.insert(F);
    else if (auto *S = dyn_cast<SelectInst>(X)) {
      Work.insert(S->getTrueValue());
      Work.insert(S->getFalseValue());
    } else if (auto *P = dyn_cast<PHINode>(X)) {
      for (Value *In : P->incoming_values())
        Work.insert(In);
    } else {
      return false;
    }
  }
  return true;
}

/// A second call of CB's hook for F, taken where CB's function is F.
static CallBase *splitOff(CallBase &CB, unsigned Op, Function *F) {
  LLVMContext &C = CB.getContext();
  BasicBlock *Head = CB.getParent();
  Function *In = Head->getParent();
  // Both calls continue in Tail.
  BasicBlock *Old = Head->splitBasicBlock(&CB, "wg.other");
  BasicBlock *New = BasicBlock::Create(C, "wg.one", In, Old);
  Head->getTerminator()->eraseFromParent();
  IRBuilder<> B(Head);
  B.SetCurrentDebugLocation(CB.getDebugLoc());
  B.CreateCondBr(B.CreateICmpEQ(CB.getArgOperand(Op), F), New, Old);
  auto *N = cast<CallBase>(CB.clone());
  N->setArgOperand(Op, F);
  N->insertInto(New, New->end());
  BasicBlock *Tail;
  if (auto *II = dyn_cast<InvokeInst>(&CB)) {
    Tail = BasicBlock::Create(C, "wg.joined", In, Old->getNextNode());
    BasicBlock *Normal = II->getNormalDest();
    for (PHINode &P : II->getUnwindDest()->phis())
      P.addIncoming(P.getIncomingValueForBlock(Old), New);
    Normal->replacePhiUsesWith(Old, Tail);
    BranchInst::Create(Normal, Tail);
    II->setNormalDest(Tail);
    cast<InvokeInst>(N)->setNormalDest(Tail);
  } else {
    Tail = Old->splitBasicBlock(CB.getNextNode(), "wg.joined");
    BranchInst::Create(Tail, New);
  }
  if (!CB.use_empty()) {
    PHINode *P = PHINode::Create(CB.getType(), 2, "", Tail->begin());
    CB.replaceAllUsesWith(P);
    P->addIncoming(&CB, Old);
    P->addIncoming(N, New);
  }
  return N;
}

void splitChosenFunction(CallBase &CB, SmallVectorImpl<CallBase *> &Out) {
  unsigned Op = CB.arg_size() && CB.paramHasAttr(0, Attribute::StructRet);
  SmallSetVector<Function *, 4> List;
  if (CB.arg_size() > Op && !isa<Constant>(CB.getArgOperand(Op)) &&
      choices(CB.getArgOperand(Op), List) && !List.empty()) {
    for (Function *F : drop_end(List))
      Out.push_back(splitOff(CB, Op, F));
    CB.setArgOperand(Op, List.back());
  }
  Out.push_back(&CB);
}

} // namespace wengert
