//===- TypesPlaces.cpp - What lies where: queries of the solver -----------===//
#include "Analysis/TypesSolver.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <numeric>

using namespace llvm;

namespace wengert {

/// Addresses of unknown alignment: floats and pointers lie at multiples of
/// their size, so look at the places where they can be.
TypesSolver::Ref TypesSolver::aligned(Ref V) const {
  if (!V.Stride || V.Stride >= 16 || Objs[V.Obj].Shifted)
    return V;
  uint64_t Size = 0;
  int64_t Off = 0;
  for (auto &[K, F] : Objs[V.Obj].Facts)
    if ((F.T.isFloat() || F.T.isPointer()) && F.Size > Size && F.Size <= 8) {
      Size = F.Size;
      Off = K.first;
    }
  if (Size <= V.Stride || Size % V.Stride || mod(Off - V.Off, V.Stride))
    return V;
  V.Stride = Size;
  V.Off = mod(Off, Size);
  return V;
}

std::vector<Placed> TypesSolver::layout(VarId P, uint64_t Len) const {
  if (P == NoId || !resolved(P))
    return {};
  return layout(ref(P), Len);
}

std::vector<Placed> TypesSolver::layout(Ref V, uint64_t Len) const {
  // Facts that reach into the window are placed whole and clipped afterwards:
  // whether a float lies across an edge depends on what else lies there.
  static constexpr int64_t Margin = 16;
  V = aligned(V);
  std::vector<Placed> Found;
  for (auto &[K, F] : Objs[V.Obj].Facts) {
    if (F.T.K == ByteType::Unknown && !F.T.Conflict)
      continue;
    Fact X = F;
    if (X.Spec && X.Spec < X.Size && Objs[V.Obj].Shifted &&
        (X.T.isFloat() || X.T.isPointer())) {
      // Known to be somewhere, but not where.
      X.T = ByteType();
      X.T.Conflict = true;
    }
    if (V.Stride && (!X.Spec || X.Spec % V.Stride == 0))
      X.Spec = 0;
    if (X.T.isWord() && X.R <= Rank::Soft)
      X.Spec = 1; // expected there, not seen
    uint64_t G = std::gcd(V.Stride, K.second);
    int64_t Rel = K.first - V.Off;
    if (G && G < X.Size && (X.T.isFloat() || X.T.isPointer())) {
      // Somewhere: at multiples of its size, if the window tells which those
      // are.
      if (Objs[V.Obj].Shifted || V.Stride % X.Size) {
        X.T = ByteType();
        X.T.Conflict = true;
      } else {
        G = X.Size;
        Rel = -V.Off;
      }
    }
    if (G) {
      Rel = mod(Rel, G);
      while (Rel - int64_t(G) + int64_t(X.Size) > 0 && Rel > -Margin)
        Rel -= int64_t(G);
    }
    for (; Rel < int64_t(Len) + Margin; Rel += int64_t(G)) {
      if (Rel + int64_t(X.Size) > -Margin)
        Found.push_back({Rel, int64_t(X.Size), X, false});
      if (!G)
        break;
    }
  }
  llvm::sort(Found, [](const Placed &A, const Placed &B) {
    bool EmptyA = A.F.T.K == ByteType::Anything;
    bool EmptyB = B.F.T.K == ByteType::Anything;
    if (EmptyA != EmptyB)
      return EmptyB;
    if (stronger(A.F, B.F))
      return true;
    if (stronger(B.F, A.F))
      return false;
    // Integers fill what floats and pointers leave.
    bool IntA = A.F.T.K == ByteType::Integer;
    bool IntB = B.F.T.K == ByteType::Integer;
    return std::tuple(IntA, A.Off, B.Size, A.F.T.K) <
           std::tuple(IntB, B.Off, A.Size, B.F.T.K);
  });
  // Greedy placement. An equally strong overlap of another type is a conflict;
  // a weaker one is dropped.
  std::map<int64_t, Placed> Out;
  for (const Placed &X : Found) {
    auto It = Out.lower_bound(X.Off);
    if (It != Out.begin()) {
      auto Prev = std::prev(It);
      if (Prev->first + Prev->second.Size > X.Off)
        It = Prev;
    }
    bool Overlap = false;
    int64_t Pos = X.Off;
    SmallVector<Placed, 2> Rest;
    for (; It != Out.end() && It->first < X.Off + X.Size; ++It) {
      Overlap = true;
      Placed &Y = It->second;
      bool Even = !stronger(Y.F, X.F);
      auto soft = [](const ByteType &T) {
        return T.K == ByteType::Integer || T.K == ByteType::Anything;
      };
      // Floats that lie across each other are no better than two types.
      bool Across = It->first != X.Off && Y.F.T == X.F.T &&
                    (X.F.T.isFloat() || X.F.T.isPointer());
      if (Even && (Across || !(Y.F.T == X.F.T)) && !soft(X.F.T)) {
        if (Y.F.T.K == ByteType::Integer && X.F.T.isPointer())
          continue;
        bool SamePlace = It->first == X.Off && Y.Size == X.Size;
        Y.F.T = conflictOf(Y.F, X.F);
        if (!SamePlace)
          Y.F.T.FloatTy = nullptr;
      }
      if (soft(X.F.T) && It->first > Pos)
        Rest.push_back({Pos, It->first - Pos, X.F, false});
      Pos = std::max(Pos, It->first + Y.Size);
    }
    if (!Overlap) {
      Out.emplace(X.Off, X);
      continue;
    }
    if (X.F.T.K == ByteType::Integer || X.F.T.K == ByteType::Anything) {
      if (Pos < X.Off + X.Size)
        Rest.push_back({Pos, X.Off + X.Size - Pos, X.F, false});
      for (Placed &Y : Rest)
        Out.emplace(Y.Off, Y);
    }
  }
  std::vector<Placed> Result;
  for (auto &[Off, X] : Out) {
    int64_t Lo = std::max<int64_t>(Off, 0);
    int64_t Hi = std::min(Off + X.Size, int64_t(Len));
    if (Lo >= Hi)
      continue;
    Placed Y{Lo, Hi - Lo, X.F, false};
    bool Address = X.F.T.isPointer() || X.F.T.isWord();
    if (Hi - Lo < X.Size && (X.F.T.isFloat() || Address)) {
      if (Address)
        Y.Address = Off;
      Y.F.T = ByteType();
      Y.F.T.Conflict = true;
      Y.Clipped = true;
    }
    Result.push_back(Y);
  }
  return Result;
}

uint64_t TypesSolver::period(VarId P, uint64_t &ExactExtent) const {
  ExactExtent = 0;
  uint64_t Period = 0;
  if (P == NoId || !resolved(P))
    return 0;
  const Ref V = aligned(ref(P));
  for (auto &[K, F] : Objs[V.Obj].Facts) {
    if (F.T.K == ByteType::Unknown && !F.T.Conflict)
      continue;
    uint64_t G = std::gcd(V.Stride, K.second);
    // Bytes seen one by one repeat with anything.
    if (G && G < F.Size + 1 && G < 4 && !F.T.isFloat())
      continue;
    if (G) {
      uint64_t L = Period ? std::lcm(Period, G) : G;
      Period = L <= 4096 ? L : std::max(Period, G);
    } else if (K.first + int64_t(F.Size) > V.Off) {
      ExactExtent =
          std::max<uint64_t>(ExactExtent, K.first + int64_t(F.Size) - V.Off);
    }
  }
  return Period;
}

} // namespace wengert
