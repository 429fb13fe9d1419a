//===- Diagnostics.h - Errors and remarks users see ------------*- C++ -*-===//
//
// Everything the engine cannot do ends here: an error through LLVM's
// diagnostic handler with a stable code, the user's source line, what was met
// and what to do about it. clang and rustc print it as their own.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DIAGNOSE_DIAGNOSTICS_H
#define WENGERT_DIAGNOSE_DIAGNOSTICS_H

#include "llvm/ADT/Twine.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instruction.h"

namespace wengert {

/// Stable error codes. Never renumber; docs/errors.md explains each.
enum class Code : unsigned {
  MalformedCall = 1,       ///< a wire call that does not parse
  UnknownMarker = 2,       ///< `enzyme_*` operand nobody knows
  NoBody = 3,              ///< active call to a function without body or rule
  UnknownType = 4,         ///< bytes copied whose type cannot be deduced
  UnsupportedInst = 5,     ///< an active instruction without a rule
  MixedActivity = 6,       ///< const and active memory in one pointer
  IndirectActiveCall = 7,  ///< active indirect call without descriptor
  ExceptionData = 8,       ///< active data in a C++ exception
  Internal = 9,            ///< verifier failed on what we emitted
  AbiMismatch = 10,        ///< operands do not fit the primal's parameters
  UnsupportedMode = 11,    ///< hook or marker known, but not available
  BadRegistration = 12,    ///< malformed `__enzyme_register_*` global
  UnsupportedControl = 13, ///< indirectbr and the like in active code
  ActiveVarArg = 14,       ///< active value passed through `...`
  AmbiguousPair = 15,      ///< one pair or two arguments?
  LostThroughConst = 16,   ///< (warning) a derivative ends in const memory
  Reinterpreted = 17,      ///< a float read as what it was not written as
};

/// While one lives, errors inside of what Call calls name Call as well: the way
/// from the differentiated function to the place. Kept in the module (as named
/// metadata), since several modules are processed at once.
class CallTrail {
public:
  explicit CallTrail(const llvm::Instruction &Call);
  ~CallTrail();
  CallTrail(const CallTrail &) = delete;
  CallTrail &operator=(const CallTrail &) = delete;

private:
  llvm::Module &M;
};

/// Emits the error at I (or at its function when I has no location). Returns
/// false so that callers can `return diagnose(...)`.
bool diagnose(Code C, const llvm::Instruction &I, const llvm::Twine &What,
              const llvm::Twine &Remedy);
bool diagnose(Code C, const llvm::Function &F, const llvm::Twine &What,
              const llvm::Twine &Remedy);
/// At the definition of a global variable, where debug information knows it.
bool diagnose(Code C, const llvm::GlobalVariable &G, const llvm::Twine &What,
              const llvm::Twine &Remedy);
/// For module-level matters that have no function.
bool diagnose(Code C, const llvm::Module &M, const llvm::Twine &What,
              const llvm::Twine &Remedy);

/// A call of Callee, which has neither body nor rule, with active data. Says
/// how to make the body visible, by the language the name tells.
bool diagnoseNoBody(const llvm::Instruction &I, const llvm::Function &Callee);

/// A warning at I: the call is accepted, but may not mean what it says.
void warn(Code C, const llvm::Instruction &I, const llvm::Twine &What,
          const llvm::Twine &Remedy);

/// Optimization remark under the pass name "wengert".
void remark(const llvm::Instruction &I, llvm::StringRef Name,
            const llvm::Twine &Text);

} // namespace wengert
#endif
