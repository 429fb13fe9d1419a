//===- InlineAssembly.h - Assembly that says nothing new -------*- C++ -*-===//
//
// Libraries write single instructions as assembly where they want that very
// instruction, and empty assembly to hide values from the optimizer. In the
// clone these become what they mean:
//
//   asm("" : "+x"(v))                      v
//   asm("# a remark")                      nothing
//   asm("minpd %1, %0" : "+x"(a) : "x"(b)) a < b ? a : b   (max alike)
//   asm("vfmadd231pd %1, %2, %0" ...)      fma
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_INLINEASSEMBLY_H
#define WENGERT_PREPARE_INLINEASSEMBLY_H

#include "llvm/IR/Function.h"

namespace wengert {

/// Linear in the size of F. True if anything changed.
bool lowerAssembly(llvm::Function &F);

} // namespace wengert
#endif
