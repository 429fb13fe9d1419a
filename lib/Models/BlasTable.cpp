//===- BlasTable.cpp - What BLAS and LAPACK routines take -----------------===//
#include "Models/BlasTable.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace wengert {

#include "BlasTable.inc"

bool BlasRoutine::hasBoth(unsigned K) const {
  bool Has[2] = {false, false};
  for (const BlasNeed &N : Needs)
    if (unsigned(N.Array) == K)
      Has[N.After] = true;
  return Has[0] && Has[1];
}

ArrayRef<BlasRoutine> blasRoutines() { return Routines; }

const BlasRoutine *findBlasRoutine(StringRef Name) {
  const auto *It =
      find_if(Routines, [&](const BlasRoutine &R) { return R.Name == Name; });
  return It == std::end(Routines) ? nullptr : It;
}

} // namespace wengert
