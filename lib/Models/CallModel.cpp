//===- CallModel.cpp - The registered call models -------------------------===//
//
// Math functions that work through pointers need no model: Models/MathCalls
// brings them into a form that rules cover.
//
//===----------------------------------------------------------------------===//
#include "Models/CallModel.h"
#include "Models/BlasModel.h"

using namespace llvm;

namespace wengert {

/// One object per family, in the order they are asked.
static const CallModel *const Models[] = {blasModel()};

const CallModel *findModel(const CallBase &CB) {
  for (const CallModel *M : Models)
    if (M->matches(CB))
      return M;
  return nullptr;
}

} // namespace wengert
