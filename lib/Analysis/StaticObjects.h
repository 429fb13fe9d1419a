//===- StaticObjects.h - Objects constructed once per program --*- C++ -*-===//
//
// A C++ object of static storage is constructed when the program starts or
// when control first gets to it, so most often outside of any derivative:
// whatever it allocates then has no shadow. Where it owns memory, it is a
// constant to differentiated code.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_STATICOBJECTS_H
#define WENGERT_ANALYSIS_STATICOBJECTS_H

#include "llvm/IR/GlobalVariable.h"

namespace wengert {

bool holdsPointers(llvm::Type *T);

/// G holds pointers, and is constructed at run time under a guard (a static
/// local, an inline variable) or by the initializer of a module. Looks at the
/// uses of G.
bool isStaticObject(const llvm::GlobalVariable &G);

} // namespace wengert
#endif
