//===- EmbeddedRuntime.cpp - Code the plugin carries as bitcode -----------===//
#include "Models/EmbeddedRuntime.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace wengert {

static std::unique_ptr<Module> readRuntime(Module &M,
                                           const EmbeddedRuntime &Runtime) {
  MemoryBufferRef Ref(
      StringRef(reinterpret_cast<const char *>(Runtime.Bitcode.data()),
                Runtime.Bitcode.size()),
      Runtime.Prefix);
  auto Lib = getLazyBitcodeModule(Ref, M.getContext());
  if (!Lib) {
    consumeError(Lib.takeError());
    return nullptr;
  }
  return std::move(*Lib);
}

Function *embeddedFunction(Module &M, StringRef Name,
                           const EmbeddedRuntime &Runtime) {
  if (Function *F = M.getFunction(Name); F && !F->isDeclaration())
    return F;
  std::unique_ptr<Module> Lib = readRuntime(M, Runtime);
  Function *Wanted = Lib ? Lib->getFunction(Name) : nullptr;
  if (!Wanted)
    return nullptr;
  // The program's own flags and target count.
  Lib->setTargetTriple(M.getTargetTriple());
  Lib->setDataLayout(M.getDataLayout());
  if (NamedMDNode *Flags = Lib->getModuleFlagsMetadata())
    Flags->eraseFromParent();
  auto Ours = [&](const GlobalValue &G) {
    return G.getName().starts_with(Runtime.Prefix);
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
    if (!Known.insert(&F).second)
      continue;
    for (StringRef A : {"target-cpu", "target-features", "tune-cpu",
                        "no-trapping-math", "stack-protector-buffer-size"})
      F.removeFnAttr(A);
    // Compiled without unrolling, they say that they never want it.
    for (BasicBlock &BB : F)
      if (Instruction *End = BB.getTerminator())
        End->setMetadata(LLVMContext::MD_loop, nullptr);
  }
  return Failed ? nullptr : M.getFunction(Name);
}

} // namespace wengert
