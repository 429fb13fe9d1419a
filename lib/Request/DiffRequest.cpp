//===- DiffRequest.cpp - What is asked of the engine ----------------------===//
#include "Request/DiffRequest.h"
#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

namespace wengert {

void ConstPlaces::print(raw_ostream &OS) const {
  static const char *const Kinds[] = {"to", "constant", "constant or"};
  for (const Place &P : Places) {
    OS << "; " << P.From << '+' << P.Offset;
    if (P.Stride)
      OS << '+' << P.Stride << 'k';
    OS << ' ' << Kinds[P.K];
    if (P.To != None)
      OS << ' ' << P.To;
  }
}

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
  Constants.print(OS);
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

DerivativeFn layoutOf(const DiffRequest &R, FunctionType *Primal) {
  DerivativeFn D;
  LLVMContext &C = Primal->getContext();
  Type *Ptr = PointerType::get(C, 0), *RT = Primal->getReturnType();
  SmallVector<Type *, 16> Params, Results;
  bool Sweeps = R.Mode == DiffMode::Combined || R.Mode == DiffMode::Pullback;
  auto Add = [](SmallVectorImpl<Type *> &L, Type *T) {
    L.push_back(T);
    return int(L.size()) - 1;
  };
  D.Params.resize(Primal->getNumParams());
  for (unsigned I = 0; I < Primal->getNumParams(); ++I) {
    Type *T = Primal->getParamType(I);
    D.Params[I].Primal = Add(Params, T);
    if (hasShadow(R.Args[I]))
      D.Params[I].Shadow = Add(Params, T);
  }
  if (Sweeps && hasAdjoint(R.Ret))
    D.SeedParam = Add(Params, RT);
  if (R.Mode == DiffMode::Pullback) {
    D.TapeParam = Add(Params, Ptr);
    D.QuarantineParam = Add(Params, Ptr);
  }
  if (R.Mode == DiffMode::Augmented)
    D.TapeResult = Add(Results, Ptr);
  if (R.Mode != DiffMode::Pullback) {
    if (R.PrimalReturn && !RT->isVoidTy())
      D.PrimalResult = Add(Results, RT);
    if (R.DualReturn && hasShadow(R.Ret))
      D.DualResult = Add(Results, RT);
  }
  if (Sweeps)
    for (unsigned I = 0; I < Primal->getNumParams(); ++I)
      if (hasAdjoint(R.Args[I]))
        D.Params[I].Adjoint = Add(Results, Primal->getParamType(I));
  D.Ty = FunctionType::get(StructType::get(C, Results), Params, false);
  return D;
}

} // namespace wengert
