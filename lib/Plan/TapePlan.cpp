//===- TapePlan.cpp - What is stored, what is recomputed ------------------===//
#include "Plan/TapePlan.h"
#include "Plan/MinCut.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

static constexpr double Never = 1e9;
/// What running I again costs; Never if that is not allowed.
static double recomputeCost(const Instruction &I) {
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
    return 0.2;
  case Instruction::Add:
  case Instruction::Sub:
  case Instruction::And:
  case Instruction::Or:
  case Instruction::Xor:
  case Instruction::Shl:
  case Instruction::LShr:
  case Instruction::AShr:
  case Instruction::ICmp:
    return 0.25;
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
    return 1.5;
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

static double storeCost(const Instruction &I, bool InLoop) {
  // Outside of loops the "tape" is a register or a stack slot.
  if (!InLoop)
    return 0.6;
  uint64_t Bytes =
      I.getDataLayout().getTypeStoreSize(I.getType()).getKnownMinValue();
  return 3.0 + 0.5 * Bytes;
}

void TapePlan::require(Value *V, unsigned Block) {
  auto *I = dyn_cast<Instruction>(V);
  if (!I || Facts.IsAvailable(V))
    return;
  Node &N = Nodes[I];
  if (!N.Asked || N.LastBlock != Block)
    ++N.Places;
  N.Asked = true;
  N.LastBlock = Block;
}

/// Without recursion: chains may be as long as the function.
void TapePlan::collect(Instruction *Root) {
  SmallVector<std::pair<Instruction *, unsigned>, 32> Path;
  auto enter = [&](Instruction *I) {
    if (!Choice.try_emplace(I, Source::Store).second)
      return;
    Node &N = Nodes[I];
    N.StoreCost = storeCost(*I, Facts.InLoop(I->getParent()));
    N.RecomputeCost = recomputeCost(*I);
    auto *L = dyn_cast<LoadInst>(I);
    N.MayRecompute = N.RecomputeCost < Never && (!L || Facts.MayReload(L));
    Path.push_back({I, 0});
  };
  enter(Root);
  while (!Path.empty()) {
    auto &[I, K] = Path.back();
    if (!Nodes[I].MayRecompute || K == I->getNumOperands()) {
      Order.push_back(I);
      Path.pop_back();
      continue;
    }
    auto *Op = dyn_cast<Instruction>(I->getOperand(K++));
    if (Op && !Facts.IsAvailable(Op))
      enter(Op);
  }
}

void TapePlan::cut() {
  // Who asks for a value asks for its operands at the same places.
  for (Instruction *I : reverse(Order)) {
    const Node N = Nodes[I];
    if (N.MayRecompute)
      for (Value *Op : I->operands())
        if (auto *OI = dyn_cast<Instruction>(Op); OI && Nodes.contains(OI))
          Nodes[OI].Places = std::max(Nodes[OI].Places, N.Places);
  }
  MinCut Net;
  DenseMap<const Instruction *, std::pair<unsigned, unsigned>> Of;
  auto cost = [](double C) {
    constexpr double Scale = 64, Most = 1e15;
    return MinCut::Capacity(std::min(C * Scale, Most));
  };
  for (Instruction *I : Order) {
    const Node &N = Nodes[I];
    double Runs = Facts.Runs(I->getParent());
    unsigned A = Net.addNode();
    if (N.Asked)
      Net.addEdge(MinCut::Source, A, MinCut::Infinite);
    Net.addEdge(A, MinCut::Sink, cost(N.StoreCost * Runs));
    if (!N.MayRecompute) {
      Of[I] = {A, 0};
      continue;
    }
    // x(v) changes the cost of v from storing to recomputing.
    unsigned X = Net.addNode();
    Of[I] = {A, X};
    double Gain =
        (N.StoreCost - N.RecomputeCost * std::max(1u, N.Places)) * Runs;
    if (Gain > 0)
      Net.addEdge(MinCut::Source, X, cost(Gain));
    else
      Net.addEdge(X, MinCut::Sink, cost(-Gain));
    Net.addEdge(X, A, MinCut::Infinite);
    for (Value *Op : I->operands())
      if (auto *OI = dyn_cast<Instruction>(Op); OI && Of.contains(OI))
        Net.addEdge(X, Of.lookup(OI).first, MinCut::Infinite);
  }
  Net.solve();
  for (Instruction *I : Order)
    if (unsigned X = Of.lookup(I).second; X && Net.onSourceSide(X))
      Choice[I] = Source::Recompute;
}

/// Recomputation is emitted by recursion over operands: long chains are cut.
void TapePlan::boundChains() {
  constexpr unsigned MaxChain = 100;
  DenseMap<const Instruction *, unsigned> Length;
  for (Instruction *I : Order) {
    Source &C = Choice[I];
    if (C != Source::Recompute)
      continue;
    unsigned Longest = 0;
    for (Value *Op : I->operands())
      if (auto *OI = dyn_cast<Instruction>(Op))
        Longest = std::max(Longest, Length.lookup(OI));
    if (Longest >= MaxChain)
      C = Source::Store;
    else
      Length[I] = Longest + 1;
  }
}

void TapePlan::settle() {
  SmallVector<Instruction *, 32> Roots;
  for (auto &[I, N] : Nodes)
    Roots.push_back(I);
  for (Instruction *I : Roots)
    collect(I);
  cut();
  boundChains();
}

Source TapePlan::decide(const Value *V) const {
  if (!isa<Instruction>(V) || Facts.IsAvailable(V))
    return Source::Available;
  auto It = Choice.find(V);
  return It == Choice.end() ? Source::Store : It->second;
}

} // namespace wengert
