//===- Helpers.cpp - Small functions emitted beside derivatives -----------===//
#include "Emit/Helpers.h"
#include "Emit/TapeMemory.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace wengert {

Function *makeHelper(Module &M, const Twine &Name, Type *Ret,
                     ArrayRef<Type *> Params) {
  Function *F = Function::Create(FunctionType::get(Ret, Params, false),
                                 GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr("wengert-helper");
  return F;
}

void emitStop(IRBuilder<> &B, StringRef Message, Value *Val) {
  Module &M = *B.GetInsertBlock()->getModule();
  FunctionCallee Print = M.getOrInsertFunction(
      "dprintf",
      FunctionType::get(B.getInt32Ty(), {B.getInt32Ty(), B.getPtrTy()}, true));
  FunctionCallee Exit =
      M.getOrInsertFunction("_exit", B.getVoidTy(), B.getInt32Ty());
  Value *Msg = B.CreateGlobalString(Message, "wengert.msg");
  B.CreateCall(Print, {B.getInt32(2), Msg, Val});
  B.CreateCall(Exit, {B.getInt32(134)});
  B.CreateUnreachable();
}

Function *getStopNowhere(Module &M) {
  const char *Name = "wengert.stop.nowhere";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Function *F = Function::Create(
      FunctionType::get(Type::getVoidTy(C), {PointerType::get(C, 0)}, false),
      GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::Cold);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr("enzyme_inactive");
  IRBuilder<> B(BasicBlock::Create(C, "entry", F));
  emitStop(B,
           "wengert: read through the pointer %p, which nothing in this module "
           "was seen to make\n",
           F->getArg(0));
  return F;
}

static Align elementAlign(const DataLayout &DL, Type *Ty, Align A) {
  if (Ty->isVectorTy() || Ty->isIntegerTy())
    return std::min(A, Ty->isVectorTy() ? DL.getABITypeAlign(Ty->getScalarType())
                                        : DL.getPointerABIAlignment(0));
  return A;
}

Align shadowAlign(const LoadInst &I) {
  return elementAlign(I.getDataLayout(), I.getType(), I.getAlign());
}

Align shadowAlign(const StoreInst &I) {
  return elementAlign(I.getDataLayout(), I.getValueOperand()->getType(),
                      I.getAlign());
}

FunctionCallee getMalloc(Module &M) {
  LLVMContext &C = M.getContext();
  AttributeList A = AttributeList()
                        .addFnAttribute(C, Attribute::NoUnwind)
                        .addRetAttribute(C, Attribute::NoAlias);
  return M.getOrInsertFunction("malloc", A, PointerType::get(C, 0),
                               Type::getInt64Ty(C));
}

FunctionCallee getFree(Module &M) {
  LLVMContext &C = M.getContext();
  AttributeList A = AttributeList().addFnAttribute(C, Attribute::NoUnwind);
  return M.getOrInsertFunction("free", A, Type::getVoidTy(C),
                               PointerType::get(C, 0));
}

static Function *callBySameness(Module &M, Function &F, bool CallIfSame) {
  std::string Name =
      ((CallIfSame ? "wengert.if_same." : "wengert.unless_same.") + F.getName())
          .str();
  if (Function *Old = M.getFunction(Name))
    return Old;
  Type *Ret = F.getReturnType(), *P = PointerType::get(M.getContext(), 0);
  SmallVector<Type *, 8> Params(F.getFunctionType()->params());
  unsigned N = Params.size();
  Params.append({P, P});
  if (!Ret->isVoidTy())
    Params.push_back(Ret);
  Function *H = makeHelper(M, Name, Ret, Params);
  BasicBlock *Entry = BasicBlock::Create(M.getContext(), "entry", H);
  BasicBlock *Skip = BasicBlock::Create(M.getContext(), "skip", H);
  BasicBlock *Run = BasicBlock::Create(M.getContext(), "run", H);
  IRBuilder<> B(Entry);
  Value *Equal = B.CreateICmpEQ(H->getArg(N), H->getArg(N + 1));
  B.CreateCondBr(CallIfSame ? B.CreateNot(Equal) : Equal, Skip, Run);
  SmallVector<Value *, 6> Args;
  for (unsigned K = 0; K < N; ++K)
    Args.push_back(H->getArg(K));
  B.SetInsertPoint(Run);
  CallInst *C = B.CreateCall(F.getFunctionType(), &F, Args);
  if (Ret->isVoidTy()) {
    B.CreateRetVoid();
    B.SetInsertPoint(Skip);
    B.CreateRetVoid();
  } else {
    B.CreateRet(C);
    B.SetInsertPoint(Skip);
    B.CreateRet(H->getArg(N + 2));
  }
  return H;
}

Function *unlessSame(Module &M, Function &F) {
  return callBySameness(M, F, /*CallIfSame=*/false);
}

Function *ifSame(Module &M, Function &F) {
  return callBySameness(M, F, /*CallIfSame=*/true);
}

void countedLoop(IRBuilder<> &B, Value *N, function_ref<void(Value *)> Body) {
  Function *F = B.GetInsertBlock()->getParent();
  LLVMContext &C = F->getContext();
  BasicBlock *Pre = B.GetInsertBlock();
  BasicBlock *Loop = BasicBlock::Create(C, "loop", F);
  BasicBlock *Done = BasicBlock::Create(C, "done", F);
  B.CreateCondBr(B.CreateICmpSGT(N, B.getInt64(0)), Loop, Done);
  B.SetInsertPoint(Loop);
  PHINode *I = B.CreatePHI(B.getInt64Ty(), 2, "i");
  I->addIncoming(B.getInt64(0), Pre);
  Body(I);
  Value *Next = B.CreateAdd(I, B.getInt64(1), "i.next", true, true);
  I->addIncoming(Next, B.GetInsertBlock());
  B.CreateCondBr(B.CreateICmpSLT(Next, N), Loop, Done);
  B.SetInsertPoint(Done);
}

/// void helper(ptr d, ptr s, i64 n, i64 off, i64 period, i64 len)
static Function *runHelper(Module &M, RunOp Op, Type *FloatTy) {
  static const char *const Names[] = {"copy", "zero", "adjcopy", "adjmove"};
  std::string Name = std::string("wengert.") + Names[unsigned(Op)];
  if (FloatTy) {
    raw_string_ostream OS(Name);
    OS << "." << *FloatTy;
  }
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *P = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F =
      makeHelper(M, Name, Type::getVoidTy(C), {P, P, I64, I64, I64, I64});
  IRBuilder<> B(BasicBlock::Create(C, "entry", F));
  Value *D = F->getArg(0), *S = F->getArg(1), *N = F->getArg(2),
        *Off = F->getArg(3), *Period = F->getArg(4), *Len = F->getArg(5);
  Value *Rev =
      Op == RunOp::AdjointMove ? B.CreateICmpULE(D, S) : (Value *)B.getFalse();
  auto Order = [&](Value *I, Value *Count) -> Value * {
    if (Op != RunOp::AdjointMove)
      return I;
    return B.CreateSelect(Rev,
                          B.CreateSub(B.CreateSub(Count, I), B.getInt64(1)), I);
  };
  // Periods that begin before the end.
  Value *Room = B.CreateSub(N, Off);
  Value *Count = B.CreateSDiv(
      B.CreateSub(B.CreateAdd(Room, Period), B.getInt64(1)), Period);
  countedLoop(B, Count, [&](Value *K) {
    Value *O = B.CreateAdd(Off, B.CreateMul(Order(K, Count), Period));
    Value *Left = B.CreateSub(N, O);
    Value *Bytes = B.CreateSelect(B.CreateICmpSLT(Left, Len), Left, Len);
    Value *DO = B.CreatePtrAdd(D, O), *SO = B.CreatePtrAdd(S, O);
    switch (Op) {
    case RunOp::CopyBytes:
      B.CreateMemMove(DO, Align(1), SO, Align(1), Bytes);
      break;
    case RunOp::ZeroBytes:
      B.CreateMemSet(DO, B.getInt8(0), Bytes, Align(1));
      break;
    case RunOp::AdjointCopy:
    case RunOp::AdjointMove: {
      uint64_t Sz = M.getDataLayout().getTypeAllocSize(FloatTy);
      uint64_t Store = M.getDataLayout().getTypeStoreSize(FloatTy);
      Value *Elems = B.CreateSDiv(B.CreateAdd(Bytes, B.getInt64(Sz - Store)),
                                  B.getInt64(Sz));
      countedLoop(B, Elems, [&](Value *J) {
        Value *EJ = B.CreateMul(Order(J, Elems), B.getInt64(Sz));
        Value *DP = B.CreatePtrAdd(DO, EJ), *SP = B.CreatePtrAdd(SO, EJ);
        Align A(1);
        Value *T = B.CreateAlignedLoad(FloatTy, DP, A);
        B.CreateAlignedStore(Constant::getNullValue(FloatTy), DP, A);
        Value *X = B.CreateAlignedLoad(FloatTy, SP, A);
        B.CreateAlignedStore(B.CreateFAdd(X, T), SP, A);
      });
      break;
    }
    }
  });
  B.CreateRetVoid();
  return F;
}

void emitRuns(IRBuilder<> &B, RunOp Op, Value *Dst, Value *Src, Value *Len,
              const Layout &L, function_ref<bool(const TypeRun &)> Want) {
  Module &M = *B.GetInsertBlock()->getModule();
  Value *N = B.CreateZExtOrTrunc(Len, B.getInt64Ty());
  bool IsAdjoint = Op == RunOp::AdjointCopy || Op == RunOp::AdjointMove;
  if (!Src)
    Src = Dst;
  // One type throughout: a single run over everything.
  if (auto U = L.uniform()) {
    TypeRun Whole{0, L.Period, *U};
    if (!Want(Whole))
      return;
    Function *H = runHelper(M, Op, IsAdjoint ? U->FloatTy : nullptr);
    Value *Big =
        B.CreateSelect(B.CreateICmpEQ(N, B.getInt64(0)), B.getInt64(1), N);
    B.CreateCall(H, {Dst, Src, N, B.getInt64(0), Big, N});
    return;
  }
  for (const TypeRun &R : L.Runs) {
    if (!Want(R))
      continue;
    Function *H = runHelper(M, Op, IsAdjoint ? R.Type.FloatTy : nullptr);
    B.CreateCall(H, {Dst, Src, N, B.getInt64(R.Offset), B.getInt64(L.Period),
                     B.getInt64(R.Size)});
  }
}

Value *emitGrow(IRBuilder<> &B, Value *Base, Value *IV, uint64_t Size) {
  Module &M = *B.GetInsertBlock()->getModule();
  LLVMContext &C = M.getContext();
  Type *P = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = M.getFunction("wengert.grow");
  if (!F) {
    F = makeHelper(M, "wengert.grow", P, {P, I64, I64});
    FunctionCallee Realloc = M.getOrInsertFunction("realloc", P, P, I64);
    BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
               *More = BasicBlock::Create(C, "more", F),
               *Done = BasicBlock::Create(C, "done", F);
    IRBuilder<> G(Entry);
    Value *I = F->getArg(1);
    Value *Pow2 = G.CreateICmpEQ(G.CreateAnd(I, G.CreateSub(I, G.getInt64(1))),
                                 G.getInt64(0));
    Value *Big = G.CreateOr(G.CreateICmpUGE(I, G.getInt64(8)),
                            G.CreateICmpEQ(I, G.getInt64(0)));
    G.CreateCondBr(G.CreateAnd(Pow2, Big), More, Done);
    G.SetInsertPoint(More);
    Value *Cap = G.CreateShl(I, 1);
    Cap = G.CreateSelect(G.CreateICmpEQ(I, G.getInt64(0)), G.getInt64(8), Cap);
    Value *Bytes = G.CreateMul(Cap, F->getArg(2));
    CallInst *New = G.CreateCall(Realloc, {F->getArg(0), Bytes});
    New->setMetadata("wengert.tape", MDNode::get(C, {}));
    BasicBlock *Fail = BasicBlock::Create(C, "fail", F);
    G.CreateCondBr(G.CreateIsNull(New), Fail, Done);
    G.SetInsertPoint(Fail);
    emitNoMemory(G, Bytes);
    G.SetInsertPoint(Done);
    PHINode *R = G.CreatePHI(P, 2);
    R->addIncoming(F->getArg(0), Entry);
    R->addIncoming(New, More);
    G.CreateRet(R);
  }
  return B.CreateCall(F, {Base, IV, B.getInt64(Size)}, "wg.grown");
}

} // namespace wengert
