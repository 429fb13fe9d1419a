//===- WireChoice.h - Wire calls the optimizer has merged ------*- C++ -*-===//
//
// Two calls of one hook on two branches may reach us as one call whose function
// is a select or phi. Such a call is taken apart again: one call per function,
// chosen by comparing the address.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_WIRECHOICE_H
#define WENGERT_REQUEST_WIRECHOICE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"

namespace wengert {

/// Appends to Out the calls that stand for CB: CB itself if its function is
/// one, or none that could be told.
void splitChosenFunction(llvm::CallBase &CB,
                         llvm::SmallVectorImpl<llvm::CallBase *> &Out);

} // namespace wengert
#endif
