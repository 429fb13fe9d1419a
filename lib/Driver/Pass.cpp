//===- Pass.cpp - The module pass -----------------------------------------===//
#include "Driver/Pass.h"
#include "Analysis/QuietGlobals.h"
#include "Diagnose/Report.h"
#include "Driver/Engine.h"
#include "Prepare/DeclaredTypes.h"
#include "Request/Preserve.h"
#include "Request/Registrations.h"
#include "Request/WireCall.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

static bool hasWireCalls(const Module &M) {
  for (const Function &F : M)
    if (isWireHook(F) || isRegistrationCall(F))
      return true;
  return false;
}

PreservedAnalyses SourceNotesPass::run(Module &M, ModuleAnalysisManager &) {
  if (hasWireCalls(M)) {
    bool NoteAll = Optimizes && isUntyped(M);
    if (NoteAll)
      noteUntyped(M);
    for (Function &F : M) {
      noteArrayCopies(F);
      if (NoteAll)
        noteAccesses(F);
    }
  }
  // Metadata does not change what analyses know.
  return PreservedAnalyses::all();
}

PreservedAnalyses WengertPass::run(Module &M, ModuleAnalysisManager &MAM) {
  bool Changed = false;
  revealPreserved(M);
  if (hasWireCalls(M)) {
    Changed = true;
    Engine E(M, MAM);
    noteQuietGlobals(M);
    SmallVector<Function *, 32> Work;
    for (Function &F : M)
      if (!F.isDeclaration())
        Work.push_back(&F);
    for (Function *F : Work)
      if (!E.lowerWireCalls(*F))
        E.setFailed();
    if (!E.failed())
      cleanUpWire(M);
    E.finish();
    dropQuietGlobals(M);
  }
  writeReport(M);
  releasePreserved(M);
  dropUntypedNote(M);
  return Changed ? PreservedAnalyses::none() : PreservedAnalyses::all();
}

} // namespace wengert
