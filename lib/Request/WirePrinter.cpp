//===- WirePrinter.cpp - print<wengert-calls> -----------------------------===//
#include "Request/WirePrinter.h"
#include "Request/WireCall.h"
#include "Request/WireDirect.h"
#include "Request/WireParse.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

PreservedAnalyses WireCallPrinter::run(Module &M, ModuleAnalysisManager &) {
  for (Function &F : M)
    for (Instruction &I : instructions(F)) {
      auto *CB = dyn_cast<CallBase>(&I);
      if (!CB || !isWireCall(*CB))
        continue;
      Hook H = *findHook(calledHook(*CB)->getName());
      if (support(H) != HookSupport::Call) {
        OS << hookName(H) << " in " << F.getName() << "\n";
        continue;
      }
      if (auto W = parseWireCall(*CB, H))
        W->print(OS);
    }
  return PreservedAnalyses::all();
}

bool parseWirePrinterPass(StringRef Name, ModulePassManager &MPM) {
  if (Name != "print<wengert-calls>")
    return false;
  MPM.addPass(WireCallPrinter(errs()));
  return true;
}

} // namespace wengert
