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
#include "llvm/IR/ValueHandle.h"
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

static bool isUnread(const AllocaInst &Slot) {
  return all_of(Slot.users(), [&](const User *U) {
    if (const auto *SI = dyn_cast<StoreInst>(U))
      return SI->getPointerOperand() == &Slot;
    const auto *II = dyn_cast<IntrinsicInst>(U);
    return II && II->isLifetimeStartOrEnd();
  });
}

/// Unoptimized code loads a marker, or takes its address, and passes it through
/// stack slots (and references to them) to the hook. With the hook gone nothing
/// reads them. Each value is visited once.
static void eraseDeadUses(Value &V, SmallPtrSetImpl<Value *> &Seen) {
  if (!Seen.insert(&V).second)
    return;
  // A user with several uses of V is listed for each; visit it once.
  SmallVector<WeakTrackingVH, 8> Users(V.user_begin(), V.user_end());
  for (WeakTrackingVH &H : Users) {
    auto *I = dyn_cast_or_null<Instruction>(static_cast<Value *>(H));
    if (!I)
      continue;
    if (auto *SI = dyn_cast<StoreInst>(I)) {
      auto *Slot = dyn_cast<AllocaInst>(SI->getPointerOperand());
      if (!Slot || SI->getValueOperand() != &V)
        continue;
      eraseDeadUses(*Slot, Seen);
      if (isUnread(*Slot))
        SI->eraseFromParent();
      continue;
    }
    if (!isa<LoadInst, CastInst, PHINode, SelectInst, FreezeInst>(I))
      continue;
    if (auto *LI = dyn_cast<LoadInst>(I); LI && LI->isVolatile())
      continue;
    eraseDeadUses(*I, Seen);
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
    SmallPtrSet<Value *, 32> Seen;
    eraseDeadUses(*G, Seen);
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
