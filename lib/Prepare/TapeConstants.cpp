//===- TapeConstants.cpp - Tapes that only ever hold one value ------------===//
#include "Prepare/TapeConstants.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

namespace {
/// All uses of a tape array.
struct TapeUses {
  SmallVector<LoadInst *, 4> Loads;
  SmallVector<StoreInst *, 4> Stores;
  bool Released = false;

  /// False if the array is used in any other way.
  bool collect(Instruction &Array) {
    SmallVector<Instruction *, 8> Work{&Array};
    while (!Work.empty()) {
      Instruction *P = Work.pop_back_val();
      for (User *U : P->users()) {
        if (auto *LI = dyn_cast<LoadInst>(U)) {
          if (LI->isVolatile())
            return false;
          Loads.push_back(LI);
        } else if (auto *SI = dyn_cast<StoreInst>(U)) {
          if (SI->getValueOperand() == P || SI->isVolatile())
            return false;
          Stores.push_back(SI);
        } else if (auto *G = dyn_cast<GetElementPtrInst>(U)) {
          Work.push_back(G);
        } else if (auto *CB = dyn_cast<CallBase>(U);
                   CB && CB->hasMetadata("wengert.tape")) {
          Released = true;
        } else {
          return false;
        }
      }
    }
    return Released;
  }
};
} // namespace

/// What every load gives, or null.
static Constant *onlyValue(const TapeUses &Uses) {
  Type *Ty = Uses.Loads.front()->getType();
  for (LoadInst *LI : Uses.Loads)
    if (LI->getType() != Ty)
      return nullptr;
  Constant *Only = nullptr;
  for (StoreInst *SI : Uses.Stores) {
    auto *C = dyn_cast<Constant>(SI->getValueOperand());
    if (!C || C->getType() != Ty || (Only && C != Only))
      return nullptr;
    Only = C;
  }
  return Only;
}

bool foldTapeConstants(Function &F) {
  SmallVector<Instruction *, 16> Dead;
  for (Instruction &I : instructions(F)) {
    auto *CB = dyn_cast<CallBase>(&I);
    if (!CB || !CB->getType()->isPointerTy())
      continue;
    TapeUses Uses;
    if (!Uses.collect(*CB) || Uses.Loads.empty())
      continue;
    Constant *Only = onlyValue(Uses);
    if (!Only && !Uses.Stores.empty())
      continue;
    for (LoadInst *LI : Uses.Loads)
      LI->replaceAllUsesWith(Only ? Only
                                  : Constant::getNullValue(LI->getType()));
    Dead.append(Uses.Loads.begin(), Uses.Loads.end());
    Dead.append(Uses.Stores.begin(), Uses.Stores.end());
  }
  for (Instruction *I : Dead)
    I->eraseFromParent();
  return !Dead.empty();
}

} // namespace wengert
