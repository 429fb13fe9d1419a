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
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
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

/// Is nothing that was stored to Slot used? Its loads may go into slots of
/// which the same holds, and so may its address.
static bool isUnread(const AllocaInst *Slot, unsigned Depth = 0) {
  if (Depth > 8)
    return false;
  for (const User *U : Slot->users()) {
    if (const auto *II = dyn_cast<IntrinsicInst>(U);
        II && II->isLifetimeStartOrEnd())
      continue;
    if (const auto *SI = dyn_cast<StoreInst>(U)) {
      if (SI->getPointerOperand() == Slot)
        continue;
      const auto *Holder = dyn_cast<AllocaInst>(SI->getPointerOperand());
      if (!Holder || !isUnread(Holder, Depth + 1))
        return false;
      continue;
    }
    const auto *LI = dyn_cast<LoadInst>(U);
    if (!LI || LI->isVolatile())
      return false;
    for (const User *LU : LI->users()) {
      if (const auto *Read = dyn_cast<LoadInst>(LU); Read && Read->use_empty())
        continue; // through a forwarding reference
      const auto *SI = dyn_cast<StoreInst>(LU);
      const auto *To =
          SI ? dyn_cast<AllocaInst>(SI->getPointerOperand()) : nullptr;
      if (!To || !isUnread(To, Depth + 1))
        return false;
    }
  }
  return true;
}

/// Unoptimized code loads a marker, or takes its address, and passes it through
/// stack slots to the hook. With the hook gone nothing reads them.
static void eraseDeadUses(Value &V, unsigned Depth = 0) {
  if (Depth > 16)
    return;
  for (User *U : make_early_inc_range(V.users())) {
    auto *I = dyn_cast<Instruction>(U);
    if (!I)
      continue;
    if (auto *SI = dyn_cast<StoreInst>(I)) {
      auto *Slot = dyn_cast<AllocaInst>(SI->getPointerOperand());
      if (Slot && SI->getValueOperand() == &V && isUnread(Slot))
        SI->eraseFromParent();
      continue;
    }
    if (!isa<LoadInst, CastInst, PHINode, SelectInst, FreezeInst>(I))
      continue;
    if (auto *LI = dyn_cast<LoadInst>(I); LI && LI->isVolatile())
      continue;
    eraseDeadUses(*I, Depth + 1);
    if (I->use_empty())
      I->eraseFromParent();
  }
}

/// rustc's debug build checks that `&enzyme_dup` is neither null nor
/// misaligned. Any address passes; one of a marker would not link.
static void answerAddressChecks(GlobalVariable &G) {
  GlobalVariable *Stand = nullptr;
  auto standIn = [&]() -> Constant * {
    if (!Stand) {
      Type *Byte = Type::getInt8Ty(G.getContext());
      Stand = new GlobalVariable(*G.getParent(), Byte, /*isConstant=*/true,
                                 GlobalValue::PrivateLinkage,
                                 ConstantInt::get(Byte, 0), "wengert.marker");
      Stand->setAlignment(Align(16));
    }
    return Stand;
  };
  for (User *U : make_early_inc_range(G.users())) {
    if (auto *CE = dyn_cast<ConstantExpr>(U);
        CE && CE->getOpcode() == Instruction::PtrToInt)
      CE->replaceAllUsesWith(
          ConstantExpr::getPtrToInt(standIn(), CE->getType()));
    else if (isa<ICmpInst, PtrToIntInst>(U))
      U->replaceUsesOfWith(&G, standIn());
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
    eraseDeadUses(*G);
    answerAddressChecks(*G);
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
