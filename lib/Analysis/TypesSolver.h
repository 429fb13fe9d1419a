//===- TypesSolver.h - Unification over memory objects ---------*- C++ -*-===//
//
// The engine under the type analysis. It knows nothing of LLVM instructions:
//
//  * An *object* is a stretch of memory (or the bytes of one SSA value).
//    Objects merge by union-find; a merged object keeps its displacement
//    relative to its parent, so byte offsets survive (Steensgaard 1996, with
//    offsets).
//  * A *variable* is something that holds an address: a pointer value or a
//    pointer stored in memory. It refers to (object, offset, stride): the
//    addresses offset + k * stride for unknown k; stride 0 is one address.
//    Edges between variables are directed (offsets flow one way), objects
//    merge both ways.
//  * A *fact* says what the bytes at (offset, stride) of an object are, and
//    how good the evidence is.
//  * A *copy* moves bytes between two places whatever their type, so what is
//    known of one end is known of the other.
//
// Cost: every variable changes at most O(log stride) times per merge, an
// object holds at most MaxFacts exact facts (later ones are folded modulo a
// stride), and a fact improves at most a constant number of times. An object
// keeps a log of the facts that changed, so that a copy hands on each change
// once; it looks at all facts again only where its ends move, and merging the
// smaller object into the larger bounds how often they do. So the worklist
// does O((edges + copies * MaxFacts) * log) steps, in practice linear in the
// number of instructions.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_TYPESSOLVER_H
#define WENGERT_ANALYSIS_TYPESSOLVER_H

#include "Analysis/Types.h"
#include "llvm/ADT/DenseSet.h"
#include <deque>
#include <map>
#include <vector>

namespace wengert {

using ObjId = uint32_t;
using VarId = uint32_t;
inline constexpr uint32_t NoId = ~0u;
/// Length of a copy that is not known.
inline constexpr uint64_t AnyLen = ~uint64_t(0);

/// How good the evidence for a fact is.
enum class Rank : uint8_t {
  Hint = 0,   ///< what a pointer that leads there is declared to point to
  Soft = 1,   ///< declared types, comparisons
  Peek = 2,   ///< integer arithmetic on bytes read from memory
  Access = 3, ///< loads and stores of that very type
  Own = 4,    ///< the value itself is computed with as such
  Cast = 5,   ///< the value is bitcast to or from that float type
};

struct Fact {
  ByteType T;
  Rank R = Rank::Soft;
  uint32_t Size = 0;
  /// 0: known for this very place; else the stride it was known with. The
  /// more specific fact wins.
  uint64_t Spec = 0;
  /// A float that is an integer at other times (a union, or objects seen as
  /// one). What is moved counts as a float: the adjoint of an integer is zero.
  bool Both = false;
  /// A float smaller than an address lies here at some time, or a double,
  /// whatever T is.
  bool Narrow = false, Double = false;
  /// The variable for the pointer stored here, if any access made one.
  VarId Cell = NoId;
};

/// True if A is better evidence than B; equal: neither.
inline bool stronger(const Fact &A, const Fact &B) {
  // That some place is declared an integer is no reason to take what is known
  // of all places like it for an integer there: floats may travel as integers.
  auto specific = [](const Fact &F) {
    if (F.R == Rank::Hint)
      return uint64_t(0);
    if (F.T.K == ByteType::Integer && F.R == Rank::Soft)
      return uint64_t(1);
    return F.Spec ? F.Spec : ~uint64_t(0);
  };
  uint64_t SA = specific(A), SB = specific(B);
  return SA != SB ? SA > SB : A.R > B.R;
}

/// What a place is that is both, on evidence that is equally good.
ByteType conflictOf(const Fact &A, const Fact &B);

/// The remainder that is not negative.
inline int64_t mod(int64_t A, uint64_t M) {
  int64_t R = A % int64_t(M);
  return R < 0 ? R + int64_t(M) : R;
}

/// Where a fact lies: offset and stride.
using FactKey = std::pair<int64_t, uint64_t>;

struct Copy {
  VarId From = NoId, To = NoId;
  int64_t FromOff = 0, ToOff = 0;
  uint64_t Len = 0;
  /// Types flow only From -> To.
  bool Directed = false;
  /// From is memory and To a value: integer use of To says less about From.
  bool IsLoad = false;
  /// The program says the value loaded or stored is an integer: that the
  /// memory is used in two ways at once (several objects seen as one) says
  /// nothing about it.
  bool Declared = false;
  /// Both are values: evidence keeps its rank.
  bool Values = false;
  /// The program says what is copied: neither end tells anything of the other.
  bool Stated = false;
};

/// What a byte range looks like; strongest facts placed first.
struct Placed {
  int64_t Off, Size;
  Fact F;
  bool Clipped; ///< part of a float or pointer
  /// Clipped: where the pointer (or what is one at times) begins.
  std::optional<int64_t> Address = std::nullopt;
};

class TypesSolver {
public:
  static constexpr unsigned MaxFacts = 512;
  static constexpr unsigned MaxExpand = 64;

  struct Var {
    ObjId Obj = NoId;
    int64_t Off = 0;
    uint64_t Stride = 0;
    llvm::SmallVector<uint32_t, 2> Succ;  ///< edges
    llvm::SmallVector<uint32_t, 2> Users; ///< constraints
    bool Queued = false;
  };
  struct Edge {
    VarId From, To;
    int64_t Delta;
    uint64_t Stride;
  };
  struct Obj {
    ObjId Parent = NoId;
    int64_t Disp = 0; ///< offset here + Disp = offset in Parent
    /// Members lie over each other by something that is no multiple of 8: that
    /// floats lie at multiples of their size tells nothing any more.
    bool Shifted = false;
    std::map<FactKey, Fact> Facts;
    llvm::SmallVector<FactKey, 0> StridedCells;
    llvm::SmallVector<uint32_t, 2> Users; ///< copies
    std::vector<FactKey> Log;             ///< facts that changed, oldest first
    bool Queued = false;
    /// Merged members, root included (only kept at roots).
    llvm::SmallVector<ObjId, 1> Members;
  };
  /// What is read of P's initial contents, at (Off, Stride) from P on, also
  /// flows into To.
  struct ContentLink {
    VarId P, To;
    int64_t Off;
    uint64_t Stride;
  };

  ObjId newObject();
  VarId newVar();
  VarId newVar(ObjId O, int64_t Off = 0, uint64_t Stride = 0);

  /// The root of an object and the displacement to it.
  std::pair<ObjId, int64_t> find(ObjId O) const;
  /// Where V points, its object brought to the root.
  struct Ref {
    ObjId Obj = NoId;
    int64_t Off = 0;
    uint64_t Stride = 0;
    bool operator==(const Ref &) const = default;
  };
  Ref ref(VarId V) const;
  bool resolved(VarId V) const { return Vars[V].Obj != NoId; }
  /// Root object V points to, or NoId.
  ObjId object(VarId V) const;

  void addEdge(VarId From, VarId To, int64_t Delta = 0, uint64_t Stride = 0);
  /// To = From + Delta + (A - B), A and B being addresses of one object: the
  /// distance of two elements of an array.
  void addDistance(VarId From, VarId To, int64_t Delta, VarId A, VarId B);
  /// The bytes at From (value objects) and To are the same thing.
  void unify(VarId A, VarId B);
  /// Typed access of Size bytes at P + Off.
  void addAccess(VarId P, int64_t Off, uint32_t Size, ByteType T, Rank R);
  /// A pointer is read from / written to P + Off.
  void addLoad(VarId P, int64_t Off, VarId Result);
  void addStore(VarId P, int64_t Off, VarId Value);
  void addCopy(const Copy &C);

  /// NarrowFloats: may floats smaller than an address be in memory? Asked if
  /// need be.
  void solve(llvm::function_ref<bool()> NarrowFloats);

  /// What lies at the Len bytes P points to; non-overlapping, in order.
  std::vector<Placed> layout(VarId P, uint64_t Len) const;
  std::vector<Placed> layout(Ref V, uint64_t Len) const;
  /// For unbounded stretches: the period after which facts repeat.
  uint64_t period(VarId P, uint64_t &ExactExtent) const;

  size_t numVars() const { return Vars.size(); }
  size_t numObjects() const { return Objs.size(); }
  const Obj &obj(ObjId O) const { return Objs[O]; }
  llvm::ArrayRef<Edge> edges() const { return Edges; }
  llvm::ArrayRef<ContentLink> contentLinks() const { return Links; }
  llvm::ArrayRef<Copy> copies() const { return Copies; }

private:
  struct Constraint {
    enum Kind : uint8_t { Access, Load, Store, Copy, Distance } K = Access;
    VarId P = NoId, V = NoId;
    VarId A = NoId, B = NoId; ///< Distance
    int64_t Off = 0;
    uint32_t Size = 0;
    ByteType T = {};
    Rank R = Rank::Soft;
    uint32_t CopyIdx = 0;
    bool Queued = false;
  };

  /// What one direction of a copy has handed on so far: the first Seen entries
  /// of the log of From.Obj.
  struct Handed {
    Ref From, To;
    size_t Seen = 0;
    bool Settled = false;
  };
  struct CopyState {
    Handed Forward, Backward;
    ObjId User[2] = {NoId, NoId}; ///< objects this copy is a user of
  };

  Var &norm(VarId V) const;
  void changed(VarId V);
  void join(VarId To, ObjId O, int64_t Off, uint64_t Stride);
  Ref aligned(Ref V) const;
  int64_t agreement(ObjId A, ObjId B, int64_t D) const;
  int64_t bestDisplacement(ObjId A, ObjId B, int64_t Delta, int64_t G) const;
  void merge(ObjId A, int64_t OffA, ObjId B, int64_t OffB);
  /// Adds a fact; the cell variable for pointers (created if need be).
  VarId addFact(ObjId O, int64_t Off, uint64_t Stride, uint64_t Spec,
                uint32_t Size, ByteType T, Rank R, bool Both = false,
                bool Narrow = false, bool Double = false);
  void linkCell(ObjId O, FactKey K, VarId Cell);
  void link(VarId A, VarId B);
  void edgeOnce(VarId From, VarId To);
  void enqueue(uint32_t C);
  void objectChanged(ObjId O);
  void factChanged(ObjId O, FactKey K);
  void run(uint32_t C);
  void runDistance(const Constraint &C);
  void runCopy(const wengert::Copy &C, uint32_t Id);
  void transfer(const wengert::Copy &C, bool Backward, Handed &State);
  std::vector<std::pair<FactKey, Fact>> newFacts(Ref Src, Ref Dst,
                                                 Handed &State);
  uint32_t newConstraint(Constraint C);
  void propagate();
  bool movesParts(ObjId O, int64_t From, int64_t To);

  mutable std::vector<Var> Vars;
  std::vector<Edge> Edges;
  mutable std::vector<Obj> Objs;
  std::vector<Constraint> Constraints;
  std::vector<wengert::Copy> Copies;
  std::vector<CopyState> States; ///< of Copies
  std::vector<ContentLink> Links;
  llvm::DenseSet<std::pair<VarId, VarId>> Once;
  llvm::DenseSet<std::pair<std::pair<VarId, VarId>, int64_t>> LinkOnce;
  /// All addresses have been followed, but for those that depend on the distance
  /// of others. Settled: those too.
  bool NullOnly = false, Settled = false;
  llvm::function_ref<bool()> NarrowFloats; ///< while solving
  /// Copies of less than an address, by what they read or write, as of when
  /// there were so many merges.
  llvm::DenseMap<ObjId, llvm::SmallVector<uint32_t, 2>> SmallCopies;
  unsigned Merges = 0, SmallCopiesAt = ~0u;
  std::deque<VarId> VarWork;
  std::deque<ObjId> ObjWork; ///< users of these are to run
  std::deque<uint32_t> Work;
};

} // namespace wengert
#endif
