//===- SelfCheck.cpp - The engine's own work, checked ---------------------===//
#include "Diagnose/SelfCheck.h"
#include "Diagnose/Diagnostics.h"
#include "llvm/IR/Verifier.h"

using namespace llvm;

namespace wengert {

bool isWellFormed(const Function &F) {
  std::string Msg;
  raw_string_ostream OS(Msg);
  if (!verifyFunction(F, &OS))
    return true;
  return diagnose(Code::Internal, F,
                  "the derivative emitted for this function is malformed: " +
                      StringRef(Msg).trim(),
                  "please report this with the source");
}

} // namespace wengert
