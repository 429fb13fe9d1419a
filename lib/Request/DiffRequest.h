//===- DiffRequest.h - What is asked of the engine -------------*- C++ -*-===//
//
// A DiffRequest is a value: it names one derivative of one function. It can be
// hashed, printed and memoized, and two equal requests share one emitted
// function.
//
// The internal derivative ABI
// ---------------------------
// Every emitted derivative of a function `R f(P0, P1, ...)` has parameters
//
//   for each i:  Pi (the primal value), then, if Args[i] has Shadow, the
//                shadow of Pi, of the same LLVM type
//   seed         (Combined, Pullback; if Ret has Adjoint) of type R
//   tape         (Pullback) ptr
//   quarantine   (Pullback) ptr to the head of the deferred-free list; null:
//                the tape and what is deferred stay as they are, so that the
//                pullback can run again
//
// and returns a literal struct with, in this order and when they exist,
//
//   tape         (Augmented) ptr
//   primal       R                      if PrimalReturn
//   dual         R (shadow or tangent)  if DualReturn (Forward, Augmented)
//   adjoint of Pi, type Pi, for every i whose Args[i] has Adjoint
//                (Combined, Pullback)
//
// DerivativeFn says where each of these is.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_DIFFREQUEST_H
#define WENGERT_REQUEST_DIFFREQUEST_H

#include "Analysis/FloatFormats.h"
#include "Request/ConstPlaces.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Function.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace wengert {

enum class DiffMode : uint8_t {
  Forward,   ///< tangents beside the primal (JVP)
  Combined,  ///< primal and adjoint sweep in one function (VJP)
  Augmented, ///< first half of split reverse: primal, returns the tape
  Pullback,  ///< second half: consumes the tape, returns adjoints
};

/// How one argument or the return value takes part. A bit set, because a
/// by-value aggregate can hold both pointers and floats.
///  Adjoint: its float bytes have an adjoint (reverse modes only).
///  Shadow:  a dual of the same type is passed beside it: the shadow of its
///           pointers, or in Forward mode also the tangent of its floats.
enum class ActKind : uint8_t { Const = 0, Adjoint = 1, Shadow = 2, Both = 3 };
inline bool hasAdjoint(ActKind A) { return uint8_t(A) & 1; }
inline bool hasShadow(ActKind A) { return uint8_t(A) & 2; }

struct DiffRequest {
  llvm::Function *F = nullptr;
  DiffMode Mode = DiffMode::Combined;
  std::vector<ActKind> Args; ///< one per parameter of F
  ActKind Ret = ActKind::Const;
  bool PrimalReturn = false;
  bool DualReturn = false;
  /// Shadows may equal primals at run time, which then means "inactive".
  bool RuntimeActivity = false;
  /// A zero adjoint stays zero even against an infinite partial.
  bool StrongZero = false;
  /// Split modes: memory reached through argument i may be written between
  /// the augmented call and the pullback. Empty means all true in split modes
  /// and all false in the others.
  std::vector<bool> Overwritten;
  /// What the caller knows about the bytes of each argument and what they
  /// point to, in the syntax of the `enzyme_type` attribute, for example
  /// "{[-1]:Pointer, [-1,0]:Float@double}". Empty strings: nothing known.
  std::vector<std::string> ArgTypes;
  /// Which of the pointers inside of the arguments have no shadow.
  ConstPlaces Constants;
  /// What the memory holds that the outermost derivative sees; the engine knows
  /// where the request does not say.
  std::optional<FloatFormats> Floats;

  unsigned width() const { return 1; }
  bool isReverse() const { return Mode != DiffMode::Forward; }
  auto key() const {
    return std::tie(F, Mode, Args, Ret, PrimalReturn, DualReturn,
                    RuntimeActivity, StrongZero, Overwritten, ArgTypes,
                    Constants, Floats);
  }
  bool operator<(const DiffRequest &O) const { return key() < O.key(); }
  bool operator==(const DiffRequest &O) const { return key() == O.key(); }
  void print(llvm::raw_ostream &OS) const;
};

/// An emitted (or declared, while in emission) derivative and its layout.
/// Indices are -1 where the thing does not exist.
struct DerivativeFn {
  llvm::Function *Fn = nullptr; ///< null for the layout of an indirect call
  llvm::FunctionType *Ty = nullptr;
  struct Param {
    int Primal = -1;  ///< parameter index
    int Shadow = -1;  ///< parameter index
    int Adjoint = -1; ///< result field
  };
  llvm::SmallVector<Param, 8> Params;
  int SeedParam = -1, TapeParam = -1, QuarantineParam = -1;
  int TapeResult = -1, PrimalResult = -1, DualResult = -1;
};

/// The layout of the derivative R asks for, of a primal of type Primal.
DerivativeFn layoutOf(const DiffRequest &R, llvm::FunctionType *Primal);

} // namespace wengert
#endif
