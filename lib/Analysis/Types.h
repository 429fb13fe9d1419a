//===- Types.h - What the bytes of values and memory are -------*- C++ -*-===//
//
// LLVM's pointers are opaque and integers may carry floats. This analysis
// deduces, per byte, what SSA values and the memory they point to hold.
//
// Method: unification over abstract memory objects (Steensgaard 1996, with
// byte offsets): every pointer value is (object, constant offset, stride);
// accesses put typed facts into objects; a pointer stored into memory links
// objects. Interprocedural: bodies of called functions take part. Near-linear.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_TYPES_H
#define WENGERT_ANALYSIS_TYPES_H

#include "Request/DiffRequest.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Type.h"
#include <memory>
#include <optional>

namespace wengert {

/// Lattice of one byte (or scalar): Unknown < everything else < conflict,
/// which is reported as Unknown with Conflict set.
struct ByteType {
  enum Kind : uint8_t {
    Unknown,
    Integer,
    Pointer,
    Float,
    Anything
  } K = Unknown;
  llvm::Type *FloatTy = nullptr; ///< Float: half, bfloat, float, double, ...
  bool Conflict = false;
  /// A conflict that is settled at run time (Emit/Words.h): of a double (which
  /// FloatTy is then) and pointers or integers at the same place.
  bool isWord() const { return Conflict && FloatTy; }
  bool isFloat() const { return K == Float; }
  bool isPointer() const { return K == Pointer; }
  bool operator==(const ByteType &O) const {
    return K == O.K && FloatTy == O.FloatTy && Conflict == O.Conflict;
  }
};

/// A run of bytes of one type; float runs cover whole floats.
struct TypeRun {
  uint64_t Offset = 0, Size = 0;
  ByteType Type;
};

/// Layout of a stretch of memory or of a value: runs in order, gapless over
/// [0, Period). If Period is smaller than the stretch, it repeats.
struct Layout {
  llvm::SmallVector<TypeRun, 4> Runs;
  uint64_t Period = 0;
  /// Runs lie so at addresses that are multiples of the period, wherever the
  /// stretch begins.
  bool Absolute = false;
  /// The one type of all bytes, if there is only one (padding aside).
  std::optional<ByteType> uniform() const;
};

class TypesImpl;
struct Fact;

/// The result for one request (function body + known argument types).
class Types {
public:
  /// A simpler form of a function that means the same. Calls are looked into as
  /// they are, or, where that is too much for one analysis, in this form.
  using BodyFn = llvm::function_ref<llvm::Function &(llvm::Function &)>;

  /// Analyses Body, a prepared clone of R.F with the same parameters.
  Types(llvm::Function &Body, const DiffRequest &R, BodyFn BodyOf = nullptr);
  ~Types();

  /// Layout of the bytes of an SSA value (of its store size). Floats and
  /// pointers by IR type; integers by deduction.
  Layout valueLayout(const llvm::Value *V) const;
  /// Shorthands over valueLayout: does V hold any float / any pointer bytes?
  bool hasFloats(const llvm::Value *V) const;
  bool hasPointers(const llvm::Value *V) const;

  /// Layout of memory at P, Len bytes (or unbounded when not constant), as
  /// instruction At sees it.
  Layout memoryLayout(const llvm::Value *P, std::optional<uint64_t> Len) const;

  /// Where something may lie at some time, in bytes from P on: at Off, or
  /// (Period not 0) at Off plus any multiple of Period.
  struct Place {
    int64_t Off;
    uint64_t Period;
    bool operator==(const Place &) const = default;
  };
  /// Where pointers may.
  llvm::SmallVector<Place, 4> pointerPlaces(const llvm::Value *P) const;
  /// May the Len bytes at P overlap a pointer at one time, and a float smaller
  /// than a pointer at another?
  bool isPointerAndFloat(const llvm::Value *P, uint64_t Len) const;
  /// May the program keep floats smaller than a pointer in memory? Larger than
  /// a double?
  bool hasNarrowFloats() const;
  bool hasLongFloats() const;
  /// Are all floats in memory doubles, in all that can see it?
  bool areDoubles() const;
  /// Of all floats seen in V, or in the object that V points to, are none but
  /// doubles?
  bool holdsOnlyDoubles(const llvm::Value *V) const;
  /// Has L, the layout of what P points to, something else where a double was
  /// seen as well, if less precisely so? Several objects may be seen as one.
  bool hidesDouble(const llvm::Value *P, const Layout &L) const;
  /// Does the body move bytes from and to memory that it is handed, of which
  /// nothing that it does tells what they are?
  bool movesUnknown() const;
  /// Does the request say so of a place there?
  bool isSaidMixed(const llvm::Value *P, uint64_t Len) const;

  /// What a copy of Len bytes itself says it copies (its list of fields);
  /// Unknown where it says nothing. For bytes that the memory's layout does
  /// not settle, because it holds several things seen as one.
  Layout declaredLayout(const llvm::CallBase &Copy, uint64_t Len) const;

  /// What a copy of an array is noted to copy in the source
  /// (Prepare/DeclaredTypes.h), if that is floats and pointers and nothing
  /// else, or text: beyond doubt, whatever else is known of the memory. Else
  /// empty.
  static Layout notedElements(const llvm::CallBase &Copy);

  /// What the pointers of a copy are declared to point to (or else what it
  /// copies first), if its length is a number of such, and what is known of the
  /// first agrees; else empty. For
  /// copies of arrays that are seen as one with what lies around them.
  Layout declaredElements(const llvm::CallBase &Copy, const llvm::Value *Dst,
                          const llvm::Value *Src, const llvm::Value *Len) const;

  /// The same by what else the function does with the two pointers
  /// (CopiedElements.h), whatever is known of the memory. False if that and L,
  /// which is known of the memory, cannot both be true.
  bool usedElements(const llvm::Value *Dst, const llvm::Value *Src,
                    const llvm::Value *Len, Layout &L) const;

  /// The same for Len bytes, whose value tells the size of an element where it
  /// is a count times a constant.
  Layout memoryLayout(const llvm::Value *P, const llvm::Value *Len) const;

  /// What is known about V, as text for DiffRequest::ArgTypes of a callee.
  std::string describe(const llvm::Value *V) const;

  void print(llvm::raw_ostream &OS) const;
  TypesImpl &impl() const { return *Impl; }

private:
  llvm::SmallVector<Place, 4>
  places(const llvm::Value *P,
         llvm::function_ref<bool(const Fact &)> Which) const;
  std::unique_ptr<TypesImpl> Impl;
};

} // namespace wengert
#endif
