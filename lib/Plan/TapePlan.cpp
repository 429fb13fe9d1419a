//===- TapePlan.cpp - What is stored, what is recomputed ------------------===//
#include "Plan/TapePlan.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

static constexpr float Never = 1e9f;
/// Chains longer than this are cut by storing: recursion stays bounded.
static constexpr unsigned MaxLevel = 24;

/// What running I again costs; Never if that is not allowed.
static float recomputeCost(const Instruction &I) {
  switch (I.getOpcode()) {
  case Instruction::GetElementPtr:
  case Instruction::BitCast:
  case Instruction::AddrSpaceCast:
  case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
  case Instruction::IntToPtr:
  case Instruction::ExtractValue:
  case Instruction::InsertValue:
  case Instruction::ExtractElement:
  case Instruction::InsertElement:
  case Instruction::ShuffleVector:
  case Instruction::Trunc:
  case Instruction::ZExt:
  case Instruction::SExt:
    return 0.2f;
  case Instruction::Add:
  case Instruction::Sub:
  case Instruction::And:
  case Instruction::Or:
  case Instruction::Xor:
  case Instruction::Shl:
  case Instruction::LShr:
  case Instruction::AShr:
  case Instruction::ICmp:
    return 0.25f;
  case Instruction::FNeg:
  case Instruction::FAdd:
  case Instruction::FSub:
  case Instruction::FMul:
  case Instruction::FCmp:
  case Instruction::Select:
  case Instruction::Mul:
  case Instruction::FPExt:
  case Instruction::FPTrunc:
  case Instruction::SIToFP:
  case Instruction::UIToFP:
  case Instruction::FPToSI:
  case Instruction::FPToUI:
    return 1;
  case Instruction::Load:
    return 1.5f;
  case Instruction::FDiv:
    return 5;
  case Instruction::UDiv:
  case Instruction::SDiv:
  case Instruction::URem:
  case Instruction::SRem:
    return 8;
  case Instruction::Call:
    if (auto *II = dyn_cast<IntrinsicInst>(&I)) {
      if (II->mayHaveSideEffects() || II->mayReadFromMemory())
        return Never;
      switch (II->getIntrinsicID()) {
      case Intrinsic::fabs:
      case Intrinsic::fma:
      case Intrinsic::fmuladd:
      case Intrinsic::copysign:
      case Intrinsic::minnum:
      case Intrinsic::maxnum:
      case Intrinsic::minimum:
      case Intrinsic::maximum:
      case Intrinsic::floor:
      case Intrinsic::ceil:
      case Intrinsic::trunc:
      case Intrinsic::smax:
      case Intrinsic::smin:
      case Intrinsic::umax:
      case Intrinsic::umin:
      case Intrinsic::abs:
        return 1;
      case Intrinsic::sqrt:
        return 6;
      default:
        return 30;
      }
    }
    return Never;
  default:
    // Phis, allocas, calls with effects, atomics; freeze, because it must
    // give the same arbitrary value twice.
    return Never;
  }
}

float TapePlan::storeCost(const Instruction &I) const {
  // Outside of loops the "tape" is a register or a stack slot.
  if (Facts.Depth(I.getParent()) == 0)
    return 0.6f;
  uint64_t Bytes =
      I.getDataLayout().getTypeStoreSize(I.getType()).getKnownMinValue();
  return 3.0f + 0.5f * Bytes;
}

TapePlan::Choice TapePlan::choose(Value *V, unsigned Level) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Facts.IsCounter(V))
    return {Source::Available, 0};
  auto It = Memo.find(V);
  if (It != Memo.end())
    return It->second;
  Choice Store{Source::Store, storeCost(*I)};
  float Cost = recomputeCost(*I);
  if (Cost < Never && Level < MaxLevel) {
    auto *L = dyn_cast<LoadInst>(I);
    if (L && !Facts.MayReload(L))
      Cost = Never;
    for (Value *Op : I->operands()) {
      if (Cost > Store.Cost)
        break;
      Choice C = choose(Op, Level + 1);
      // What an outer loop defines is hoisted there in the reverse sweep too.
      auto *OI = dyn_cast<Instruction>(Op);
      bool Outer = OI && Facts.Depth(OI->getParent()) <
                             Facts.Depth(I->getParent());
      Cost += Outer ? 0.1f * C.Cost : C.Cost;
    }
  } else {
    Cost = Never;
  }
  Choice Best = Cost <= Store.Cost ? Choice{Source::Recompute, Cost} : Store;
  return Memo[V] = Best;
}

} // namespace wengert
