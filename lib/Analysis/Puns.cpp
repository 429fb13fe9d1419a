//===- Puns.cpp - Floats read as what they were not written as ------------===//
#include "Analysis/Puns.h"
#include "Analysis/Distances.h"
#include "Analysis/FloatBits.h"
#include "Analysis/Tags.h"
#include "Analysis/TypesImpl.h"
#include "Models/KnownCalls.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Support/SaveAndRestore.h"
#include <numeric>

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

namespace {

/// Bytes [Lo, Hi) of something, in which floats of format Want are to begin at
/// At, and every size of Want further on.
struct Demand {
  Type *Want;
  int64_t At, Lo, Hi;
  Demand moved(int64_t By) const { return {Want, At + By, Lo + By, Hi + By}; }
};

class PunFinder {
public:
  PunFinder(Function &F, const Types &T, const Activity &A,
            FunctionAnalysisManager &FAM, const WordValues &Words, bool Told)
      : F(F), T(T.impl()), A(A), FAM(FAM), DL(F.getDataLayout()),
        Words(Words), Told(Told) {}

  std::optional<Pun> run();

private:
  Function &F;
  const TypesImpl &T;
  const Activity &A;
  FunctionAnalysisManager &FAM;
  const DataLayout &DL;
  const WordValues &Words;
  const bool Told; ///< at run time

  // What is known of the read at hand.
  const Instruction *Read = nullptr;
  bool Match = false;     ///< something wrote the format that is read
  Type *Certain = nullptr; ///< another format, for sure
  Type *Possible = nullptr;
  bool Computed = false; ///< integer arithmetic on the bits
  std::optional<bool> Chosen;
  SmallPtrSet<const Value *, 16> Seen;
  unsigned Budget = 0;
  bool Exact = true; ///< what is looked at lies where the read looks

  /// Loads that get what was there at entry: the format, and from where.
  struct Entry {
    const Instruction *Read;
    const Value *Base;
    Demand D;
  };
  SmallVector<Entry, 4> Entries;

  std::optional<Pun> judge(const Instruction &I, function_ref<void()> Trace);
  void wrote(Type *Format, int64_t At, int64_t Size, const Demand &D,
             bool Sure);
  bool follows(const BasicBlock *BB);
  bool isChosen();
  bool losesDigits(const Instruction &I) const;
  bool isNumber(const CastInst &I) const;
  bool readsIntegerConstant(const LoadInst &L) const;
  bool isSuspicious(VarId P, const Demand &D) const;

  void traceValue(const Value *V, Demand D, bool Sure, unsigned Depth = 0);
  void traceMemory(const Instruction &From, const Value *Ptr, Demand D,
                   bool Sure, unsigned Depth);
  /// What one instruction does to the bytes Left; true: nothing is left.
  bool traceWriter(const Instruction &W, const Value *Ptr, const Demand &D,
                   uint64_t &Left, bool Sure, unsigned Depth);
  bool mayOverlap(VarId A, const Demand &D, VarId B, int64_t Size) const;
  bool beginAlike(VarId A, const Demand &D, VarId B, int64_t Size) const;

  std::optional<Pun> checkCall(const CallBase &CB, const Instance &Callee);
  /// Bodies that were looked at, each once for all ways that lead there.
  using Bodies = SmallPtrSet<const Instance *, 16>;
  void callWrites(const Instance &I, VarId P, const Demand &D, Bodies &Met);
  void exposedLoads(const Instance &I,
                    SmallVectorImpl<std::pair<VarId, Demand>> &Out,
                    Bodies &Met);
  std::optional<Pun> checkEntries();
};

} // namespace

/// The float format of values of type Ty; null if it holds none, or several.
static Type *formatOf(Type *Ty) {
  Type *E = Ty->getScalarType();
  return E->isFloatingPointTy() ? E : nullptr;
}

void PunFinder::wrote(Type *Format, int64_t At, int64_t Size, const Demand &D,
                      bool Sure) {
  if (At + Size <= D.Lo || At >= D.Hi)
    return;
  int64_t Unit = DL.getTypeStoreSize(D.Want);
  if (Format == D.Want && (At - D.At) % Unit == 0) {
    Match = true;
    return;
  }
  Type *&Slot = Sure ? Certain : Possible;
  if (!Slot)
    Slot = Format;
}

/// Is what is read used only where a condition says so? Simplification moves
/// reads out of branches.
bool PunFinder::isChosen() {
  if (Chosen)
    return *Chosen;
  if (isa<CallBase>(Read))
    return *(Chosen = false);
  auto &PDT = FAM.getResult<PostDominatorTreeAnalysis>(F);
  SmallVector<const Instruction *, 8> Work{Read};
  SmallPtrSet<const Instruction *, 16> Met{Read};
  while (!Work.empty())
    for (const Use &U : Work.pop_back_val()->uses()) {
      auto *X = cast<Instruction>(U.getUser());
      if (isa<PHINode>(X) || (isa<SelectInst>(X) && U.getOperandNo()) ||
          !PDT.dominates(X->getParent(), Read->getParent()))
        continue;
      if (X->mayHaveSideEffects() || X->isTerminator() || Met.size() > 64)
        return *(Chosen = false);
      if (Met.insert(X).second)
        Work.push_back(X);
    }
  return *(Chosen = true);
}

/// Once BB has run, is what is read needed?
bool PunFinder::follows(const BasicBlock *BB) {
  return FAM.getResult<PostDominatorTreeAnalysis>(F).dominates(
             Read->getParent(), BB) &&
         !isChosen();
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

/// Are there integers where F is? Where pointers lie at times, they do, too.
static bool holdsNumbers(const Fact &F) {
  return F.Both || F.T.isPointer() || (F.T.Conflict && F.Cell != NoId) ||
         (F.T.K == ByteType::Integer && F.R > Rank::Peek);
}

/// Is integer I, which is no moved float, computed from digits of one?
bool PunFinder::losesDigits(const Instruction &I) const {
  if (!isa<BinaryOperator>(I) && !isa<CastInst>(I))
    return false;
  for (const TypeRun &R : T.valueLayout(T.top(), &I).Runs)
    if (R.Type.K != ByteType::Integer && R.Type.K != ByteType::Anything)
      return false;
  return any_of(digitSources(&I), [&](const Instruction *S) {
    if (isa<BitCastInst>(S))
      return A.isActive(S->getOperand(0));
    // Nobody is seen to write integers there.
    if (!A.isActiveMemory(S->getOperand(0)) || isDeclaredInteger(DL, *S))
      return false;
    VarId P = T.varOf(T.top(), S->getOperand(0));
    return none_of(T.S.layout(P, DL.getTypeStoreSize(S->getType())),
                   [](const Placed &X) { return holdsNumbers(X.F); });
  });
}

/// Does the analysed code store a constant that is no float where L loads?
bool PunFinder::readsIntegerConstant(const LoadInst &L) const {
  VarId P = T.varOf(T.top(), L.getPointerOperand());
  Type *Ty = L.getType()->isIntegerTy(32) ? Type::getFloatTy(L.getContext())
                                          : Type::getDoubleTy(L.getContext());
  int64_t Size = DL.getTypeStoreSize(Ty);
  if (int64_t(DL.getTypeStoreSize(L.getType())) != Size ||
      T.S.object(P) == NoId)
    return false;
  for (const auto &Body : T.Instances)
    for (const Instruction &X : instructions(*Body->F)) {
      auto *St = dyn_cast<StoreInst>(&X);
      if (!St || !mayBeIntegerConstant(St->getValueOperand(),
                                       Ty->getFltSemantics()))
        continue;
      VarId At = T.varOf(*Body, St->getPointerOperand());
      if (T.S.object(At) == T.S.object(P) &&
          beginAlike(P, Demand{Ty, 0, 0, Size}, At, Size))
        return true;
    }
  return false;
}

/// Is what I converts to a float an integer, though floats share its bytes? What
/// is loaded counts as one where integers are seen to be written: the program
/// chooses when to look.
bool PunFinder::isNumber(const CastInst &I) const {
  auto number = [&](const Value *V) {
    if (!A.isActive(V))
      return true;
    auto *L = dyn_cast<LoadInst>(V);
    return L && (any_of(T.S.layout(T.varOf(T.top(), L->getPointerOperand()),
                                   DL.getTypeStoreSize(L->getType())),
                        [](const Placed &X) { return X.F.Both; }) ||
                 readsIntegerConstant(*L));
  };
  return isNumberByTag(I, FAM.getResult<DominatorTreeAnalysis>(F), number);
}

void PunFinder::traceValue(const Value *V, Demand D, bool Sure,
                           unsigned Depth) {
  const Value *X;
  const APInt *C;
  auto *I = dyn_cast<Instruction>(V);
  if (D.Lo >= D.Hi || Depth > 32 || !Budget)
    return;
  --Budget;
  Type *Ty = V->getType();
  if (Type *Format = formatOf(Ty))
    return wrote(Format, 0, DL.getTypeStoreSize(Ty), D, Sure);
  if (!I) {
    Match |= !isa<Constant>(V);
    return;
  }
  if (!Ty->isIntOrIntVectorTy())
    return;
  if (isOnlySign(*I, DL.getTypeStoreSize(D.Want), D.At, D.Lo, D.Hi))
    return;
  if (losesDigits(*I)) {
    Computed = true;
    return;
  }
  int64_t Size = DL.getTypeStoreSize(Ty);
  auto operand = [&](unsigned K, const Demand &E) {
    traceValue(I->getOperand(K), E, Sure, Depth + 1);
  };
  auto clipped = [&](Demand E, int64_t To) {
    E.Lo = std::max<int64_t>(E.Lo, 0);
    E.Hi = std::min(E.Hi, To);
    return E;
  };
  bool Scalar = Ty->isIntegerTy();
  switch (I->getOpcode()) {
  case Instruction::BitCast:
  case Instruction::Freeze:
    return operand(0, D);
  case Instruction::ZExt:
    if (Scalar)
      return operand(0, clipped(D, DL.getTypeStoreSize(
                                       I->getOperand(0)->getType())));
    break;
  case Instruction::Trunc:
    if (Scalar)
      return operand(0, D);
    break;
  case Instruction::Shl:
    if (Scalar && match(I, m_Shl(m_Value(X), m_APInt(C))) &&
        C->ult(uint64_t(Size) * 8) && C->getZExtValue() % 8 == 0)
      return traceValue(
          X, clipped(D.moved(-int64_t(C->getZExtValue() / 8)), Size), Sure,
          Depth + 1);
    break;
  case Instruction::LShr:
    if (Scalar && match(I, m_LShr(m_Value(X), m_APInt(C))) &&
        C->ult(uint64_t(Size) * 8) && C->getZExtValue() % 8 == 0)
      return traceValue(
          X, clipped(D.moved(int64_t(C->getZExtValue() / 8)), Size), Sure,
          Depth + 1);
    break;
  case Instruction::And:
    if (Scalar && match(I, m_And(m_Value(X), m_APInt(C)))) {
      if (C->isZero())
        return;
      Demand E = D;
      E.Lo = std::max<int64_t>(E.Lo, C->countr_zero() / 8);
      E.Hi = std::min<int64_t>(E.Hi, (C->getActiveBits() + 7) / 8);
      return traceValue(X, E, Sure, Depth + 1);
    }
    [[fallthrough]];
  case Instruction::Or:
  case Instruction::Xor:
    operand(0, D);
    return operand(1, D);
  case Instruction::PHI:
  case Instruction::Select: {
    if (!Seen.insert(I).second)
      return;
    Sure &= follows(I->getParent());
    for (unsigned K = isa<SelectInst>(I) ? 1 : 0; K < I->getNumOperands(); ++K)
      operand(K, D);
    return;
  }
  case Instruction::ExtractElement:
    if (auto *At = dyn_cast<ConstantInt>(I->getOperand(1)))
      return operand(0, D.moved(int64_t(At->getZExtValue()) * Size));
    break;
  case Instruction::InsertElement:
    if (auto *At = dyn_cast<ConstantInt>(I->getOperand(2))) {
      int64_t Lane = DL.getTypeStoreSize(I->getOperand(1)->getType());
      int64_t Off = int64_t(At->getZExtValue()) * Lane;
      operand(1, clipped(D.moved(-Off), Lane));
      operand(0, Demand{D.Want, D.At, D.Lo, std::min(D.Hi, Off)});
      return operand(0, Demand{D.Want, D.At, std::max(D.Lo, Off + Lane), D.Hi});
    }
    break;
  case Instruction::Load:
    return traceMemory(*I, I->getOperand(0), D, Sure, Depth);
  default:
    break;
  }
  Match = true;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

bool PunFinder::isSuspicious(VarId P, const Demand &D) const {
  if (P == NoId || !T.S.resolved(P))
    return false;
  // Not the layout: that settles for the best evidence.
  TypesSolver::Ref R = T.S.ref(P);
  int64_t Unit = DL.getTypeStoreSize(D.Want);
  for (auto &[K, X] : T.S.obj(R.Obj).Facts) {
    if (!X.T.Conflict && !X.T.isFloat())
      continue;
    uint64_t G = std::gcd(R.Stride, K.second);
    int64_t At = K.first - (R.Off + D.Lo), Len = D.Hi - D.Lo;
    if (G)
      At = mod(At, G);
    bool Meets = At < Len && At + int64_t(X.Size) > 0;
    if (G)
      Meets |= At + int64_t(X.Size) > int64_t(G);
    if (Meets && (X.T.Conflict || X.T.FloatTy != D.Want ||
                  (!G && (At + D.Lo - D.At) % Unit)))
      return true;
  }
  return false;
}

/// May bytes D of what VP points to be among the Size bytes at VQ?
bool PunFinder::mayOverlap(VarId VP, const Demand &D, VarId VQ,
                           int64_t Size) const {
  if (VP == NoId || VQ == NoId || !T.S.resolved(VP) || !T.S.resolved(VQ))
    return true;
  TypesSolver::Ref P = T.S.ref(VP), Q = T.S.ref(VQ);
  if (P.Obj != Q.Obj)
    return false;
  int64_t Delta = Q.Off - (P.Off + D.Lo), Len = D.Hi - D.Lo;
  if (uint64_t G = std::gcd(P.Stride, Q.Stride)) {
    Delta = mod(Delta, G);
    return Delta < Len || Delta + Size > int64_t(G);
  }
  return Delta < Len && Delta + Size > 0;
}

/// The same, and neither is one place while the other is all places of a kind:
/// an index that is not known may leave its array as far as the solver knows,
/// but hardly does.
bool PunFinder::beginAlike(VarId VP, const Demand &D, VarId VQ,
                           int64_t Size) const {
  if (!mayOverlap(VP, D, VQ, Size))
    return false;
  return VP == NoId || VQ == NoId || !T.S.resolved(VP) || !T.S.resolved(VQ) ||
         !T.S.ref(VP).Stride == !T.S.ref(VQ).Stride;
}

/// Left without the bytes [Lo, Hi), counted from D.Lo.
static uint64_t without(uint64_t Left, int64_t Lo, int64_t Hi) {
  Lo = std::clamp<int64_t>(Lo, 0, 64);
  Hi = std::clamp<int64_t>(Hi, 0, 64);
  for (int64_t K = Lo; K < Hi; ++K)
    Left &= ~(uint64_t(1) << K);
  return Left;
}

bool PunFinder::traceWriter(const Instruction &W, const Value *Ptr,
                            const Demand &D, uint64_t &Left, bool Sure,
                            unsigned Depth) {
  VarId P = T.varOf(T.top(), Ptr);
  auto settled = [&](int64_t Lo, int64_t Hi) {
    Left = without(Left, Lo - D.Lo, Hi - D.Lo);
    return !Left;
  };
  if (auto *St = dyn_cast<StoreInst>(&W)) {
    const Value *V = St->getValueOperand(), *Q = St->getPointerOperand();
    int64_t Size = DL.getTypeStoreSize(V->getType());
    if (std::optional<int64_t> At = distanceOf(DL, Ptr, Q)) {
      if (*At >= D.Hi || *At + Size <= D.Lo)
        return false;
      // Bytes of D that a later store has replaced need no look.
      Demand E = D;
      while (E.Lo < E.Hi && !(Left >> (E.Lo - D.Lo) & 1))
        ++E.Lo;
      E = E.moved(-*At);
      E.Lo = std::max<int64_t>(E.Lo, 0);
      E.Hi = std::min(E.Hi, Size);
      traceValue(V, E, Sure && follows(W.getParent()), Depth + 1);
      return settled(*At, *At + Size);
    }
    if (!mayOverlap(P, D, T.varOf(T.top(), Q), Size))
      return false;
    auto &AA = FAM.getResult<AAManager>(F);
    if (AA.alias(MemoryLocation::getBeforeOrAfter(Ptr),
                 MemoryLocation(Q, LocationSize::precise(Size))) ==
        AliasResult::NoAlias)
      return false;
    if (Type *Format = formatOf(V->getType())) {
      if (Format == D.Want) {
        Match = true;
        return true;
      }
      auto [BaseP, OffP] = originOf(DL, Ptr);
      auto [BaseQ, OffQ] = originOf(DL, Q);
      bool Alike = BaseP == BaseQ
                       ? OffP + D.Lo < OffQ + Size && OffQ < OffP + D.Hi
                       : beginAlike(P, D, T.varOf(T.top(), Q), Size);
      if (Alike && !Possible)
        Possible = Format;
    } else if (!isa<Constant>(V) &&
               Size >= int64_t(DL.getTypeStoreSize(D.Want))) {
      // Somewhere there: less than a float is a counter, most likely.
      SaveAndRestore Elsewhere(Exact, false);
      traceValue(V, Demand{D.Want, 0, 0, Size}, false, Depth + 1);
    }
    return false;
  }
  if (&W == getUnderlyingObject(Ptr))
    return true; // nothing was there before
  auto *CB = dyn_cast<CallBase>(&W);
  if (!CB || !W.mayWriteToMemory() || W.isLifetimeStartOrEnd())
    return false;
  KnownCall K = classifyCall(*CB);
  switch (K.Kind) {
  case CallKind::MemSet:
  case CallKind::MemCopy: {
    const Value *Q = CB->getArgOperand(K.Ptr);
    auto *Len = dyn_cast<ConstantInt>(CB->getArgOperand(K.Size));
    std::optional<int64_t> At = distanceOf(DL, Ptr, Q);
    if (!At || !Len) {
      Match |= K.Kind == CallKind::MemCopy &&
               mayOverlap(P, D, T.varOf(T.top(), Q), 1 << 20);
      return false;
    }
    int64_t End = *At + int64_t(Len->getLimitedValue(1 << 30));
    if (*At >= D.Hi || End <= D.Lo)
      return false;
    if (K.Kind == CallKind::MemCopy) {
      Demand E = D;
      E.Lo = std::max(E.Lo, *At);
      E.Hi = std::min(E.Hi, End);
      traceMemory(W, CB->getArgOperand(K.Src), E.moved(-*At),
                  Sure && follows(W.getParent()), Depth + 1);
    }
    return settled(*At, End);
  }
  case CallKind::Unknown:
    break;
  default:
    return false;
  }
  auto It = T.top().Callees.find(CB);
  if (It != T.top().Callees.end()) {
    Bodies Writers;
    callWrites(*It->second, P, D, Writers);
  } else {
    Match = true; // for all that is known
  }
  return false;
}

void PunFinder::traceMemory(const Instruction &From, const Value *Ptr, Demand D,
                            bool Sure, unsigned Depth) {
  if (D.Lo >= D.Hi || D.Hi - D.Lo > 64 || Depth > 8)
    return;
  VarId P = T.varOf(T.top(), Ptr);
  if (!isSuspicious(P, D)) {
    Match = true;
    return;
  }
  uint64_t Whole = ~uint64_t(0) >> (64 - (D.Hi - D.Lo));
  DenseMap<const BasicBlock *, uint64_t> Visited;
  SmallVector<std::pair<const BasicBlock *, uint64_t>, 16> Work;
  const BasicBlock &Top = F.getEntryBlock();
  auto leave = [&](const BasicBlock *BB, uint64_t Left) {
    if (BB == &Top) {
      const Value *Base = getUnderlyingObject(Ptr);
      if (!isa<AllocaInst>(Base)) {
        Match = true;
        if (Exact)
          Entries.push_back({Read, Ptr, D});
      }
    }
    for (const BasicBlock *Pred : predecessors(BB)) {
      uint64_t &Old = Visited[Pred];
      if ((Old | Left) != Old) {
        Old |= Left;
        Work.push_back({Pred, Left});
      }
    }
  };
  auto walk = [&](const BasicBlock *BB, BasicBlock::const_iterator It,
                  uint64_t Left) {
    while (It != BB->begin()) {
      --It;
      if (!Budget)
        return;
      if ((It->mayWriteToMemory() || isa<AllocaInst>(*It)) && Budget--)
        if (traceWriter(*It, Ptr, D, Left, Sure, Depth))
          return;
    }
    leave(BB, Left);
  };
  walk(From.getParent(), From.getIterator(), Whole);
  while (!Work.empty()) {
    auto [BB, Left] = Work.pop_back_val();
    walk(BB, BB->end(), Left);
  }
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

/// What the stores in I may have put where P points.
void PunFinder::callWrites(const Instance &I, VarId P, const Demand &D,
                           Bodies &Met) {
  if (Match || !Met.insert(&I).second)
    return;
  for (const Instruction &X : instructions(*I.F)) {
    if (auto *St = dyn_cast<StoreInst>(&X)) {
      Type *Format = formatOf(St->getValueOperand()->getType());
      int64_t Size = DL.getTypeStoreSize(St->getValueOperand()->getType());
      if (!Format || !mayOverlap(P, D, T.varOf(I, St->getPointerOperand()),
                                 Size))
        continue;
      if (Format == D.Want)
        Match = true;
      else if (!Possible &&
               beginAlike(P, D, T.varOf(I, St->getPointerOperand()), Size))
        Possible = Format;
    } else if (auto *CB = dyn_cast<CallBase>(&X)) {
      if (auto It = I.Callees.find(CB); It != I.Callees.end()) {
        callWrites(*It->second, P, D, Met);
      } else if (classifyCall(*CB).Kind == CallKind::MemCopy &&
                 mayOverlap(P, D,
                            T.varOf(I, CB->getArgOperand(
                                           classifyCall(*CB).Ptr)),
                            1 << 20)) {
        Match = true;
      }
    }
  }
}

/// Loads in I of what was stored before it was called, as far as dominance
/// tells.
void PunFinder::exposedLoads(const Instance &I,
                             SmallVectorImpl<std::pair<VarId, Demand>> &Out,
                             Bodies &Met) {
  if (Out.size() > 64 || !Met.insert(&I).second)
    return;
  std::optional<DominatorTree> DT;
  SmallVector<const StoreInst *, 16> Stores;
  for (const Instruction &X : instructions(*I.F))
    if (auto *St = dyn_cast<StoreInst>(&X);
        St && formatOf(St->getValueOperand()->getType()))
      Stores.push_back(St);
  for (const Instruction &X : instructions(*I.F)) {
    if (auto *CB = dyn_cast<CallBase>(&X)) {
      if (auto It = I.Callees.find(CB); It != I.Callees.end())
        exposedLoads(*It->second, Out, Met);
      continue;
    }
    auto *L = dyn_cast<LoadInst>(&X);
    Type *Format = L ? formatOf(L->getType()) : nullptr;
    if (!Format)
      continue;
    const Value *Ptr = L->getPointerOperand();
    Demand D{Format, 0, 0, int64_t(DL.getTypeStoreSize(L->getType()))};
    if (D.Hi > 64 || !isSuspicious(T.varOf(I, Ptr), D))
      continue;
    if (!DT)
      DT.emplace(*I.F);
    bool Before = any_of(Stores, [&](const StoreInst *St) {
      return formatOf(St->getValueOperand()->getType()) == Format &&
             getUnderlyingObject(St->getPointerOperand()) ==
                 getUnderlyingObject(Ptr) &&
             DT->dominates(St, L);
    });
    if (!Before)
      Out.push_back({T.varOf(I, Ptr), D});
  }
}

std::optional<Pun> PunFinder::checkCall(const CallBase &CB,
                                        const Instance &Callee) {
  SmallVector<std::pair<VarId, Demand>, 8> Loads;
  Bodies Readers;
  exposedLoads(Callee, Loads, Readers);
  for (auto &[V, D] : Loads) {
    VarId P = V;
    const Demand &Wanted = D;
    auto Found = judge(CB, [&] {
      // Only by place: the callee's addresses mean nothing to alias analysis
      // here. Objects that are there before F are trusted.
      for (const Origin &O : T.Origins)
        if (T.S.find(O.Obj).first == T.S.object(P) &&
            O.K != Origin::Stack && O.K != Origin::Heap)
          Match = true;
      SmallPtrSet<const BasicBlock *, 16> Visited;
      SmallVector<const BasicBlock *, 16> Work;
      Bodies Writers;
      auto walk = [&](const BasicBlock *BB, BasicBlock::const_iterator It) {
        // Match is the best there is to find.
        while (It != BB->begin() && Budget && !Match) {
          --It;
          if (!It->mayWriteToMemory())
            continue;
          --Budget;
          if (auto *St = dyn_cast<StoreInst>(&*It)) {
            const Value *X = St->getValueOperand();
            if (!mayOverlap(P, Wanted,
                            T.varOf(T.top(), St->getPointerOperand()),
                            DL.getTypeStoreSize(X->getType())))
              continue;
            Type *Format = formatOf(X->getType());
            if (Format == Wanted.Want || (!Format && !isa<Constant>(X)))
              Match = true;
            else if (Format && !Possible &&
                     beginAlike(P, Wanted,
                                T.varOf(T.top(), St->getPointerOperand()),
                                DL.getTypeStoreSize(X->getType())))
              Possible = Format;
          } else if (auto *C = dyn_cast<CallBase>(&*It)) {
            auto Sub = T.top().Callees.find(C);
            if (Sub != T.top().Callees.end())
              callWrites(*Sub->second, P, Wanted, Writers);
            else if (KnownCall K = classifyCall(*C);
                     K.Kind == CallKind::Unknown ||
                     (K.Kind == CallKind::MemCopy &&
                      mayOverlap(P, Wanted,
                                 T.varOf(T.top(), C->getArgOperand(K.Ptr)),
                                 1 << 20)))
              Match = true;
          }
        }
        for (const BasicBlock *Pred : predecessors(BB))
          if (Visited.insert(Pred).second)
            Work.push_back(Pred);
      };
      walk(CB.getParent(), CB.getIterator());
      while (!Work.empty()) {
        const BasicBlock *BB = Work.pop_back_val();
        walk(BB, BB->end());
      }
    });
    if (Found)
      return Pun{&CB, Found->Was ? Wanted.Want : nullptr, Found->Was};
  }
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// All reads
//===----------------------------------------------------------------------===//

std::optional<Pun> PunFinder::judge(const Instruction &I,
                                    function_ref<void()> Trace) {
  Read = &I;
  Match = false;
  Certain = Possible = nullptr;
  Computed = false;
  Chosen.reset();
  Seen.clear();
  Budget = 4096;
  Trace();
  if (Computed)
    return Pun{&I, nullptr, nullptr};
  Type *Was = Certain ? Certain : Match ? nullptr : Possible;
  if (!Was)
    return std::nullopt;
  return Pun{&I, formatOf(I.getType()), Was};
}

/// Two reads of what was there at entry, in two formats, of which one is
/// certain to follow the other.
std::optional<Pun> PunFinder::checkEntries() {
  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  auto &PDT = FAM.getResult<PostDominatorTreeAnalysis>(F);
  for (const Entry &X : Entries)
    for (const Entry &Y : Entries) {
      if (X.D.Want == Y.D.Want)
        continue;
      std::optional<int64_t> At = distanceOf(DL, X.Base, Y.Base);
      if (!At || *At + Y.D.Lo >= X.D.Hi || *At + Y.D.Hi <= X.D.Lo)
        continue;
      const BasicBlock *BX = X.Read->getParent(), *BY = Y.Read->getParent();
      if (DT.dominates(BX, BY) && PDT.dominates(BY, BX))
        return Pun{Y.Read, Y.D.Want, X.D.Want};
    }
  return std::nullopt;
}

std::optional<Pun> PunFinder::run() {
  if (!DL.isLittleEndian())
    return std::nullopt;
  for (Instruction &I : instructions(F)) {
    std::optional<Pun> Found;
    if (auto *CB = dyn_cast<CallBase>(&I)) {
      auto It = T.top().Callees.find(CB);
      if (It != T.top().Callees.end() && A.isActiveInst(CB))
        Found = checkCall(*CB, *It->second);
    } else if (isa<SIToFPInst, UIToFPInst>(I)) {
      if (A.isActive(&I) && !isNumber(cast<CastInst>(I)))
        return Pun{&I, nullptr, nullptr};
    } else if (auto *St = dyn_cast<StoreInst>(&I)) {
      // Bits that are stored where others see a float.
      auto *V = dyn_cast<Instruction>(St->getValueOperand());
      auto told = [&](const Value *X) { return Told && Words.contains(X); };
      if (const LoadInst *L = A.floatMovedAsPointer(*St, told))
        return Pun{L, L->getType(), nullptr};
      if (!V || !V->getType()->isIntOrIntVectorTy() ||
          !A.isActiveMemory(St->getPointerOperand()))
        continue;
      if ((!told(V) && joinsFloatAndPointer(V, A)) ||
          (!Told && Words.contains(V) && !A.isActive(V)))
        return Pun{St, PointerType::getUnqual(St->getContext()), nullptr};
      VarId P = T.varOf(T.top(), St->getPointerOperand());
      for (const Placed &X : T.S.layout(P, DL.getTypeStoreSize(V->getType())))
        if (X.F.T.isFloat() && !X.Clipped && !Found) {
          Found = judge(I, [&] {
            traceValue(V, Demand{X.F.T.FloatTy, X.Off, X.Off, X.Off + X.Size},
                       true);
          });
          if (Found && Found->Was)
            Found->As = X.F.T.FloatTy;
        }
    } else if (Type *Format = formatOf(I.getType());
               Format && isa<LoadInst, BitCastInst>(I) && A.isActive(&I)) {
      const Value *Op = I.getOperand(0);
      Demand D{Format, 0, 0, int64_t(DL.getTypeStoreSize(I.getType()))};
      if (isa<BitCastInst>(I) && formatOf(Op->getType()) &&
          all_of(I.users(), [](const User *U) { return isa<BitCastInst>(U); }))
        continue;
      Found = judge(I, [&] {
        if (isa<LoadInst>(I))
          traceMemory(I, Op, D, true, 0);
        else
          traceValue(Op, D, true);
      });
    }
    if (Found)
      return Found;
  }
  return Entries.size() > 1 ? checkEntries() : std::nullopt;
}

std::optional<Pun> findPun(Function &F, const Types &T, const Activity &A,
                           FunctionAnalysisManager &FAM,
                           const WordValues &Words, bool Told) {
  return PunFinder(F, T, A, FAM, Words, Told).run();
}

} // namespace wengert
