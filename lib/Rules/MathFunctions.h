//===- MathFunctions.h - Calls of math functions in derivatives *- C++ -*-===//
//
// Partial derivatives call functions: cos for sin, digamma for lgamma. These
// build the call for whatever float type is at hand.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_RULES_MATHFUNCTIONS_H
#define WENGERT_RULES_MATHFUNCTIONS_H

#include "llvm/IR/IRBuilder.h"

namespace wengert {

/// Intrinsic "llvm.<Name>" on Args, scalars or vectors. Found by name, so that
/// the plugin does not depend on the numbering of the host's intrinsics.
llvm::Value *callIntrinsic(llvm::IRBuilder<> &B, llvm::StringRef Name,
                           llvm::ArrayRef<llvm::Value *> Args);

/// C library function with base name Name in the variant for the float type
/// among Args. Vectors are taken apart; half and bfloat go through float.
llvm::Value *callLibm(llvm::IRBuilder<> &B, llvm::StringRef Name,
                      llvm::ArrayRef<llvm::Value *> Args);

/// Function no library has, by name: digamma, trigamma. Its body is emitted
/// into the module on first use.
llvm::Value *callHelper(llvm::IRBuilder<> &B, llvm::StringRef Name,
                        llvm::Value *Arg);

/// The body of a polygamma function of order 0 (digamma) or 1 (trigamma) for a
/// float type of at least 32 bits, as an internal function of module M.
///
/// Method: reflection for x <= 0, upward recurrence to x >= C, then the
/// asymptotic series (DLMF 5.11.2, 5.5.2, 5.5.4). At most C + 1 steps. C and
/// the number of terms give full accuracy for the type, relative to the
/// larger of the value and 1 (digamma has a zero near 1.46).
llvm::Function *getPolygamma(llvm::Module &M, unsigned Order, llvm::Type *Ty);

} // namespace wengert
#endif
