//===- ReverseSweep.cpp - The adjoint sweep -------------------------------===//
#include "Emit/ReverseSweep.h"
#include "Diagnose/Diagnostics.h"
#include "Emit/BitLanes.h"
#include "Emit/ForwardSweep.h"
#include "Emit/Helpers.h"
#include "Emit/TapeMemory.h"
#include "Models/Quarantine.h"
#include "Rules/Rules.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/VectorUtils.h"

using namespace llvm;

namespace wengert {

ReverseSweep::ReverseSweep(EmitState &S, const DerivativeFn &Back)
    : SweepContext(Builder), S(S), Back(Back), Target(Back.Fn),
      Builder(S.W->getContext()), T(S, Back.Fn, &Back) {}

//===----------------------------------------------------------------------===//
// Adjoints of SSA values
//===----------------------------------------------------------------------===//

AllocaInst *ReverseSweep::slot(const Value *V) {
  AllocaInst *&A = Adjoints[V];
  if (A)
    return A;
  Type *Ty = S.adjointType(V);
  BasicBlock &Entry = Target->getEntryBlock();
  A = new AllocaInst(Ty, S.layout().getAllocaAddrSpace(), nullptr,
                     S.layout().getPrefTypeAlign(Ty), V->getName() + ".adj",
                     Entry.begin());
  new StoreInst(Constant::getNullValue(Ty), A, false, A->getAlign(),
                Start->begin());
  return A;
}

/// Clears adjoints that live within one block of the reverse sweep there, not
/// where the sweep starts: they are zero when it is entered and when it is
/// left, and promoting a variable that only one block uses takes time linear
/// in its uses, not in the length of that block.
void ReverseSweep::localizeAdjoints() {
  for (auto &[V, A] : Adjoints) {
    StoreInst *Clear = nullptr;
    BasicBlock *Only = nullptr;
    bool Local = true;
    for (User *U : A->users()) {
      auto *I = cast<Instruction>(U);
      auto *S = dyn_cast<StoreInst>(I);
      if (S && I->getParent() == Start && isa<Constant>(S->getValueOperand())) {
        Clear = S;
        continue;
      }
      Local &= !Only || Only == I->getParent();
      Only = I->getParent();
    }
    if (Clear && Only && Local)
      Clear->moveBefore(Only->getFirstInsertionPt());
  }
}

Value *ReverseSweep::add(Value *A, Value *Bv) {
  Type *Ty = A->getType();
  if (isFloatLike(Ty)) {
    if (auto *C = dyn_cast<Constant>(A); C && C->isNullValue())
      return Bv;
    Value *Sum = Builder.CreateFAdd(A, Bv);
    if (auto *I = dyn_cast<Instruction>(Sum)) {
      // The order of contributions and the sign of a zero sum are ours.
      I->setHasAllowReassoc(true);
      I->setHasNoSignedZeros(true);
    }
    return Sum;
  }
  Value *R = A;
  forEachFloatLeaf(Ty, [&](Type *, uint64_t, ArrayRef<unsigned> Path) {
    Value *X = Builder.CreateFAdd(Builder.CreateExtractValue(A, Path),
                                  Builder.CreateExtractValue(Bv, Path));
    R = Builder.CreateInsertValue(R, X, Path);
  });
  return R;
}

Value *ReverseSweep::asBits(Value *Adj, Type *Ty) {
  return retype(Builder, Adj, Ty);
}

Value *ReverseSweep::takeAdjoint(Value *V) {
  if (!S.needsAdjoint(V))
    return nullptr;
  AllocaInst *A = slot(V);
  Type *Ty = A->getAllocatedType();
  Value *X = Builder.CreateLoad(Ty, A);
  Builder.CreateStore(Constant::getNullValue(Ty), A);
  return X;
}

void ReverseSweep::addAdjoint(Value *V, Value *Delta) {
  if (!Delta || !S.needsAdjoint(V))
    return;
  AllocaInst *A = slot(V);
  Type *Ty = A->getAllocatedType();
  Delta = retype(Builder, Delta, Ty);
  Builder.CreateStore(add(Builder.CreateLoad(Ty, A), Delta), A);
}

Value *ReverseSweep::dual(Value *V) {
  Value *D = S.dual(V);
  return D ? T.lookup(Builder, D) : nullptr;
}

Value *ReverseSweep::quarantine() {
  return Back.QuarantineParam >= 0 ? Target->getArg(Back.QuarantineParam)
                                   : S.quarantine();
}

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

/// The stack frame of an augmented function must live until its pullback.
void ReverseSweep::moveFrameToHeap() {
  SmallVector<AllocaInst *, 8> Allocas;
  for (BasicBlock &BB : *S.W)
    for (Instruction &I : BB)
      if (auto *A = dyn_cast<AllocaInst>(&I))
        if (A != S.QuarantineSlot && !S.Scratch.count(A))
          Allocas.push_back(A);
  for (AllocaInst *A : Allocas) {
    BasicBlock *PB = S.BlockOf.lookup(A->getParent());
    bool Static = A->isStaticAlloca();
    IRBuilder<> B(A);
    Value *Len = B.getInt64(
        S.layout().getTypeAllocSize(A->getAllocatedType()).getFixedValue());
    if (A->isArrayAllocation())
      Len = B.CreateMul(
          Len, B.CreateZExtOrTrunc(A->getArraySize(), B.getInt64Ty()));
    Value *N;
    if (A->getAlign().value() > 16) {
      FunctionCallee AA = S.module().getOrInsertFunction(
          "aligned_alloc", B.getPtrTy(), B.getInt64Ty(), B.getInt64Ty());
      uint64_t Al = A->getAlign().value();
      Value *Up = B.CreateAnd(B.CreateAdd(Len, B.getInt64(Al - 1)),
                              B.getInt64(~(Al - 1)));
      N = B.CreateCall(AA, {B.getInt64(Al), Up}, A->getName() + ".frame");
    } else {
      N = B.CreateCall(getTapeAlloc(S.module()), {Len}, A->getName() + ".frame");
    }
    A->replaceAllUsesWith(N);
    for (auto &[PV, Dv] : S.Duals)
      if (Dv == A)
        Dv = N;
    S.Origin.erase(A);
    A->eraseFromParent();
    FrameBlocks[Static ? &S.P.getEntryBlock() : PB].push_back(N);
  }
}

bool ReverseSweep::run() {
  LLVMContext &C = S.W->getContext();
  bool Split = Target != S.W;
  if (Split) {
    moveFrameToHeap();
    BasicBlock::Create(C, "entry", Target);
  }
  Start = BasicBlock::Create(C, "wg.reverse", Target);
  BasicBlock *PRet = S.NF.ReturnBlock;
  auto *WRet =
      PRet ? cast<ReturnInst>(cast<BasicBlock>(S.VMap[PRet])->getTerminator())
           : nullptr;
  if (Split)
    BranchInst::Create(Start, &Target->getEntryBlock());
  if (!PRet) {
    // Never returns: there is nothing to undo.
    Builder.SetInsertPoint(Start);
    Builder.CreateUnreachable();
    return true;
  }
  // Blocks that reach the return.
  SmallVector<BasicBlock *, 32> Work{PRet};
  while (!Work.empty()) {
    BasicBlock *BB = Work.pop_back_val();
    if (RB.count(BB))
      continue;
    RB[BB] = BasicBlock::Create(C, "rev." + BB->getName(), Target);
    Work.append(S.NF.Preds[BB].begin(), S.NF.Preds[BB].end());
  }
  Builder.SetInsertPoint(Start);
  Value *PRetVal = cast<ReturnInst>(PRet->getTerminator())->getReturnValue();
  Value *WRetVal = WRet->getReturnValue();
  Instruction *Jump = Builder.CreateBr(RB[PRet]);
  if (Back.SeedParam >= 0 && PRetVal && S.needsAdjoint(PRetVal)) {
    Builder.SetInsertPoint(Jump);
    addAdjoint(PRetVal, Target->getArg(Back.SeedParam));
  }
  for (BasicBlock *BB : post_order(&S.P)) {
    if (!RB.count(BB))
      continue;
    emitBlock(BB);
    if (!S.Ok)
      return false;
  }
  T.realize(FinalBlock->getTerminator());
  localizeAdjoints();
  T.finishStacks();
  auto *Exit = cast<ReturnInst>(FinalBlock->getTerminator());

  if (!Split) {
    // W's return becomes the start of the reverse sweep.
    if (Back.PrimalResult >= 0 && WRetVal) {
      IRBuilder<> B(Exit);
      Exit->setOperand(0, B.CreateInsertValue(Exit->getReturnValue(), WRetVal,
                                              unsigned(Back.PrimalResult)));
    }
    if (S.QuarantineSlot) {
      IRBuilder<> B(Exit);
      emitQuarantineFlush(B, S.QuarantineSlot);
    }
    if (S.Raise)
      S.Raise->insertBefore(Exit->getIterator());
    BranchInst::Create(Start, WRet->getIterator());
    WRet->eraseFromParent();
    T.separate();
    return true;
  }

  // Split: the deferred frees travel in the tape.
  if (S.QuarantineSlot) {
    IRBuilder<> B(WRet);
    auto *List = B.CreateLoad(B.getPtrTy(), S.QuarantineSlot, "wg.deferred");
    IRBuilder<> X(Exit);
    T.startBlock();
    emitQuarantineSplice(X, quarantine(), T.lookup(X, List));
  }
  Value *TapeInW = nullptr;
  T.finishSplit(WRet, &*Start->begin(), Exit, TapeInW);
  IRBuilder<> B(WRet);
  SmallVector<std::pair<int, Value *>, 3> Fields;
  Fields.push_back({S.D.TapeResult, TapeInW});
  if (WRetVal)
    Fields.push_back({S.D.PrimalResult, WRetVal});
  if (S.D.DualResult >= 0)
    Fields.push_back({S.D.DualResult, S.dualOr(B, PRetVal)});
  emitResult(B, S.W, Fields);
  WRet->eraseFromParent();
  T.separate();
  return true;
}

void ReverseSweep::emitBlock(BasicBlock *BB) {
  Builder.SetInsertPoint(RB[BB]);
  T.startBlock();
  T.releaseAt(Builder, BB);
  for (Instruction &I : reverse(*BB)) {
    if (I.isTerminator() || isa<PHINode>(I))
      continue;
    Builder.SetCurrentDebugLocation(I.getDebugLoc());
    if (auto *SI = dyn_cast<StoreInst>(&I);
        S.concerns(&I) || (SI && S.EndedFloat.contains(SI)))
      visit(I);
    if (!S.Ok)
      return;
    if (auto *SI = dyn_cast<StoreInst>(&I))
      T.undoAt(Builder, SI);
  }
  for (Value *V : FrameBlocks.lookup(BB))
    T.release(Builder, T.lookup(Builder, V),
              cast<CallInst>(V)->getCalledFunction() !=
                  getTapeAlloc(S.module()));
  emitEdges(BB);
}

void ReverseSweep::emitEdges(BasicBlock *BB) {
  LLVMContext &C = S.W->getContext();
  LoopInfo &LI = S.E.fam().getResult<LoopAnalysis>(S.P);
  if (BB == &S.P.getEntryBlock())
    return emitFinal();
  // Adjoints of the block's phis: read all, then hand each to the incoming
  // value of the edge taken.
  SmallVector<std::pair<PHINode *, Value *>, 8> Phis;
  for (PHINode &Phi : BB->phis())
    if (Value *X = takeAdjoint(&Phi))
      Phis.push_back({&Phi, X});

  auto Preds = S.NF.Preds[BB];
  auto LF = S.NF.Loops.find(BB);
  Value *Which = nullptr;
  if (LF == S.NF.Loops.end() && Preds.size() > 1)
    Which = primal(S.NF.From[BB]);
  // Counters of loops left by entering BB.
  SmallVector<std::pair<BasicBlock *, Value *>, 4> Counters;
  for (BasicBlock *P : Preds)
    for (Loop *L = LI.getLoopFor(P); L && !L->contains(BB);
         L = L->getParentLoop()) {
      BasicBlock *H = L->getHeader();
      if (none_of(Counters, [&](auto &X) { return X.first == H; }))
        Counters.push_back({H, primal(S.NF.ExitIV[{BB, H}])});
    }

  T.popBlock(Builder, BB);

  auto Finish = [&](BasicBlock *P) {
    for (auto &[H, V] : Counters)
      if (LI.getLoopFor(H)->contains(P))
        Builder.CreateStore(
            Builder.CreateAdd(V, Builder.getInt64(1), "", true, true),
            T.counter(H));
    for (auto &[Phi, X] : Phis)
      addAdjoint(Phi->getIncomingValueForBlock(P), X);
    Builder.CreateBr(RB[P]);
  };

  if (LF != S.NF.Loops.end()) {
    Loop *L = LI.getLoopFor(BB);
    BasicBlock *ToPH = BasicBlock::Create(C, "rev.enter", Target);
    BasicBlock *ToLatch = BasicBlock::Create(C, "rev.back", Target);
    Value *IV = T.currentRun(Builder, BB);
    Builder.CreateCondBr(Builder.CreateICmpEQ(IV, Builder.getInt64(0)), ToPH,
                         ToLatch);
    Builder.SetInsertPoint(ToPH);
    Finish(L->getLoopPreheader());
    Builder.SetInsertPoint(ToLatch);
    Builder.CreateStore(IV, T.counter(BB));
    Finish(L->getLoopLatch());
    return;
  }
  if (Preds.size() == 1)
    return Finish(Preds[0]);
  SmallVector<BasicBlock *, 4> Edges;
  for (BasicBlock *P : Preds)
    Edges.push_back(BasicBlock::Create(C, "rev.to." + P->getName(), Target));
  if (Preds.size() == 2) {
    Builder.CreateCondBr(
        Builder.CreateICmpEQ(Which, ConstantInt::get(Which->getType(), 0)),
        Edges[0], Edges[1]);
  } else {
    auto *Sw = Builder.CreateSwitch(Which, Edges.back(), Preds.size());
    for (unsigned K = 0; K + 1 < Preds.size(); ++K)
      Sw->addCase(cast<ConstantInt>(ConstantInt::get(Which->getType(), K)),
                  Edges[K]);
  }
  for (unsigned K = 0; K < Preds.size(); ++K) {
    Builder.SetInsertPoint(Edges[K]);
    Finish(Preds[K]);
  }
}

void ReverseSweep::emitFinal() {
  SmallVector<std::pair<int, Value *>, 8> Fields;
  for (Argument &A : S.P.args()) {
    int Idx = Back.Params[A.getArgNo()].Adjoint;
    if (Idx < 0)
      continue;
    Value *X = takeAdjoint(&A);
    if (!X)
      X = Constant::getNullValue(A.getType());
    Fields.push_back({Idx, asBits(X, A.getType())});
  }
  FinalBlock = Builder.GetInsertBlock();
  emitResult(Builder, Target, Fields);
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void ReverseSweep::visitInstruction(Instruction &I) {
  if (!S.needsAdjoint(&I))
    return;
  if (auto M = matchRule(I)) {
    Value *X = takeAdjoint(&I);
    bool StrongZero = S.R.StrongZero || S.Conditional.contains(&I);
    for (unsigned K = 0; K < M->Operands.size(); ++K) {
      if (!S.needsAdjoint(M->Operands[K]))
        continue;
      addAdjoint(M->Operands[K],
                 emitAdjoint(
                     *M, Builder,
                     [&](int W) { return primal(W < 0 ? &I : M->Operands[W]); },
                     X, K, StrongZero));
    }
    return;
  }
  Value *Op = I.getNumOperands() ? I.getOperand(0) : nullptr;
  switch (I.getOpcode()) {
  case Instruction::BitCast:
    return addAdjoint(Op, asBits(takeAdjoint(&I), Op->getType()));
  case Instruction::Freeze:
  case Instruction::IntToPtr: // words
  case Instruction::PtrToInt:
    return addAdjoint(Op, takeAdjoint(&I));
  case Instruction::Trunc:
  case Instruction::ZExt:
  case Instruction::SExt: {
    Value *X = asBits(takeAdjoint(&I), I.getType());
    return addAdjoint(Op, Builder.CreateZExtOrTrunc(X, Op->getType()));
  }
  case Instruction::LShr:
  case Instruction::Shl: {
    Value *X = asBits(takeAdjoint(&I), I.getType());
    Value *N = primal(I.getOperand(1));
    return addAdjoint(Op, I.getOpcode() == Instruction::Shl
                              ? Builder.CreateLShr(X, N)
                              : Builder.CreateShl(X, N));
  }
  case Instruction::And:
  case Instruction::Or:
  case Instruction::Xor: {
    auto &BO = cast<BinaryOperator>(I);
    BitLanes L = classifyBitwise(S, BO);
    Value *X = asBits(takeAdjoint(&I), I.getType());
    for (unsigned K = 0; K < 2; ++K)
      if (L.K != BitLanes::Unsupported && L.Active[K] &&
          S.needsAdjoint(BO.getOperand(K)))
        addAdjoint(BO.getOperand(K),
                   applyBitLanes(Builder, L, primal(&I),
                                 primal(BO.getOperand(K)), X));
    if (L.K != BitLanes::Unsupported)
      return;
    break;
  }
  default:
    break;
  }
  diagnose(Code::UnsupportedInst, I,
           Twine("no derivative is known for this `") + I.getOpcodeName() +
               "` of active data",
           "rewrite it with floating-point operations, or give the enclosing "
           "function a custom derivative");
  S.Ok = false;
}

void ReverseSweep::visitSelectInst(SelectInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  Value *C = primal(I.getCondition());
  Constant *Z = Constant::getNullValue(X->getType());
  addAdjoint(I.getTrueValue(), Builder.CreateSelect(C, X, Z));
  addAdjoint(I.getFalseValue(), Builder.CreateSelect(C, Z, X));
}

void ReverseSweep::visitExtractValueInst(ExtractValueInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  Value *Agg = I.getAggregateOperand();
  if (!S.needsAdjoint(Agg))
    return;
  Type *Ty = S.adjointType(Agg);
  Type *Leaf = ExtractValueInst::getIndexedType(Ty, I.getIndices());
  addAdjoint(Agg, Builder.CreateInsertValue(Constant::getNullValue(Ty),
                                            retype(Builder, X, Leaf),
                                            I.getIndices()));
}

void ReverseSweep::visitInsertValueInst(InsertValueInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  Value *V = I.getInsertedValueOperand();
  addAdjoint(V, Builder.CreateExtractValue(X, I.getIndices()));
  addAdjoint(I.getAggregateOperand(),
             Builder.CreateInsertValue(
                 X,
                 Constant::getNullValue(ExtractValueInst::getIndexedType(
                     X->getType(), I.getIndices())),
                 I.getIndices()));
}

void ReverseSweep::visitExtractElementInst(ExtractElementInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  Value *V = I.getVectorOperand();
  addAdjoint(V, Builder.CreateInsertElement(
                    Constant::getNullValue(V->getType()),
                    asBits(X, I.getType()), primal(I.getIndexOperand())));
}

void ReverseSweep::visitInsertElementInst(InsertElementInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  X = asBits(X, I.getType());
  Value *Idx = primal(I.getOperand(2)), *V = I.getOperand(1);
  addAdjoint(V, Builder.CreateExtractElement(X, Idx));
  addAdjoint(I.getOperand(0),
             Builder.CreateInsertElement(
                 X, Constant::getNullValue(V->getType()), Idx));
}

void ReverseSweep::visitShuffleVectorInst(ShuffleVectorInst &I) {
  Value *X = takeAdjoint(&I);
  if (!X)
    return;
  X = asBits(X, I.getType());
  unsigned N = cast<FixedVectorType>(I.getOperand(0)->getType())->getNumElements();
  Type *Elt = cast<VectorType>(X->getType())->getElementType(), *Floats = Elt;
  SmallVector<int, 8> Mask(I.getShuffleMask());
  if (I.getOperand(0) == I.getOperand(1))
    for (int &M : Mask)
      M -= M >= int(N) ? int(N) : 0;
  if (Elt->isIntegerTy()) {
    // Floats moved as integers: taken at the floats' size, at least.
    Type *Lanes = S.laneType(&I);
    unsigned Width = Elt->getIntegerBitWidth(),
             Lane = Lanes ? Lanes->getScalarSizeInBits() : 0;
    SmallVector<int, 8> Wide;
    if (Lane > Width && Lane % Width == 0 && N % (Lane / Width) == 0 &&
        widenShuffleMaskElts(int(Lane / Width), Mask, Wide)) {
      N /= Lane / Width;
      Mask = Wide;
      Width = Lane;
      Elt = Builder.getIntNTy(Width);
    }
    if (!Lane || Lane > Width || Width % Lane) {
      diagnose(Code::UnknownType, I,
               "cannot tell which floats the integers moved here hold",
               "move floats as floats, or give the enclosing function a custom "
               "derivative");
      S.Ok = false;
      return;
    }
    Floats = Lanes->getScalarType();
    if (Width > Lane)
      Floats = FixedVectorType::get(Floats, Width / Lane);
    X = Builder.CreateBitCast(X, FixedVectorType::get(Elt, Mask.size()));
  }
  for (unsigned Op = 0; Op < 2; ++Op) {
    Value *V = I.getOperand(Op);
    if (!S.needsAdjoint(V))
      continue;
    Value *D = Constant::getNullValue(FixedVectorType::get(Elt, N));
    SmallVector<Value *, 8> Lane(N, nullptr);
    for (unsigned K = 0; K < Mask.size(); ++K) {
      if (Mask[K] < int(Op * N) || Mask[K] >= int((Op + 1) * N))
        continue;
      Value *&L = Lane[Mask[K] - Op * N];
      Value *E = Builder.CreateBitCast(Builder.CreateExtractElement(X, K),
                                       Floats);
      L = L ? Builder.CreateFAdd(L, E) : E;
    }
    for (unsigned K = 0; K < N; ++K)
      if (Lane[K])
        D = Builder.CreateInsertElement(D, Builder.CreateBitCast(Lane[K], Elt),
                                        K);
    addAdjoint(V, Builder.CreateBitCast(D, V->getType()));
  }
}

} // namespace wengert
