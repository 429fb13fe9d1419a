//===- VTables.h - Whom a call through a vtable may reach -------*- C++ -*-===//
//
// A method of a trait object is loaded from its vtable, a constant, at an
// offset that the method alone decides: the call reaches one of the functions
// that the module's constants hold there, whatever else of its type has its
// address taken.
//
// rustc says of such loads, and of no others, that they are invariant.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_VTABLES_H
#define WENGERT_ANALYSIS_VTABLES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Module.h"
#include <map>
#include <vector>

namespace wengert {

/// The tables of one module, which must not change them.
class VTables {
public:
  explicit VTables(llvm::Module &M) : M(M) {}

  /// The functions that Call may reach, in the module's order; empty where
  /// nothing is known.
  std::vector<llvm::Function *> callees(const llvm::CallBase &Call);

private:
  using Slot = std::pair<uint64_t, const llvm::FunctionType *>;
  const std::vector<llvm::Function *> &at(Slot S);

  llvm::Module &M;
  std::map<Slot, std::vector<llvm::Function *>> Slots;
};

} // namespace wengert
#endif
