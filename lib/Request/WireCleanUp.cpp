//===- WireCleanUp.cpp - What the linker must not see ---------------------===//
//
// Hooks are never defined and markers need not be: once every call is lowered
// their declarations go, and so do loads of markers, type hints and the
// registration globals (also out of llvm.used).
//
//===----------------------------------------------------------------------===//
#include "Diagnose/Diagnostics.h"
#include "Request/WireCall.h"
#include "Request/WireNames.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace wengert {

static void eraseTypeHints(Function &F) {
  for (User *U : make_early_inc_range(F.users())) {
    auto *CB = dyn_cast<CallBase>(U);
    if (!CB || CB->getCalledOperand() != &F)
      continue;
    if (!CB->getType()->isVoidTy())
      CB->replaceAllUsesWith(PoisonValue::get(CB->getType()));
    if (auto *II = dyn_cast<InvokeInst>(CB)) {
      BranchInst::Create(II->getNormalDest(), II->getIterator());
      II->getUnwindDest()->removePredecessor(II->getParent());
    }
    CB->eraseFromParent();
  }
}

/// Unoptimized code loads a marker and spills it: the loads, and stores into
/// slots nobody reads, go first.
static void eraseDeadReads(GlobalVariable &G) {
  for (User *U : make_early_inc_range(G.users())) {
    auto *LI = dyn_cast<LoadInst>(U);
    if (!LI || LI->isVolatile())
      continue;
    for (User *LU : make_early_inc_range(LI->users())) {
      auto *SI = dyn_cast<StoreInst>(LU);
      if (!SI || SI->getValueOperand() != LI)
        continue;
      // What was only ever an argument of a hook may hold anything.
      SI->setOperand(0, PoisonValue::get(LI->getType()));
    }
    RecursivelyDeleteTriviallyDeadInstructions(LI);
  }
}

static const Instruction *firstUser(const Value &V) {
  for (const User *U : V.users()) {
    if (const auto *I = dyn_cast<Instruction>(U))
      return I;
    if (isa<Constant>(U) && !isa<GlobalValue>(U))
      if (const Instruction *I = firstUser(*U))
        return I;
  }
  return nullptr;
}

bool cleanUpWire(Module &M) {
  bool Ok = true;
  SmallVector<GlobalVariable *, 16> MarkerGlobals, RegistrationGlobals;
  for (GlobalVariable &G : M.globals()) {
    if (!G.getName().contains("enzyme_"))
      continue;
    if (findRegistration(G.getName()))
      RegistrationGlobals.push_back(&G);
    else if (findMarker(plainName(G.getName())))
      MarkerGlobals.push_back(&G);
  }
  SmallPtrSet<Constant *, 8> Dead(RegistrationGlobals.begin(),
                                  RegistrationGlobals.end());
  Dead.insert(MarkerGlobals.begin(), MarkerGlobals.end());
  if (!Dead.empty())
    removeFromUsedLists(M, [&](Constant *C) {
      return Dead.contains(dyn_cast<Constant>(C->stripPointerCasts()));
    });
  for (GlobalVariable *G : RegistrationGlobals) {
    G->removeDeadConstantUsers();
    if (G->use_empty())
      G->eraseFromParent();
  }
  for (GlobalVariable *G : MarkerGlobals) {
    eraseDeadReads(*G);
    G->removeDeadConstantUsers();
    if (G->use_empty()) {
      // A definition another file refers to must stay.
      if (G->isDeclaration() || G->hasLocalLinkage())
        G->eraseFromParent();
      continue;
    }
    if (G->isDeclaration())
      if (const Instruction *I = firstUser(*G))
        Ok = diagnose(Code::MalformedCall, *I,
                      "marker '" + plainName(G->getName()) +
                          "' is used outside a call of the engine",
                      "pass markers directly to the __enzyme_* call");
  }
  for (Function &F : make_early_inc_range(M)) {
    if (!isWireHook(F))
      continue;
    if (isTypeHint(F))
      eraseTypeHints(F);
    F.removeDeadConstantUsers();
    if (F.use_empty()) {
      F.eraseFromParent();
      continue;
    }
    if (const Instruction *I = firstUser(F))
      Ok = diagnose(Code::MalformedCall, *I,
                    "the address of '" + plainName(F.getName()) + "' is taken",
                    "call it directly");
  }
  return Ok;
}

} // namespace wengert
