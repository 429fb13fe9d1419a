//===- Tape.cpp - Values of the forward sweep, seen from reverse ----------===//
#include "Emit/Tape.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/Helpers.h"
#include "Emit/ReportFacts.h"
#include "Emit/TapeMemory.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace llvm;

namespace wengert {

/// Arrays of at most this many bytes, with constant bounds, stay on the stack.
static constexpr uint64_t StackLimit = 8192;

static AllocaInst *entryAlloca(Function *F, Type *T, const Twine &Name) {
  BasicBlock &Entry = F->getEntryBlock();
  return new AllocaInst(T, F->getDataLayout().getAllocaAddrSpace(), nullptr,
                        F->getDataLayout().getPrefTypeAlign(T), Name,
                        Entry.begin());
}

/// The tape lives in memory of malloc, which knows of no wider alignment:
/// vectors of 32 and 64 bytes are stored as if they were unaligned.
static Align tapeAlign(const DataLayout &DL, Type *T) {
  return std::min(DL.getABITypeAlign(T), Align(16));
}

void Tape::put(IRBuilder<> &B, Value *V, Value *P, const void *Part) {
  const DataLayout &DL = S.layout();
  Accesses.push_back(
      {B.CreateAlignedStore(V, P, tapeAlign(DL, V->getType())), Part});
}

Value *Tape::get(IRBuilder<> &B, Type *T, Value *P, const void *Part,
                 const Twine &Name) {
  LoadInst *L = B.CreateAlignedLoad(T, P, tapeAlign(S.layout(), T), Name);
  Accesses.push_back({L, Part});
  return L;
}

void Tape::release(IRBuilder<> &B, Value *P, bool OfMalloc) {
  if (Split) {
    // No list for deferred frees: the caller keeps the tape for another run.
    Value *Keep = B.CreateIsNull(Target->getArg(Back->QuarantineParam));
    P = B.CreateSelect(Keep, ConstantPointerNull::get(B.getPtrTy()), P);
  }
  // Marked, so that a derivative of this derivative releases shadows along.
  FunctionCallee Free =
      OfMalloc ? getFree(S.module()) : getTapeFree(S.module());
  B.CreateCall(Free, {P})->setMetadata("wengert.tape",
                                       MDNode::get(S.W->getContext(), {}));
}

static Instruction *insertPointAfter(Instruction *I) {
  if (isa<PHINode>(I))
    return &*I->getParent()->getFirstInsertionPt();
  return I->getNextNode();
}

Tape::Tape(EmitState &S, Function *Target, const DerivativeFn *Back)
    : S(S), Target(Target), Back(Back), Split(Target != S.W),
      LI(S.E.fam().getResult<LoopAnalysis>(S.P)),
      Plan(PlanFacts{
          [this](const Value *V) { return isAvailable(V); },
          [this](const LoadInst *L) {
            SmallVector<const StoreInst *, 2> Undo;
            if (auto *PL = dyn_cast_or_null<LoadInst>(this->S.Origin.lookup(L)))
              return this->S.OW.mayReload(PL, Undo);
            if (auto *PL = this->S.DualLoads.lookup(L))
              return !this->S.R.RuntimeActivity &&
                     !this->S.OW.isOverwritten(PL);
            return false;
          },
          [this](const BasicBlock *BB) { return expectedRuns(BB); },
          [this](const BasicBlock *BB) { return loopOf(BB) != nullptr; }}) {
  for (auto &[H, Facts] : S.NF.Loops)
    Counters[S.inW(Facts.IV)] = H;
  if (Split)
    for (unsigned I = 0; I < S.D.Params.size(); ++I) {
      ArgMap[S.W->getArg(S.D.Params[I].Primal)] =
          Target->getArg(Back->Params[I].Primal);
      if (S.D.Params[I].Shadow >= 0)
        ArgMap[S.W->getArg(S.D.Params[I].Shadow)] =
            Target->getArg(Back->Params[I].Shadow);
    }
}

Loop *Tape::loopOf(const BasicBlock *WBlock) const {
  BasicBlock *PB = S.BlockOf.lookup(WBlock);
  return PB ? LI.getLoopFor(PB) : nullptr;
}

BasicBlock *Tape::inW(BasicBlock *PBlock) const {
  return cast<BasicBlock>(S.VMap[PBlock]);
}

Value *Tape::countInW(Loop *L) const {
  Value *C = S.NF.Loops.lookup(L->getHeader()).Count;
  return C ? S.inW(C) : nullptr;
}

AllocaInst *Tape::counter(BasicBlock *H) {
  AllocaInst *&A = RevCounters[H];
  if (!A)
    A = entryAlloca(Target, Type::getInt64Ty(Target->getContext()), "wg.riv");
  return A;
}

Value *Tape::currentRun(IRBuilder<> &B, BasicBlock *H) {
  return B.CreateSub(B.CreateLoad(B.getInt64Ty(), counter(H)), B.getInt64(1),
                     "wg.riv", true, true);
}

/// Constant trip counts as they are, others as a guess.
double Tape::expectedRuns(const BasicBlock *WBlock) const {
  constexpr double Guess = 16, Most = 1e6;
  double Runs = 1;
  for (Loop *L = loopOf(WBlock); L; L = L->getParentLoop()) {
    auto *C = dyn_cast_or_null<ConstantInt>(countInW(L));
    Runs *= C ? std::max(1.0, C->getValue().roundToDouble()) : Guess;
  }
  return std::min(Runs, Most);
}

bool Tape::isAvailable(const Value *WV) const {
  auto *I = dyn_cast<Instruction>(WV);
  if (!I || isCounter(WV))
    return true;
  auto *A = dyn_cast<AllocaInst>(I);
  return A && !Split && A->isStaticAlloca();
}

void Tape::startBlock() {
  ++Blocks;
  Cache.clear();
  if (!Realized)
    Events.push_back({Event::Block});
}

/// Holds a place in the reverse sweep.
static Instruction *holdPlace(IRBuilder<> &B, Type *T) {
  return B.Insert(new FreezeInst(PoisonValue::get(T)), "wg.asked");
}

Value *Tape::lookup(IRBuilder<> &B, Value *WV) {
  auto *I = dyn_cast<Instruction>(WV);
  if (Realized || !I)
    return lookupNow(B, WV);
  // What there is anyway needs no decision, but may need a load just here.
  if (!isAvailable(WV))
    Plan.require(I, Blocks);
  Value *&V = Cache[I];
  if (!V) {
    Instruction *Held = holdPlace(B, I->getType());
    Events.push_back({Event::Lookup, Held, I});
    V = Held;
  }
  return V;
}

void Tape::popBlock(IRBuilder<> &B, BasicBlock *PB) {
  Events.push_back({Event::Pop, holdPlace(B, B.getInt1Ty()), nullptr, PB});
}

void Tape::releaseAt(IRBuilder<> &B, BasicBlock *Preheader) {
  Events.push_back(
      {Event::Release, holdPlace(B, B.getInt1Ty()), nullptr, Preheader});
}

void Tape::undoAt(IRBuilder<> &B, StoreInst *SI) {
  if (S.OW.canUndo(SI))
    Events.push_back({Event::Undo, holdPlace(B, B.getInt1Ty()),
                      cast<Instruction>(S.VMap[SI])});
}

/// The stores that what was decided counts on being undone.
SmallPtrSet<const StoreInst *, 4> Tape::storesToUndo() {
  SmallVector<const StoreInst *, 4> Undo;
  Plan.forEachRecomputed([&](const Instruction *I) {
    if (auto *PL = dyn_cast_or_null<LoadInst>(S.Origin.lookup(I)))
      S.OW.mayReload(PL, Undo);
  });
  SmallPtrSet<const StoreInst *, 4> Set(S.OW.undoneForCalls().begin(),
                                        S.OW.undoneForCalls().end());
  Set.insert(Undo.begin(), Undo.end());
  return Set;
}

/// Puts back at B what store SI replaced, and its value once more before
/// Final. SI runs exactly once, so its operands are there. Returns that store.
static Instruction *undoStore(IRBuilder<> &B, StoreInst &SI,
                              Instruction *Final) {
  Type *T = SI.getValueOperand()->getType();
  Value *P = SI.getPointerOperand();
  Value *Old =
      IRBuilder<>(&SI).CreateAlignedLoad(T, P, SI.getAlign(), "wg.old");
  Value *New = B.CreateAlignedLoad(T, P, SI.getAlign(), "wg.new");
  B.CreateAlignedStore(Old, P, SI.getAlign());
  // What only writes memory may not read it, and this does now.
  if (auto *A = dyn_cast<Argument>(getUnderlyingObject(P, 0)))
    for (auto K : {Attribute::WriteOnly, Attribute::Initializes})
      A->removeAttr(K);
  return IRBuilder<>(Final).CreateAlignedStore(New, P, SI.getAlign());
}

void Tape::realize(Instruction *Final) {
  Realized = true;
  Plan.settle();
  Cache.clear();
  const SmallPtrSet<const StoreInst *, 4> Undo = storesToUndo();
  Plan.forEachRecomputed(
      [&](const Instruction *I) { reportRecomputed(S, *I); });
  Instruction *Last = Final; // the store written again last
  for (const Event &E : Events) {
    if (E.K == Event::Block) {
      Cache.clear();
      continue;
    }
    IRBuilder<> B(E.StandIn);
    if (E.K == Event::Lookup)
      E.StandIn->replaceAllUsesWith(lookupNow(B, E.Asked));
    else if (E.K == Event::Pop)
      popNow(B, E.Of);
    else if (E.K == Event::Undo) {
      auto &SI = cast<StoreInst>(*E.Asked);
      // Undone from last to first, written again from first to last.
      if (Undo.contains(cast<StoreInst>(S.Origin.lookup(&SI))))
        Last = undoStore(B, SI, Last);
    } else
      releaseNow(B, E.Of);
    E.StandIn->eraseFromParent();
  }
  Events.clear();
}

Value *Tape::lookupNow(IRBuilder<> &B, Value *WV) {
  if (auto It = ArgMap.find(WV); It != ArgMap.end())
    return It->second;
  auto *I = dyn_cast<Instruction>(WV);
  if (!I)
    return WV;
  if (!Split && isa<AllocaInst>(I) && cast<AllocaInst>(I)->isStaticAlloca())
    return I;
  if (Value *V = Cache.lookup(I))
    return V;
  Value *V = lookupUncached(B, I);
  Cache[I] = V;
  return V;
}

Value *Tape::lookupUncached(IRBuilder<> &B, Instruction *I) {
  if (auto It = Counters.find(I); It != Counters.end())
    return currentRun(B, It->second);
  switch (Plan.decide(I)) {
  case Source::Available:
    return I;
  case Source::Recompute: {
    Instruction *N = I->clone();
    for (Use &U : N->operands())
      U.set(lookupNow(B, U.get()));
    N->dropUnknownNonDebugMetadata(
        {LLVMContext::MD_tbaa, LLVMContext::MD_fpmath});
    B.Insert(N, I->getName());
    return N;
  }
  case Source::Store:
    break;
  }
  Loop *L = loopOf(I->getParent());
  if (!L)
    return fromSlot(B, I);
  return knownAtEntry(L) ? fromArray(B, I) : fromStack(B, I);
}

Tape::Slot Tape::makeSlot(Type *Ty, const Twine &Name) {
  Slot Sl;
  Sl.InW = entryAlloca(S.W, Ty, Name);
  Sl.InBack = Split ? entryAlloca(Target, Ty, Name) : Sl.InW;
  AllSlots.push_back(Sl);
  return Sl;
}

Value *Tape::fromSlot(IRBuilder<> &B, Instruction *I) {
  Slot &Sl = Slots[I];
  if (!Sl.InW) {
    reportStored(S, *I, Split ? "a field of the tape" : "a register", "call");
    Sl = makeSlot(I->getType(), I->getName() + ".slot");
    new StoreInst(I, Sl.InW, false, Sl.InW->getAlign(),
                  insertPointAfter(I)->getIterator());
  }
  return B.CreateLoad(I->getType(), Sl.InBack, I->getName());
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

bool Tape::knownAtEntry(Loop *L) const {
  Loop *Top = L->getOutermostLoop();
  for (; L; L = L->getParentLoop()) {
    const LoopFacts &F = S.NF.Loops.find(L->getHeader())->second;
    if (!F.Count || !LI.getLoopFor(F.CountAt)->contains(Top))
      return false;
  }
  return true;
}

Value *Tape::index(IRBuilder<> &B, const Array &A, bool Reverse) {
  Value *Idx = nullptr;
  for (Loop *L : A.Nest) {
    Value *IV = S.inW(S.NF.Loops.find(L->getHeader())->second.IV);
    if (Reverse)
      IV = lookupNow(B, IV);
    if (!Idx) {
      Idx = IV;
      continue;
    }
    Value *N = countInW(L);
    if (Reverse)
      N = lookupNow(B, N);
    Idx = B.CreateAdd(B.CreateMul(Idx, N, "", true, true), IV, "", true, true);
  }
  return Idx;
}

/// How many entries A has, in W or in the reverse sweep.
Value *Tape::entriesOf(IRBuilder<> &B, const Array &A, bool Reverse) {
  Value *N = nullptr;
  for (Loop *L : A.Nest) {
    Value *Size = S.NF.Loops.find(L->getHeader())->second.Size;
    Value *Count = Size ? S.inW(Size) : countInW(L);
    if (Reverse)
      Count = lookupNow(B, Count);
    N = N ? B.CreateMul(N, Count) : Count;
  }
  return N;
}

/// Where A begins in its block: behind the parts before it. Large arrays are
/// apart by a little more than their size. Those of 2^k entries would all meet
/// in the same lines of a cache.
Value *Tape::offsetOf(IRBuilder<> &B, const Array &A, bool Reverse) {
  constexpr uint64_t Most = 192;
  Value *Off = B.getInt64(0);
  for (const Array &Before : ArrayRef(Heap[A.Heap].Parts).take_front(A.Part)) {
    Value *Bytes =
        B.CreateMul(entriesOf(B, Before, Reverse), B.getInt64(Before.Size));
    Value *Apart = B.CreateBinaryIntrinsic(
        Intrinsic::umin, B.CreateLShr(Bytes, 6), B.getInt64(Most));
    Off = B.CreateAdd(Off, B.CreateAdd(Bytes, Apart));
    Off = B.CreateAnd(B.CreateAdd(Off, B.getInt64(15)), B.getInt64(-16));
  }
  return Off;
}

Value *Tape::baseOf(IRBuilder<> &B, const Array &A, bool Reverse) {
  if (A.Frame)
    return Reverse ? lookupNow(B, A.Frame) : A.Frame;
  Value *Block = Heap[A.Heap].Block;
  if (Reverse)
    Block = lookupNow(B, Block);
  return A.Part ? B.CreateInBoundsPtrAdd(Block, offsetOf(B, A, Reverse))
                : Block;
}

/// A becomes part of a block of its preheader. Sizes that may be anything where
/// inner loops are not entered only go together with their like.
void Tape::addToHeap(Array &A, bool Exact) {
  constexpr unsigned MostParts = 8;
  BasicBlock *PH = A.Nest[0]->getLoopPreheader();
  const Loop *Inner = Exact ? nullptr : A.Nest.back();
  auto *It = find_if(Heap, [&](const HeapBlock &H) {
    return H.Preheader == PH && H.Inner == Inner && H.Parts.size() < MostParts;
  });
  Instruction *End = inW(PH)->getTerminator();
  A.Heap = unsigned(It - Heap.begin());
  if (It == Heap.end()) {
    Heap.push_back({nullptr, PH, Inner, {}});
    Heap.back().Block = CallInst::Create(
        getTapeAlloc(S.module(), Exact),
        {ConstantInt::get(Type::getInt64Ty(S.W->getContext()), 0)}, "wg.tape",
        End->getIterator());
  }
  HeapBlock &H = Heap[A.Heap];
  A.Part = unsigned(H.Parts.size());
  H.Parts.push_back(A);
  IRBuilder<> B(H.Block);
  // The parts' own addresses are taken where they are used.
  Value *Bytes = B.CreateAdd(
      offsetOf(B, A, /*Reverse=*/false),
      B.CreateMul(entriesOf(B, A, /*Reverse=*/false), B.getInt64(A.Size)));
  H.Block->setArgOperand(0, Bytes);
}

Tape::Array Tape::makeArray(Instruction *I, Loop *L) {
  Array A;
  A.Size = S.layout().getTypeAllocSize(I->getType());
  for (; L; L = L->getParentLoop())
    A.Nest.insert(A.Nest.begin(), L);
  uint64_t ConstN = 1;
  // A size that may be anything where inner loops are not entered is no reason
  // to stop.
  bool Exact = true;
  for (Loop *M : A.Nest) {
    Value *Size = S.NF.Loops.find(M->getHeader())->second.Size;
    Exact &= Size != nullptr;
    auto *CI = dyn_cast<ConstantInt>(Size ? S.inW(Size) : countInW(M));
    ConstN = CI && ConstN && CI->getZExtValue() < StackLimit
                 ? ConstN * CI->getZExtValue()
                 : 0;
  }
  if (!Split && ConstN && ConstN * A.Size <= StackLimit)
    A.Frame = entryAlloca(S.W, ArrayType::get(I->getType(), ConstN),
                          I->getName() + ".tape");
  else
    addToHeap(A, Exact);
  IRBuilder<> B(insertPointAfter(I));
  put(B, I,
      B.CreateInBoundsGEP(I->getType(), baseOf(B, A, /*Reverse=*/false),
                          index(B, A, /*Reverse=*/false)),
      I);
  return A;
}

/// Tells the user which value of their loop goes on the tape.
static void remarkStored(EmitState &S, const Instruction &I,
                         const char *Where) {
  reportStored(S, I, Where, "iteration");
  remark(I, "Stored",
         Twine(S.layout().getTypeStoreSize(I.getType()).getFixedValue()) +
             " bytes per iteration are stored for the reverse sweep (" + Where +
             ")");
}

Value *Tape::fromArray(IRBuilder<> &B, Instruction *I) {
  auto It = Arrays.find(I);
  if (It == Arrays.end()) {
    remarkStored(S, *I, "an array sized at entry");
    It = Arrays.insert({I, makeArray(I, loopOf(I->getParent()))}).first;
  }
  Array A = It->second;
  return get(B, I->getType(),
             B.CreateInBoundsGEP(I->getType(), baseOf(B, A, /*Reverse=*/true),
                                 index(B, A, /*Reverse=*/true)),
             I, I->getName());
}

//===----------------------------------------------------------------------===//
// Stacks
//===----------------------------------------------------------------------===//

/// An i64 in Target's entry that finishStacks replaces by a constant.
Instruction *Tape::standIn() {
  return new FreezeInst(PoisonValue::get(Type::getInt64Ty(S.W->getContext())),
                        "wg.later", Target->getEntryBlock().begin());
}

Value *Tape::fromStack(IRBuilder<> &B, Instruction *I) {
  Stack &St = Stacks[S.BlockOf.lookup(I->getParent())];
  if (!St.Size) {
    St.Base = makeSlot(B.getPtrTy(), "wg.stack");
    St.Cursor = makeSlot(B.getInt64Ty(), "wg.cursor");
    St.Size = standIn();
  }
  auto *It = find(St.Values, I);
  size_t K = It - St.Values.begin();
  if (It == St.Values.end()) {
    St.Values.push_back(I);
    St.Offsets.push_back(standIn());
    remarkStored(S, *I, "a growing stack");
  }
  Value *Base = B.CreateLoad(B.getPtrTy(), St.Base.InBack);
  Value *Top = B.CreateSub(B.CreateLoad(B.getInt64Ty(), St.Cursor.InBack),
                           B.getInt64(1), "", true, true);
  Value *Off = B.CreateAdd(B.CreateMul(Top, St.Size, "", true, true),
                           St.Offsets[K], "", true, true);
  return get(B, I->getType(), B.CreateInBoundsPtrAdd(Base, Off),
             S.BlockOf.lookup(I->getParent()), I->getName());
}

void Tape::popNow(IRBuilder<> &B, BasicBlock *PB) {
  auto It = Stacks.find(PB);
  if (It == Stacks.end())
    return;
  AllocaInst *C = It->second.Cursor.InBack;
  B.CreateStore(B.CreateSub(B.CreateLoad(B.getInt64Ty(), C), B.getInt64(1), "",
                            true, true),
                C);
}

void Tape::finishStacks() {
  for (auto &[PB, St] : Stacks) {
    SmallVector<Type *, 8> Fields;
    for (Instruction *I : St.Values)
      Fields.push_back(I->getType());
    StructType *T = StructType::get(S.W->getContext(), Fields);
    const StructLayout *SL = S.layout().getStructLayout(T);
    auto Fill = [&](Instruction *I, uint64_t C) {
      I->replaceAllUsesWith(ConstantInt::get(I->getType(), C));
      I->eraseFromParent();
    };
    Fill(St.Size, S.layout().getTypeAllocSize(T));
    for (unsigned K = 0; K < Fields.size(); ++K)
      Fill(St.Offsets[K], SL->getElementOffset(K));

    IRBuilder<> B(S.W->getEntryBlock().getTerminator());
    B.CreateStore(ConstantPointerNull::get(B.getPtrTy()), St.Base.InW);
    B.CreateStore(B.getInt64(0), St.Cursor.InW);
    BasicBlock *WB = inW(PB);
    B.SetInsertPoint(WB, WB->getFirstInsertionPt());
    Value *Cur = B.CreateLoad(B.getInt64Ty(), St.Cursor.InW);
    Value *Base = emitGrow(B, B.CreateLoad(B.getPtrTy(), St.Base.InW), Cur,
                           S.layout().getTypeAllocSize(T));
    B.CreateStore(Base, St.Base.InW);
    B.CreateStore(B.CreateAdd(Cur, B.getInt64(1), "", true, true),
                  St.Cursor.InW);
    auto *Entry = cast<Instruction>(B.CreateInBoundsGEP(T, Base, Cur));
    for (unsigned K = 0; K < Fields.size(); ++K) {
      Instruction *I = St.Values[K];
      IRBuilder<> At(isa<PHINode>(I) ? Entry->getNextNode() : I->getNextNode());
      // A value of this block; what stands before the entry's computation
      // waits for it.
      if (I->comesBefore(Entry))
        At.SetInsertPoint(Entry->getNextNode());
      put(At, I, At.CreateStructGEP(T, Entry, K), PB);
    }
  }
}

void Tape::releaseNow(IRBuilder<> &B, BasicBlock *Preheader) {
  for (const HeapBlock &H : Heap)
    if (H.Preheader == Preheader)
      release(B, lookupNow(B, H.Block));
  for (auto &[PB, St] : Stacks)
    if (LI.getLoopFor(PB)->getOutermostLoop()->getLoopPreheader() == Preheader)
      release(B, B.CreateLoad(B.getPtrTy(), St.Base.InBack),
              /*OfMalloc=*/true);
}

//===----------------------------------------------------------------------===//
// What does not alias
//===----------------------------------------------------------------------===//

void Tape::separate() {
  // Each access lists the parts it has nothing to do with.
  static constexpr unsigned MaxParts = 32;
  MapVector<const void *, Metadata *> Scopes;
  for (auto [I, Part] : Accesses)
    Scopes.try_emplace(Part);
  if (Scopes.empty())
    return;
  MDBuilder MB(S.W->getContext());
  MDNode *Domain = MB.createAnonymousAliasScopeDomain("wengert");
  Metadata *Whole = Scopes.size() > MaxParts
                        ? MB.createAnonymousAliasScope(Domain, "wengert.tape")
                        : nullptr;
  for (auto &[Part, Scope] : Scopes)
    Scope =
        Whole ? Whole : MB.createAnonymousAliasScope(Domain, "wengert.tape");
  auto allBut = [&](Metadata *Own) {
    SmallVector<Metadata *, 8> List;
    for (auto &[Part, Scope] : Scopes)
      if (Scope != Own && !is_contained(List, Scope))
        List.push_back(Scope);
    return MDNode::get(S.W->getContext(), List);
  };
  auto add = [](Instruction &I, unsigned Kind, MDNode *N) {
    I.setMetadata(Kind, MDNode::concatenate(I.getMetadata(Kind), N));
  };
  DenseMap<Metadata *, MDNode *> Others;
  DenseMap<Instruction *, Metadata *> Own;
  for (auto [I, Part] : Accesses)
    Own[I] = Scopes.lookup(Part);
  for (auto &[Part, Scope] : Scopes)
    if (!Others.contains(Scope))
      Others[Scope] = allBut(Scope);
  MDNode *All = allBut(nullptr);
  auto mark = [&](Function &F) {
    for (Instruction &I : instructions(F)) {
      if (Metadata *Scope = Own.lookup(&I)) {
        add(I, LLVMContext::MD_alias_scope, MDNode::get(F.getContext(), Scope));
        if (Others[Scope]->getNumOperands())
          add(I, LLVMContext::MD_noalias, Others[Scope]);
      } else if (isa<LoadInst, StoreInst, MemIntrinsic>(I)) {
        add(I, LLVMContext::MD_noalias, All);
      }
    }
  };
  mark(*S.W);
  if (Split)
    mark(*Target);
}

//===----------------------------------------------------------------------===//
// The tape of a split derivative
//===----------------------------------------------------------------------===//

/// The edges into W's return block on which nothing is in any slot: what comes
/// this way needs no tape (the leaves of a recursion).
SmallPtrSet<BasicBlock *, 4> Tape::emptyHanded(BasicBlock *Return) {
  SmallVector<BasicBlock *, 32> Work;
  SmallPtrSet<BasicBlock *, 32> Full;
  for (const Slot &Sl : AllSlots)
    for (User *U : Sl.InW->users())
      if (auto *SI = dyn_cast<StoreInst>(U);
          SI && Full.insert(SI->getParent()).second)
        Work.push_back(SI->getParent());
  while (!Work.empty())
    for (BasicBlock *Succ : successors(Work.pop_back_val()))
      if (Succ != Return && Full.insert(Succ).second)
        Work.push_back(Succ);
  SmallPtrSet<BasicBlock *, 4> Empty;
  if (!Full.contains(Return))
    for (BasicBlock *Pred : predecessors(Return))
      if (!Full.contains(Pred))
        Empty.insert(Pred);
  return Empty;
}

void Tape::finishSplit(ReturnInst *WRet, Instruction *BackEntry,
                       Instruction *BackExit, Value *&TapeInW) {
  SmallVector<Type *, 16> Fields;
  for (const Slot &Sl : AllSlots)
    Fields.push_back(Sl.InW->getAllocatedType());
  IRBuilder<> B(WRet);
  if (Fields.empty()) {
    TapeInW = ConstantPointerNull::get(B.getPtrTy());
    return;
  }
  StructType *T = StructType::get(S.W->getContext(), Fields);
  StaticBytes = S.layout().getTypeAllocSize(T);
  Value *TapeInBack = Target->getArg(Back->TapeParam);
  IRBuilder<> BB(BackEntry);
  BasicBlock *Return = WRet->getParent();
  PHINode *Join = nullptr;
  if (SmallPtrSet<BasicBlock *, 4> Empty = emptyHanded(Return);
      !Empty.empty()) {
    // There the tape is null.
    auto *Needed =
        PHINode::Create(B.getInt1Ty(), 2, "wg.needed", Return->begin());
    for (BasicBlock *Pred : predecessors(Return))
      Needed->addIncoming(B.getInt1(!Empty.contains(Pred)), Pred);
    Instruction *Then =
        SplitBlockAndInsertIfThen(Needed, WRet->getIterator(), false);
    B.SetInsertPoint(WRet);
    Join = B.CreatePHI(B.getPtrTy(), 2, "wg.tape");
    Join->addIncoming(ConstantPointerNull::get(B.getPtrTy()), Return);
    B.SetInsertPoint(Then);
    BB.SetInsertPoint(SplitBlockAndInsertIfThen(
        BB.CreateIsNotNull(TapeInBack), BackEntry->getIterator(), false));
  }
  TapeInW = B.CreateCall(getTapeAlloc(S.module()), {B.getInt64(StaticBytes)},
                         "wg.tape");
  for (unsigned K = 0; K < Fields.size(); ++K) {
    put(B, B.CreateLoad(Fields[K], AllSlots[K].InW),
        B.CreateStructGEP(T, TapeInW, K), this);
    BB.CreateStore(
        get(BB, Fields[K], BB.CreateStructGEP(T, TapeInBack, K), this),
        AllSlots[K].InBack);
  }
  if (Join) {
    Join->addIncoming(TapeInW, B.GetInsertBlock());
    TapeInW = Join;
  }
  IRBuilder<> BX(BackExit);
  release(BX, TapeInBack);
}

} // namespace wengert
