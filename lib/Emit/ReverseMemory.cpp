//===- ReverseMemory.cpp - Adjoints of loads, stores, transfers -----------===//
//
// y = *p      ->  *p' += y'
// *p = x      ->  x' += *p'; *p' = 0
// copy(d, s)  ->  s' += d'; d' = 0     float by float
//
//===----------------------------------------------------------------------===//
#include "Diagnose/Diagnostics.h"
#include "Emit/ForwardSweep.h"
#include "Emit/Helpers.h"
#include "Emit/ReverseSweep.h"
#include "Emit/Words.h"

using namespace llvm;

namespace wengert {

static void walkLeaves(const DataLayout &DL, Type *Ty, uint64_t Off,
                       SmallVectorImpl<unsigned> &Path,
                       function_ref<void(Type *, uint64_t, ArrayRef<unsigned>)>
                           Fn) {
  if (isFloatLike(Ty))
    return Fn(Ty, Off, Path);
  if (auto *ST = dyn_cast<StructType>(Ty)) {
    const StructLayout *SL = DL.getStructLayout(ST);
    for (unsigned K = 0; K < ST->getNumElements(); ++K) {
      Path.push_back(K);
      walkLeaves(DL, ST->getElementType(K), Off + SL->getElementOffset(K), Path,
                 Fn);
      Path.pop_back();
    }
  } else if (auto *AT = dyn_cast<ArrayType>(Ty)) {
    uint64_t Sz = DL.getTypeAllocSize(AT->getElementType());
    for (unsigned K = 0; K < AT->getNumElements(); ++K) {
      Path.push_back(K);
      walkLeaves(DL, AT->getElementType(), Off + K * Sz, Path, Fn);
      Path.pop_back();
    }
  }
}

void ReverseSweep::forEachFloatLeaf(Type *Ty, LeafFn Fn) {
  SmallVector<unsigned, 4> Path;
  walkLeaves(S.layout(), Ty, 0, Path, Fn);
}

Value *ReverseSweep::shadowAddress(Value *Ptr, Type *Ty) {
  if (!S.activeMemory(Ptr))
    return nullptr;
  Value *D = dual(Ptr);
  if (!D)
    return nullptr;
  return S.R.RuntimeActivity
             ? dualAddress(S, Builder, primal(Ptr), D, Ty)
             : D;
}

void ReverseSweep::accumulate(Value *Addr, Value *Delta, Align A) {
  Value *Old = Builder.CreateAlignedLoad(Delta->getType(), Addr, A);
  Builder.CreateAlignedStore(add(Old, Delta), Addr, A);
}

Value *ReverseSweep::drain(Value *Addr, Type *Ty, Align A) {
  Value *X = Builder.CreateAlignedLoad(Ty, Addr, A);
  Builder.CreateAlignedStore(Constant::getNullValue(Ty), Addr, A);
  return X;
}

void ReverseSweep::visitLoadInst(LoadInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  Value *Addr = shadowAddress(I.getPointerOperand(), X->getType());
  if (!Addr)
    return;
  if (S.isWordValue(&I))
    return addWord(Builder, Addr, X);
  if (isFloatLike(X->getType()))
    return accumulate(Addr, X, shadowAlign(I));
  forEachFloatLeaf(X->getType(),
                   [&](Type *, uint64_t Off, ArrayRef<unsigned> Path) {
                     accumulate(Builder.CreateConstGEP1_64(
                                    Builder.getInt8Ty(), Addr, Off),
                                Builder.CreateExtractValue(X, Path),
                                commonAlignment(shadowAlign(I), Off));
                   });
}

void ReverseSweep::visitStoreInst(StoreInst &I) {
  Value *V = I.getValueOperand();
  Type *Ty = V->getType();
  Value *Under = S.EndedFloat.lookup(&I);
  if (isPointerLike(Ty) && !S.needsAdjoint(V) && !Under)
    return;
  Value *Addr = shadowAddress(I.getPointerOperand(), Ty);
  if (!Addr)
    return;
  if (Under) {
    // The bits of a pointer are no adjoint of the float that was here before.
    Builder.CreateAlignedStore(T.lookup(Builder, Under), Addr, shadowAlign(I));
    return;
  }
  if (S.isWordValue(V) && S.dual(V))
    return addAdjoint(V, takeWord(Builder, Addr));
  if (S.endsWord(I)) {
    takeWord(Builder, Addr);
    return;
  }
  if (Type *Lanes = S.laneType(V))
    return addAdjoint(V, drain(Addr, Lanes, shadowAlign(I)));
  if (Ty->isAggregateType()) {
    Type *AdjTy = S.adjointType(V);
    Value *Sum = Constant::getNullValue(AdjTy);
    forEachFloatLeaf(AdjTy, [&](Type *T, uint64_t Off, ArrayRef<unsigned> Path) {
      Value *X = drain(
          Builder.CreateConstGEP1_64(Builder.getInt8Ty(), Addr, Off), T,
          commonAlignment(shadowAlign(I), Off));
      Sum = Builder.CreateInsertValue(Sum, X, Path);
    });
    return addAdjoint(V, Sum);
  }
  // An integer. If the bytes it overwrites are floats, their adjoint ends
  // here.
  Layout L;
  if (!S.layoutOfStore(I, V, I.getPointerOperand(), L))
    return;
  if (L.Runs.empty() || all_of(L.Runs, mayHoldFloats))
    Builder.CreateAlignedStore(Constant::getNullValue(Ty), Addr, shadowAlign(I));
  else
    emitRuns(Builder, RunOp::ZeroBytes, Addr, nullptr,
             Builder.getInt64(S.layout().getTypeStoreSize(Ty)), L,
             mayHoldFloats);
}

void ReverseSweep::visitAtomicRMWInst(AtomicRMWInst &I) {
  Value *V = I.getValOperand();
  Type *Lanes = S.laneType(V) ? S.laneType(V) : S.laneType(&I);
  if (!Lanes)
    return;
  Value *X = takeAdjoint(&I);
  Value *Addr = shadowAddress(I.getPointerOperand(), Lanes);
  if (!Addr)
    return;
  switch (I.getOperation()) {
  case AtomicRMWInst::FAdd:
    addAdjoint(V, Builder.CreateAlignedLoad(I.getType(), Addr, I.getAlign()));
    break;
  case AtomicRMWInst::FSub:
    addAdjoint(V, Builder.CreateFNeg(Builder.CreateAlignedLoad(
                      I.getType(), Addr, I.getAlign())));
    break;
  default: // Xchg; the forward sweep reported the others.
    addAdjoint(V, drain(Addr, Lanes, I.getAlign()));
    break;
  }
  if (X)
    accumulate(Addr, retype(Builder, X, Lanes), I.getAlign());
}

/// In serial code the exchange either happened, and then is a store, or did
/// not; either way the old value was loaded.
void ReverseSweep::visitAtomicCmpXchgInst(AtomicCmpXchgInst &I) {
  Value *New = I.getNewValOperand();
  Type *Lanes = S.laneType(New);
  if (!Lanes)
    return;
  Value *X = takeAdjoint(&I);
  Value *Addr = shadowAddress(I.getPointerOperand(), Lanes);
  if (!Addr)
    return;
  Value *Done = Builder.CreateExtractValue(primal(&I), 1u);
  Constant *Zero = Constant::getNullValue(Lanes);
  Value *Old = Builder.CreateAlignedLoad(Lanes, Addr, I.getAlign());
  addAdjoint(New, Builder.CreateSelect(Done, Old, Zero));
  Value *Left = Builder.CreateSelect(Done, Zero, Old);
  if (X)
    Left = add(Left, retype(Builder, Builder.CreateExtractValue(X, 0u), Lanes));
  Builder.CreateAlignedStore(Left, Addr, I.getAlign());
}

void ReverseSweep::visitMemCopy(CallBase &I, const KnownCall &K) {
  Value *Dst = I.getArgOperand(K.Ptr), *Src = I.getArgOperand(K.Src);
  if (!S.activeMemory(Dst))
    return;
  Value *D = dual(Dst);
  Layout L;
  if (!D || !S.layoutOfTransfer(I, K, L))
    return;
  auto Floats = [](const TypeRun &R) { return R.Type.isFloat(); };
  if (none_of(L.Runs, mayHoldFloats))
    return;
  Value *Len = primal(I.getArgOperand(K.Size));
  Value *Zero = ConstantInt::get(Len->getType(), 0);
  if (S.R.RuntimeActivity)
    Len = Builder.CreateSelect(Builder.CreateICmpEQ(D, primal(Dst)), Zero, Len);
  Value *From = S.activeMemory(Src) ? dual(Src) : nullptr;
  Len = shadowLength(Builder, I, K, Len, {D, From});
  if (!From) {
    emitRuns(Builder, RunOp::ZeroBytes, D, nullptr, Len, L, Floats);
    return endWords(Builder, D, Len, L);
  }
  if (S.R.RuntimeActivity) {
    Value *Inactive = Builder.CreateICmpEQ(From, primal(Src));
    Value *Ends = Builder.CreateSelect(Inactive, Len, Zero);
    emitRuns(Builder, RunOp::ZeroBytes, D, nullptr, Ends, L, Floats);
    endWords(Builder, D, Ends, L);
    Len = Builder.CreateSelect(Inactive, Zero, Len);
  }
  bool May = !isa<MemCpyInst>(I);
  emitRuns(Builder, May ? RunOp::AdjointMove : RunOp::AdjointCopy, D, From, Len,
           L, Floats);
  returnWords(Builder, D, From, Len, L);
  emitRuns(Builder, RunOp::ZeroBytes, D, nullptr, Len, L,
           [](const TypeRun &R) {
             return mayHoldFloats(R) && !R.Type.isFloat() && !isWord(R);
           });
}

void ReverseSweep::visitMemSet(CallBase &I, const KnownCall &K) {
  Value *Dst = I.getArgOperand(K.Ptr);
  if (!S.activeMemory(Dst))
    return;
  Value *D = dual(Dst);
  Layout L;
  if (!D)
    return;
  S.layoutOfTransfer(I, K, L);
  Value *Len = primal(I.getArgOperand(K.Size));
  if (S.R.RuntimeActivity)
    Len = Builder.CreateSelect(Builder.CreateICmpEQ(D, primal(Dst)),
                               ConstantInt::get(Len->getType(), 0), Len);
  if (L.Runs.empty())
    emitZero(Builder, D, Len, MaybeAlign(1));
  else
    emitRuns(Builder, RunOp::ZeroBytes, D, nullptr, Len, L, mayHoldFloats);
}

/// Memory that comes zeroed may be read before it is written, which leaves its
/// adjoint nonzero. Where the tape is kept for another run, that run must not
/// see it.
void ReverseSweep::visitZeroed(CallBase &I) {
  Value *Bytes = S.ZeroedBytes.lookup(&I), *D = dual(&I);
  if (!Bytes || !D)
    return;
  Layout L = S.T.memoryLayout(&I, std::nullopt);
  Value *Keep = Builder.CreateIsNull(quarantine());
  Bytes = Builder.CreateSelect(Keep, T.lookup(Builder, Bytes),
                               Builder.getInt64(0));
  emitRuns(Builder, RunOp::ZeroBytes, D, nullptr, Bytes, L,
           [](const TypeRun &R) { return R.Type.isFloat(); });
}

void ReverseSweep::visitMasked(IntrinsicInst &I) {
  Intrinsic::ID ID = I.getIntrinsicID();
  bool Store =
      ID == Intrinsic::masked_store || ID == Intrinsic::masked_scatter;
  Value *V = Store ? I.getArgOperand(0) : &I;
  auto *VT = cast<VectorType>(V->getType());
  if (!isFloatLike(VT))
    return;
  unsigned PtrOp = Store ? 1 : 0;
  Value *Ptr = I.getArgOperand(PtrOp);
  Value *Mask = primal(I.getArgOperand(PtrOp + 1));
  Value *X = Store ? nullptr : takeAdjoint(&I);
  Value *D = S.activeMemory(Ptr) ? dual(Ptr) : nullptr;
  Value *Pass = Store ? nullptr : I.getArgOperand(2);
  Constant *Zero = Constant::getNullValue(VT);
  if (!Store && !X)
    return;
  if (Pass)
    addAdjoint(Pass, Builder.CreateSelect(Mask, Zero, X));
  if (!D)
    return;
  unsigned N = cast<FixedVectorType>(VT)->getNumElements();
  Type *Elt = VT->getElementType();
  uint64_t Sz = S.layout().getTypeAllocSize(Elt);
  // Lane by lane: gathered addresses may coincide. A masked-off lane uses a
  // scratch slot.
  BasicBlock &Entry = Target->getEntryBlock();
  IRBuilder<> EB(&Entry, Entry.begin());
  Value *Scratch = EB.CreateAlloca(Elt, nullptr, "wg.scratch");
  Value *Sum = Zero;
  for (unsigned J = 0; J < N; ++J) {
    unsigned K = Store ? N - 1 - J : J; // a later lane overwrote an earlier
    Value *Addr = D->getType()->isVectorTy()
                      ? Builder.CreateExtractElement(D, K)
                      : Builder.CreateConstGEP1_64(Builder.getInt8Ty(), D,
                                                   K * Sz);
    Value *On = Builder.CreateExtractElement(Mask, K);
    Builder.CreateStore(Constant::getNullValue(Elt), Scratch);
    Addr = Builder.CreateSelect(On, Addr, Scratch);
    if (Store)
      Sum = Builder.CreateInsertElement(Sum, drain(Addr, Elt, Align(1)), K);
    else
      accumulate(Addr, Builder.CreateExtractElement(X, K), Align(1));
  }
  if (Store)
    addAdjoint(V, Sum);
}

} // namespace wengert
