//===- SelfCheck.h - The engine's own work, checked ------------*- C++ -*-===//
//
// Nobody may verify after the plugin (rustc does not), so it does, function by
// function. Linear in the function.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DIAGNOSE_SELFCHECK_H
#define WENGERT_DIAGNOSE_SELFCHECK_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Is the emitted function F well formed? If not, it is an error that asks for
/// a report.
bool isWellFormed(const llvm::Function &F);

} // namespace wengert
#endif
