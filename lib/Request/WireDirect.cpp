//===- WireDirect.cpp - Hooks that need no derivative ---------------------===//
#include "Request/WireDirect.h"
#include "Diagnose/Diagnostics.h"
#include "Driver/Engine.h"
#include "Request/WireMarshal.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace wengert {

CallBase *emitInPlace(IRBuilder<> &B, CallBase &Old, FunctionCallee Callee,
                      ArrayRef<Value *> Args, bool NoThrow) {
  CallBase *New;
  if (auto *II = dyn_cast<InvokeInst>(&Old); II && !NoThrow) {
    BasicBlock *Normal = SplitEdge(II->getParent(), II->getNormalDest());
    BasicBlock *Unwind = II->getUnwindDest();
    New = B.CreateInvoke(Callee, Normal, Unwind, Args);
    // Two invokes end the block until Old retires.
    for (PHINode &P : Unwind->phis())
      P.addIncoming(P.getIncomingValueForBlock(II->getParent()),
                    II->getParent());
    B.SetInsertPoint(Normal, Normal->getFirstInsertionPt());
  } else {
    New = B.CreateCall(Callee, Args);
  }
  New->setDebugLoc(Old.getDebugLoc());
  return New;
}

void retire(CallBase &Old, CallBase *New) {
  if (auto *II = dyn_cast<InvokeInst>(&Old)) {
    bool StillInvokes = isa_and_nonnull<InvokeInst>(New);
    if (!StillInvokes)
      BranchInst::Create(II->getNormalDest(), II->getIterator());
    II->getUnwindDest()->removePredecessor(II->getParent(), StillInvokes);
  }
  Old.eraseFromParent();
}

static void replaceCall(CallBase &CB, Value *Result, CallBase *New = nullptr) {
  if (Result)
    CB.replaceAllUsesWith(Result);
  retire(CB, New);
}

static bool lowerAugmentSize(CallBase &CB) {
  if (!CB.arg_size() || !functionOperand(CB.getArgOperand(0)))
    return diagnose(Code::MalformedCall, CB,
                    "the first argument of '__enzyme_augmentsize' is not a "
                    "function known at compile time",
                    "pass the function by name");
  if (!CB.getType()->isIntegerTy())
    return diagnose(Code::AbiMismatch, CB,
                    "'__enzyme_augmentsize' is declared without an integer "
                    "result",
                    "declare it to return size_t");
  replaceCall(
      CB, ConstantInt::get(CB.getType(), CB.getDataLayout().getPointerSize()));
  return true;
}

static bool lowerCallInactive(CallBase &CB) {
  unsigned First = CB.paramHasAttr(0, Attribute::StructRet) ? 1 : 0;
  if (CB.arg_size() <= First ||
      !CB.getArgOperand(First)->getType()->isPointerTy())
    return diagnose(Code::MalformedCall, CB,
                    "'__enzyme_call_inactive' is called without a function",
                    "pass the function, then its arguments");
  const DataLayout &DL = CB.getDataLayout();
  IRBuilder<> B(&CB);
  Function *F = functionOperand(CB.getArgOperand(First));
  SmallVector<Value *, 8> Given, Args;
  SmallVector<unsigned, 8> From; // operand each argument came from
  for (unsigned I = 0; I < CB.arg_size(); ++I)
    if (I != First)
      From.push_back(I);
  for (unsigned I : From)
    Given.push_back(CB.getArgOperand(I));

  FunctionType *FT;
  if (F) {
    FT = F->getFunctionType();
    bool TooFew = Given.size() < FT->getNumParams();
    if (TooFew || (Given.size() > FT->getNumParams() && !FT->isVarArg()))
      return diagnose(Code::MalformedCall, CB,
                      "'__enzyme_call_inactive' passes " + Twine(Given.size()) +
                          " arguments to '" + displayName(*F) +
                          "', which takes " + Twine(FT->getNumParams()),
                      "pass every argument of the function");
    for (unsigned I = 0; I < Given.size(); ++I) {
      if (I >= FT->getNumParams()) {
        Args.push_back(Given[I]);
        continue;
      }
      if (!canConvert(DL, Given[I]->getType(), FT->getParamType(I), Given[I]))
        return diagnose(Code::AbiMismatch, CB,
                        "argument " + Twine(I + 1) + " of '" + displayName(*F) +
                            "' has another type than the call passes",
                        "cast the argument to the parameter's type");
    }
    for (unsigned I = 0; I < FT->getNumParams(); ++I)
      Args.insert(Args.begin() + I, convert(B, Given[I], FT->getParamType(I)));
    Type *RT = FT->getReturnType(), *T = CB.getType();
    if (!CB.use_empty() && !canConvert(DL, RT, T, nullptr))
      return diagnose(Code::AbiMismatch, CB,
                      "'__enzyme_call_inactive' is declared with another "
                      "result than '" +
                          displayName(*F) + "' has",
                      "declare the hook with the function's result type");
  } else {
    SmallVector<Type *, 8> Types;
    for (Value *V : Given) {
      Types.push_back(V->getType());
      Args.push_back(V);
    }
    FT = FunctionType::get(CB.getType(), Types, false);
  }
  CallBase *New = emitInPlace(B, CB, {FT, F ? F : CB.getArgOperand(First)},
                              Args, F && F->doesNotThrow());
  if (F) {
    // A function that gives back its argument would be simplified to it.
    for (unsigned I = 0; I < FT->getNumParams(); ++I)
      F->removeParamAttr(I, Attribute::Returned);
    New->setCallingConv(F->getCallingConv());
    New->setAttributes(AttributeList::get(
        B.getContext(), {}, F->getAttributes().getRetAttrs(), [&] {
          SmallVector<AttributeSet, 8> Sets;
          for (unsigned I = 0; I < FT->getNumParams(); ++I)
            Sets.push_back(F->getAttributes().getParamAttrs(I));
          return Sets;
        }()));
  } else {
    for (unsigned I = 0; I < From.size(); ++I)
      for (auto Kind : {Attribute::StructRet, Attribute::ByVal, Attribute::ZExt,
                        Attribute::SExt, Attribute::Alignment})
        if (CB.paramHasAttr(From[I], Kind))
          New->addParamAttr(I, CB.getParamAttr(From[I], Kind));
  }
  New->addFnAttr(Attribute::get(B.getContext(), "enzyme_inactive"));
  Value *Result = nullptr;
  if (!CB.use_empty())
    Result = convert(B, New, CB.getType());
  replaceCall(CB, Result, New);
  return true;
}

/// Derivatives of calls through pointers are found from the pointer itself
/// (Emit/IndirectCalls.h), so a function is its own shadow.
static bool lowerVirtualReverse(CallBase &CB) {
  if (CB.arg_size() != 1 || !CB.getArgOperand(0)->getType()->isPointerTy() ||
      !CB.getType()->isPointerTy())
    return diagnose(Code::MalformedCall, CB,
                    "'__enzyme_virtualreverse' takes one function and returns "
                    "a pointer",
                    "write void *shadow = __enzyme_virtualreverse(f)");
  replaceCall(CB, CB.getArgOperand(0));
  return true;
}

bool lowerDirectCall(CallBase &CB, Hook H, Engine &) {
  switch (H) {
  case Hook::AugmentSize:
    return lowerAugmentSize(CB);
  case Hook::CallInactive:
    return lowerCallInactive(CB);
  case Hook::VirtualReverse:
    return lowerVirtualReverse(CB);
  default:
    return diagnose(Code::UnsupportedMode, CB,
                    "'" + hookName(H) + "' is not available",
                    "pass the function itself");
  }
}

} // namespace wengert
