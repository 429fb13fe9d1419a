//===- RustText.cpp - Where Rust's formatting puts its text ---------------===//
#include "Models/RustText.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

/// Is V the table of a `fmt::Write`? Of a String's?
static bool isWriter(const Value *V, bool &OfString) {
  const auto *G = dyn_cast<GlobalVariable>(V);
  if (!G || !G->isConstant() || !G->hasInitializer())
    return false;
  return any_of(G->getInitializer()->operands(), [&](const Use &U) {
    const auto *F = dyn_cast<Function>(U.get());
    if (!F || !F->getName().contains("5Write9write_str"))
      return false;
    OfString = F->getName().contains("6StringNt");
    return true;
  });
}

/// A writer is an address and its table, side by side. Finds one in a variable.
static Value *writerIn(const Value *Variable, bool &OfString) {
  const auto *A = dyn_cast<AllocaInst>(Variable);
  if (!A)
    return nullptr;
  const DataLayout &DL = A->getDataLayout();
  DenseMap<int64_t, const Value *> Stored;
  auto look = [&](const Value *P, int64_t At) {
    for (const User *U : P->users())
      if (const auto *S = dyn_cast<StoreInst>(U))
        if (S->getPointerOperand() == P)
          Stored[At] = S->getValueOperand();
  };
  look(A, 0);
  for (const User *U : A->users())
    if (const auto *G = dyn_cast<GetElementPtrInst>(U)) {
      APInt Off(DL.getIndexTypeSizeInBits(G->getType()), 0);
      if (G->accumulateConstantOffset(DL, Off))
        look(G, Off.getSExtValue());
    }
  for (auto [At, V] : Stored)
    if (isWriter(V, OfString))
      return const_cast<Value *>(
          Stored.lookup(At - int64_t(DL.getPointerSize())));
  return nullptr;
}

/// `fn(&self, &mut Formatter) -> Result<(), Error>`
static bool hasTypeOfDisplay(const CallBase &CB) {
  return CB.arg_size() == 2 && CB.getType()->isIntegerTy() &&
         all_of(CB.args(),
                [](const Use &U) { return U->getType()->isPointerTy(); });
}

bool callsDisplay(const CallBase &CB) {
  bool OfString = false;
  return !CB.getCalledFunction() && hasTypeOfDisplay(CB) &&
         writerIn(CB.getArgOperand(1), OfString);
}

Value *writtenText(const CallBase &CB, bool &IsNew) {
  IsNew = false;
  const Function *F = CB.getCalledFunction();
  if (!CB.arg_size() || !CB.getArgOperand(0)->getType()->isPointerTy())
    return nullptr;
  if (F && F->getName().contains("5alloc3fmt6format")) {
    IsNew = true;
    return CB.getType()->isVoidTy() ? CB.getArgOperand(0) : nullptr;
  }
  bool OfString = false;
  if (F && F->getName().contains("4core3fmt5write"))
    return CB.arg_size() > 1 && isWriter(CB.getArgOperand(1), OfString) &&
                   OfString
               ? CB.getArgOperand(0)
               : nullptr;
  // `<String as fmt::Write>::write_str`, `write_char`, `write_fmt`
  if (F && F->getName().contains("6StringNt") &&
      F->getName().contains("3fmt5Write"))
    return CB.getArgOperand(0);
  Value *Text = hasTypeOfDisplay(CB) ? writerIn(CB.getArgOperand(1), OfString)
                                     : nullptr;
  return OfString ? Text : nullptr;
}

} // namespace wengert
