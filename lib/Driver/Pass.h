//===- Pass.h - The module pass --------------------------------*- C++ -*-===//
#ifndef WENGERT_DRIVER_PASS_H
#define WENGERT_DRIVER_PASS_H

#include "llvm/IR/PassManager.h"

namespace llvm {
class PassBuilder;
}

namespace wengert {

/// Replaces every wire call of the module by its derivative. Leaves at once
/// when the module has none.
class WengertPass : public llvm::PassInfoMixin<WengertPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

/// Writes down what only the front end's own code says about memory, before
/// anything else runs (Prepare/DeclaredTypes.h). Leaves at once like the other.
/// Optimizes: that will be changed before it is differentiated.
class SourceNotesPass : public llvm::PassInfoMixin<SourceNotesPass> {
  bool Optimizes;

public:
  explicit SourceNotesPass(bool Optimizes) : Optimizes(Optimizes) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

/// Registers pass names and extension points (plugin) with PB.
void registerPlugin(llvm::PassBuilder &PB);

/// Printer passes: print<wengert-types>, print<wengert-activity>, ...
/// (Driver/Printers.cpp)
bool parsePrinterPass(llvm::StringRef Name, llvm::ModulePassManager &MPM);
/// The same of those functions alone that derivatives are asked of; of one of
/// them, if there is a Name.
void addRequestPrinters(llvm::ModulePassManager &MPM, bool Types, bool Activity,
                        llvm::StringRef Name);

} // namespace wengert
#endif
