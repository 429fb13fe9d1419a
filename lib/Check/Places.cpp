//===- Places.cpp - Functions and calls as their author knows them --------===//
#include "Check/Places.h"
#include "Diagnose/Report.h"
#include "Request/WireParse.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace wengert {

/// Is Symbol in the namespace or crate `wengert`, or of our making?
static bool isWrapper(StringRef Symbol) {
  return Symbol.starts_with("_ZN7wengert") ||
         Symbol.starts_with("_ZNK7wengert") ||
         Symbol.starts_with("wengert.wrap.") ||
         (Symbol.starts_with("_R") && Symbol.contains("_7wengert"));
}

static bool isWrapper(const DISubprogram &SP) {
  StringRef Symbol = SP.getLinkageName();
  return isWrapper(Symbol.empty() ? SP.getName() : Symbol);
}

static std::string text(StringRef File, unsigned Line) {
  return Line ? (File + ":" + Twine(Line)).str() : "";
}

const Function &userFunction(const Function &F) {
  // A wrapper calls another, or the function itself, in a few steps.
  const Function *At = &F;
  for (unsigned Depth = 0; Depth < 6 && isWrapper(At->getName()); ++Depth) {
    const Function *Next = nullptr;
    for (const Instruction &I : instructions(*At))
      if (auto *CB = dyn_cast<CallBase>(&I))
        if (const Function *G = CB->getCalledFunction();
            G && !G->isIntrinsic() &&
            (!Next || (isWrapper(Next->getName()) && !isWrapper(G->getName()))))
          Next = G;
    if (!Next)
      break;
    At = Next;
  }
  return isWrapper(At->getName()) ? F : *At;
}

std::string placeOf(const Function &F) {
  const DISubprogram *SP = F.getSubprogram();
  if (SP && !isWrapper(*SP))
    return text(SP->getFilename(), SP->getLine());
  // What was inlined into a wrapper.
  for (const Instruction &I : instructions(F))
    for (const DILocation *L = I.getDebugLoc().get(); L; L = L->getInlinedAt())
      if (const DISubprogram *In = L->getScope()->getSubprogram();
          In && !isWrapper(*In) && !In->getFilename().contains("/rustc/") &&
          !In->getFilename().starts_with("/usr/"))
        return text(In->getFilename(), In->getLine());
  return "";
}

std::string placeOf(const CallBase &CB) {
  const DILocation *L = CB.getDebugLoc().get();
  while (L && L->getInlinedAt() && isWrapper(*L->getScope()->getSubprogram()))
    L = L->getInlinedAt();
  return L ? text(L->getFilename(), L->getLine()) : "";
}

static bool isNarrow(const Type *T) {
  return T->getScalarType()->isFloatingPointTy() &&
         T->getScalarSizeInBits() < 64;
}

CodeFacts factsOf(const Function &F, const Registrations &Regs) {
  constexpr unsigned Most = 4;
  CodeFacts Facts;
  SetVector<const Function *> Work;
  SmallVector<const Function *, 4> Rules;
  Work.insert(&F);
  for (unsigned K = 0; K < Work.size(); ++K) {
    const Function *G = Work[K];
    if (Regs.isCustom(G))
      Rules.push_back(G);
    for (const Instruction &I : instructions(*G)) {
      Facts.Narrow |= isNarrow(I.getType());
      auto *CB = dyn_cast<CallBase>(&I);
      if (!CB)
        continue;
      const auto *To = dyn_cast<Function>(
          CB->getCalledOperand()->stripPointerCastsAndAliases());
      bool Marked = CB->hasFnAttr("enzyme_inactive") ||
                    CB->getMetadata("enzyme_inactive") ||
                    (To && To->hasFnAttribute("enzyme_inactive"));
      Facts.Fixed |= Marked && containsFloat(CB->getType());
      if (To && !Marked)
        Work.insert(To);
    }
  }
  for (unsigned K = 0; K < Rules.size() && K < Most; ++K) {
    Facts.Rules += (K ? ", `" : "`") + readableName(Rules[K]->getName()) + "`";
    if (std::string At = placeOf(*Rules[K]); !At.empty())
      Facts.Rules += " (" + At + ")";
  }
  if (Rules.size() > Most)
    Facts.Rules += ", ...";
  return Facts;
}

} // namespace wengert
