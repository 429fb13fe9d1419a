//===- DebugScopes.cpp - Debug locations of emitted code ------------------===//
#include "Driver/DebugScopes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace wengert {

DISubprogram *ownSubprogram(Function &F, DISubprogram *Like) {
  LLVMContext &C = F.getContext();
  auto *Name = MDString::get(C, F.getName());
  // A class does not declare it: where the types of several modules are one
  // (link time), only members that it declares may be in it.
  DIScope *Scope = Like->getScope();
  if (isa_and_nonnull<DICompositeType>(Scope))
    Scope = Like->getFile();
  DISubprogram *SP = DISubprogram::getDistinct(
      C, Scope, Name, Name, Like->getFile(), Like->getLine(), Like->getType(),
      Like->getScopeLine(), nullptr, 0, 0,
      Like->getFlags() | DINode::FlagArtificial,
      DISubprogram::toSPFlags(/*IsLocalToUnit=*/true, /*IsDefinition=*/true,
                              Like->isOptimized()),
      Like->getUnit());
  F.setSubprogram(SP);
  return SP;
}

/// Loc with its outermost scope in SP; inlined calls stay what they are.
static DILocation *rescope(DILocation *Loc, DISubprogram *SP,
                           DenseMap<DILocation *, DILocation *> &Done) {
  DILocation *&New = Done[Loc];
  if (New)
    return New;
  DILocation *Result;
  if (DILocation *At = Loc->getInlinedAt()) {
    DILocation *NewAt = rescope(At, SP, Done);
    Result = NewAt == At
                 ? Loc
                 : DILocation::get(Loc->getContext(), Loc->getLine(),
                                   Loc->getColumn(), Loc->getScope(), NewAt);
  } else if (Loc->getScope()->getSubprogram() == SP) {
    Result = Loc;
  } else {
    Result = DILocation::get(Loc->getContext(), Loc->getLine(),
                             Loc->getColumn(), SP);
  }
  return Done[Loc] = Result;
}

void adoptDebugScopes(Function &F, const Function &Primal) {
  DISubprogram *SP = F.getSubprogram();
  if (!SP) {
    if (!Primal.getSubprogram())
      return;
    SP = ownSubprogram(F, Primal.getSubprogram());
  }
  DenseMap<DILocation *, DILocation *> Done;
  auto update = [&](Metadata *MD) -> Metadata * {
    auto *Loc = dyn_cast_or_null<DILocation>(MD);
    return Loc ? rescope(Loc, SP, Done) : MD;
  };
  for (Instruction &I : instructions(F)) {
    // A loop's metadata says where it begins and ends.
    updateLoopMetadataDebugLocations(I, update);
    if (DILocation *Loc = I.getDebugLoc())
      I.setDebugLoc(rescope(Loc, SP, Done));
    else if (auto *CB = dyn_cast<CallBase>(&I);
             CB && CB->getCalledFunction() &&
             CB->getCalledFunction()->getSubprogram())
      // The inliner wants a location on every call it may inline.
      I.setDebugLoc(DILocation::get(F.getContext(), SP->getLine(), 0, SP));
  }
}

} // namespace wengert
