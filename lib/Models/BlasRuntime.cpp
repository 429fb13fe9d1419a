//===- BlasRuntime.cpp - Derivatives of BLAS, as bitcode ------------------===//
#include "Models/BlasRuntime.h"
#include "Models/EmbeddedRuntime.h"

using namespace llvm;

namespace wengert {

static constexpr uint8_t Bitcode[] = {
#include "BlasBitcode.inc"
};

Function *blasRuntime(Module &M, StringRef Name) {
  return embeddedFunction(M, Name, {Bitcode, "wengert.blas."});
}

} // namespace wengert
