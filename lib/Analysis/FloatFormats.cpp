//===- FloatFormats.cpp - Which floats a program keeps in memory ----------===//
#include "Analysis/FloatFormats.h"
#include "Analysis/TypesImpl.h"
#include "Analysis/VTables.h"
#include "Check/Trace.h"
#include "Models/KnownCalls.h"
#include "Prepare/DeclaredTypes.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

static constexpr StringLiteral NoteName = "wengert.whole.program";

/// Does the load or store X tell what memory is kept in?
static bool moves(const Instruction &X) {
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

FloatFormats &FloatFormats::operator|=(const FloatFormats &O) {
  Other |= O.Other;
  Narrow |= O.Narrow;
  Long |= O.Long;
  return *this;
}

void FloatFormats::add(const Type *T, unsigned AddressBits) {
  if (T->isFloatingPointTy()) {
    Other |= !T->isDoubleTy();
    Narrow |= T->getPrimitiveSizeInBits() < AddressBits;
    Long |= T->getPrimitiveSizeInBits() > 64;
  }
  for (const Type *Sub : T->subtypes())
    add(Sub, AddressBits);
}

FloatFormats FloatFormats::of(const Function &F) {
  FloatFormats X;
  unsigned AddressBits = F.getDataLayout().getPointerSizeInBits();
  for (const Instruction &I : instructions(F)) {
    if (isa<LoadInst, StoreInst>(I)) {
      if (const Type *T = getLoadStoreType(&I);
          TypesImpl::hasFloatPart(T) && moves(I))
        X.add(T, AddressBits);
      continue;
    }
    // Memory knows what is cast as integers; masked loads and stores, gathers.
    const auto *II = dyn_cast<IntrinsicInst>(&I);
    if (!isa<BitCastInst, AtomicRMWInst>(I) &&
        !(II && II->mayReadOrWriteMemory()))
      continue;
    X.add(I.getType(), AddressBits);
    for (const Value *Op : I.operand_values())
      if (!isa<Function>(Op))
        X.add(Op->getType(), AddressBits);
  }
  return X;
}

ModuleFloats::ModuleFloats(const Module &M, Filter IsEmitted, Filter ServesAny,
                           VTables *Tables)
    : M(M), IsEmitted(std::move(IsEmitted)), ServesAny(std::move(ServesAny)),
      Tables(Tables), Whole(isWholeProgram(M)) {}

bool ModuleFloats::counts(const Function &F) const {
  return !isCheckRuntime(F) && !(Whole && ServesAny(F));
}

const FloatFormats &ModuleFloats::program() {
  if (!All) {
    All.emplace();
    for (const Function &F : M)
      if (counts(F) && !IsEmitted(F))
        *All |= placeOf(F).Floats;
    All->Whole = Whole;
  }
  return *All;
}

const ModuleFloats::Place &ModuleFloats::placeOf(const GlobalObject &G) {
  auto [It, New] = Places.try_emplace(&G);
  Place &X = It->second;
  if (!New)
    return X;
  SmallPtrSet<const Constant *, 16> Seen;
  auto names = [&](const Value *V) {
    SmallVector<const Constant *, 8> Work;
    auto push = [&](const Value *C) {
      if (isa<Constant>(C) && !isa<ConstantData>(C) &&
          Seen.insert(cast<Constant>(C)).second)
        Work.push_back(cast<Constant>(C));
    };
    push(V);
    while (!Work.empty()) {
      const Constant *C = Work.pop_back_val();
      if (const auto *Object = dyn_cast<GlobalObject>(C))
        X.Names.push_back(Object);
      else
        for (const Value *Op : C->operand_values())
          push(Op);
    }
  };
  if (const auto *Var = dyn_cast<GlobalVariable>(&G); Var && Var->hasInitializer())
    names(Var->getInitializer());
  const auto *F = dyn_cast<Function>(&G);
  if (!F)
    return X;
  // A library calls what it is handed, which is named where that is made.
  const bool Counts = counts(*F);
  if (Counts)
    X.Floats = FloatFormats::of(*F);
  for (const Instruction &I : instructions(F)) {
    const auto *CB = dyn_cast<CallBase>(&I);
    if (!CB) {
      for (const Value *Op : I.operand_values())
        names(Op);
      continue;
    }
    for (const Value *Op : CB->args())
      names(Op);
    // What prints or stops moves nothing that has a derivative.
    if (classifyCall(*CB).Kind == CallKind::Inactive)
      continue;
    names(CB->getCalledOperand());
    if (!Counts || !CB->isIndirectCall())
      continue;
    std::vector<Function *> Only;
    if (Tables)
      Only = Tables->callees(*CB);
    append_range(X.Names, Only);
    if (Only.empty() && !is_contained(X.Calls, CB->getFunctionType()))
      X.Calls.push_back(CB->getFunctionType());
  }
  return X;
}

FloatFormats ModuleFloats::reachedFrom(const Function &F) {
  if (!Taken) {
    Taken.emplace();
    for (const Function &G : M)
      if (!G.isDeclaration() && G.hasAddressTaken())
        (*Taken)[G.getFunctionType()].push_back(&G);
  }
  FloatFormats X;
  SmallPtrSet<const GlobalObject *, 32> Seen;
  SmallPtrSet<const FunctionType *, 8> Called;
  SmallVector<const GlobalObject *, 32> Work;
  auto push = [&](const GlobalObject *G) {
    if (Seen.insert(G).second)
      Work.push_back(G);
  };
  push(&F);
  while (!Work.empty()) {
    const Place &Here = placeOf(*Work.pop_back_val());
    X |= Here.Floats;
    for (const GlobalObject *G : Here.Names)
      push(G);
    for (const FunctionType *T : Here.Calls)
      if (Called.insert(T).second)
        for (const Function *G : Taken->lookup(T))
          push(G);
  }
  X.Whole = Whole;
  return X;
}

WholeProgram::WholeProgram(Module &M) : M(M) {
  M.getOrInsertNamedMetadata(NoteName);
}

WholeProgram::~WholeProgram() {
  if (NamedMDNode *Note = M.getNamedMetadata(NoteName))
    M.eraseNamedMetadata(Note);
}

bool isWholeProgram(const Module &M) { return M.getNamedMetadata(NoteName); }

} // namespace wengert
