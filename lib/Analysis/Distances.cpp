//===- Distances.cpp - How far addresses are from one another -------------===//
#include "Analysis/Distances.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

std::pair<const Value *, int64_t> originOf(const DataLayout &DL,
                                           const Value *P) {
  int64_t Off = 0;
  for (unsigned Steps = 0; Steps < 16; ++Steps) {
    APInt A(DL.getIndexTypeSizeInBits(P->getType()), 0);
    P = P->stripAndAccumulateConstantOffsets(DL, A, true);
    Off += A.getSExtValue();
    auto *G = dyn_cast<GEPOperator>(P);
    if (!G)
      break;
    P = G->getPointerOperand();
  }
  return {P, Off};
}

std::optional<int64_t> distanceOf(const DataLayout &DL, const Value *P,
                                  const Value *Q) {
  APInt A(DL.getIndexTypeSizeInBits(P->getType()), 0), B = A;
  const Value *X = P->stripAndAccumulateConstantOffsets(DL, A, true);
  const Value *Y = Q->stripAndAccumulateConstantOffsets(DL, B, true);
  if (X != Y)
    return std::nullopt;
  return (B - A).getSExtValue();
}

} // namespace wengert
