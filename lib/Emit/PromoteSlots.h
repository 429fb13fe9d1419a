//===- PromoteSlots.h - The sweeps' variables as values ---------*- C++ -*-===//
//
// The reverse sweep keeps the adjoint of each value in a stack slot, thousands
// of them in a large function, and each is in use in a small part of it only.
// LLVM's promotion visits, for each slot, the whole dominator subtree of its
// first store, which is the rest of the function: time grows with the product
// of slots and blocks. Here a slot costs what its accesses cost:
//
//   - dominance frontiers are computed once for the function (Cytron and
//     others, 1991, by the walk of Cooper, Harvey and Kennedy, 2001), and one
//     walk over the function lists the accesses of all slots in order;
//   - phis may be needed in the iterated frontier of the blocks that store, but
//     are made only where a load asks for them;
//   - what reaches a block is sought among the marked blocks that dominate it,
//     by their numbers in the dominator tree, not block by block.
//
// That is O(k log k) for k accesses and frontier blocks, however far apart.
// Slots that are used as anything but variables are left to SROA.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_PROMOTESLOTS_H
#define WENGERT_EMIT_PROMOTESLOTS_H

#include "llvm/IR/Dominators.h"

namespace wengert {

/// Replaces the loads and stores of F's scalar stack slots by values. The
/// control flow stays as it is. True if F was changed.
bool promoteSlots(llvm::Function &F, const llvm::DominatorTree &DT);

} // namespace wengert
#endif
