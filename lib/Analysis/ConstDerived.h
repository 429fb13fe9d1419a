//===- ConstDerived.h - Pointers into memory declared constant -*- C++ -*-===//
//
// The type and activity analyses merge objects that one pointer may reach, so
// the memory of a constant argument can end up in one object with active
// memory. What provably comes from a constant argument stays constant all the
// same: the argument itself, addresses computed from it, and what is loaded
// through it. A value is in the set if all of its sources are; cycles through
// phis are resolved to the greatest fixed point (linear passes until stable,
// at most one per value).
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_CONSTDERIVED_H
#define WENGERT_ANALYSIS_CONSTDERIVED_H

#include "Request/DiffRequest.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace wengert {

class ConstDerived {
public:
  ConstDerived(llvm::Function &Body, const DiffRequest &R);
  bool contains(const llvm::Value *V) const { return Set.contains(V); }

private:
  llvm::SmallPtrSet<const llvm::Value *, 16> Set;
};

} // namespace wengert
#endif
