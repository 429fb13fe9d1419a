//===- RuleHarness.h - Runs what rules emit --------------------*- C++ -*-===//
//
// Builds functions from emitTangent and emitAdjoint and runs them in a JIT.
// The operation itself is never run: operands and result come from the
// oracle, so that only the rule is under test.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_TESTS_RULES_RULEHARNESS_H
#define WENGERT_TESTS_RULES_RULEHARNESS_H

#include "Rules/Components.h"
#include "Rules/Rules.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include <memory>
#include <string>
#include <vector>

namespace wengert::test {

/// Numbers in memory, 16 bytes each, so that any float type fits.
class Slots {
public:
  explicit Slots(unsigned Count) : Bytes(16 * Count) {}
  void setFloat(unsigned I, const llvm::fltSemantics &S, llvm::StringRef Text);
  void setInt(unsigned I, int64_t V);
  llvm::APFloat getFloat(unsigned I, const llvm::fltSemantics &S) const;
  void *data() { return Bytes.data(); }

private:
  std::vector<uint8_t> Bytes;
};

/// Parses a decimal number, "inf", "-inf" or "nan", rounded to S.
llvm::APFloat parseFloat(const llvm::fltSemantics &S, llvm::StringRef Text);

/// |Got - Want| <= Ulps * epsilon(Got) * max(1, |Want|), infinities and NaNs
/// alike. Want is an fp128.
bool isClose(const llvm::APFloat &Got, const llvm::APFloat &Want, double Ulps);

/// One module under construction.
class Builder {
public:
  Builder();
  llvm::LLVMContext &context() { return *Ctx; }
  llvm::Module &module() { return *M; }

  /// An instruction of the named opcode, intrinsic or function, on parameters
  /// of the given types, in a function that is never run. FastMath as given.
  llvm::Instruction *makeOpcode(llvm::StringRef Opcode,
                                llvm::ArrayRef<llvm::Type *> Types);
  llvm::Instruction *makeCast(llvm::Type *To, llvm::Type *From);
  llvm::Instruction *makeIntrinsic(llvm::StringRef Name, llvm::Type *Ret,
                                   llvm::ArrayRef<llvm::Type *> Types);
  llvm::CallInst *makeCall(llvm::StringRef Name, llvm::Type *Ret,
                           llvm::ArrayRef<llvm::Type *> Types);

  /// Functions (ptr in, ptr out). Slots of in: components of the operands, of
  /// the result, then of the tangents of operand K (others inactive; K < 0:
  /// all active) or of the result's adjoint. Vectors take a slot per lane.
  /// Slots of out: the answer's components.
  void emitTangentFn(const RuleMatch &M, llvm::StringRef Name, int K,
                     bool StrongZero);
  void emitAdjointFn(const RuleMatch &M, llvm::StringRef Name, unsigned K,
                     bool StrongZero);

  /// What emission asked for although the needs do not list it.
  std::vector<std::string> Unannounced;

  std::unique_ptr<llvm::Module> takeModule();
  llvm::orc::ThreadSafeModule finish();

private:
  std::unique_ptr<llvm::LLVMContext> Ctx;
  std::unique_ptr<llvm::Module> M;
  std::vector<llvm::Function *> Hosts;

  llvm::Function *makeHost(llvm::ArrayRef<llvm::Type *> Types);
};

/// False for integers and pointers.
bool hasFloats(llvm::Type *Ty);

/// Number of slots a value of this type takes.
unsigned slotCount(llvm::Type *Ty);

/// A JIT for the host, with the compiler's run-time library for half and
/// fp128 at hand. Null (with a message) if it cannot be had.
std::unique_ptr<llvm::orc::LLJIT> makeJit();

/// The float types under test.
std::vector<llvm::Type *> floatTypes(llvm::LLVMContext &C);

} // namespace wengert::test
#endif
