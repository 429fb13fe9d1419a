//===- FloatFormats.cpp - Which floats a program keeps in memory ----------===//
#include "Analysis/FloatFormats.h"
#include "Analysis/TypesImpl.h"
#include "Check/Trace.h"
#include "Prepare/DeclaredTypes.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

static constexpr StringLiteral NoteName = "wengert.only.doubles";

bool FloatsInMemory::moves(const Instruction &X) {
  if (countsOnly(X) || movesLoadFactor(X))
    return false;
  // A variable that is loaded and stored as what it is, and nothing else.
  const auto *Own = dyn_cast<AllocaInst>(getLoadStorePointerOperand(&X));
  return !Own || !all_of(Own->users(), [&](const User *U) {
    return isa<DbgInfoIntrinsic, LifetimeIntrinsic>(U) ||
           (isa<LoadInst, StoreInst>(U) &&
            getLoadStorePointerOperand(U) == Own &&
            getLoadStoreType(U) == getLoadStoreType(&X));
  });
}

void FloatsInMemory::add(const Type *T, unsigned AddressBits) {
  if (T->isFloatingPointTy()) {
    Other |= !T->isDoubleTy();
    Narrow |= T->getPrimitiveSizeInBits() < AddressBits;
    Long |= T->getPrimitiveSizeInBits() > 64;
  }
  for (const Type *Sub : T->subtypes())
    add(Sub, AddressBits);
}

FloatsInMemory::FloatsInMemory(const Module &M, FunctionFilter Skip) {
  unsigned AddressBits = M.getDataLayout().getPointerSizeInBits();
  for (const Function &F : M) {
    if ((Skip && Skip(F)) || isCheckRuntime(F))
      continue;
    for (const Instruction &I : instructions(F)) {
      if (isa<LoadInst, StoreInst>(I)) {
        if (const Type *T = getLoadStoreType(&I);
            TypesImpl::hasFloatPart(T) && moves(I))
          add(T, AddressBits);
        continue;
      }
      // Memory knows what is cast as integers; masked loads and stores,
      // gathers.
      const auto *II = dyn_cast<IntrinsicInst>(&I);
      if (!isa<BitCastInst, AtomicRMWInst>(I) &&
          !(II && II->mayReadOrWriteMemory()))
        continue;
      add(I.getType(), AddressBits);
      for (const Value *Op : I.operand_values())
        if (!isa<Function>(Op))
          add(Op->getType(), AddressBits);
    }
  }
}

WholeProgram::WholeProgram(Module &M, FunctionFilter Skip) : M(M) {
  if (!FloatsInMemory(M, Skip).Other)
    M.getOrInsertNamedMetadata(NoteName);
}

WholeProgram::~WholeProgram() {
  if (NamedMDNode *Note = M.getNamedMetadata(NoteName))
    M.eraseNamedMetadata(Note);
}

bool floatsAreDoubles(const Module &M) { return M.getNamedMetadata(NoteName); }

} // namespace wengert
