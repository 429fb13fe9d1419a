//===- BlasRuntime.h - Derivatives of BLAS, as bitcode ---------*- C++ -*-===//
#ifndef WENGERT_MODELS_BLASRUNTIME_H
#define WENGERT_MODELS_BLASRUNTIME_H

#include "llvm/IR/Module.h"

namespace wengert {

/// The function Name of runtime/blas (`wengert.blas.dgemm.rev`), linked into M
/// with what it calls on first use. Canonical functions it calls are left
/// declared. Null if there is no such function.
llvm::Function *blasRuntime(llvm::Module &M, llvm::StringRef Name);

} // namespace wengert
#endif
