//===- RuntimeSymbols.h - What JIT code needs from libgcc ------*- C++ -*-===//
#ifndef WENGERT_TESTS_RULES_RUNTIMESYMBOLS_H
#define WENGERT_TESTS_RULES_RUNTIMESYMBOLS_H

#include "llvm/ADT/ArrayRef.h"

namespace wengert::test {

struct RuntimeSymbol {
  const char *Name;
  void *Address;
};

/// Soft float functions (hidden in libgcc, so that the process does not export
/// them) and C23 functions this C library may lack.
llvm::ArrayRef<RuntimeSymbol> runtimeSymbols();

} // namespace wengert::test
#endif
