//===- Preserve.cpp - Calls the optimizer must leave alone ----------------===//
#include "Request/Preserve.h"
#include "Request/Registrations.h"
#include "Request/WireNames.h"
#include "Request/WireParse.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

// Set on functions that were open to inlining; the value says how.
static constexpr StringLiteral Mark = "wengert-preserved";

static void preserve(Function &F) {
  if (F.isDeclaration() || F.hasFnAttribute(Attribute::NoInline))
    return;
  StringRef Was = "";
  if (F.hasFnAttribute(Attribute::AlwaysInline)) {
    Was = "alwaysinline";
    F.removeFnAttr(Attribute::AlwaysInline);
  }
  F.addFnAttr(Mark, Was);
  F.addFnAttr(Attribute::NoInline);
}

static void preserveNamedBy(const Constant &C,
                            SmallPtrSetImpl<const Constant *> &Seen) {
  for (const Use &U : C.operands()) {
    auto *Op = dyn_cast<Constant>(U.get());
    if (!Op || !Seen.insert(Op).second)
      continue;
    if (auto *F = dyn_cast<Function>(Op))
      preserve(*const_cast<Function *>(F));
    else if (!isa<GlobalVariable>(Op))
      preserveNamedBy(*Op, Seen);
  }
}

PreservedAnalyses PreservePass::run(Module &M, ModuleAnalysisManager &) {
  SmallPtrSet<const Constant *, 16> Seen;
  for (GlobalVariable &G : M.globals())
    if (findRegistration(G.getName()))
      preserveNamedBy(G, Seen);
  for (Function &F : M)
    if (isRegistrationCall(F))
      for (User *U : F.users())
        if (auto *CB = dyn_cast<CallBase>(U); CB && CB->getCalledOperand() == &F)
          for (Value *V : CB->args())
            if (Function *Named = functionOperand(V))
              preserve(*Named);
  forEachAnnotation(M, [](Constant &Target, StringRef, StringRef) {
    if (auto *F = dyn_cast<Function>(&Target))
      preserve(*F);
  });
  // Attributes of functions do not change what analyses know.
  return PreservedAnalyses::all();
}

bool releasePreserved(Module &M) {
  bool Any = false;
  for (Function &F : M) {
    if (!F.hasFnAttribute(Mark))
      continue;
    Any = true;
    StringRef Was = F.getFnAttribute(Mark).getValueAsString();
    F.removeFnAttr(Attribute::NoInline);
    if (Was == "alwaysinline")
      F.addFnAttr(Attribute::AlwaysInline);
    F.removeFnAttr(Mark);
  }
  return Any;
}

} // namespace wengert
