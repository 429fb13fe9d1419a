//===- TypesTree.cpp - The `enzyme_type` language -------------------------===//
//
//   tree  := '{' [ entry { ',' entry } ] '}'
//   entry := '[' index { ',' index } ']' ':' type
//   index := -1 (every offset) | offset | offset '%' stride
//   type  := Integer [ '@' bytes ] | Anything [ '@' bytes ] | Pointer | Unknown
//          | Float '@' (half|bfloat|float|double|x86_fp80|fp128|ppc_fp128)
//          | Filled | Mixed | Word
//
// The first index is a byte of the value itself, each further one a byte of the
// memory the pointer before it points to. `offset%stride`, sizes of integers (a
// byte if there is none), Filled and Mixed are ours. Filled says of a pointer
// that analysed code alone fills the memory behind it, and that the other
// entries are all that is known to be there: the rest holds nothing. Mixed says
// that a pointer lies there at times, and floats smaller than it at other
// times; Word, that a pointer or a double does, unless the callee knows better.
//
//===----------------------------------------------------------------------===//
#include "Analysis/TypesImpl.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/DataLayout.h"
#include <deque>
#include <numeric>
#include <set>

using namespace llvm;

namespace wengert {

static ByteType kind(ByteType::Kind K) { return ByteType{K}; }

static ByteType floatT(Type *T) {
  ByteType B{ByteType::Float};
  B.FloatTy = T;
  return B;
}

static Type *floatByName(LLVMContext &C, StringRef N) {
  if (N == "half")
    return Type::getHalfTy(C);
  if (N == "bfloat")
    return Type::getBFloatTy(C);
  if (N == "float")
    return Type::getFloatTy(C);
  if (N == "double")
    return Type::getDoubleTy(C);
  if (N == "x86_fp80" || N == "fp80")
    return Type::getX86_FP80Ty(C);
  if (N == "fp128")
    return Type::getFP128Ty(C);
  if (N == "ppc_fp128")
    return Type::getPPC_FP128Ty(C);
  return nullptr;
}

void TypesImpl::parseTree(VarId P, bool IsPointer, StringRef Text, Rank R,
                          bool Ours) {
  if (P == NoId)
    return;
  Text = Text.trim();
  if (!Text.consume_front("{") || !Text.consume_back("}"))
    return;
  // Pointers of the tree, and those of them that lead to filled memory.
  SmallVector<std::pair<StringRef, VarId>, 8> Pointers;
  SmallVector<StringRef, 8> ToFilled;
  // A pointer's own bytes are the pointer: its variable is the first level.
  while (!Text.empty()) {
    Text = Text.ltrim(" ,");
    if (!Text.consume_front("["))
      return;
    auto [Path, Rest] = Text.split(']');
    Rest = Rest.ltrim();
    if (!Rest.consume_front(":"))
      return;
    // The type ends at the comma before the next '['.
    size_t End = Rest.find(",");
    StringRef TypeText =
        (End == StringRef::npos ? Rest : Rest.substr(0, End)).trim();
    Text = End == StringRef::npos ? StringRef() : Rest.substr(End + 1);

    ByteType T;
    uint64_t Size = 1;
    auto [Kind, FloatName] = TypeText.split('@');
    if (Kind == "Float") {
      Type *F = floatByName(Body.getContext(), FloatName);
      if (!F)
        continue;
      T = floatT(F);
      Size = DL.getTypeStoreSize(F);
    } else if (Kind == "Pointer") {
      T = kind(ByteType::Pointer);
      Size = DL.getPointerSize();
    } else if (Kind == "Integer" || Kind == "Anything") {
      T = kind(Kind == "Integer" ? ByteType::Integer : ByteType::Anything);
      if (!FloatName.empty() &&
          (FloatName.getAsInteger(10, Size) || !Size || Size > 4096))
        continue;
    } else if ((Kind == "Mixed" || Kind == "Word") && Ours) {
      Size = DL.getPointerSize();
    } else {
      if (Kind == "Filled")
        ToFilled.push_back(Path);
      continue;
    }

    SmallVector<StringRef, 6> Steps;
    Path.split(Steps, ',');
    VarId At = P;
    bool OwnBytes = true, Bad = false;
    for (unsigned K = 0; K < Steps.size() && !Bad; ++K) {
      bool Last = K + 1 == Steps.size();
      auto [OffText, StrideText] = Steps[K].trim().split('%');
      int64_t Off = 0;
      uint64_t Stride = 0;
      Bad |= OffText.getAsInteger(10, Off);
      if (!StrideText.empty())
        Bad |= StrideText.getAsInteger(10, Stride);
      if (Bad)
        break;
      if (OwnBytes && IsPointer) {
        OwnBytes = false;
        continue; // P already is what the pointer points to
      }
      if (Off == -1) {
        Off = 0;
        Stride = Last ? Size : DL.getPointerSize();
        if (OwnBytes && (!Last || T.K != ByteType::Integer))
          Stride = 0; // a value is no array
      }
      OwnBytes = false;
      VarId Here = S.newVar();
      S.addEdge(At, Here, Off, Stride);
      if (Last && T.K == ByteType::Unknown) {
        if (Kind == "Mixed")
          Mixed.push_back(Here);
        else
          markWord(Here, 0);
        break;
      }
      if (Last) {
        S.addAccess(Here, 0, Size, T, R);
        if (!Ours || !T.isPointer())
          break;
      }
      At = S.newVar();
      S.addLoad(Here, 0, At);
      if (Last)
        Pointers.push_back({Path, At});
    }
  }
  if (!Ours || !IsPointer || !is_contained(ToFilled, "-1"))
    return;
  Filled.push_back(P);
  for (auto &[Path, To] : Pointers)
    if (!is_contained(ToFilled, Path))
      FilledEdge.push_back(To);
}

static void printType(raw_ostream &OS, const ByteType &T, uint64_t Size) {
  switch (T.K) {
  case ByteType::Integer:
    OS << "Integer";
    if (Size > 1)
      OS << '@' << Size;
    return;
  case ByteType::Pointer:
    OS << "Pointer";
    return;
  case ByteType::Anything:
    OS << "Anything";
    if (Size > 1)
      OS << '@' << Size;
    return;
  case ByteType::Float:
    OS << "Float@";
    T.FloatTy->print(OS);
    return;
  case ByteType::Unknown:
    OS << "Unknown";
    return;
  }
}

/// Do the strided facts of O that hold for K's places say what F says? The one
/// with the longest stride is the one that counts.
static bool saidByStride(const TypesSolver::Obj &O, FactKey K, const Fact &F) {
  uint64_t Longest = 0;
  bool Same = false;
  for (auto &[L, G] : O.Facts)
    if (L != K && L.second > Longest && K.second % L.second == 0 &&
        mod(K.first - L.first, L.second) == 0) {
      Longest = L.second;
      Same = G.T == F.T;
    }
  return Same;
}

/// Do pointers lie at A, and floats smaller than them across or at B?
static bool areMixed(const DataLayout &DL, FactKey A, const Fact &FA, FactKey B,
                     const Fact &FB) {
  if (FA.Cell == NoId || !FB.Narrow)
    return false;
  int64_t Size = DL.getPointerSize();
  constexpr int64_t Smallest = 2;
  int64_t Rel = B.first - A.first;
  if (uint64_t G = std::gcd(A.second, B.second)) {
    Rel = mod(Rel, G);
    return Rel < Size || Rel + Smallest > int64_t(G);
  }
  return Rel < Size && Rel + Smallest > 0;
}

std::string TypesImpl::describe(const Instance &I, const Value *V) const {
  SetVector<std::string, std::vector<std::string>, std::set<std::string>> Out;
  unsigned Budget = MaxDescribed;
  auto entry = [&](const std::string &Path, const ByteType &T,
                   uint64_t Size = 1, StringRef Other = "") {
    if (!Budget)
      return;
    std::string E;
    raw_string_ostream ES(E);
    ES << '[' << Path << "]:";
    if (Other.empty())
      printType(ES, T, Size);
    else
      ES << Other;
    Budget -= Out.insert(E);
  };
  // Facts of an object, by ascending place; pointers are followed until an
  // object comes up for the third time: twice, because the callee sees what a
  // pointer of it leads back to as an object of its own. What is near comes
  // first: there may be too much.
  struct Place {
    VarId P;
    std::string Path;
    SmallVector<ObjId, 6> Above; ///< objects on the way here
  };
  std::deque<Place> Work;
  auto memory = [&](VarId P, const std::string &Path, ArrayRef<ObjId> Above,
                    std::optional<uint64_t> Len) {
    if (P == NoId) // null and the like
      return;
    TypesSolver::Ref Ref = S.ref(P);
    unsigned Depth = Above.size() + V->getType()->isPointerTy();
    if (Ref.Obj == NoId || Depth > MaxTreeDepth || count(Above, Ref.Obj) > 1)
      return;
    SmallVector<ObjId, 6> Seen(Above);
    Seen.push_back(Ref.Obj);
    bool All = Depth && holdsNothingElse(Ref.Obj);
    auto &Facts = S.obj(Ref.Obj).Facts;
    auto stepTo = [&](int64_t At, uint64_t Stride, uint64_t Size) {
      uint64_t G = std::gcd(Ref.Stride, Stride);
      int64_t Off = At - Ref.Off;
      if (G)
        Off = mod(Off, G);
      std::string Step = std::to_string(Off);
      if (G)
        Step = Off == 0 && G == Size ? "-1" : Step + "%" + std::to_string(G);
      return Path.empty() ? Step : Path + "," + Step;
    };
    // Places that cannot be told from their neighbours say nothing, unless it is
    // an array of such.
    auto mixed = [&](int64_t At, uint64_t Stride, bool Alike) {
      uint64_t Size = DL.getPointerSize(), G = std::gcd(Ref.Stride, Stride);
      if (G ? G >= 2 * Size || (Alike && G == Size && Stride == Size)
            : At >= Ref.Off)
        entry(stepTo(At, Stride, Size), ByteType(), 0, "Mixed");
    };
    if (any_of(Facts, [](auto &X) { return X.second.Narrow; }))
      for (auto &[K, F] : Facts)
        if (F.Cell != NoId && any_of(Facts, [&](auto &X) {
              return areMixed(DL, K, F, X.first, X.second);
            }))
          mixed(K.first, K.second, F.Narrow);
    for (VarId M : Mixed)
      if (S.object(M) == Ref.Obj)
        mixed(S.ref(M).Off, S.ref(M).Stride, /*Alike=*/true);
    for (auto &[K, F] : Facts) {
      All &= F.T.K != ByteType::Unknown;
      if ((F.T.K == ByteType::Unknown && !F.T.isWord()) ||
          (F.T.K == ByteType::Anything && knownExtent(P)))
        continue;
      uint64_t G = std::gcd(Ref.Stride, K.second);
      int64_t Off = K.first - Ref.Off;
      if (G)
        Off = ((Off % int64_t(G)) + int64_t(G)) % int64_t(G);
      All &= Off >= 0;
      if (Off < 0 || (Len && uint64_t(Off) >= *Len))
        continue;
      // A strided fact of the same type says it already. Strided ones are told
      // each, for others may stand against the weaker one.
      if (!K.second && saidByStride(S.obj(Ref.Obj), K, F))
        continue;
      std::string Here = stepTo(K.first, K.second, F.Size);
      // Words do not lie across each other, as what is copied byte by byte
      // seems to.
      if (F.T.isWord() && Off % 8)
        continue;
      entry(Here, F.T, F.Size, F.T.isWord() ? "Word" : "");
      if (F.T.isPointer() && F.Double)
        entry(Here, F.T, F.Size, "Word");
      if (F.T.isPointer() && F.Cell != NoId)
        Work.push_back({F.Cell, Here, Seen});
    }
    // What is left of memory that only analysed code fills holds nothing.
    if (std::optional<uint64_t> Extent = knownExtent(P))
      for (const TypeRun &Run : layoutAt(P, *Extent).Runs)
        if (Run.Type.K == ByteType::Anything)
          entry((Path.empty() ? "" : Path + ",") + std::to_string(Run.Offset),
                Run.Type, Run.Size);
    // Only what has been said in full.
    if (All && Budget)
      entry(Path, ByteType(), 0, "Filled");
  };
  VarId P = varOf(I, V);
  if (V->getType()->isPointerTy()) {
    entry("-1", kind(ByteType::Pointer));
    memory(P, "-1", {}, std::nullopt);
  } else if (V->getType()->isFloatingPointTy()) {
    entry("-1", floatT(V->getType()));
  } else if (P != NoId) {
    memory(P, "", {}, DL.getTypeStoreSize(V->getType()));
  }
  for (; !Work.empty() && Budget; Work.pop_front())
    memory(Work.front().P, Work.front().Path, Work.front().Above, std::nullopt);
  if (Out.empty())
    return "";
  return "{" + join(Out.getArrayRef(), ", ") + "}";
}

} // namespace wengert
