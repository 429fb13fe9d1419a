//===- ForwardSweep.cpp - Duals beside the primal -------------------------===//
#include "Emit/ForwardSweep.h"
#include "Analysis/FloatBits.h"
#include "Check/Trace.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/BitLanes.h"
#include "Emit/Helpers.h"
#include "Emit/Words.h"
#include "Models/Languages.h"
#include "Rules/Rules.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace wengert {

ForwardSweep::ForwardSweep(EmitState &S)
    : SweepContext(Builder), S(S), Builder(S.W->getContext()) {}

Value *dualAddress(EmitState &S, IRBuilder<> &B, Value *Primal, Value *Dual,
                   Type *AccessTy) {
  if (!S.R.RuntimeActivity || Primal == Dual)
    return Dual;
  BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
  IRBuilder<> EB(&Entry, Entry.begin());
  AllocaInst *Scratch = EB.CreateAlloca(AccessTy, nullptr, "wg.scratch");
  S.Scratch.insert(Scratch);
  B.CreateStore(Constant::getNullValue(AccessTy), Scratch);
  return B.CreateSelect(B.CreateICmpEQ(Primal, Dual), Scratch, Dual);
}

void emitResult(IRBuilder<> &B, Function *Fn,
                ArrayRef<std::pair<int, Value *>> Fields) {
  Value *R = PoisonValue::get(Fn->getReturnType());
  for (auto [Idx, V] : Fields)
    if (Idx >= 0)
      R = B.CreateInsertValue(R, V, unsigned(Idx));
  B.CreateRet(R);
}

/// True if nothing of V reaches anything but comparisons and addresses: Rust
/// orders floats (total_cmp) and C++ hashes them by their bits. Visits each
/// user once.
static bool onlySteers(const Value &V) {
  SmallVector<const Value *, 8> Work{&V};
  SmallPtrSet<const Value *, 16> Seen{&V};
  while (!Work.empty())
    for (const User *U : Work.pop_back_val()->users()) {
      if (isa<CmpInst, SwitchInst, GetElementPtrInst>(U))
        continue;
      if (!U->getType()->isIntOrIntVectorTy() ||
          !isa<BinaryOperator, CastInst, SelectInst, PHINode, FreezeInst>(U))
        return false;
      if (Seen.insert(U).second)
        Work.push_back(U);
    }
  return true;
}

/// True if I reads less than a float, and only to compute with it: where
/// floats, numbers and addresses share memory, that is a number. What is put
/// together from it is looked at where that is done.
static bool isWidened(const Instruction &I) {
  return isa<LoadInst>(I) && I.getType()->isIntegerTy() &&
         I.getType()->getIntegerBitWidth() < 64 &&
         all_of(
             I.users(),
             [](const User *U) {
               return isa<ZExtInst, SExtInst, CmpInst, SwitchInst>(U);
             });
}

bool ForwardSweep::run() {
  for (Argument &A : S.P.args()) {
    int Sh = S.D.Params[A.getArgNo()].Shadow;
    if (Sh >= 0)
      S.Duals[&A] = S.W->getArg(Sh);
  }
  createPhis();
  ReversePostOrderTraversal<Function *> RPO(&S.P);
  for (BasicBlock *BB : RPO)
    for (Instruction &I : *BB) {
      if (!S.Ok)
        return false;
      auto *WI = cast<Instruction>(S.VMap[&I]);
      if (WI->isTerminator())
        continue;
      Builder.SetInsertPoint(WI->getNextNode());
      Builder.SetCurrentDebugLocation(I.getDebugLoc());
      // An active integer that holds neither whole floats nor pointers (half
      // a double, bits under construction) has no adjoint: say so.
      if (!S.isForward() && I.getType()->isIntOrIntVectorTy() &&
          S.A.isActive(&I) && !S.needsAdjoint(&I) && !S.needsDual(&I) &&
          !onlySteers(I) && !isWidened(I)) {
        diagnose(Code::UnknownType, I,
                 "cannot tell whether the integer here holds a float",
                 "move floats as floats, compile with type information (-O1 "
                 "and above, or -g), or mark the memory inactive");
        S.Ok = false;
        return false;
      }
      // Calls are looked at always: inactive ones may free memory that the
      // reverse sweep still reads.
      // So are addresses made of integers, which may have been floats.
      if (isa<CallBase>(I) || isa<IntToPtrInst>(I) || S.concerns(&I))
        visit(I);
    }
  fillPhis();
  return S.Ok;
}

void reportMixed(EmitState &S, const Instruction &I) {
  diagnose(Code::MixedActivity, I,
           "this pointer may point to constant or to active memory",
           "pass the constant memory as enzyme_dup too, or use "
           "enzyme_runtime_activity");
  S.Ok = false;
}

void ForwardSweep::createPhis() {
  for (BasicBlock &BB : S.P)
    for (PHINode &Phi : BB.phis())
      if (S.needsDual(&Phi)) {
        auto *WP = cast<PHINode>(S.VMap[&Phi]);
        PHINode *N = PHINode::Create(Phi.getType(), Phi.getNumIncomingValues(),
                                     Phi.getName() + "'", WP->getIterator());
        N->setDebugLoc(Phi.getDebugLoc());
        S.Duals[&Phi] = N;
      }
}

void ForwardSweep::fillPhis() {
  for (BasicBlock &BB : S.P)
    for (PHINode &Phi : BB.phis())
      if (auto *N = dyn_cast_or_null<PHINode>(S.Duals.lookup(&Phi))) {
        if (!S.needsDual(&Phi))
          continue;
        SmallDenseMap<BasicBlock *, Value *> PerPred;
        for (unsigned K = 0; K < Phi.getNumIncomingValues(); ++K) {
          auto *Pred = cast<BasicBlock>(S.VMap[Phi.getIncomingBlock(K)]);
          Value *&V = PerPred[Pred];
          if (!V) {
            if (S.mixes(Phi.getIncomingValue(K)))
              reportMixed(S, Phi);
            Builder.SetInsertPoint(Pred->getTerminator());
            V = dualOfChoice(Phi.getIncomingValue(K));
          }
          N->addIncoming(V, Pred);
        }
      }
}

/// The dual of one of several values. An integer constant may be the bits of a
/// float, of which this would be the tangent; if it is a number, nobody reads
/// its dual.
Value *ForwardSweep::dualOfChoice(Value *V) {
  return isa<ConstantData>(V) && V->getType()->isIntOrIntVectorTy()
             ? Constant::getNullValue(V->getType())
             : S.dualOr(Builder, V);
}

void ForwardSweep::mirror(Instruction &I, ArrayRef<unsigned> DualOps) {
  if (!S.needsDual(&I))
    return;
  for (unsigned Op : DualOps)
    if (S.mixes(I.getOperand(Op)))
      return reportMixed(S, I);
  auto *N = cast<Instruction>(S.VMap[&I])->clone();
  for (unsigned Op : DualOps)
    N->setOperand(Op, isa<SelectInst>(I) ? dualOfChoice(I.getOperand(Op))
                                         : S.dualOr(Builder, I.getOperand(Op)));
  N->dropUnknownNonDebugMetadata();
  Builder.Insert(N, I.getName() + "'");
  S.Duals[&I] = N;
}

void ForwardSweep::visitInstruction(Instruction &I) {
  if (auto M = matchRule(I)) {
    if (!S.isForward() || !S.needsDual(&I) || isInactive(*M))
      return;
    SmallVector<Value *, 4> Duals;
    for (Value *Op : M->Operands)
      Duals.push_back(S.A.isActive(Op) ? S.dual(Op) : nullptr);
    Value *T = emitTangent(
        *M, Builder,
        [&](int K) { return S.inW(K < 0 ? &I : M->Operands[K]); }, Duals,
        S.R.StrongZero);
    S.Duals[&I] = T ? T : Constant::getNullValue(I.getType());
    return;
  }
  switch (I.getOpcode()) {
  case Instruction::GetElementPtr:
  case Instruction::BitCast:
  case Instruction::AddrSpaceCast:
  case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
  case Instruction::Freeze:
  case Instruction::Trunc:
  case Instruction::ZExt:
  case Instruction::SExt:
  case Instruction::ExtractValue:
  case Instruction::ExtractElement:
  case Instruction::LShr:
  case Instruction::Shl:
    return mirror(I, {0});
  case Instruction::IntToPtr:
    // The primal's address must never stand in for a shadow that was lost.
    if (!isa<Constant>(I.getOperand(0)) &&
        (S.needsDual(&I) ? !S.dual(I.getOperand(0))
                         : carriesDigits(I.getOperand(0)))) {
      diagnose(Code::UnknownType, I,
               "an integer becomes a pointer to active memory here, and it is "
               "not known from which pointer it was made",
               "keep the address in a pointer");
      S.Ok = false;
      return;
    }
    return mirror(I, {0});
  case Instruction::InsertValue:
  case Instruction::InsertElement:
  case Instruction::ShuffleVector:
    return mirror(I, {0, 1});
  case Instruction::Select:
    return mirror(I, {1, 2});
  case Instruction::And:
  case Instruction::Or:
  case Instruction::Xor:
    return visitBitwise(cast<BinaryOperator>(I));
  case Instruction::Add:
  case Instruction::Sub:
    // Pointer arithmetic on integers.
    if (S.T.hasPointers(&I))
      return mirror(I, {0, 1});
    break;
  default:
    break;
  }
  if (!S.A.isActive(&I) || onlySteers(I))
    return;
  diagnose(Code::UnsupportedInst, I,
           Twine("no derivative is known for this `") + I.getOpcodeName() +
               "` of active data",
           "rewrite it with floating-point operations, or give the enclosing "
           "function a custom derivative");
  S.Ok = false;
}

void ForwardSweep::visitBitwise(BinaryOperator &I) {
  if (!S.needsDual(&I))
    return;
  if (S.T.hasPointers(&I) && !S.T.hasFloats(&I))
    return mirror(I, {0, 1});
  BitLanes L = classifyBitwise(S, I);
  if (L.K == BitLanes::Unsupported) {
    if (S.isForward() && onlySteers(I))
      return;
    diagnose(Code::UnsupportedInst, I,
             "bit operation on active floats that is neither a sign change nor "
             "a move of whole floats",
             "use fabs, copysign or a negation, or a custom derivative");
    S.Ok = false;
    return;
  }
  Value *Sum = nullptr;
  for (unsigned K = 0; K < 2; ++K)
    if (L.Active[K]) {
      Value *T = applyBitLanes(Builder, L, S.inW(&I), S.inW(I.getOperand(K)),
                               S.dualOr(Builder, I.getOperand(K)));
      Sum = Sum ? Builder.CreateOr(Sum, T) : T;
    }
  S.Duals[&I] = Sum ? Sum : Constant::getNullValue(I.getType());
}

void ForwardSweep::visitAllocaInst(AllocaInst &I) {
  if (!S.needsDual(&I))
    return;
  auto *WI = cast<Instruction>(S.VMap[&I]);
  auto *N = WI->clone();
  Builder.Insert(N, I.getName() + "'");
  S.Duals[&I] = N;
  // Zero after the last of the leading allocas.
  BasicBlock::iterator At = N->getIterator();
  while (isa<AllocaInst>(&*At))
    ++At;
  Builder.SetInsertPoint(&*At);
  Value *Len = Builder.getInt64(
      S.layout().getTypeAllocSize(I.getAllocatedType()).getFixedValue());
  if (I.isArrayAllocation())
    Len = Builder.CreateMul(
        Len, Builder.CreateZExtOrTrunc(S.inW(I.getArraySize()),
                                       Builder.getInt64Ty()));
  emitZero(Builder, N, Len, I.getAlign());
}

bool reportNoShadow(EmitState &S, const Instruction &I) {
  diagnose(Code::MixedActivity, I,
           "active data behind a pointer that has no shadow",
           "pass the memory as enzyme_dup, or use enzyme_runtime_activity if "
           "it may be constant in some calls");
  return S.Ok = false;
}

/// An integer without a dual. If it is an address, then nothing goes through
/// its shadow, or it is its own.
Value *ForwardSweep::noDual(const Value *V) {
  return S.R.RuntimeActivity ? S.inW(V) : Constant::getNullValue(V->getType());
}

void ForwardSweep::visitLoadInst(LoadInst &I) {
  if (!S.needsDual(&I))
    return;
  Value *Ptr = S.dual(I.getPointerOperand());
  // What inactive code has written was not seen. A byte holds no float.
  if (!Ptr && I.getType()->isIntegerTy(8) && isRust(S.module())) {
    S.Duals[&I] = noDual(&I);
    return;
  }
  if (!Ptr && S.A.pointsNowhere(I.getPointerOperand())) {
    Builder.CreateCall(getStopNowhere(S.module()),
                       S.inW(I.getPointerOperand()));
    S.Duals[&I] = Constant::getNullValue(I.getType());
    return;
  }
  if (!Ptr && I.getType()->isIntegerTy() &&
      !S.activeMemory(I.getPointerOperand())) {
    S.Duals[&I] = noDual(&I);
    return;
  }
  if (!Ptr) {
    reportNoShadow(S, I);
    return;
  }
  // A pointer read from constant memory is its own shadow, and so constant.
  if (!I.getType()->isPtrOrPtrVectorTy() && !S.isWordValue(&I))
    Ptr = dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr,
                      I.getType());
  LoadInst *N = Builder.CreateAlignedLoad(
      I.getType(), Ptr,
      shadowAlign(I), I.isVolatile(), I.getName() + "'");
  if (I.isAtomic())
    N->setAtomic(I.getOrdering(), I.getSyncScopeID());
  if (MDNode *TBAA = I.getMetadata(LLVMContext::MD_tbaa))
    N->setMetadata(LLVMContext::MD_tbaa, TBAA);
  S.Duals[&I] = N;
  S.DualLoads[N] = &I;
  Trace(S, Builder).access(I.getPointerOperand(), &I, /*Store=*/false);
}

/// Stores the parts of aggregate V selected by layout at Ptr.
static void storeRuns(EmitState &S, IRBuilder<> &B, Value *V, Value *Ptr,
                      Type *Ty, uint64_t Off, SmallVectorImpl<unsigned> &Path,
                      bool Floats) {
  const DataLayout &DL = S.layout();
  if (auto *ST = dyn_cast<StructType>(Ty)) {
    const StructLayout *SL = DL.getStructLayout(ST);
    for (unsigned K = 0; K < ST->getNumElements(); ++K) {
      Path.push_back(K);
      storeRuns(S, B, V, Ptr, ST->getElementType(K),
                Off + SL->getElementOffset(K), Path, Floats);
      Path.pop_back();
    }
    return;
  }
  if (auto *AT = dyn_cast<ArrayType>(Ty)) {
    uint64_t Sz = DL.getTypeAllocSize(AT->getElementType());
    for (unsigned K = 0; K < AT->getNumElements(); ++K) {
      Path.push_back(K);
      storeRuns(S, B, V, Ptr, AT->getElementType(), Off + K * Sz, Path, Floats);
      Path.pop_back();
    }
    return;
  }
  if (isFloatLike(Ty) && !Floats)
    return;
  Value *Leaf = B.CreateExtractValue(V, Path);
  B.CreateAlignedStore(Leaf, B.CreateConstGEP1_64(B.getInt8Ty(), Ptr, Off),
                       Align(1));
}

/// Whether the Len bytes at Delta from some address overlap a pointer at one of
/// Places (relative to that address): a value known at run time.
static Value *overlapsPointer(IRBuilder<> &B, Value *Delta, uint64_t Len,
                              ArrayRef<Types::Place> Places,
                              uint64_t PointerSize) {
  Value *Any = B.getFalse();
  // One of Span successive values of Delta - Off, up to multiples of Period.
  uint64_t Span = Len + PointerSize - 1;
  for (auto [Off, Period] : Places) {
    if (Period && Period <= Span)
      return B.getTrue();
    Value *Rel = B.CreateSub(
        Delta, B.getInt64(uint64_t(Off) - (Len - 1)), "pointer.distance");
    if (Period) {
      Value *P = B.getInt64(Period);
      Rel = B.CreateSRem(Rel, P);
      Rel = B.CreateSelect(B.CreateICmpSLT(Rel, B.getInt64(0)),
                           B.CreateAdd(Rel, P), Rel);
    }
    Any = B.CreateOr(Any, B.CreateICmpULT(Rel, B.getInt64(Span)));
  }
  return Any;
}

/// A float stored where a pointer may be (a union): its adjoint begins at zero,
/// not at the bits of the pointer's shadow. Those of a whole address are a
/// double too small to matter (below 1e-300), and what is there in memory of the
/// caller may be a seed, which must stay. That is also why an element of an
/// array of floats asks at run time whether it lies on a pointer: the analysis
/// knows no bounds, so that it sees it on the struct's other fields, too.
void ForwardSweep::endPointer(StoreInst &I, Value *Ptr) {
  Type *Ty = I.getValueOperand()->getType();
  const Value *P = I.getPointerOperand();
  uint64_t PointerSize = S.layout().getPointerSize();
  uint64_t Len = S.layout().getTypeStoreSize(Ty);
  if (Len >= PointerSize || !S.sharesPlaces(P, Ty))
    return;
  // What the analysis can say of the place itself, and of it from its base.
  Value *Here = overlapsPointer(Builder, Builder.getInt64(0), Len,
                                S.T.pointerPlaces(P), PointerSize);
  if (Here == Builder.getFalse())
    return;
  const Value *Base = P;
  while (auto *G = dyn_cast<GEPOperator>(Base))
    Base = G->getPointerOperand();
  Value *Delta = Builder.getInt64(0);
  auto Addr = [&](const Value *V) {
    return Builder.CreatePtrToInt(S.inW(const_cast<Value *>(V)),
                                  Builder.getInt64Ty());
  };
  if (Base != P)
    Delta = Builder.CreateSub(Addr(P), Addr(Base));
  Value *Cond = Builder.CreateAnd(
      Here, overlapsPointer(Builder, Delta, Len, S.T.pointerPlaces(Base),
                            PointerSize));
  Value *Dual =
      dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr, Ty);
  Value *Old = Builder.CreateAlignedLoad(Ty, Dual, shadowAlign(I));
  Builder.CreateAlignedStore(
      Builder.CreateSelect(Cond, Constant::getNullValue(Ty), Old), Dual,
      shadowAlign(I));
}

void ForwardSweep::visitStoreInst(StoreInst &I) {
  Value *V = I.getValueOperand();
  if (!S.activeMemory(I.getPointerOperand()))
    return;
  Value *Ptr = S.dual(I.getPointerOperand());
  if (!Ptr) {
    // Nothing active is stored: fine. Otherwise the derivative would be lost.
    if (S.A.isActive(V) && !S.R.RuntimeActivity)
      reportNoShadow(S, I);
    return;
  }
  if (S.mixes(V))
    return reportMixed(S, I);
  Type *Ty = V->getType();
  if (!S.isForward()) {
    auto word = [&](Value *Dv) {
      storeWord(Builder,
                dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr, Ty),
                asWord(Builder, S.inW(V)), asWord(Builder, Dv));
    };
    if (Value *Dv = S.isWordValue(V) ? S.dual(V) : nullptr)
      return word(Dv);
    if (isFloatLike(Ty))
      return endPointer(I, Ptr);
    if (S.endsWord(I))
      return word(noDual(V));
    if (!isPointerLike(Ty) && !Ty->isAggregateType()) {
      Layout L;
      if (!S.layoutOfStore(I, V, I.getPointerOperand(), L))
        return;
      // Integers that carry floats, and zeros that may, are the reverse
      // sweep's; integers and pointers keep the shadow's shape.
      if (any_of(L.Runs, mayHoldFloats)) {
        if (isa<Constant>(V) && cast<Constant>(V)->isNullValue())
          emitRuns(Builder, RunOp::ZeroBytes,
                   dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr,
                               Ty),
                   nullptr, Builder.getInt64(S.layout().getTypeStoreSize(Ty)),
                   L, [](const TypeRun &R) { return R.Type.isPointer(); });
        return;
      }
    }
  }
  Trace(S, Builder).access(I.getPointerOperand(), V, /*Store=*/true);
  Value *Addr =
      dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr, Ty);
  Value *Dv = S.dualOr(Builder, V);
  if (!S.isForward() && Ty->isPointerTy() &&
      S.sharesPlaces(I.getPointerOperand(), Ty))
    S.EndedFloat[&I] = Builder.CreateAlignedLoad(
        Builder.getIntNTy(unsigned(S.layout().getTypeStoreSizeInBits(Ty))),
        Addr, shadowAlign(I), "wg.under");
  if (!S.isForward() && Ty->isAggregateType()) {
    SmallVector<unsigned, 4> Path;
    storeRuns(S, Builder, Dv, Addr, Ty, 0, Path, /*Floats=*/false);
    return;
  }
  StoreInst *N = Builder.CreateAlignedStore(Dv, Addr, shadowAlign(I));
  N->setVolatile(I.isVolatile());
  // A constant double may be written as the integer of its bits, which would
  // be a tangent of that value.
  if (S.isForward() && Ty->isIntOrIntVectorTy() && !S.dual(V)) {
    TypeSize Size = S.layout().getTypeStoreSize(Ty);
    Layout L = S.T.memoryLayout(I.getPointerOperand(), Size.getFixedValue());
    auto IsFloat = [](const TypeRun &R) {
      return R.Type.isFloat() || R.Type.Conflict;
    };
    if (any_of(L.Runs, IsFloat))
      emitRuns(Builder, RunOp::ZeroBytes, Addr, nullptr,
               Builder.getInt64(Size.getFixedValue()), L, IsFloat);
  }
  if (I.isAtomic())
    N->setAtomic(I.getOrdering(), I.getSyncScopeID());
  if (MDNode *TBAA = I.getMetadata(LLVMContext::MD_tbaa))
    N->setMetadata(LLVMContext::MD_tbaa, TBAA);
}

void ForwardSweep::visitAtomicRMWInst(AtomicRMWInst &I) {
  if (!S.activeMemory(I.getPointerOperand()))
    return;
  Type *Ty = I.getType();
  Value *Ptr = S.dual(I.getPointerOperand());
  if (!Ptr) {
    if (S.A.isActive(I.getValOperand()) || S.A.isActive(&I))
      reportNoShadow(S, I);
    return;
  }
  bool Linear = I.getOperation() == AtomicRMWInst::FAdd ||
                I.getOperation() == AtomicRMWInst::FSub ||
                I.getOperation() == AtomicRMWInst::Xchg;
  bool Floats = S.laneType(&I) || S.laneType(I.getValOperand());
  if (!Linear && Floats) {
    diagnose(Code::UnsupportedInst, I,
             "atomic floating-point operation without a derivative",
             "use atomic addition, or a lock");
    S.Ok = false;
    return;
  }
  if (!S.isForward() && Floats)
    return;
  for (bool Store : {false, true})
    Trace(S, Builder).access(I.getPointerOperand(), I.getValOperand(), Store);
  auto *N = cast<AtomicRMWInst>(cast<Instruction>(S.VMap[&I])->clone());
  N->dropUnknownNonDebugMetadata();
  N->setOperand(0, dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr,
                               Ty));
  N->setOperand(1, S.dualOr(Builder, I.getValOperand()));
  Builder.Insert(N, I.getName() + "'");
  if (S.needsDual(&I))
    S.Duals[&I] = N;
}

void ForwardSweep::visitAtomicCmpXchgInst(AtomicCmpXchgInst &I) {
  Value *New = I.getNewValOperand();
  Type *Lanes = S.laneType(New);
  bool Pointer = S.T.hasPointers(New);
  if (!S.activeMemory(I.getPointerOperand()) || (!Lanes && !Pointer))
    return;
  Value *Ptr = S.dual(I.getPointerOperand());
  if (!Ptr) {
    reportNoShadow(S, I);
    return;
  }
  if (!S.isForward() && !Pointer)
    return;
  for (bool Store : {false, true})
    Trace(S, Builder).access(I.getPointerOperand(), New, Store);
  // The dual is exchanged exactly when the primal is.
  Type *Ty = New->getType();
  Value *WI = S.inW(&I);
  Value *Addr =
      dualAddress(S, Builder, S.inW(I.getPointerOperand()), Ptr, Ty);
  Value *Old = Builder.CreateAlignedLoad(Ty, Addr, I.getAlign());
  Value *Done = Builder.CreateExtractValue(WI, 1u);
  Builder.CreateAlignedStore(
      Builder.CreateSelect(Done, S.dualOr(Builder, New), Old), Addr,
      I.getAlign());
  if (S.needsDual(&I))
    S.Duals[&I] = Builder.CreateInsertValue(WI, Old, 0u);
}

} // namespace wengert
