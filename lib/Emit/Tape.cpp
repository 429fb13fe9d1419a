//===- Tape.cpp - Values of the forward sweep, seen from reverse ----------===//
#include "Emit/Tape.h"
#include "Emit/Helpers.h"

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

static Instruction *insertPointAfter(Instruction *I) {
  if (isa<PHINode>(I))
    return &*I->getParent()->getFirstInsertionPt();
  return I->getNextNode();
}

Tape::Tape(EmitState &S, Function *Target, const DerivativeFn *Back)
    : S(S), Target(Target), Back(Back), Split(Target != S.W),
      LI(S.E.fam().getResult<LoopAnalysis>(S.P)),
      Plan(PlanFacts{
          [this](const Value *V) { return isCounter(V); },
          [this](const LoadInst *L) {
            if (auto *PL = dyn_cast_or_null<LoadInst>(this->S.Origin.lookup(L)))
              return !this->S.OW.isOverwritten(PL);
            if (auto *PL = this->S.DualLoads.lookup(L))
              return !this->S.R.RuntimeActivity &&
                     !this->S.OW.isOverwritten(PL);
            return false;
          },
          [this](const BasicBlock *BB) {
            Loop *L = loopOf(BB);
            return L ? L->getLoopDepth() : 0;
          }}) {
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

Value *Tape::lookup(IRBuilder<> &B, Value *WV) {
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
    return B.CreateLoad(B.getInt64Ty(), counter(It->second), "wg.riv");
  switch (Plan.decide(I)) {
  case Source::Available:
    return I;
  case Source::Recompute: {
    Instruction *N = I->clone();
    for (Use &U : N->operands())
      U.set(lookup(B, U.get()));
    N->dropUnknownNonDebugMetadata({LLVMContext::MD_tbaa,
                                    LLVMContext::MD_fpmath});
    B.Insert(N, I->getName());
    return N;
  }
  case Source::Store:
    break;
  }
  if (Loop *L = loopOf(I->getParent()))
    return fromArray(B, I, L);
  return fromSlot(B, I);
}

Value *Tape::fromSlot(IRBuilder<> &B, Instruction *I) {
  Slot &Sl = Slots[I];
  if (!Sl.InW) {
    SlotOrder.push_back(I);
    Sl.InW = entryAlloca(S.W, I->getType(), I->getName() + ".slot");
    new StoreInst(I, Sl.InW, false, Sl.InW->getAlign(),
                  insertPointAfter(I)->getIterator());
    Sl.InBack = Split ? entryAlloca(Target, I->getType(), I->getName() + ".slot")
                      : Sl.InW;
  }
  return B.CreateLoad(I->getType(), Sl.InBack, I->getName());
}

Value *Tape::index(IRBuilder<> &B, const Array &A, bool Reverse) {
  Value *Idx = nullptr;
  for (Loop *L : A.Nest) {
    Value *IV = S.inW(S.NF.Loops.lookup(L->getHeader()).IV);
    if (Reverse)
      IV = lookup(B, IV);
    if (!Idx) {
      Idx = IV;
      continue;
    }
    Value *N = countInW(L);
    if (Reverse)
      N = lookup(B, N);
    Idx = B.CreateAdd(B.CreateMul(Idx, N, "", true, true), IV, "", true, true);
  }
  return Idx;
}

Tape::Array Tape::makeArray(Instruction *I, Loop *L) {
  Array A;
  uint64_t Size = S.layout().getTypeAllocSize(I->getType());
  LLVMContext &C = I->getContext();
  Type *Ptr = PointerType::get(C, 0);
  A.Top = L;
  A.Nest.push_back(L);
  A.Growing = !countInW(L);
  if (!A.Growing) {
    // Widen the nest while every count in it is known before the outer loop.
    while (Loop *Outer = A.Top->getParentLoop()) {
      bool Known = countInW(Outer) != nullptr;
      for (Loop *M : A.Nest) {
        BasicBlock *At = S.NF.Loops.lookup(M->getHeader()).CountAt;
        Known &= LI.getLoopFor(At)->contains(Outer);
      }
      if (!Known)
        break;
      A.Top = Outer;
      A.Nest.insert(A.Nest.begin(), Outer);
    }
  }
  BasicBlock *PH = inW(A.Top->getLoopPreheader());
  IRBuilder<> B(PH->getTerminator());
  if (A.Growing) {
    // Base is a cell that holds the array while it moves.
    if (!Split && A.Top->getLoopDepth() == 1) {
      A.Base = entryAlloca(S.W, Ptr, I->getName() + ".cell");
      A.CellOnStack = true;
    } else {
      A.Base = B.CreateCall(getMalloc(S.module()),
                            {B.getInt64(S.layout().getPointerSize())},
                            I->getName() + ".cell");
    }
    B.CreateStore(ConstantPointerNull::get(B.getPtrTy()), A.Base);
  } else {
    Value *N = nullptr;
    uint64_t ConstN = 1;
    for (Loop *M : A.Nest) {
      Value *Cnt = countInW(M);
      N = N ? B.CreateMul(N, Cnt, "", true, true) : Cnt;
      auto *CI = dyn_cast<ConstantInt>(Cnt);
      ConstN = CI && ConstN && CI->getZExtValue() < StackLimit
                   ? ConstN * CI->getZExtValue()
                   : 0;
    }
    if (!Split && ConstN && ConstN * Size <= StackLimit &&
        A.Top->getLoopDepth() == 1) {
      A.OnStack = true;
      A.Base = entryAlloca(S.W, ArrayType::get(I->getType(), ConstN),
                           I->getName() + ".tape");
    } else {
      A.Base = B.CreateCall(
          getMalloc(S.module()),
          {B.CreateMul(N, B.getInt64(Size), "", true, true)},
          I->getName() + ".tape");
    }
  }
  if (!A.OnStack)
    ReleaseIn[A.Top->getLoopPreheader()].push_back(I);
  // The store, right after the definition.
  Instruction *StoreAt = insertPointAfter(I);
  if (A.Growing) {
    // Room is made in the header, which runs in every iteration; the value's
    // own block may not.
    BasicBlock *H = inW(L->getHeader());
    B.SetInsertPoint(&*H->getFirstInsertionPt());
    Value *IV = S.inW(S.NF.Loops.lookup(L->getHeader()).IV);
    B.CreateStore(emitGrow(B, B.CreateLoad(Ptr, A.Base), IV, Size), A.Base);
    if (isa<PHINode>(I) && I->getParent() == H)
      StoreAt = &*B.GetInsertPoint();
  }
  B.SetInsertPoint(StoreAt);
  Value *Base = A.Base;
  if (A.Growing)
    Base = B.CreateLoad(Ptr, A.Base);
  B.CreateStore(I, B.CreateInBoundsGEP(I->getType(), Base,
                                       index(B, A, /*Reverse=*/false)));
  return A;
}

Value *Tape::fromArray(IRBuilder<> &B, Instruction *I, Loop *L) {
  auto It = Arrays.find(I);
  if (It == Arrays.end())
    It = Arrays.insert({I, makeArray(I, L)}).first;
  Array A = It->second;
  Value *Base = A.OnStack || A.CellOnStack ? A.Base : lookup(B, A.Base);
  if (A.Growing)
    Base = B.CreateLoad(B.getPtrTy(), Base);
  return B.CreateLoad(I->getType(),
                      B.CreateInBoundsGEP(I->getType(), Base,
                                          index(B, A, /*Reverse=*/true)),
                      I->getName());
}

void Tape::releaseAt(IRBuilder<> &B, BasicBlock *Preheader) {
  auto It = ReleaseIn.find(Preheader);
  if (It == ReleaseIn.end())
    return;
  SmallVector<Value *, 4> List = It->second;
  for (Value *V : List) {
    Array A = Arrays.lookup(V);
    Value *Base = A.CellOnStack ? A.Base : lookup(B, A.Base);
    if (A.Growing)
      B.CreateCall(getFree(S.module()), {B.CreateLoad(B.getPtrTy(), Base)});
    if (!A.CellOnStack)
      B.CreateCall(getFree(S.module()), {Base});
  }
}

void Tape::finishSplit(ReturnInst *WRet, Instruction *BackEntry,
                       Instruction *BackExit, Value *&TapeInW) {
  LLVMContext &C = S.W->getContext();
  SmallVector<Type *, 16> Fields;
  for (Value *V : SlotOrder)
    Fields.push_back(V->getType());
  IRBuilder<> B(WRet);
  if (Fields.empty()) {
    TapeInW = ConstantPointerNull::get(B.getPtrTy());
    return;
  }
  StructType *T = StructType::get(C, Fields);
  StaticBytes = S.layout().getTypeAllocSize(T);
  TapeInW = B.CreateCall(getMalloc(S.module()), {B.getInt64(StaticBytes)},
                         "wg.tape");
  Value *TapeInBack = Target->getArg(Back->TapeParam);
  IRBuilder<> BB(BackEntry);
  for (unsigned K = 0; K < SlotOrder.size(); ++K) {
    Slot &Sl = Slots[SlotOrder[K]];
    Type *Ty = Fields[K];
    B.CreateStore(B.CreateLoad(Ty, Sl.InW), B.CreateStructGEP(T, TapeInW, K));
    BB.CreateStore(BB.CreateLoad(Ty, BB.CreateStructGEP(T, TapeInBack, K)),
                   Sl.InBack);
  }
  IRBuilder<> BX(BackExit);
  BX.CreateCall(getFree(S.module()), {TapeInBack});
}

} // namespace wengert
