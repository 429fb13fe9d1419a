//===- BlasRuntime.cpp - Derivatives of BLAS, as bitcode ------------------===//
#include "Models/BlasRuntime.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace wengert {

static constexpr uint8_t Bitcode[] = {
#include "BlasBitcode.inc"
};

static std::unique_ptr<Module> readRuntime(Module &M) {
  MemoryBufferRef Ref(
      StringRef(reinterpret_cast<const char *>(Bitcode), sizeof(Bitcode)),
      "wengert.blas");
  auto Lib = getLazyBitcodeModule(Ref, M.getContext());
  if (!Lib) {
    consumeError(Lib.takeError());
    return nullptr;
  }
  return std::move(*Lib);
}

Function *blasRuntime(Module &M, StringRef Name) {
  if (Function *F = M.getFunction(Name); F && !F->isDeclaration())
    return F;
  std::unique_ptr<Module> Lib = readRuntime(M);
  Function *Wanted = Lib ? Lib->getFunction(Name) : nullptr;
  if (!Wanted)
    return nullptr;
  // The program's own flags and target count.
  Lib->setTargetTriple(M.getTargetTriple());
  Lib->setDataLayout(M.getDataLayout());
  if (NamedMDNode *Flags = Lib->getModuleFlagsMetadata())
    Flags->eraseFromParent();
  auto Ours = [](const GlobalValue &G) {
    return G.getName().starts_with("wengert.blas.");
  };
  // The linker matches visible symbols only.
  SmallPtrSet<const Function *, 32> Known;
  for (Function &F : M)
    if (Ours(F)) {
      Known.insert(&F);
      if (!F.isDeclaration())
        F.setLinkage(GlobalValue::ExternalLinkage);
    }
  M.getOrInsertFunction(Name, Wanted->getFunctionType());
  bool Failed =
      Linker::linkModules(M, std::move(Lib), Linker::Flags::LinkOnlyNeeded);
  for (Function &F : M) {
    if (!Ours(F) || F.isDeclaration())
      continue;
    F.setLinkage(GlobalValue::InternalLinkage);
    F.setDSOLocal(true);
    if (Known.insert(&F).second)
      for (StringRef A : {"target-cpu", "target-features", "tune-cpu",
                          "no-trapping-math", "stack-protector-buffer-size"})
        F.removeFnAttr(A);
  }
  return Failed ? nullptr : M.getFunction(Name);
}

} // namespace wengert
