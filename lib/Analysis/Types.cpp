//===- Types.cpp - Type analysis: the queries -----------------------------===//
#include "Analysis/Types.h"
#include "Analysis/CopiedElements.h"
#include "Analysis/TypesImpl.h"
#include "Models/KnownCalls.h"
#include "Prepare/DeclaredTypes.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/raw_ostream.h"
#include <numeric>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

std::optional<ByteType> Layout::uniform() const {
  std::optional<ByteType> T;
  for (const TypeRun &R : Runs) {
    if (R.Type.K == ByteType::Anything)
      continue; // holds nothing
    if (T && !(*T == R.Type))
      return std::nullopt;
    T = R.Type;
    // Floats from offset 4 on are not floats from offset 0 on.
    if (T->isFloat() &&
        R.Offset % PowerOf2Ceil(T->FloatTy->getPrimitiveSizeInBits() / 8))
      return std::nullopt;
  }
  if (!T && !Runs.empty())
    return Runs.front().Type;
  return T;
}

TypesImpl::TypesImpl(Function &Body, const DiffRequest &R, Types::BodyFn BodyOf,
                     bool MayGiveUp)
    : Body(Body), R(R), DL(Body.getParent()->getDataLayout()), BodyOf(BodyOf),
      MayGiveUp(MayGiveUp) {
  Instance &Top = newInstance(Body, nullptr);
  for (Argument &A : Body.args()) {
    VarId V = get(Top, &A);
    if (isPointerLike(A.getType()))
      S.addEdge(made(&A, Origin::Argument), V);
    else if (V != NoId)
      Escaped.push_back(V);
  }
  collect(Top);
  requestFacts();
  requestConstants();
  settle();
  this->BodyOf = nullptr;
}

/// Does C move bytes that are known to be numbers? These bring no pointers, and
/// nothing that is not known: the size that is stored beside a pointer says
/// nothing about the pointer.
bool TypesImpl::movesNumbers(const Copy &C) const {
  if (C.Len > 16 || !S.resolved(C.From))
    return false;
  TypesSolver::Ref From = S.ref(C.From);
  if (From.Stride)
    return false;
  From.Off += C.FromOff;
  int64_t Pos = 0;
  for (const Placed &X : S.layout(From, C.Len)) {
    const ByteType &T = X.F.T;
    if (X.Off != Pos || X.Clipped || X.F.Cell != NoId || T.Conflict ||
        X.F.Both || (T.K != ByteType::Integer && T.K != ByteType::Float))
      return false;
    Pos += X.Size;
  }
  return Pos == int64_t(C.Len);
}

/// Two closures over objects. Open: may hold bytes from outside the analysed
/// code: memory of arguments, of globals others can write, of unknown calls,
/// what these reach, and whatever is copied from there. Leaking: outside code
/// may see the bytes; the same sources, backwards along copies. Bytes of
/// unknown type matter only in objects that are both. Where the caller's
/// analysis found an argument's memory to be closed, the request says so, and
/// it counts as filled here; pointers in it that lead out are said as well.
void TypesImpl::closeOpen() {
  SmallVector<ObjId, 32> Seeds, Arguments;
  for (const Origin &From : Origins) {
    bool Out = From.K == Origin::Argument || From.K == Origin::External ||
               From.K == Origin::Inactive;
    if (From.K == Origin::Global) {
      const auto *GV = cast<GlobalVariable>(From.V);
      Out = !GV->isConstant() || !GV->hasDefinitiveInitializer();
    }
    if (!Out)
      continue;
    bool IsFilled = From.K == Origin::Argument &&
                    is_contained(Filled, varOf(top(), From.V));
    (IsFilled ? Arguments : Seeds).push_back(S.find(From.Obj).first);
  }
  for (VarId V : Escaped)
    Seeds.push_back(S.object(V));
  if (!Arguments.empty()) {
    SmallVector<ObjId, 32> Outside(Seeds);
    for (VarId V : FilledEdge)
      Outside.push_back(S.object(V));
    Unfilled = reached(Outside, /*Forward=*/true);
    append_range(Seeds, Arguments);
  }
  Open = reached(Seeds, /*Forward=*/true);
  if (Arguments.empty())
    Unfilled = Open;
  for (const ReturnInst *Ret : top().Returns)
    if (const Value *V = Ret->getReturnValue())
      Seeds.push_back(S.object(varOf(top(), V)));
  Leaking = reached(Seeds, /*Forward=*/false);
}

bool TypesImpl::holdsNothingElse(ObjId O) const {
  return O == NoId || !Unfilled[S.find(O).first] || !isLeaking(O);
}

bool TypesImpl::isLeaking(ObjId O) const {
  return O == NoId || Leaking[S.find(O).first];
}

/// Size of what P points into, from P on, when every object merged there is a
/// variable of known size.
std::optional<uint64_t> TypesImpl::knownExtent(VarId P) const {
  ObjId O = S.object(P);
  if (O == NoId || isOpen(O))
    return std::nullopt;
  std::optional<uint64_t> End;
  for (const Origin &X : Origins) {
    auto [Root, Disp] = S.find(X.Obj);
    if (Root != O)
      continue;
    uint64_t Size = 0;
    if (const auto *A = dyn_cast<AllocaInst>(X.V)) {
      std::optional<TypeSize> T = A->getAllocationSize(DL);
      if (!T || T->isScalable())
        return std::nullopt;
      Size = T->getFixedValue();
    } else if (const auto *GV = dyn_cast<GlobalVariable>(X.V)) {
      Size = DL.getTypeAllocSize(GV->getValueType());
    } else if (const auto *A = dyn_cast<Argument>(X.V);
               A && A->hasByValAttr()) {
      Size = DL.getTypeAllocSize(A->getParamByValType());
    } else {
      return std::nullopt;
    }
    End = std::max(End.value_or(0),
                   uint64_t(std::max<int64_t>(int64_t(Size) + Disp, 0)));
  }
  TypesSolver::Ref Ref = S.ref(P);
  if (!End || Ref.Stride || Ref.Off < 0 || uint64_t(Ref.Off) >= *End ||
      *End > 4096)
    return std::nullopt;
  return *End - uint64_t(Ref.Off);
}

bool TypesImpl::isOpen(ObjId O) const {
  return O == NoId || Open[S.find(O).first];
}

//===----------------------------------------------------------------------===//
// Layouts
//===----------------------------------------------------------------------===//

static void append(Layout &L, uint64_t Off, uint64_t Size, const ByteType &T) {
  if (!Size)
    return;
  if (!L.Runs.empty() && !T.isFloat() && L.Runs.back().Type == T &&
      L.Runs.back().Offset + L.Runs.back().Size == Off) {
    L.Runs.back().Size += Size;
    return;
  }
  // Adjacent floats of one format are one run of whole floats.
  if (!L.Runs.empty() && T.isFloat() && L.Runs.back().Type == T &&
      L.Runs.back().Offset + L.Runs.back().Size == Off) {
    L.Runs.back().Size += Size;
    return;
  }
  L.Runs.push_back({Off, Size, T});
}

/// Bytes that no fact tells of: nothing was put there, or nothing sees it?
ByteType TypesImpl::gapAt(VarId P) const {
  ByteType Gap;
  if (holdsNothingElse(S.object(P)))
    Gap.K = ByteType::Anything;
  return Gap;
}

/// Len bytes, one by one.
Layout TypesImpl::window(VarId P, uint64_t Len) const {
  ByteType Gap = gapAt(P);
  Layout L;
  L.Period = Len;
  uint64_t Pos = 0;
  for (const Placed &X : S.layout(P, Len)) {
    append(L, Pos, X.Off - Pos, Gap);
    append(L, X.Off, X.Size, X.F.T);
    Pos = X.Off + X.Size;
  }
  append(L, Pos, Len - Pos, Gap);
  return L;
}

Layout TypesImpl::layoutAt(VarId P, std::optional<uint64_t> Len) const {
  ByteType Gap = gapAt(P);
  Layout L;
  constexpr uint64_t MaxExtent = 8192; // beyond, the pattern must repeat
  constexpr uint64_t MaxWindow = 1 << 20;
  if (Len && *Len <= 2 * MaxExtent)
    return window(P, *Len);

  if (isText(P)) {
    L.Period = 1;
    append(L, 0, 1, ByteType{ByteType::Integer});
    return L;
  }
  if (std::optional<uint64_t> Known = knownExtent(P);
      Known && *Known <= MaxWindow)
    return window(P, *Known);
  uint64_t Extent = 0;
  uint64_t Period = S.period(P, Extent);
  if (!Period && !Extent) {
    // Nothing, or single bytes.
    if (Layout One = window(P, 1); One.uniform())
      return One;
    L.Period = 1;
    append(L, 0, 1, Gap);
    return L;
  }
  if (!Period) {
    // Only exact places: if they are all alike, that is the element.
    Layout Whole = window(P, std::min(Extent, MaxExtent));
    std::optional<ByteType> T = Whole.uniform();
    if (T && !Whole.Runs.empty() && T->K != ByteType::Unknown) {
      L.Period = T->isFloat() ? DL.getTypeAllocSize(T->FloatTy).getFixedValue()
                 : T->isPointer() ? DL.getPointerSize()
                                  : 1;
      uint64_t Used = T->isFloat()
                          ? DL.getTypeStoreSize(T->FloatTy).getFixedValue()
                          : L.Period;
      append(L, 0, Used, *T);
      ByteType Pad{ByteType::Anything};
      append(L, Used, L.Period - Used, Pad);
      return L;
    }
    return Whole;
  }
  // Strided facts repeat; exact ones must not contradict them.
  Extent = std::min(Extent, MaxExtent);
  uint64_t Full = (Extent + Period - 1) / Period * Period;
  if (Full + Period > MaxWindow) {
    Gap = ByteType();
    Gap.Conflict = true;
    L.Period = 1;
    append(L, 0, 1, Gap);
    return L;
  }
  Layout Far = window(P, Full + Period);
  SmallVector<std::optional<ByteType>, 64> Bytes(Period);
  SmallVector<bool, 64> Start(Period, false);
  for (const TypeRun &Run : Far.Runs) {
    uint64_t Unit = Run.Type.isFloat()
                        ? DL.getTypeStoreSize(Run.Type.FloatTy).getFixedValue()
                        : 1;
    for (uint64_t B = Run.Offset; B < Run.Offset + Run.Size; ++B) {
      auto &Slot = Bytes[B % Period];
      bool First = (B - Run.Offset) % Unit == 0;
      if (!Slot || Slot->K == ByteType::Anything ||
          (Slot->K == ByteType::Unknown && !Slot->Conflict)) {
        Slot = Run.Type;
        Start[B % Period] = First;
      } else if (!(*Slot == Run.Type) && Run.Type.K != ByteType::Anything &&
                 (Run.Type.K != ByteType::Unknown || Run.Type.Conflict)) {
        Slot = ByteType();
        Slot->Conflict = true;
      }
    }
  }
  L.Period = Period;
  for (uint64_t B = 0; B < Period;) {
    ByteType T = Bytes[B].value_or(Gap);
    uint64_t Unit =
        T.isFloat() ? DL.getTypeStoreSize(T.FloatTy).getFixedValue() : 1;
    bool Whole = B + Unit <= Period && (!T.isFloat() || Start[B]);
    for (uint64_t K = 1; Whole && K < Unit; ++K)
      Whole = Bytes[B + K] && *Bytes[B + K] == T;
    if (!Whole) {
      T = ByteType();
      T.Conflict = true;
      Unit = 1;
    }
    append(L, B, Unit, T);
    B += Unit;
  }
  return L;
}

/// The largest constant that Len is seen to be a multiple of.
static uint64_t elementSize(const Value *Len, unsigned Depth = 4) {
  const Value *X, *Y;
  const APInt *C;
  if (match(Len, m_APInt(C)))
    return C->abs().getLimitedValue();
  if (!Depth--)
    return 1;
  if (match(Len, m_ZExtOrSExt(m_Value(X))))
    return elementSize(X, Depth);
  if (match(Len, m_Shl(m_Value(X), m_APInt(C))) && C->ult(12))
    return elementSize(X, Depth) << C->getZExtValue();
  if (match(Len, m_Mul(m_Value(X), m_APInt(C))) && C->ult(4096))
    return elementSize(X, Depth) * C->getZExtValue();
  if (match(Len, m_Add(m_Value(X), m_Value(Y))) ||
      match(Len, m_Sub(m_Value(X), m_Value(Y))))
    return std::gcd(elementSize(X, Depth), elementSize(Y, Depth));
  return 1;
}

/// An unknown number of elements of Size bytes each: what is known of one is
/// known of all.
Layout TypesImpl::elementsAt(VarId P, uint64_t Size) const {
  constexpr uint64_t MaxSize = 4096;
  if (P != NoId && S.resolved(P) && Size > 1 && Size <= MaxSize) {
    TypesSolver::Ref V = S.ref(P);
    V.Stride = std::gcd(V.Stride, Size);
    V.Off = (V.Off % int64_t(V.Stride) + V.Stride) % V.Stride;
    Layout L;
    L.Period = Size;
    uint64_t Pos = 0;
    ByteType Gap;
    if (holdsNothingElse(V.Obj))
      Gap.K = ByteType::Anything;
    for (const Placed &X : S.layout(V, Size)) {
      append(L, Pos, X.Off - Pos, Gap);
      append(L, X.Off, X.Size, X.F.T);
      Pos = X.Off + X.Size;
    }
    append(L, Pos, Size - Pos, Gap);
    if (none_of(L.Runs,
                [](const TypeRun &R) { return R.Type.K == ByteType::Unknown; }))
      return L;
  }
  return layoutAt(P, std::nullopt);
}

/// Runs of a value whose IR type already says what it is.
static bool layoutByType(const DataLayout &DL, Type *Ty, Layout &L) {
  Type *E = Ty->getScalarType();
  if (isa<ScalableVectorType>(Ty))
    return false;
  ByteType T;
  if (E->isFloatingPointTy()) {
    T.K = ByteType::Float;
    T.FloatTy = E;
  } else if (E->isPointerTy()) {
    T.K = ByteType::Pointer;
  } else {
    return false;
  }
  L.Period = DL.getTypeStoreSize(Ty);
  append(L, 0, L.Period, T);
  return true;
}

Layout TypesImpl::valueLayout(const Instance &I, const Value *V) const {
  Layout L;
  Type *Ty = V->getType();
  if (Ty->isVoidTy() || Ty->isLabelTy() || Ty->isMetadataTy() ||
      Ty->isTokenTy() || !Ty->isSized())
    return L;
  if (layoutByType(DL, Ty, L))
    return L;
  uint64_t Size = DL.getTypeStoreSize(Ty).getKnownMinValue();
  if (!isBytes(Ty)) {
    // i1 and odd widths carry no floats.
    L.Period = Size;
    append(L, 0, Size, ByteType{ByteType::Integer});
    return L;
  }
  VarId P = varOf(I, V);
  if (P == NoId && isa<Constant>(V)) {
    L.Period = Size;
    append(L, 0, Size, ByteType{ByteType::Anything});
    return L;
  }
  if (P == NoId) {
    L.Period = Size;
    append(L, 0, Size, ByteType());
    return L;
  }
  return layoutAt(P, Size);
}

Layout TypesImpl::memoryLayout(const Instance &I, const Value *P,
                               std::optional<uint64_t> Len) const {
  return layoutAt(varOf(I, P), Len);
}

//===----------------------------------------------------------------------===//
// Public face
//===----------------------------------------------------------------------===//

Types::Types(Function &Body, const DiffRequest &R, BodyFn BodyOf)
    : Impl(std::make_unique<TypesImpl>(Body, R, nullptr, bool(BodyOf))) {
  if (Impl->isTooLarge())
    Impl = std::make_unique<TypesImpl>(Body, R, BodyOf, false);
}
Types::~Types() = default;

Layout Types::valueLayout(const Value *V) const {
  return Impl->valueLayout(Impl->top(), V);
}

bool Types::hasNarrowFloats() const { return Impl->floatsInMemory().Narrow; }
bool Types::hasLongFloats() const { return Impl->floatsInMemory().Long; }
bool Types::areDoubles() const {
  return Impl->floatsInMemory().Whole && !Impl->floatsInMemory().Other;
}

bool Types::movesUnknown() const { return Impl->movesUnknown(); }

bool Types::hasFloats(const Value *V) const {
  return any_of(valueLayout(V).Runs,
                [](const TypeRun &R) { return R.Type.isFloat(); });
}

bool Types::hasPointers(const Value *V) const {
  return any_of(valueLayout(V).Runs,
                [](const TypeRun &R) { return R.Type.isPointer(); });
}

Layout Types::memoryLayout(const Value *P, std::optional<uint64_t> Len) const {
  return Impl->memoryLayout(Impl->top(), P, Len);
}

SmallVector<Types::Place, 4>
Types::places(const Value *P, function_ref<bool(const Fact &)> Which) const {
  const TypesSolver &S = Impl->S;
  SmallVector<Place, 4> Places;
  VarId V = Impl->varOf(Impl->top(), P);
  if (S.object(V) == NoId)
    return Places;
  TypesSolver::Ref R = S.ref(V);
  auto add = [&](int64_t At, uint64_t Stride) {
    uint64_t G = std::gcd(R.Stride, Stride);
    int64_t Off = At - R.Off;
    Place New{G ? mod(Off, G) : Off, G};
    if (!is_contained(Places, New))
      Places.push_back(New);
  };
  for (auto &[K, F] : S.obj(R.Obj).Facts)
    if (Which(F))
      add(K.first, K.second);
  for (VarId M : Impl->Mixed)
    if (S.object(M) == R.Obj)
      add(S.ref(M).Off, S.ref(M).Stride);
  return Places;
}

SmallVector<Types::Place, 4> Types::pointerPlaces(const Value *P) const {
  return places(P, [](const Fact &F) { return F.Cell != NoId; });
}

/// May one of Places, of at least Smallest bytes, be among Len bytes?
static bool reaches(ArrayRef<Types::Place> Places, int64_t Len,
                    int64_t Smallest) {
  return any_of(Places, [&](Types::Place X) {
    return X.Period ? X.Off < Len || X.Off + Smallest > int64_t(X.Period)
                    : X.Off < Len && X.Off + Smallest > 0;
  });
}

bool Types::isSaidMixed(const Value *P, uint64_t Len) const {
  return !Impl->Mixed.empty() &&
         reaches(places(P, [](const Fact &) { return false; }), int64_t(Len),
                 Impl->DL.getPointerSize());
}

bool Types::isPointerAndFloat(const Value *P, uint64_t Len) const {
  constexpr int64_t Half = 2;
  return reaches(pointerPlaces(P), int64_t(Len), Impl->DL.getPointerSize()) &&
         reaches(places(P, [](const Fact &F) { return F.Narrow; }),
                 int64_t(Len), Half);
}

bool Types::holdsOnlyDoubles(const Value *V) const {
  ObjId O = Impl->S.object(Impl->varOf(Impl->top(), V));
  return O != NoId && none_of(Impl->S.obj(O).Facts, [](auto &X) {
           const Fact &F = X.second;
           return F.Narrow || (F.T.FloatTy && !F.T.FloatTy->isDoubleTy());
         });
}

bool Types::hidesDouble(const Value *P, const Layout &L) const {
  constexpr uint64_t MaxPeriod = 4096;
  if (L.Runs.empty() || L.Period > MaxPeriod)
    return false;
  auto hides = [&](int64_t At) {
    return any_of(L.Runs, [&](const TypeRun &R) {
      return !R.Type.isFloat() && R.Type.K != ByteType::Anything &&
             At < int64_t(R.Offset + R.Size) && At + 8 > int64_t(R.Offset);
    });
  };
  for (Place X : places(P, [](const Fact &F) { return F.Double; })) {
    if (!X.Period && X.Off >= 0 && hides(X.Off))
      return true;
    if (X.Period)
      for (uint64_t At = X.Off; At < L.Period; At += X.Period)
        if (hides(int64_t(At)))
          return true;
  }
  return false;
}

Layout Types::memoryLayout(const Value *P, const Value *Len) const {
  if (auto *C = dyn_cast<ConstantInt>(Len))
    return memoryLayout(P, C->getValue().getLimitedValue());
  return Impl->elementsAt(Impl->varOf(Impl->top(), P), elementSize(Len));
}

/// The format of the floats that P is declared to point to, or null.
static Type *declaredPointee(const DataLayout &DL, const Value *P,
                             unsigned Depth = 6) {
  if (!Depth--)
    return nullptr;
  if (isa<LoadInst>(P))
    return declaredPointee(cast<Instruction>(*P));
  if (isa<CallBase>(P)) {
    // A fresh block: how it is used first.
    for (const User *U : P->users()) {
      if (auto *G = dyn_cast<GEPOperator>(U);
          G && G->getSourceElementType()->isFloatingPointTy())
        return G->getSourceElementType();
      if (auto *Phi = dyn_cast<PHINode>(U))
        for (const User *V : Phi->users())
          if (auto *G = dyn_cast<GEPOperator>(V);
              G && G->getSourceElementType()->isFloatingPointTy())
            return G->getSourceElementType();
    }
    return nullptr;
  }
  if (auto *G = dyn_cast<GEPOperator>(P)) {
    Type *T = G->getSourceElementType();
    while (T->isArrayTy())
      T = T->getArrayElementType();
    if (T->isFloatingPointTy())
      return T;
    // Some way into an array of floats.
    Type *Base = declaredPointee(DL, G->getPointerOperand(), Depth);
    APInt Off(DL.getIndexTypeSizeInBits(G->getType()), 0);
    if (Base && G->accumulateConstantOffset(DL, Off) &&
        Off.srem(DL.getTypeAllocSize(Base)) == 0)
      return Base;
    return nullptr;
  }
  SmallVector<const Value *, 4> In;
  if (auto *Phi = dyn_cast<PHINode>(P))
    In.append(Phi->value_op_begin(), Phi->value_op_end());
  else if (auto *Sel = dyn_cast<SelectInst>(P))
    In.append({Sel->getTrueValue(), Sel->getFalseValue()});
  Type *All = nullptr;
  for (const Value *V : In)
    if (Type *T = declaredPointee(DL, V, Depth)) {
      if (All && All != T)
        return nullptr;
      All = T;
    }
  return All;
}

/// Floats T of Size bytes, one after the other.
static Layout floats(Type *T, uint64_t Size) {
  Layout L;
  L.Period = Size;
  ByteType Float{ByteType::Float};
  Float.FloatTy = T;
  append(L, 0, Size, Float);
  return L;
}

Layout Types::declaredElements(const CallBase &Copy, const Value *Dst,
                               const Value *Src, const Value *Len) const {
  const DataLayout &DL = Impl->DL;
  Type *A = declaredPointee(DL, Dst), *B = declaredPointee(DL, Src);
  Type *T = A ? A : B ? B : declaredPointee(Copy);
  if (!T && !isa<ConstantInt>(Len)) {
    // A number of elements of one size: if the first are floats of that size,
    // all are.
    uint64_t Each = elementSize(Len);
    std::optional<ByteType> To = memoryLayout(Dst, Each).uniform();
    std::optional<ByteType> From = memoryLayout(Src, Each).uniform();
    if (To && From && To->isFloat() && *To == *From &&
        DL.getTypeAllocSize(To->FloatTy) == Each)
      T = To->FloatTy;
  }
  uint64_t Size = T ? DL.getTypeAllocSize(T).getFixedValue() : 0;
  if (!T || (B && B != T) || elementSize(Len) % Size ||
      DL.getTypeStoreSize(T) != Size)
    return {};
  for (const Value *P : {Dst, Src}) {
    std::optional<ByteType> First = memoryLayout(P, Size).uniform();
    if (!First || First->Conflict ||
        (First->isFloat()
             ? First->FloatTy != T
             : First->K == ByteType::Pointer || First->K == ByteType::Integer))
      return {};
  }
  return floats(T, Size);
}

bool Types::usedElements(const Value *Dst, const Value *Src, const Value *Len,
                         Layout &L) const {
  auto isFloat = [](Type *T) {
    return [=](const TypeRun &R) {
      return R.Type.isFloat() ? R.Type.FloatTy == T
                              : R.Type.K == ByteType::Anything;
    };
  };
  if (!L.Runs.empty() && L.Runs.front().Type.isFloat() &&
      all_of(L.Runs, isFloat(L.Runs.front().Type.FloatTy)))
    return true;
  UsedElement X = usedElement(Dst, Src, Len, Impl->DL);
  if (X.Certain)
    L = floats(X.Float, Impl->DL.getTypeStoreSize(X.Float));
  return !X.Float || X.Certain || all_of(L.Runs, [&](const TypeRun &R) {
    return isFloat(X.Float)(R) || R.Type.isWord() ||
           R.Type.K == ByteType::Unknown;
  });
}

/// Appends what a declared T consists of at Off. False if there is anything but
/// floats and pointers: integers may be what storage is made of, and unions are
/// declared as one of their members.
static bool appendDeclared(const DataLayout &DL, Layout &L, uint64_t Off,
                           Type *T) {
  static constexpr unsigned MaxRuns = 64;
  uint64_t End = L.Runs.empty() ? 0 : L.Runs.back().Offset + L.Runs.back().Size;
  if (L.Runs.size() > MaxRuns)
    return false;
  if (T->isFloatingPointTy() || T->isPointerTy()) {
    ByteType B{T->isPointerTy() ? ByteType::Pointer : ByteType::Float};
    B.FloatTy = T->isPointerTy() ? nullptr : T;
    append(L, End, Off - End, ByteType{ByteType::Anything});
    append(L, Off, DL.getTypeStoreSize(T), B);
    return true;
  }
  if (auto *ST = dyn_cast<StructType>(T)) {
    if (ST->isOpaque() || isUnion(ST))
      return false;
    const StructLayout *SL = DL.getStructLayout(ST);
    for (unsigned K = 0; K < ST->getNumElements(); ++K)
      if (!appendDeclared(DL, L, Off + SL->getElementOffset(K),
                          ST->getElementType(K)))
        return false;
    return true;
  }
  auto *AT = dyn_cast<ArrayType>(T);
  if (!AT || AT->getNumElements() > MaxRuns)
    return false;
  for (uint64_t K = 0; K < AT->getNumElements(); ++K)
    if (!appendDeclared(DL, L,
                        Off + K * DL.getTypeAllocSize(AT->getElementType()),
                        AT->getElementType()))
      return false;
  return true;
}

Layout Types::notedElements(const CallBase &Copy) {
  Type *T = notedElement(Copy);
  const DataLayout &DL = Copy.getDataLayout();
  Layout L;
  if (T && T->isIntegerTy(8)) {
    L.Period = 1;
    append(L, 0, 1, ByteType{ByteType::Integer});
    return L;
  }
  if (!T || !appendDeclared(DL, L, 0, T) || L.Runs.empty())
    return {};
  L.Period = DL.getTypeAllocSize(T);
  uint64_t End = L.Runs.back().Offset + L.Runs.back().Size;
  append(L, End, L.Period - End, ByteType{ByteType::Anything});
  return L;
}

std::string Types::describe(const Value *V) const {
  return Impl->describe(Impl->top(), V);
}

static void printLayout(raw_ostream &OS, const Layout &L) {
  OS << '{';
  bool First = true;
  for (const TypeRun &R : L.Runs) {
    if (!First)
      OS << ", ";
    First = false;
    OS << R.Offset << '+' << R.Size << ':';
    if (R.Type.Conflict) {
      OS << "Conflict";
      continue;
    }
    switch (R.Type.K) {
    case ByteType::Unknown:
      OS << "Unknown";
      break;
    case ByteType::Integer:
      OS << "Integer";
      break;
    case ByteType::Pointer:
      OS << "Pointer";
      break;
    case ByteType::Anything:
      OS << "Anything";
      break;
    case ByteType::Float:
      R.Type.FloatTy->print(OS);
      break;
    }
  }
  OS << '}';
}

void Types::print(raw_ostream &OS) const {
  Function &F = Impl->Body;
  OS << "types of " << F.getName() << '\n';
  auto line = [&](const Value &V) {
    if (V.getType()->isVoidTy() || !V.getType()->isSized())
      return;
    OS << "  ";
    V.printAsOperand(OS, false);
    OS << " = ";
    printLayout(OS, valueLayout(&V));
    if (V.getType()->isPointerTy()) {
      OS << " -> ";
      Layout M = memoryLayout(&V, std::nullopt);
      printLayout(OS, M);
      OS << " every " << M.Period;
    }
    OS << '\n';
  };
  for (Argument &A : F.args()) {
    line(A);
    OS << "    tree " << describe(&A) << '\n';
  }
  for (Instruction &I : instructions(F)) {
    line(I);
    auto *CB = dyn_cast<CallBase>(&I);
    KnownCall K = CB ? classifyCall(*CB) : KnownCall();
    if (K.Kind != CallKind::MemCopy && K.Kind != CallKind::MemSet)
      continue;
    const Value *Len = CB->getArgOperand(K.Size);
    OS << (K.Kind == CallKind::MemCopy ? "    copy to " : "    set ");
    printLayout(OS, memoryLayout(CB->getArgOperand(K.Ptr), Len));
    if (K.Kind == CallKind::MemCopy) {
      OS << " from ";
      printLayout(OS, memoryLayout(CB->getArgOperand(K.Src), Len));
    }
    OS << '\n';
  }
}

} // namespace wengert
