//===- WireParse.h - From a call to a WireCall -----------------*- C++ -*-===//
//
// Reads the operands of one hook call against the parameters of the function
// it differentiates. Nothing is changed in the IR.
//
// A call can be read in more than one way where a by-value aggregate was split
// into several operands by the front end (`struct {double a, b;}` arrives as
// two doubles). A reading is good when operand count, operand types and result
// layout all fit:
//   1. aggregates grouped as the debug information of the function says: taken
//      at once when good;
//   2. every parameter on its own;
//   3. every marker governs all operands up to the next marker.
// Two good readings that differ are an error, never a guess.
// Cost: linear in operands for each reading.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_WIREPARSE_H
#define WENGERT_REQUEST_WIREPARSE_H

#include "Diagnose/Diagnostics.h"
#include "Request/DiffRequest.h"
#include "Request/WireNames.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"
#include <optional>

namespace wengert {

/// Who wrote the call. rustc names the hook after a mangled Rust symbol and
/// never says whether the return value is Const (see WireCall::RetAct).
enum class Flavour : uint8_t { C, Rust };

enum class WireAct : uint8_t { Const, Out, Dup, DupNoNeed };

/// Where the bytes of one parameter come from.
struct WireValue {
  WireValue(llvm::Value *V = nullptr) : V(V) {}
  llvm::Value *V;
  llvm::SmallVector<unsigned, 2> Path; ///< extractvalue of V
  bool ByRef = false;          ///< V points to the value (`enzyme_byref`)
  bool Spill = false;          ///< the parameter is a pointer to the value
  uint64_t Offset = 0;         ///< ByRef: of the parameter's bytes
  llvm::Type *MemTy = nullptr; ///< ByRef: type of the parameter
  llvm::Type *type() const;
};

/// One parameter of the primal and what the call says about it.
struct WireArg {
  unsigned Param = 0;
  WireAct Act = WireAct::Const;
  WireValue Primal;
  WireValue Shadow; ///< V is null when there is none
  bool NotOverwritten = false;
  /// `enzyme_out` on memory (by-value aggregate passed by address): its
  /// gradient is the content of a zeroed shadow of this type.
  llvm::Type *OutMemory = nullptr;
};

/// One member of what the call returns, in order.
struct WireElement {
  enum Kind : uint8_t { Tape, Primal, Dual, Gradient } K = Gradient;
  unsigned Arg = 0;         ///< Gradient: index into WireCall::Args
  llvm::Type *Ty = nullptr; ///< memory type
  uint64_t Offset = 0;      ///< in the result's memory
};

struct WireCall {
  llvm::CallBase *CB = nullptr;
  Hook H = Hook::AutoDiff;
  Flavour From = Flavour::C;
  llvm::Function *F = nullptr;
  DiffMode Mode = DiffMode::Combined;
  llvm::SmallVector<WireArg, 8> Args;

  /// The primal returns through memory: parameter index and content.
  int SRetParam = -1;
  llvm::Type *SRetTy = nullptr;

  /// What the result holds where the ABI hides it (`[2 x float]` comes back as
  /// i64): the type the call declares for it. Null: the function's own.
  llvm::Type *RetTy = nullptr;
  ActKind RetAct = ActKind::Const;
  bool PrimalReturn = false; ///< asked for by marker or by the result's layout
  bool DualReturn = false;
  bool RuntimeActivity = false, StrongZero = false, NoFree = false;
  llvm::SmallVector<WireValue, 2> Seed; ///< empty: 1 in every float
  WireValue Tape;                       ///< operand that holds the tape
  bool TapeInMemory = false; ///< Tape points to a buffer (`enzyme_tape`)

  llvm::SmallVector<WireElement, 4> Result;
  llvm::Type *ResultTy = nullptr;   ///< memory type the call declares
  llvm::Value *ResultMem = nullptr; ///< sret pointer of the call

  /// Memory type of the primal's result (the sret content if there is one).
  llvm::Type *retType() const;
  void print(llvm::raw_ostream &OS) const;
};

/// The function an operand names: itself, an alias, through casts, constant
/// loads, stack slots written once, and functions that only return it (a
/// captureless lambda's conversion). Null if it is not known.
llvm::Function *functionOperand(const llvm::Value *V);

/// Parses CB, which calls hook H with Support::Call. Empty after a diagnostic.
std::optional<WireCall> parseWireCall(llvm::CallBase &CB, Hook H);

/// Number of IR parameters each source-level parameter of F occupies, in
/// order, from debug information or from value names (`p.0`, `p.1`); empty if
/// unknown. sret is not counted.
llvm::SmallVector<unsigned, 8> sourceGroups(const llvm::Function &F,
                                               Flavour From);

/// Shown to the user: the demangled name.
std::string displayName(const llvm::Function &F);

/// True if T (an aggregate, vector or scalar) has a float anywhere.
bool containsFloat(llvm::Type *T);
bool containsPointer(llvm::Type *T);

} // namespace wengert
#endif
