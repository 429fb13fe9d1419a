//===- TapeConstants.h - Tapes that only ever hold one value ----*- C++ -*-===//
//
// The derivative of a derivative begins with the inner one's code, inlined and
// simplified. By then a flag that the inner tape stores per iteration may have
// become a constant, while the load in the inner reverse loop still stands for
// any value, and keeps alive a branch whose own tape nothing writes.
//
// A tape array (an allocation that only loads, stores and the tape's release
// use) all of whose stores put the same constant gives that constant to its
// loads; one without any store is only read by code that is not reached.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_TAPECONSTANTS_H
#define WENGERT_PREPARE_TAPECONSTANTS_H

namespace llvm {
class Function;
}

namespace wengert {

/// True if F changed. Leaves the control flow as it is.
bool foldTapeConstants(llvm::Function &F);

} // namespace wengert
#endif
