//===- WirePrinter.h - print<wengert-calls> --------------------*- C++ -*-===//
#ifndef WENGERT_REQUEST_WIREPRINTER_H
#define WENGERT_REQUEST_WIREPRINTER_H

#include "llvm/IR/PassManager.h"

namespace wengert {

/// Prints how every wire call of the module is read, lowering nothing.
class WireCallPrinter : public llvm::PassInfoMixin<WireCallPrinter> {
public:
  explicit WireCallPrinter(llvm::raw_ostream &OS) : OS(OS) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  llvm::raw_ostream &OS;
};

bool parseWirePrinterPass(llvm::StringRef Name, llvm::ModulePassManager &MPM);

} // namespace wengert
#endif
