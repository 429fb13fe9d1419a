//===- Distances.h - How far addresses are from one another ----*- C++ -*-===//
#ifndef WENGERT_ANALYSIS_DISTANCES_H
#define WENGERT_ANALYSIS_DISTANCES_H

#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Value.h"
#include <optional>
#include <utility>

namespace wengert {

/// Where the array begins that P points into, and how far P is from there, in
/// bytes; indices that are not constant do not count.
std::pair<const llvm::Value *, int64_t> originOf(const llvm::DataLayout &DL,
                                                 const llvm::Value *P);

/// The distance from P to Q, if both are constant offsets from one address.
std::optional<int64_t> distanceOf(const llvm::DataLayout &DL,
                                  const llvm::Value *P, const llvm::Value *Q);

} // namespace wengert
#endif
