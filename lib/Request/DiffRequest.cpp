//===- DiffRequest.cpp - What is asked of the engine ----------------------===//
#include "Request/DiffRequest.h"

using namespace llvm;

namespace wengert {

void DiffRequest::print(raw_ostream &OS) const {
  static const char *const Modes[] = {"forward", "combined", "augmented",
                                      "pullback"};
  static const char *const Kinds[] = {"const", "adjoint", "shadow", "both"};
  OS << Modes[uint8_t(Mode)] << " of " << (F ? F->getName() : "?") << "(";
  for (size_t I = 0; I < Args.size(); ++I) {
    OS << (I ? ", " : "") << Kinds[uint8_t(Args[I])];
    if (I < Overwritten.size() && !Overwritten[I])
      OS << " unchanged";
    if (I < ArgTypes.size() && !ArgTypes[I].empty())
      OS << " " << ArgTypes[I];
  }
  OS << ") -> " << Kinds[uint8_t(Ret)];
  if (PrimalReturn)
    OS << ", primal";
  if (DualReturn)
    OS << ", dual";
  if (RuntimeActivity)
    OS << ", runtime activity";
  if (StrongZero)
    OS << ", strong zero";
}

} // namespace wengert
