//===- Addresses.cpp - Addresses stay pointers ----------------------------===//
#include "Prepare/Addresses.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

namespace {
/// The pointers that an integer is computed from.
class Sources {
public:
  SmallPtrSet<Value *, 2> Pointers;
  bool Clear = true; ///< nothing but sums and masks leads to them

  explicit Sources(Value *V) { visit(V, /*Added=*/true); }

private:
  SmallPtrSet<Value *, 8> Seen;

  void visit(Value *V, bool Added) {
    if (auto *P = dyn_cast<PtrToIntOperator>(V)) {
      Pointers.insert(P->getPointerOperand());
      Clear &= Added;
      return;
    }
    auto *I = dyn_cast<Instruction>(V);
    if (!I || !V->getType()->isIntegerTy()) {
      // p - q + r: any of the three may be the one.
      Clear &= Added || isa<Constant>(V);
      return;
    }
    if (Seen.size() > 32) {
      Clear = false;
      return;
    }
    if (!Seen.insert(V).second)
      return;
    switch (I->getOpcode()) {
    case Instruction::Add:
    case Instruction::And:
    case Instruction::Or:
      visit(I->getOperand(0), Added);
      visit(I->getOperand(1), Added);
      return;
    case Instruction::Xor: // of two addresses, in lists that save a pointer
      Clear &= isa<Constant>(I->getOperand(1));
      return visit(I->getOperand(0), Added);
    case Instruction::Sub:
      visit(I->getOperand(0), Added);
      visit(I->getOperand(1), false);
      return;
    case Instruction::Freeze:
      return visit(I->getOperand(0), Added);
    case Instruction::PHI:
    case Instruction::Select:
    case Instruction::Load:
    case Instruction::ExtractValue:
      // May be an address of its own.
      Clear = false;
      return;
    default:
      // A product or a quotient is no address; a pointer in it is no source.
      for (Value *Op : I->operands())
        visit(Op, false);
      return;
    }
  }
};
} // namespace

bool keepAddresses(Function &F) {
  const DataLayout &DL = F.getDataLayout();
  bool Changed = false;
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Cast = dyn_cast<IntToPtrInst>(&I);
    if (!Cast || Cast->getOperand(0)->getType() !=
                     DL.getIntPtrType(Cast->getType()))
      continue;
    Value *Address = Cast->getOperand(0);
    Sources From(Address);
    if (!From.Clear || From.Pointers.size() != 1)
      continue;
    Value *P = *From.Pointers.begin();
    if (P->getType() != Cast->getType())
      continue;
    IRBuilder<> B(Cast);
    Value *Distance =
        B.CreateSub(Address, B.CreatePtrToInt(P, Address->getType()));
    Cast->replaceAllUsesWith(
        B.CreateGEP(B.getInt8Ty(), P, Distance, Cast->getName()));
    Cast->eraseFromParent();
    Changed = true;
  }
  return Changed;
}

} // namespace wengert
