//===- FloatFormats.h - Which floats a program keeps in memory -*- C++ -*-===//
//
// Bytes that are only moved may be anything. Where a program keeps no floats
// smaller than an address in memory, what is too small for an address is an
// integer, or part of something larger. Where it keeps doubles only, eight
// bytes are an integer, an address or a double, which their bits tell apart
// well enough (Emit/Words.h).
//
// One pass over the module's loads, stores and casts of bits.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_FLOATFORMATS_H
#define WENGERT_ANALYSIS_FLOATFORMATS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Module.h"

namespace wengert {

using FunctionFilter = llvm::function_ref<bool(const llvm::Function &)>;

/// Which formats of floats does a module move from and to memory, other than
/// plain variables? What functions do that Skip names does not count.
struct FloatsInMemory {
  bool Other = false;  ///< other than double
  bool Narrow = false; ///< smaller than an address
  bool Long = false;   ///< larger than a double
  explicit FloatsInMemory(const llvm::Module &M, FunctionFilter Skip = nullptr);

private:
  static bool moves(const llvm::Instruction &X);
  void add(const llvm::Type *T, unsigned AddressBits);
};

/// While it lives: M is a whole program, nothing outside of it sees its memory.
/// Functions that Skip names serve any program (a standard library): what they
/// do to floats tells nothing of this one.
class WholeProgram {
public:
  WholeProgram(llvm::Module &M, FunctionFilter Skip);
  ~WholeProgram();
  WholeProgram(const WholeProgram &) = delete;
  WholeProgram &operator=(const WholeProgram &) = delete;

private:
  llvm::Module &M;
};

/// Are floats in memory doubles, in all of the program that M is part of?
bool floatsAreDoubles(const llvm::Module &M);

} // namespace wengert
#endif
