//===- VTables.cpp - Whom a call through a vtable may reach ---------------===//
#include "Analysis/VTables.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

/// The function that G, a constant, holds at Off; null if none.
static Function *functionAt(const GlobalVariable &G, uint64_t Off) {
  const DataLayout &DL = G.getDataLayout();
  if (!G.isConstant() || !G.hasDefinitiveInitializer() ||
      Off + DL.getPointerSize() > DL.getTypeAllocSize(G.getValueType()))
    return nullptr;
  Constant *C = ConstantFoldLoadFromConst(
      const_cast<Constant *>(G.getInitializer()),
      PointerType::get(G.getContext(), 0),
      APInt(DL.getIndexTypeSizeInBits(G.getType()), Off), DL);
  return dyn_cast_or_null<Function>(C ? C->stripPointerCasts() : nullptr);
}

const std::vector<Function *> &VTables::at(Slot S) {
  auto [It, New] = Slots.try_emplace(S);
  std::vector<Function *> &List = It->second;
  if (!New)
    return List;
  SmallPtrSet<Function *, 8> Seen;
  for (const GlobalVariable &G : M.globals())
    if (Function *F = functionAt(G, S.first);
        F && F->getFunctionType() == S.second && Seen.insert(F).second)
      List.push_back(F);
  return List;
}

std::vector<Function *> VTables::callees(const CallBase &Call) {
  const auto *Method = dyn_cast<LoadInst>(Call.getCalledOperand());
  if (!Method || !Method->hasMetadata(LLVMContext::MD_invariant_load))
    return {};
  const DataLayout &DL = Call.getDataLayout();
  const FunctionType *T = Call.getFunctionType();
  std::vector<Function *> List;
  SmallDenseMap<const Value *, uint64_t, 8> Seen;
  SmallVector<std::pair<const Value *, uint64_t>, 4> Work{
      {Method->getPointerOperand(), 0}};
  auto add = [&](Function *F) {
    if (!is_contained(List, F))
      List.push_back(F);
  };
  while (!Work.empty()) {
    auto [P, Offset] = Work.pop_back_val();
    APInt Off(DL.getIndexTypeSizeInBits(P->getType()), Offset);
    P = P->stripAndAccumulateConstantOffsets(DL, Off,
                                             /*AllowNonInbounds=*/true);
    if (Off.isNegative())
      return {};
    Offset = Off.getZExtValue();
    if (auto [It, New] = Seen.try_emplace(P, Offset); !New) {
      if (It->second != Offset)
        return {}; // a walk through a table
      continue;
    }
    if (const auto *Phi = dyn_cast<PHINode>(P)) {
      for (const Value *V : Phi->incoming_values())
        Work.push_back({V, Offset});
    } else if (const auto *Choice = dyn_cast<SelectInst>(P)) {
      Work.push_back({Choice->getTrueValue(), Offset});
      Work.push_back({Choice->getFalseValue(), Offset});
    } else if (const auto *G = dyn_cast<GlobalVariable>(P)) {
      if (Function *F = functionAt(*G, Offset); F && F->getFunctionType() == T)
        add(F);
    } else if (isa<LoadInst, Argument, ExtractValueInst, CallBase>(P)) {
      for (Function *F : at({Offset, T}))
        add(F);
    } else if (!isa<ConstantPointerNull, UndefValue>(P)) {
      return {};
    }
  }
  // One order for all calls of a kind, which share a dispatch.
  std::vector<Function *> Sorted;
  for (Function &F : M)
    if (is_contained(List, &F))
      Sorted.push_back(&F);
  return Sorted;
}

} // namespace wengert
