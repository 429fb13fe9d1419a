//===- ActivityAddresses.cpp - Where addresses come from ------------------===//
//
// Every address is traced from where it is made, along the solver's directed
// edges, to the variables it may be in. Addresses that came into the analysed
// code inside of memory (of an argument, say) have the origin of the pointer
// they were read through, unless the request says otherwise of their place.
//
//===----------------------------------------------------------------------===//
#include "Analysis/ActivityImpl.h"
#include "Analysis/QuietGlobals.h"
#include "Analysis/StaticObjects.h"
#include "llvm/IR/Module.h"
#include <numeric>

using namespace llvm;

namespace wengert {

/// Do all of L's addresses lie in K's? Both are places of one object.
static bool liesIn(FactKey L, FactKey K) {
  if (!K.second)
    return !L.second && L.first == K.first;
  return L.second % K.second == 0 && mod(L.first - K.first, K.second) == 0;
}

static bool mayOverlap(FactKey L, FactKey K) {
  uint64_t G = std::gcd(L.second, K.second);
  return G ? mod(L.first - K.first, G) == 0 : L.first == K.first;
}

namespace {
/// What the request's constant places say about places of objects.
class PlacesByObject {
public:
  explicit PlacesByObject(const TypesImpl &T) : S(T.S) {
    for (const TypesImpl::ConstCell &C : T.ConstCells)
      if (TypesSolver::Ref R = S.ref(C.At); R.Obj != NoId)
        Cells[R.Obj].push_back({{R.Off, R.Stride}, C.Mixed});
    if (!Cells.empty())
      findRoots(T);
  }
  bool empty() const { return Cells.empty(); }

  struct Verdict {
    bool Touched = false; ///< constant pointers may be there
    bool Covered = false; ///< and nothing else came from outside
  };
  Verdict at(ObjId O, FactKey K) const {
    Verdict V;
    auto It = Cells.find(O);
    if (It == Cells.end())
      return V;
    for (auto &[Place, Mixed] : It->second) {
      V.Touched |= mayOverlap(K, Place);
      V.Covered |= !Mixed && liesIn(K, Place);
    }
    return V;
  }
  /// Where a link reads, in the root object.
  std::pair<ObjId, FactKey> placeOf(const TypesSolver::ContentLink &L) const {
    TypesSolver::Ref R = S.ref(L.P);
    uint64_t G = std::gcd(R.Stride, L.Stride);
    int64_t Off = R.Off + L.Off;
    return {R.Obj, {G ? mod(Off, G) : Off, G}};
  }
  /// Memory that came from outside itself, and not by a copy.
  bool isRoot(ObjId O) const { return Roots.contains(O); }

private:
  void findRoots(const TypesImpl &T) {
    SmallVector<ObjId, 32> Work;
    auto add = [&](ObjId O) {
      if (O != NoId && Roots.insert(O).second)
        Work.push_back(O);
    };
    for (const Origin &O : T.Origins)
      if (O.K != Origin::Stack && O.K != Origin::Heap && O.K != Origin::ByVal)
        add(S.find(O.Obj).first);
    for (VarId V : T.escaped())
      add(S.object(V));
    while (!Work.empty())
      for (auto &[K, F] : S.obj(Work.pop_back_val()).Facts)
        if (F.Cell != NoId)
          add(S.object(F.Cell));
  }

  const TypesSolver &S;
  DenseMap<ObjId, SmallVector<std::pair<FactKey, bool>, 4>> Cells;
  DenseSet<ObjId> Roots;
};
} // namespace

/// Marks every variable by whether its address may come from a const argument
/// (which has no shadow) and from elsewhere.
void ActivityImpl::traceAddresses() {
  From.assign(T.S.numVars(), 0);
  SmallVector<VarId, 64> Work;
  auto add = [&](VarId V, uint8_t Bits) {
    if (V != NoId && (From[V] | Bits) != From[V]) {
      From[V] |= Bits;
      Work.push_back(V);
    }
  };
  for (const Origin &O : T.Origins) {
    uint8_t Bits = FromOther;
    if (O.K == Origin::Inactive)
      Bits = FromConst;
    if (O.K == Origin::Argument) {
      unsigned K = cast<Argument>(O.V)->getArgNo();
      if (K >= R.Args.size() || !hasShadow(R.Args[K]))
        Bits = FromConst;
    }
    if (O.K == Origin::Global) {
      const auto *GV = cast<GlobalVariable>(O.V);
      // A table of constants holds nothing active; one that holds pointers
      // may lead to something that does.
      if (GV->hasAttribute("enzyme_inactive") ||
          GV->hasMetadata("enzyme_inactive") ||
          (GV->isConstant() && !holdsPointers(GV->getValueType())))
        Bits = FromConst;
      else if (isQuiet(*GV) || isStaticObject(*GV))
        Bits = FromConst | FromStatic;
    }
    add(O.Var, Bits);
  }
  for (Argument &A : T.Body.args()) {
    VarId V = T.varOf(T.top(), &A);
    if (V == NoId || TypesImpl::isPointerLike(A.getType()))
      continue;
    unsigned K = A.getArgNo();
    add(V, K < R.Args.size() && hasShadow(R.Args[K]) ? FromOther : FromConst);
  }

  // What comes out of memory has the origin of the address it is read from.
  DenseMap<VarId, SmallVector<VarId, 2>> Contents;
  const PlacesByObject Places(T);
  SmallVector<const TypesSolver::ContentLink *, 8> Copied;
  for (const TypesSolver::ContentLink &L : T.S.contentLinks()) {
    if (!T.isOpen(T.S.object(L.P)))
      continue;
    if (!Places.empty()) {
      auto [O, K] = Places.placeOf(L);
      PlacesByObject::Verdict V = Places.at(O, K);
      if (V.Touched)
        add(L.To, FromConst);
      if (V.Covered)
        continue;
      if (!Places.isRoot(O)) {
        Copied.push_back(&L);
        continue;
      }
    }
    Contents[L.P].push_back(L.To);
  }
  if (!Places.empty())
    for (ObjId O = 0; O < NumObjects; ++O)
      for (auto &[K, F] : T.S.obj(O).Facts)
        if (F.Cell != NoId)
          if (auto V = Places.at(O, K); V.Touched)
            add(F.Cell, V.Covered ? FromConst : FromConst | FromOther);

  std::vector<SmallVector<VarId, 2>> Next(T.S.numVars());
  for (const TypesSolver::Edge &E : T.S.edges())
    Next[E.From].push_back(E.To);
  auto spread = [&] {
    while (!Work.empty()) {
      VarId V = Work.pop_back_val();
      uint8_t Bits = From[V];
      for (VarId To : Next[V])
        add(To, Bits);
      if (auto It = Contents.find(V); It != Contents.end())
        for (VarId To : It->second)
          add(To, Bits);
    }
  };
  spread();
  // What unknown calls return by value, and get from nowhere else.
  for (VarId V : T.escaped())
    if (!From[V])
      add(V, FromOther);
  spread();

  // What a copy brought has been traced along the copy: only where that came
  // to nothing does the address of the copy count.
  for (const TypesSolver::ContentLink *L : Copied) {
    auto [O, K] = Places.placeOf(*L);
    bool Traced = false;
    for (auto &[Key, F] : T.S.obj(O).Facts)
      Traced |= F.Cell != NoId && From[F.Cell] && mayOverlap(K, Key);
    if (Traced)
      continue;
    Contents[L->P].push_back(L->To);
    add(L->To, From[L->P]);
  }
  spread();
  Static.assign(From.size(), false);
  for (VarId V = 0; V < From.size(); ++V) {
    Static[V] = From[V] & FromStatic;
    From[V] &= uint8_t(~FromStatic);
  }
}

/// May floats, or bytes nobody knows, be found from O on?
bool ActivityImpl::leadsToFloats(ObjId O, bool Unseen) const {
  DenseSet<ObjId> Seen{O};
  SmallVector<ObjId, 8> Work{O};
  while (!Work.empty()) {
    ObjId X = Work.pop_back_val();
    const auto &Facts = T.S.obj(X).Facts;
    if (Facts.empty() && Unseen)
      return true;
    for (auto &[K, F] : Facts) {
      if (F.T.isFloat() || F.T.Conflict ||
          (F.T.K == ByteType::Unknown && F.Cell == NoId))
        return true;
      if (F.Cell != NoId)
        if (ObjId To = T.S.object(F.Cell); To != NoId && Seen.insert(To).second)
          Work.push_back(To);
    }
  }
  return false;
}

/// Where the shadow of memory has the address in Cell from. Memory of our own
/// that holds nothing active has no shadow: its address is there as it is.
uint8_t ActivityImpl::shadowBits(VarId Cell) const {
  if (Cell == NoId)
    return 0;
  if (From[Cell] & FromOther && !addressActive(Cell))
    return FromConst;
  return From[Cell];
}

std::optional<ConstPlaces>
ActivityImpl::constPlaces(const Instance &I, const CallBase &CB,
                          ArrayRef<ActKind> Kinds) const {
  struct State {
    ObjId Obj;
    int64_t Off;
    uint64_t Stride;
  };
  ConstPlaces C;
  SmallVector<State, 16> States;
  std::map<std::tuple<ObjId, int64_t, uint64_t>, unsigned> Known;
  auto state = [&](VarId V) {
    TypesSolver::Ref P = T.S.ref(V);
    auto [It, New] =
        Known.try_emplace({P.Obj, P.Off, P.Stride}, unsigned(States.size()));
    if (New)
      States.push_back({P.Obj, P.Off, P.Stride});
    return It->second;
  };
  for (unsigned K = 0; K < Kinds.size(); ++K) {
    VarId V = T.varOf(I, CB.getArgOperand(K));
    ObjId O = hasShadow(Kinds[K]) ? T.S.object(V) : NoId;
    TypesSolver::Ref P = O == NoId ? TypesSolver::Ref() : T.S.ref(V);
    // Parameters keep their number, though two may be of one place.
    States.push_back({O, P.Off, P.Stride});
  }
  const bool Unseen = !I.Callees.contains(&CB);
  bool Any = false;
  for (unsigned K = 0; K < States.size(); ++K) {
    const State S = States[K];
    if (S.Obj == NoId)
      continue;
    for (auto &[Key, F] : T.S.obj(S.Obj).Facts) {
      const uint8_t Bits = shadowBits(F.Cell);
      if (!Bits)
        continue;
      ObjId Target = T.S.object(F.Cell);
      uint64_t G = std::gcd(S.Stride, Key.second);
      int64_t Off = Key.first - S.Off;
      ConstPlaces::Place P{K, G ? mod(Off, G) : Off, G, ConstPlaces::Active,
                           ConstPlaces::None};
      if (Bits & FromConst && leadsToFloats(Target, Unseen))
        P.K = Bits & FromOther ? ConstPlaces::Mixed : ConstPlaces::Constant;
      Any |= P.K != ConstPlaces::Active;
      if (Bits & FromOther && Target != NoId)
        P.To = state(F.Cell);
      if (P.K != ConstPlaces::Active || P.To != ConstPlaces::None)
        C.Places.push_back(P);
    }
    if (States.size() > ConstPlaces::MaxStates) {
      // Only a difficulty if there is something to say.
      return reachesConst(I, CB, Kinds) ? std::nullopt
                                        : std::optional(ConstPlaces());
    }
  }
  if (!Any)
    return ConstPlaces();

  // Keep what leads to something.
  std::vector<bool> Leads(States.size(), false);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const ConstPlaces::Place &P : C.Places)
      if (!Leads[P.From] && (P.K != ConstPlaces::Active || Leads[P.To]))
        Leads[P.From] = Changed = true;
  }
  std::vector<unsigned> Number(States.size(), ConstPlaces::None);
  unsigned Next = Kinds.size();
  ConstPlaces Kept;
  for (ConstPlaces::Place P : C.Places) {
    bool On = P.To != ConstPlaces::None && Leads[P.To];
    if (P.K == ConstPlaces::Active && !On)
      continue;
    if (On && Number[P.To] == ConstPlaces::None)
      Number[P.To] = P.To < Kinds.size() ? P.To : Next++;
    if (P.From >= Kinds.size())
      P.From = Number[P.From];
    P.To = On ? Number[P.To] : ConstPlaces::None;
    Kept.Places.push_back(P);
  }
  return Kept;
}

bool ActivityImpl::reachesConst(const Instance &I, const CallBase &CB,
                                ArrayRef<ActKind> Kinds) const {
  const bool Unseen = !I.Callees.contains(&CB);
  bool Found = false;
  for (unsigned K = 0; K < Kinds.size(); ++K)
    if (hasShadow(Kinds[K]))
      reach(T.varOf(I, CB.getArgOperand(K)), [&](ObjId O) {
        for (auto &[Key, F] : T.S.obj(O).Facts)
          if (shadowBits(F.Cell) & FromConst)
            Found |= leadsToFloats(T.S.object(F.Cell), Unseen);
      });
  return Found;
}

} // namespace wengert
