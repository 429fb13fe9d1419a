//===- Words.cpp - Words that hold an address or a double -----------------===//
#include "Emit/Words.h"
#include "Emit/Helpers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/DataLayout.h"

using namespace llvm;

namespace wengert {

static constexpr uint64_t Size = 8;

bool hasWords(const Layout &L) {
  return any_of(L.Runs, [](const TypeRun &R) { return R.Type.isWord(); });
}

bool canTellWords(const DataLayout &DL, const Layout &L) {
  return DL.getPointerSize() == Size &&
         all_of(L.Runs, [](const TypeRun &R) {
           return !R.Type.isWord() || R.Size % Size == 0;
         });
}

void fillWords(Layout &L, LLVMContext &Context) {
  constexpr uint64_t MaxPeriod = 4096;
  if (L.Period % Size || L.Period > MaxPeriod)
    return;
  enum : uint8_t { Integer = 1, Hole = 2, Else = 4 };
  SmallVector<uint8_t, 16> Holds(L.Period / Size, 0);
  for (const TypeRun &R : L.Runs) {
    uint8_t What = R.Type.K == ByteType::Integer    ? Integer
                   : R.Type.K == ByteType::Anything ? 0
                   : R.Type == ByteType()           ? Hole
                                                    : Else;
    for (uint64_t At = R.Offset; At < R.Offset + R.Size; ++At)
      if (At < L.Period)
        Holds[At / Size] |= What;
  }
  ByteType Word;
  Word.Conflict = true;
  Word.FloatTy = Type::getDoubleTy(Context);
  SmallVector<TypeRun, 4> Runs;
  for (const TypeRun &R : L.Runs)
    for (uint64_t At = R.Offset, End = At + R.Size; At < End;) {
      bool Fills = At < L.Period && Holds[At / Size] == (Integer | Hole);
      uint64_t Next = Fills ? (At / Size + 1) * Size : At;
      while (!Fills && Next < End &&
             (Next >= L.Period || Holds[Next / Size] != (Integer | Hole)))
        ++Next;
      if (!Fills)
        Runs.push_back({At, Next - At, R.Type});
      else if (Runs.empty() || Runs.back().Offset < At / Size * Size)
        Runs.push_back({At / Size * Size, Size, Word});
      At = Next;
    }
  L.Runs = std::move(Runs);
}

/// Bits of an address, or of a number next to nothing.
static Value *isAddress(IRBuilder<> &B, Value *Bits) {
  return B.CreateICmpULT(B.CreateSub(Bits, B.getInt64(1)),
                         B.getInt64((uint64_t(1) << 52) - 1));
}

static Value *load(IRBuilder<> &B, Value *P) {
  return B.CreateAlignedLoad(B.getInt64Ty(), P, Align(1));
}

Value *asWord(IRBuilder<> &B, Value *V) {
  Type *I64 = B.getInt64Ty();
  return V->getType()->isPointerTy() ? B.CreatePtrToInt(V, I64)
                                     : B.CreateBitCast(V, I64);
}

void storeWord(IRBuilder<> &B, Value *To, Value *Bits, Value *Dual) {
  Value *Zero = B.getInt64(0), *Old = load(B, To);
  Value *Moves = B.CreateAnd(
      isAddress(B, Bits), B.CreateOr(B.CreateIsNull(Dual), isAddress(B, Dual)));
  Value *Else = B.CreateSelect(isAddress(B, Old), Zero, Old);
  B.CreateAlignedStore(B.CreateSelect(Moves, Dual, Else), To, Align(1));
}

/// Zero, or the shadow of an address.
static Value *isNoAdjoint(IRBuilder<> &B, Value *Bits) {
  return B.CreateOr(B.CreateIsNull(B.CreateShl(Bits, B.getInt64(1))),
                    isAddress(B, Bits));
}

Value *takeWord(IRBuilder<> &B, Value *To) {
  Value *Zero = B.getInt64(0), *Old = load(B, To);
  Value *Stays = isNoAdjoint(B, Old);
  B.CreateAlignedStore(B.CreateSelect(Stays, Old, Zero), To, Align(1));
  return B.CreateBitCast(B.CreateSelect(Stays, Zero, Old), B.getDoubleTy());
}

void addWord(IRBuilder<> &B, Value *From, Value *X) {
  Value *Source = load(B, From), *New = B.CreateBitCast(X, B.getInt64Ty());
  Value *Sum = B.CreateBitCast(
      B.CreateFAdd(B.CreateBitCast(Source, B.getDoubleTy()), X),
      B.getInt64Ty());
  Sum = B.CreateSelect(isAddress(B, Source), New, Sum);
  B.CreateAlignedStore(
      B.CreateSelect(isNoAdjoint(B, New), Source, Sum), From, Align(1));
}

enum class WordOp { Copy, Return, End };

static void emitWord(IRBuilder<> &B, WordOp Op, Value *To, Value *From,
                     Value *Primal) {
  if (Op == WordOp::Copy)
    return storeWord(B, To, load(B, Primal), load(B, From));
  Value *X = takeWord(B, To);
  if (Op == WordOp::Return)
    addWord(B, From, X);
}

/// void helper(ptr to, ptr from, ptr primal, i64 n, i64 off, i64 period,
/// i64 words): all words of n bytes, from the last on where the ends may
/// overlap so.
static Function *wordHelper(Module &M, WordOp Op) {
  static const char *const Names[] = {"wengert.copy.words",
                                      "wengert.return.words",
                                      "wengert.end.words"};
  const char *Name = Names[unsigned(Op)];
  if (Function *F = M.getFunction(Name))
    return F;
  Type *P = PointerType::get(M.getContext(), 0),
       *I64 = Type::getInt64Ty(M.getContext());
  Function *F = makeHelper(M, Name, Type::getVoidTy(M.getContext()),
                           {P, P, P, I64, I64, I64, I64});
  Value *To = F->getArg(0), *From = F->getArg(1), *Primal = F->getArg(2),
        *N = F->getArg(3), *Off = F->getArg(4), *Period = F->getArg(5),
        *Words = F->getArg(6);
  IRBuilder<> B(BasicBlock::Create(M.getContext(), "entry", F));
  // A copy upwards begins at its end, and is undone from its beginning on.
  Value *Last = Op == WordOp::Copy ? B.CreateICmpUGT(To, From)
                                   : B.CreateICmpULE(To, From);
  auto order = [&](Value *I, Value *Count) {
    return B.CreateSelect(
        Last, B.CreateSub(B.CreateSub(Count, I), B.getInt64(1)), I);
  };
  // Periods whose first word is complete.
  Value *Count = B.CreateSDiv(
      B.CreateAdd(B.CreateSub(B.CreateSub(N, Off), B.getInt64(Size)), Period),
      Period);
  countedLoop(B, Count, [&](Value *K) {
    Value *At = B.CreateAdd(Off, B.CreateMul(order(K, Count), Period));
    Value *Left = B.CreateSDiv(B.CreateSub(N, At), B.getInt64(Size));
    Value *Here =
        B.CreateSelect(B.CreateICmpSLT(Left, Words), Left, Words);
    countedLoop(B, Here, [&](Value *J) {
      Value *O =
          B.CreateAdd(At, B.CreateMul(order(J, Here), B.getInt64(Size)));
      emitWord(B, Op, B.CreatePtrAdd(To, O), B.CreatePtrAdd(From, O),
               B.CreatePtrAdd(Primal, O));
    });
  });
  B.CreateRetVoid();
  return F;
}

/// void helper(ptr p, i64 n): stops where the n bytes at p are not all zero.
static Function *stopUnlessZero(Module &M) {
  const char *Name = "wengert.stop.unaligned";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Function *F = makeHelper(M, Name, Type::getVoidTy(C),
                           {PointerType::get(C, 0), Type::getInt64Ty(C)});
  BasicBlock *Stop = BasicBlock::Create(C, "stop", F);
  IRBuilder<> B(BasicBlock::Create(C, "entry", F, Stop));
  Value *P = F->getArg(0);
  AllocaInst *Any = B.CreateAlloca(B.getInt8Ty());
  B.CreateStore(B.getInt8(0), Any);
  countedLoop(B, F->getArg(1), [&](Value *I) {
    Value *Byte = B.CreateLoad(B.getInt8Ty(), B.CreatePtrAdd(P, I));
    B.CreateStore(B.CreateOr(Byte, B.CreateLoad(B.getInt8Ty(), Any)), Any);
  });
  Value *Zero = B.CreateIsNull(B.CreateLoad(B.getInt8Ty(), Any));
  BasicBlock *Done = BasicBlock::Create(C, "done", F);
  B.CreateCondBr(Zero, Done, Stop);
  ReturnInst::Create(C, Done);
  B.SetInsertPoint(Stop);
  emitStop(B,
           "wengert: the bytes at %p have an adjoint, and were moved here from "
           "where no float lies so\n",
           P);
  return F;
}

static void emitWords(IRBuilder<> &B, WordOp Op, Value *To, Value *From,
                      Value *Primal, Value *Len, const Layout &L) {
  if (!hasWords(L))
    return;
  Module &M = *B.GetInsertBlock()->getModule();
  Function *F = wordHelper(M, Op);
  Value *N = B.CreateZExtOrTrunc(Len, B.getInt64Ty());
  if (L.Absolute) {
    Value *Zero = B.getInt64(0), *Mask = B.getInt64(Size - 1);
    Value *A = B.CreatePtrToInt(To, N->getType());
    Value *First = B.CreateAnd(B.CreateNeg(A), Mask);
    Value *Apart = B.CreateXor(A, B.CreatePtrToInt(From, N->getType()));
    Value *Same = B.CreateIsNull(B.CreateAnd(Apart, Mask));
    if (Op == WordOp::Return)
      B.CreateCall(stopUnlessZero(M), {To, B.CreateSelect(Same, Zero, N)});
    N = B.CreateSelect(B.CreateAnd(Same, B.CreateICmpUGT(N, First)),
                       B.CreateSub(N, First), Zero);
    To = B.CreatePtrAdd(To, First);
    From = B.CreatePtrAdd(From, First);
    Primal = B.CreatePtrAdd(Primal, First);
  }
  for (const TypeRun &R : L.Runs)
    if (R.Type.isWord())
      B.CreateCall(F, {To, From, Primal, N, B.getInt64(R.Offset),
                       B.getInt64(L.Period), B.getInt64(R.Size / Size)});
}

void copyWords(IRBuilder<> &B, Value *To, Value *From, Value *Primal,
               Value *Len, const Layout &L) {
  emitWords(B, WordOp::Copy, To, From, Primal, Len, L);
}

void returnWords(IRBuilder<> &B, Value *To, Value *From, Value *Len,
                 const Layout &L) {
  emitWords(B, WordOp::Return, To, From, To, Len, L);
}

void endWords(IRBuilder<> &B, Value *To, Value *Len, const Layout &L) {
  emitWords(B, WordOp::End, To, To, To, Len, L);
}

} // namespace wengert
