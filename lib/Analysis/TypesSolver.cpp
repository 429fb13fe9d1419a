//===- TypesSolver.cpp - Unification over memory objects ------------------===//
#include "Analysis/TypesSolver.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <numeric>

using namespace llvm;

namespace wengert {

static constexpr uint32_t AddressSize = 8;

static uint64_t distance(int64_t A, int64_t B) {
  return A > B ? uint64_t(A) - uint64_t(B) : uint64_t(B) - uint64_t(A);
}

/// The specificity of something known only through both.
static uint64_t worse(uint64_t A, uint64_t B) {
  return !A ? B : !B ? A : std::min(A, B);
}

//===----------------------------------------------------------------------===//
// Objects and variables
//===----------------------------------------------------------------------===//

ObjId TypesSolver::newObject() {
  Objs.emplace_back();
  Objs.back().Members.push_back(Objs.size() - 1);
  return Objs.size() - 1;
}

VarId TypesSolver::newVar() {
  Vars.emplace_back();
  return Vars.size() - 1;
}

VarId TypesSolver::newVar(ObjId O, int64_t Off, uint64_t Stride) {
  Var V;
  V.Obj = O;
  V.Off = Off;
  V.Stride = Stride;
  Vars.push_back(std::move(V));
  return Vars.size() - 1;
}

std::pair<ObjId, int64_t> TypesSolver::find(ObjId O) const {
  ObjId Root = O;
  int64_t Disp = 0;
  while (Objs[Root].Parent != NoId) {
    Disp += Objs[Root].Disp;
    Root = Objs[Root].Parent;
  }
  // Compress the path.
  int64_t D = Disp;
  while (O != Root) {
    Obj &X = Objs[O];
    ObjId Next = X.Parent;
    int64_t Step = X.Disp;
    X.Parent = Root;
    X.Disp = D;
    D -= Step;
    O = Next;
  }
  return {Root, Disp};
}

TypesSolver::Var &TypesSolver::norm(VarId V) const {
  Var &X = Vars[V];
  if (X.Obj != NoId) {
    auto [R, D] = find(X.Obj);
    X.Obj = R;
    X.Off += D;
    if (X.Stride)
      X.Off = mod(X.Off, X.Stride);
  }
  return X;
}

TypesSolver::Ref TypesSolver::ref(VarId V) const {
  const Var &X = norm(V);
  return {X.Obj, X.Off, X.Stride};
}

ObjId TypesSolver::object(VarId V) const {
  return V == NoId || Vars[V].Obj == NoId ? NoId : find(Vars[V].Obj).first;
}

void TypesSolver::changed(VarId V) {
  if (!Vars[V].Queued) {
    Vars[V].Queued = true;
    VarWork.push_back(V);
  }
}

void TypesSolver::enqueue(uint32_t C) {
  if (!Constraints[C].Queued) {
    Constraints[C].Queued = true;
    Work.push_back(C);
  }
}

void TypesSolver::objectChanged(ObjId O) {
  if (!Objs[O].Queued && !Objs[O].Users.empty()) {
    Objs[O].Queued = true;
    ObjWork.push_back(O);
  }
}

void TypesSolver::factChanged(ObjId O, FactKey K) {
  if (!Objs[O].Users.empty())
    Objs[O].Log.push_back(K);
  objectChanged(O);
}

void TypesSolver::join(VarId To, ObjId O, int64_t Off, uint64_t Stride) {
  auto [R, D] = find(O);
  Off += D;
  Var &T = norm(To);
  if (T.Obj == NoId) {
    T.Obj = R;
    T.Stride = Stride;
    T.Off = Stride ? mod(Off, Stride) : Off;
    changed(To);
    return;
  }
  if (T.Obj != R) {
    // Which of A's bytes is which of B's? Exact addresses would make their
    // targets one byte; but where that contradicts what is known (two fields
    // of one type reached through one pointer), the objects coincide as a
    // whole and the address becomes strided. Strided addresses fix the
    // displacement only modulo the stride.
    int64_t OffB = T.Off;
    if (uint64_t G = std::gcd(Stride, T.Stride))
      OffB = Off + bestDisplacement(R, T.Obj, mod(OffB - Off, G), int64_t(G));
    else if (OffB != Off && agreement(R, T.Obj, OffB - Off) < 0 &&
             agreement(R, T.Obj, 0) >= 0)
      OffB = Off;
    merge(R, Off, T.Obj, OffB);
    auto [R2, D2] = find(R);
    Off += D2;
    R = R2;
    norm(To);
  }
  Var &N = Vars[To];
  uint64_t S = std::gcd(std::gcd(Stride, N.Stride), distance(Off, N.Off));
  int64_t NewOff = S ? mod(N.Off, S) : N.Off;
  if (S != N.Stride || NewOff != N.Off) {
    N.Stride = S;
    N.Off = NewOff;
    changed(To);
  }
}

/// How well the exact facts of A, displaced by D, agree with those of B:
/// negative if a float would lie on something else.
int64_t TypesSolver::agreement(ObjId A, ObjId B, int64_t D) const {
  static constexpr unsigned MaxCompared = 64;
  auto &FA = Objs[A].Facts, &FB = Objs[B].Facts;
  if (FA.size() > MaxCompared)
    return 0;
  int64_t Score = 0;
  for (auto &[Key, F] : FA) {
    auto It = FB.find({Key.first + D, 0});
    if (Key.second || It == FB.end())
      continue;
    bool Same = It->second.T.K == F.T.K;
    Score += Same ? 1 : It->second.T.isFloat() != F.T.isFloat() ? -100 : 0;
  }
  return Score;
}

/// Among displacements Delta + k * G of A's origin in B: one under which what
/// is known of both agrees best, else the smallest, so that objects keep their
/// natural origin.
int64_t TypesSolver::bestDisplacement(ObjId A, ObjId B, int64_t Delta,
                                      int64_t G) const {
  static constexpr int64_t MaxSteps = 8;
  if (Delta > G / 2)
    Delta -= G;
  int64_t Best = Delta, BestScore = INT64_MIN;
  for (int64_t K = 0; K <= 2 * MaxSteps; ++K) {
    int64_t D = Delta + (K & 1 ? (K + 1) / 2 : -(K / 2)) * G;
    int64_t Score = agreement(A, B, D);
    if (Score > BestScore) {
      Best = D;
      BestScore = Score;
    }
  }
  return Best;
}

void TypesSolver::merge(ObjId A, int64_t OffA, ObjId B, int64_t OffB) {
  auto [RA, DA] = find(A);
  auto [RB, DB] = find(B);
  if (RA == RB)
    return;
  ++Merges;
  // A's offset x becomes x + Disp of B.
  int64_t Disp = (OffB + DB) - (OffA + DA);
  if (Objs[RA].Facts.size() + Objs[RA].Users.size() >
      Objs[RB].Facts.size() + Objs[RB].Users.size()) {
    std::swap(RA, RB);
    Disp = -Disp;
  }
  std::map<FactKey, Fact> Facts = std::move(Objs[RA].Facts);
  Objs[RA].Facts.clear();
  Objs[RA].Parent = RB;
  Objs[RA].Disp = Disp;
  Objs[RB].Shifted |= Objs[RA].Shifted || Disp % 8 != 0;
  Objs[RB].Users.append(Objs[RA].Users);
  Objs[RB].Members.append(Objs[RA].Members);
  Objs[RA].Users.clear();
  Objs[RA].Members.clear();
  Objs[RA].Log = {};
  for (auto &[K, F] : Facts) {
    addFact(RB, K.first + Disp, K.second, F.Spec, F.Size, F.T, F.R, F.Both,
            F.Narrow, F.Double);
    if (F.Cell != NoId) {
      VarId New = addFact(RB, K.first + Disp, K.second, F.Spec, F.Size,
                          {ByteType::Pointer}, Rank::Soft);
      if (New != F.Cell)
        link(New, F.Cell);
    }
  }
  objectChanged(find(RB).first);
}

void TypesSolver::addEdge(VarId From, VarId To, int64_t Delta,
                          uint64_t Stride) {
  if (From == NoId || To == NoId)
    return;
  Edges.push_back({From, To, Delta, Stride});
  Vars[From].Succ.push_back(Edges.size() - 1);
  const Ref F = ref(From);
  if (F.Obj != NoId)
    join(To, F.Obj, F.Off + Delta, std::gcd(F.Stride, Stride));
}

void TypesSolver::edgeOnce(VarId From, VarId To) {
  if (From != To && Once.insert({From, To}).second)
    addEdge(From, To);
}

void TypesSolver::link(VarId A, VarId B) {
  edgeOnce(A, B);
  edgeOnce(B, A);
}

void TypesSolver::unify(VarId A, VarId B) {
  if (A == NoId || B == NoId || !resolved(A) || !resolved(B))
    return;
  const Ref X = ref(A), Y = ref(B);
  merge(X.Obj, X.Off, Y.Obj, Y.Off);
}

//===----------------------------------------------------------------------===//
// Facts
//===----------------------------------------------------------------------===//

static bool fitsWord(const Fact &F) {
  if (F.T.Conflict)
    return F.T.isWord();
  return F.T.isFloat() ? F.T.FloatTy->isDoubleTy()
                       : F.T.K == ByteType::Integer ||
                             (F.T.isPointer() && F.Size == 8);
}

ByteType conflictOf(const Fact &A, const Fact &B) {
  ByteType T;
  T.Conflict = true;
  if (fitsWord(A) && fitsWord(B))
    T.FloatTy = A.T.FloatTy ? A.T.FloatTy : B.T.FloatTy;
  return T;
}

/// Puts New's type where Old's is. True if anything changed.
static bool mergeType(Fact &Old, const Fact &New) {
  if (New.T.K == ByteType::Unknown && !New.T.Conflict)
    return false;
  if (Old.T.K == ByteType::Unknown && !Old.T.Conflict) {
    VarId Cell = Old.Cell;
    Old = New;
    Old.Cell = Cell;
    return true;
  }
  if (Old.T == New.T) {
    bool Changed = false;
    if (stronger(New, Old)) {
      Old.R = New.R;
      Old.Spec = New.Spec;
      Changed = true;
    }
    if (New.Both && !Old.Both)
      Old.Both = Changed = true;
    if (New.Size > Old.Size) {
      Old.Size = New.Size;
      Changed = true;
    }
    return Changed;
  }
  if (New.T.K == ByteType::Anything)
    return false;
  bool Take = Old.T.K == ByteType::Anything || stronger(New, Old);
  if (!Take && stronger(Old, New))
    return false;
  auto pointerLike = [](const ByteType &T) {
    return T.K == ByteType::Pointer || T.K == ByteType::Integer;
  };
  if (!Take && pointerLike(Old.T) && pointerLike(New.T)) {
    // Address bits are often computed with; the pointer is what matters.
    if (Old.T.isPointer())
      return false;
    Take = true;
  }
  if (!Take && Old.T.isFloat() && New.T.K == ByteType::Integer) {
    bool Changed = !Old.Both;
    Old.Both = true;
    return Changed;
  }
  bool Both = !Take && Old.T.K == ByteType::Integer && New.T.isFloat();
  Take |= Both;
  if (!Take) {
    ByteType T = conflictOf(Old, New);
    if (Old.T == T)
      return false;
    Old.T = T;
    Old.Size = std::max(Old.Size, New.Size);
    return true;
  }
  VarId Cell = Old.Cell;
  Old = New;
  Old.Cell = Cell;
  Old.Both |= Both;
  return true;
}

/// Puts New where Old is. True if anything changed.
static bool mergeFact(Fact &Old, const Fact &New) {
  const std::pair Was(Old.Narrow, Old.Double);
  const std::pair Is(Old.Narrow || New.Narrow, Old.Double || New.Double);
  bool Changed = mergeType(Old, New);
  std::tie(Old.Narrow, Old.Double) = Is;
  return Changed || Is != Was;
}

VarId TypesSolver::addFact(ObjId O, int64_t Off, uint64_t Stride, uint64_t Spec,
                           uint32_t Size, ByteType T, Rank R, bool Both,
                           bool Narrow, bool Double) {
  std::tie(O, std::ignore) = [&] {
    auto [Root, D] = find(O);
    Off += D;
    return std::pair(Root, D);
  }();
  Obj &X = Objs[O];
  Spec = worse(Spec, Stride);
  if (Stride && Stride < Size && (T.isFloat() || T.isPointer()))
    // Whole floats and pointers lie at multiples of their size.
    Stride = Size;
  if (!Stride && X.Facts.size() >= MaxFacts &&
      !X.Facts.count({Off, uint64_t(0)})) {
    // Too many places: fold, never drop.
    Stride = 16;
    if (!X.StridedCells.empty())
      Stride = std::max<uint64_t>(X.StridedCells.front().second, 8);
    Stride = std::max<uint64_t>(Stride, Size);
    Spec = worse(Spec, Stride);
  }
  if (Stride)
    Off = mod(Off, Stride);
  FactKey K{Off, Stride};
  Fact New;
  New.T = T;
  New.R = R;
  New.Size = Size;
  New.Spec = Spec;
  New.Both = Both;
  New.Narrow = Narrow || (T.isFloat() && Size < AddressSize);
  New.Double =
      Double || (R > Rank::Hint && T.FloatTy && T.FloatTy->isDoubleTy());
  auto It = X.Facts.find(K);
  if (It == X.Facts.end() && Spec && !Stride && !T.isPointer()) {
    // Already said by the strided fact it comes from?
    auto S = X.Facts.find({mod(Off, Spec), Spec});
    if (S != X.Facts.end() && S->second.T == T && S->second.R >= R)
      return NoId;
  }
  bool Changed = mergeFact(It == X.Facts.end() ? X.Facts[K] : It->second, New);
  VarId Cell = NoId;
  if (T.isPointer()) {
    Cell = X.Facts[K].Cell;
    if (Cell == NoId) {
      // What the cell points to is somewhere, even before a store is seen.
      Cell = newVar(newObject());
      Objs[O].Facts[K].Cell = Cell;
      changed(Cell);
      linkCell(O, K, Cell);
      Changed = true;
    }
  }
  if (Changed) {
    if (ObjId Root = find(O).first; Root == O)
      factChanged(O, K);
    else // merged meanwhile: the fact was logged there
      objectChanged(Root);
  }
  return Cell;
}

/// Cells that may be the same memory hold the same pointers.
void TypesSolver::linkCell(ObjId O, FactKey K, VarId Cell) {
  SmallVector<VarId, 8> Same;
  auto overlaps = [&](FactKey L) {
    uint64_t G = std::gcd(K.second, L.second);
    return G && mod(K.first - L.first, G) == 0 && L != K;
  };
  if (K.second) {
    for (auto &[L, F] : Objs[O].Facts)
      if (F.Cell != NoId && overlaps(L))
        Same.push_back(F.Cell);
    Objs[O].StridedCells.push_back(K);
  } else {
    for (FactKey L : Objs[O].StridedCells)
      if (overlaps(L)) {
        auto It = Objs[O].Facts.find(L);
        if (It != Objs[O].Facts.end() && It->second.Cell != NoId)
          Same.push_back(It->second.Cell);
      }
  }
  for (VarId S : Same)
    link(S, Cell);
}

//===----------------------------------------------------------------------===//
// Constraints
//===----------------------------------------------------------------------===//

uint32_t TypesSolver::newConstraint(Constraint C) {
  Constraints.push_back(C);
  uint32_t Id = Constraints.size() - 1;
  if (C.P != NoId)
    Vars[C.P].Users.push_back(Id);
  enqueue(Id);
  return Id;
}

void TypesSolver::addAccess(VarId P, int64_t Off, uint32_t Size, ByteType T,
                            Rank R) {
  if (P == NoId)
    return;
  Constraint C;
  C.K = Constraint::Access;
  C.P = P, C.Off = Off, C.Size = Size, C.T = T, C.R = R;
  newConstraint(C);
}

void TypesSolver::addLoad(VarId P, int64_t Off, VarId Result) {
  if (P == NoId || Result == NoId)
    return;
  Constraint C;
  C.K = Constraint::Load;
  C.P = P, C.Off = Off, C.V = Result, C.Size = 8;
  newConstraint(C);
}

void TypesSolver::addStore(VarId P, int64_t Off, VarId Value) {
  if (P == NoId || Value == NoId)
    return;
  Constraint C;
  C.K = Constraint::Store;
  C.P = P, C.Off = Off, C.V = Value, C.Size = 8;
  newConstraint(C);
}

void TypesSolver::addCopy(const wengert::Copy &C) {
  if (C.From == NoId || C.To == NoId)
    return;
  Copies.push_back(C);
  States.emplace_back();
  Constraint N;
  N.K = Constraint::Copy;
  N.P = C.From, N.V = C.To, N.CopyIdx = Copies.size() - 1;
  uint32_t Id = newConstraint(N);
  Vars[C.To].Users.push_back(Id);
}

void TypesSolver::addDistance(VarId From, VarId To, int64_t Delta, VarId A,
                              VarId B) {
  if (From == NoId || To == NoId)
    return;
  if (A == NoId || B == NoId)
    return addEdge(From, To, Delta, 1);
  Constraint C;
  C.K = Constraint::Distance;
  C.P = From, C.V = To, C.Off = Delta, C.A = A, C.B = B;
  uint32_t Id = newConstraint(C);
  Vars[A].Users.push_back(Id);
  Vars[B].Users.push_back(Id);
  // For who follows addresses (activity); its offset is nothing to say here.
  Edges.push_back({From, To, Delta, 1});
}

void TypesSolver::runDistance(const Constraint &C) {
  const Ref P = ref(C.P), A = ref(C.A), B = ref(C.B);
  if (P.Obj == NoId)
    return;
  bool Steps = A.Stride || B.Stride;
  if (NullOnly && !Settled && (A.Obj == NoId || B.Obj == NoId)) {
    // An address of nothing is null, and a distance to it is that of null to
    // null. (The end of an array that grows is made of its own distance.)
    join(C.V, P.Obj, P.Off + C.Off, P.Stride);
    return;
  }
  if (A.Obj == NoId || A.Obj != B.Obj || (!Steps && !Settled)) {
    // Unless they turn out to be of one object, nothing is known.
    if (Settled)
      join(C.V, P.Obj, P.Off + C.Off, 1);
    return;
  }
  uint64_t G = std::gcd(A.Stride, B.Stride);
  if (!G)
    G = 1; // two fixed places: nothing says that they are elements
  join(C.V, P.Obj, P.Off + C.Off + A.Off - B.Off, std::gcd(P.Stride, G));
}

void TypesSolver::run(uint32_t Id) {
  Constraint C = Constraints[Id];
  if (C.K == Constraint::Copy) {
    runCopy(wengert::Copy(Copies[C.CopyIdx]), Id);
    return;
  }
  if (C.K == Constraint::Distance)
    return runDistance(C);
  const Ref P = ref(C.P);
  if (P.Obj == NoId)
    return;
  switch (C.K) {
  case Constraint::Access:
    addFact(P.Obj, P.Off + C.Off, P.Stride, 0, C.Size, C.T, C.R);
    return;
  case Constraint::Load: {
    VarId Cell = addFact(P.Obj, P.Off + C.Off, P.Stride, 0, C.Size,
                         {ByteType::Pointer}, Rank::Access);
    edgeOnce(Cell, C.V);
    if (LinkOnce.insert({{C.P, C.V}, C.Off}).second)
      Links.push_back({C.P, C.V, C.Off, 0});
    return;
  }
  case Constraint::Store: {
    VarId Cell = addFact(P.Obj, P.Off + C.Off, P.Stride, 0, C.Size,
                         {ByteType::Pointer}, Rank::Access);
    edgeOnce(C.V, Cell);
    return;
  }
  case Constraint::Copy:
  case Constraint::Distance:
    return;
  }
}

void TypesSolver::runCopy(const wengert::Copy &C, uint32_t Id) {
  const Ref A = ref(C.From), B = ref(C.To);
  if (A.Obj == NoId || B.Obj == NoId)
    return;
  if (C.Stated)
    return;
  uint32_t Idx = Constraints[Id].CopyIdx;
  for (auto [O, User] : {std::pair(A.Obj, &States[Idx].User[0]),
                         std::pair(B.Obj, &States[Idx].User[1])})
    if (*User == NoId || find(*User).first != O) {
      Objs[O].Users.push_back(Id);
      *User = O;
    }
  transfer(C, /*Backward=*/false, States[Idx].Forward);
  transfer(C, /*Backward=*/true, States[Idx].Backward);
}

/// The facts of Src's object that a copy to Dst has not handed on.
std::vector<std::pair<FactKey, Fact>> TypesSolver::newFacts(Ref Src, Ref Dst,
                                                            Handed &State) {
  const Obj &O = Objs[Src.Obj];
  bool Same = State.From == Src && State.To == Dst && State.Settled == Settled;
  size_t Since = State.Seen;
  State = {Src, Dst, O.Log.size(), Settled};
  if (!Same || O.Log.size() - Since > O.Facts.size())
    return {O.Facts.begin(), O.Facts.end()};
  std::vector<FactKey> Keys(O.Log.begin() + Since, O.Log.end());
  llvm::sort(Keys);
  Keys.erase(llvm::unique(Keys), Keys.end());
  std::vector<std::pair<FactKey, Fact>> Result;
  for (FactKey K : Keys)
    if (auto It = O.Facts.find(K); It != O.Facts.end())
      Result.push_back(*It);
  return Result;
}

void TypesSolver::transfer(const wengert::Copy &C, bool Backward,
                           Handed &State) {
  if (Backward && C.Directed)
    return;
  const Ref Src = ref(Backward ? C.To : C.From);
  const Ref Dst = ref(Backward ? C.From : C.To);
  int64_t SrcOff = Src.Off + (Backward ? C.ToOff : C.FromOff);
  int64_t DstOff = Dst.Off + (Backward ? C.FromOff : C.ToOff);
  uint64_t DstStride = Dst.Stride;
  if (Src.Obj == Dst.Obj && C.Len == AnyLen)
    // Copying within one object shifts facts again and again: fold at once.
    DstStride = std::gcd(DstStride, distance(SrcOff, DstOff));
  if (Src.Obj == Dst.Obj && SrcOff == DstOff && Src.Stride == DstStride)
    return;

  bool Parts = false;
  for (auto &[K, F] : newFacts(Src, Dst, State)) {
    Rank R = F.R;
    if (F.T.K == ByteType::Anything && R == Rank::Own)
      continue; // zero here; elsewhere these bytes may be more
    if (Backward && !C.Values && F.T.Conflict)
      continue; // bytes of several uses say nothing of what is stored there
    // A float may yet turn out to be one of two uses.
    if (C.Declared && Backward != C.IsLoad &&
        (F.T.Conflict || (F.T.isFloat() && (!Settled || F.Both))))
      continue;
    if (!C.Values)
      R = std::min(R, Rank::Access);
    if (Backward && C.IsLoad && F.T.K == ByteType::Integer)
      R = std::min(R, Rank::Peek);
    uint64_t Spec = F.Spec;
    if (Src.Stride && (!Spec || Spec % Src.Stride == 0))
      Spec = 0; // as specific as this window can see
    bool Clip = !F.T.isFloat() && !F.T.isPointer();
    auto put = [&](int64_t Rel, uint64_t Stride) {
      uint64_t Size = F.Size;
      if (Clip && Rel < 0) {
        Size -= uint64_t(-Rel);
        Rel = 0;
      }
      if (Clip && C.Len != AnyLen)
        Size = std::min(Size, C.Len - uint64_t(Rel));
      auto give = [&](ByteType T, Rank TR) {
        return addFact(Dst.Obj, DstOff + Rel, std::gcd(DstStride, Stride),
                       worse(Spec, Stride), T.isPointer() ? F.Size : Size, T,
                       TR, F.Both, F.Narrow, F.Double);
      };
      if (!F.T.isPointer())
        give(F.T, R);
      if (F.Cell == NoId)
        return;
      VarId To = give({ByteType::Pointer}, F.T.isPointer() ? R : Rank::Soft);
      if (!Backward) {
        edgeOnce(F.Cell, To);
        int64_t At = C.FromOff + Rel;
        if (LinkOnce.insert({{C.From, To}, At}).second)
          Links.push_back({C.From, To, At, Stride});
      }
    };
    uint64_t Size = Clip ? 1 : F.Size;
    uint64_t G = std::gcd(Src.Stride, K.second);
    if (!G) {
      int64_t Rel = K.first - SrcOff;
      bool Begins = Rel >= 0 || (Clip && Rel + int64_t(F.Size) > 0);
      if (Begins && (C.Len == AnyLen || Rel + int64_t(Size) <= int64_t(C.Len)))
        put(Rel, 0);
      else
        Parts |= Rel < int64_t(C.Len) && Rel + int64_t(F.Size) > 0;
      continue;
    }
    int64_t Rel = mod(K.first - SrcOff, G);
    if (C.Len == AnyLen || C.Len / G > MaxExpand) {
      put(Rel, G);
      continue;
    }
    Parts |= Rel - int64_t(G) + int64_t(F.Size) > 0;
    for (; uint64_t(Rel) + Size <= C.Len; Rel += int64_t(G))
      put(Rel, 0);
    Parts |= uint64_t(Rel) < C.Len;
  }
  // Part of a float or pointer is neither; nobody can say more of it, but the
  // program itself.
  if (!Parts || !Settled || C.Len == AnyLen || (Backward && !C.Values) ||
      (C.Declared && Backward != C.IsLoad))
    return;
  for (const Placed &X : layout({Src.Obj, SrcOff, Src.Stride}, C.Len))
    if (X.Clipped) {
      // Storage of several types (std::any) may hold a small integer where an
      // address lies at other times.
      ByteType T;
      if (X.Address && C.Len < AddressSize && !NarrowFloats() &&
          !movesParts(Src.Obj, SrcOff + *X.Address, SrcOff + X.Off) &&
          !movesParts(Src.Obj, SrcOff + X.Off + X.Size,
                      SrcOff + *X.Address + int64_t(AddressSize)))
        T.K = ByteType::Integer;
      else
        T.Conflict = true;
      addFact(Dst.Obj, DstOff + int64_t(X.Off), DstStride, 0, X.Size, T,
              Rank::Peek, /*Both=*/false, X.F.Narrow, X.F.Double);
    }
}

/// Does anything move bytes of O between From and To alone, but not as part of
/// a whole address?
bool TypesSolver::movesParts(ObjId O, int64_t From, int64_t To) {
  if (From >= To)
    return false;
  if (SmallCopiesAt != Merges) {
    SmallCopies.clear();
    for (uint32_t K = 0; K < Copies.size(); ++K)
      if (Copies[K].Len < AddressSize)
        for (VarId End : {Copies[K].From, Copies[K].To})
          if (ObjId At = object(End); At != NoId)
            SmallCopies[At].push_back(K);
    SmallCopiesAt = Merges;
  }
  auto It = SmallCopies.find(O);
  if (It == SmallCopies.end())
    return false;
  for (uint32_t K : It->second) {
    const wengert::Copy &C = Copies[K];
    for (auto [End, Off] : {std::pair(C.From, C.FromOff), {C.To, C.ToOff}}) {
      const Ref R = ref(End);
      if (R.Obj != O)
        continue;
      int64_t At = R.Off + Off;
      if (R.Stride) // the last one that begins before To
        At += (To - 1 - At - mod(To - 1 - At, R.Stride));
      if (At < To && At + int64_t(C.Len) > From)
        return true;
    }
  }
  return false;
}

void TypesSolver::solve(function_ref<bool()> Narrow) {
  NarrowFloats = Narrow;
  Settled = NullOnly = false;
  propagate();
  auto again = [&](ArrayRef<Constraint::Kind> Kinds) {
    for (uint32_t C = 0; C < Constraints.size(); ++C)
      if (is_contained(Kinds, Constraints[C].K))
        enqueue(C);
    propagate();
  };
  NullOnly = true;
  again(Constraint::Distance);
  // What lies across the edge of a copy is known only when all facts are in.
  Settled = true;
  again({Constraint::Copy, Constraint::Distance});
}

void TypesSolver::propagate() {
  // Constraints first: the more is known of objects when they merge, the
  // better they are laid over each other.
  while (!VarWork.empty() || !ObjWork.empty() || !Work.empty()) {
    if (Work.empty() && !ObjWork.empty()) {
      Obj &O = Objs[ObjWork.front()];
      ObjWork.pop_front();
      O.Queued = false;
      for (uint32_t U : O.Users)
        enqueue(U);
      continue;
    }
    if (Work.empty()) {
      VarId V = VarWork.front();
      VarWork.pop_front();
      Vars[V].Queued = false;
      for (unsigned I = 0; I < Vars[V].Succ.size(); ++I) {
        Edge E = Edges[Vars[V].Succ[I]];
        const Ref F = ref(V);
        join(E.To, F.Obj, F.Off + E.Delta, std::gcd(F.Stride, E.Stride));
      }
      for (unsigned I = 0; I < Vars[V].Users.size(); ++I)
        enqueue(Vars[V].Users[I]);
      continue;
    }
    uint32_t C = Work.front();
    Work.pop_front();
    Constraints[C].Queued = false;
    run(C);
  }
}

} // namespace wengert
