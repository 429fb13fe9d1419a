//===- Quarantine.cpp - Frees deferred past the reverse sweep -------------===//
#include "Models/Quarantine.h"
#include "Emit/Helpers.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

static constexpr const char *PushName = "wengert.quarantine.push";
static constexpr const char *FlushName = "wengert.quarantine.flush";
static constexpr const char *SpliceName = "wengert.quarantine.splice";
static constexpr const char *ReleaseName = "wengert.quarantine.release";

static StringRef calleeName(const CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  return F ? F->getName() : StringRef();
}
bool isQuarantineCall(const CallBase &CB) {
  return calleeName(CB).starts_with("wengert.quarantine.");
}
bool isQuarantinePush(const CallBase &CB) { return calleeName(CB) == PushName; }
bool isQuarantineFlush(const CallBase &CB) {
  return calleeName(CB) == FlushName;
}

bool isQuarantineRelease(const CallBase &CB) {
  return calleeName(CB) == ReleaseName;
}

namespace {
struct Builder {
  Module &M;
  LLVMContext &C;
  Type *P, *I64, *Void;
  StructType *Node;
  explicit Builder(Module &M)
      : M(M), C(M.getContext()), P(PointerType::get(C, 0)),
        I64(Type::getInt64Ty(C)), Void(Type::getVoidTy(C)),
        Node(StructType::get(C, {P, P, P, P, I64, I64})) {}

  Function *create(const Twine &Name, ArrayRef<Type *> Params) {
    Function *F = Function::Create(FunctionType::get(Void, Params, false),
                                   GlobalValue::InternalLinkage, Name, M);
    F->addFnAttr(Attribute::NoInline);
    F->addFnAttr(Attribute::NoUnwind);
    return F;
  }

  Value *field(IRBuilder<> &B, Value *N, unsigned K) {
    return B.CreateStructGEP(Node, N, K);
  }

  /// void push(ptr head, ptr thunk, ptr mem, ptr shadow, i64 size, i64 align)
  Function *push() {
    if (Function *F = M.getFunction(PushName))
      return F;
    Function *F = create(PushName, {P, P, P, P, I64, I64});
    IRBuilder<> B(BasicBlock::Create(C, "entry", F));
    Value *N = B.CreateCall(getMalloc(M),
                            {B.getInt64(M.getDataLayout().getTypeAllocSize(Node))});
    B.CreateStore(B.CreateLoad(P, F->getArg(0)), field(B, N, 0));
    for (unsigned K = 1; K < 6; ++K)
      B.CreateStore(F->getArg(K), field(B, N, K));
    B.CreateStore(N, F->getArg(0));
    B.CreateRetVoid();
    return F;
  }

  /// Is it an address of memory? Rust's empty containers have their alignment
  /// for one, and their shadows keep it where inactive code fills them.
  Value *isBlock(IRBuilder<> &B, Value *V) {
    constexpr uint64_t FirstPage = 4096;
    return B.CreateICmpUGE(B.CreatePtrToInt(V, I64), B.getInt64(FirstPage));
  }

  /// void flush(ptr head): the most recent free first.
  Function *flush() {
    if (Function *F = M.getFunction(FlushName))
      return F;
    Function *F = create(FlushName, {P});
    BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
               *Loop = BasicBlock::Create(C, "loop", F),
               *Shadow = BasicBlock::Create(C, "shadow", F),
               *Next = BasicBlock::Create(C, "next", F),
               *Done = BasicBlock::Create(C, "done", F);
    IRBuilder<> B(Entry);
    Value *First = B.CreateLoad(P, F->getArg(0));
    B.CreateStore(ConstantPointerNull::get(PointerType::get(C, 0)),
                  F->getArg(0));
    B.CreateCondBr(B.CreateIsNull(First), Done, Loop);
    B.SetInsertPoint(Loop);
    PHINode *N = B.CreatePHI(P, 2);
    N->addIncoming(First, Entry);
    Value *Succ = B.CreateLoad(P, field(B, N, 0));
    Value *Thunk = B.CreateLoad(P, field(B, N, 1));
    Value *Mem = B.CreateLoad(P, field(B, N, 2));
    Value *Sh = B.CreateLoad(P, field(B, N, 3));
    Value *Size = B.CreateLoad(I64, field(B, N, 4));
    Value *Al = B.CreateLoad(I64, field(B, N, 5));
    FunctionType *TT = FunctionType::get(Void, {P, I64, I64}, false);
    BasicBlock *Primal = BasicBlock::Create(C, "primal", F, Shadow),
               *Both = BasicBlock::Create(C, "both", F, Shadow);
    B.CreateCondBr(B.CreateIsNull(Mem), Both, Primal);
    B.SetInsertPoint(Primal);
    B.CreateCall(TT, Thunk, {Mem, Size, Al});
    B.CreateBr(Both);
    B.SetInsertPoint(Both);
    Value *Has = B.CreateAnd(isBlock(B, Sh), B.CreateICmpNE(Sh, Mem));
    B.CreateCondBr(Has, Shadow, Next);
    B.SetInsertPoint(Shadow);
    B.CreateCall(TT, Thunk, {Sh, Size, Al});
    B.CreateBr(Next);
    B.SetInsertPoint(Next);
    B.CreateCall(getFree(M), {N});
    N->addIncoming(Succ, Next);
    B.CreateCondBr(B.CreateIsNull(Succ), Done, Loop);
    B.SetInsertPoint(Done);
    B.CreateRetVoid();
    return F;
  }

  /// void release(ptr thunk, ptr shadow, ptr mem, i64 size, i64 align)
  Function *release() {
    if (Function *F = M.getFunction(ReleaseName))
      return F;
    Function *F = create(ReleaseName, {P, P, P, I64, I64});
    BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
               *Own = BasicBlock::Create(C, "own", F),
               *Done = BasicBlock::Create(C, "done", F);
    IRBuilder<> B(Entry);
    Value *Sh = F->getArg(1);
    B.CreateCondBr(
        B.CreateAnd(isBlock(B, Sh), B.CreateICmpNE(Sh, F->getArg(2))), Own,
        Done);
    B.SetInsertPoint(Own);
    B.CreateCall(FunctionType::get(Void, {P, I64, I64}, false), F->getArg(0),
                 {Sh, F->getArg(3), F->getArg(4)});
    B.CreateBr(Done);
    B.SetInsertPoint(Done);
    B.CreateRetVoid();
    return F;
  }

  /// void splice(ptr head, ptr list): nothing where head is null.
  Function *splice() {
    if (Function *F = M.getFunction(SpliceName))
      return F;
    Function *F = create(SpliceName, {P, P});
    BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
               *Loop = BasicBlock::Create(C, "loop", F),
               *Tail = BasicBlock::Create(C, "tail", F),
               *Done = BasicBlock::Create(C, "done", F);
    IRBuilder<> B(Entry);
    B.CreateCondBr(B.CreateOr(B.CreateIsNull(F->getArg(0)),
                              B.CreateIsNull(F->getArg(1))),
                   Done, Loop);
    B.SetInsertPoint(Loop);
    PHINode *N = B.CreatePHI(P, 2);
    N->addIncoming(F->getArg(1), Entry);
    Value *Succ = B.CreateLoad(P, field(B, N, 0));
    N->addIncoming(Succ, Loop);
    B.CreateCondBr(B.CreateIsNull(Succ), Tail, Loop);
    B.SetInsertPoint(Tail);
    B.CreateStore(B.CreateLoad(P, F->getArg(0)), field(B, N, 0));
    B.CreateStore(F->getArg(1), F->getArg(0));
    B.CreateBr(Done);
    B.SetInsertPoint(Done);
    B.CreateRetVoid();
    return F;
  }

  /// void thunk(ptr mem, i64 size, i64 align) for one deallocation function:
  /// its integer parameters take size and align in this order.
  Function *thunk(CallBase &Free, unsigned PtrOp) {
    auto *Callee = cast<Function>(Free.getCalledOperand()->stripPointerCasts());
    std::string Name = ("wengert.free." + Callee->getName()).str();
    if (Function *F = M.getFunction(Name))
      return F;
    Function *F = create(Name, {P, I64, I64});
    IRBuilder<> B(BasicBlock::Create(C, "entry", F));
    SmallVector<Value *, 4> Args;
    unsigned Word = 1;
    for (unsigned K = 0; K < Free.arg_size(); ++K) {
      Type *T = Free.getArgOperand(K)->getType();
      if (K == PtrOp)
        Args.push_back(F->getArg(0));
      else if (T->isIntegerTy() && Word < 3)
        Args.push_back(B.CreateZExtOrTrunc(F->getArg(Word++), T));
      else if (auto *Const = dyn_cast<Constant>(Free.getArgOperand(K)))
        Args.push_back(Const);
      else
        Args.push_back(Constant::getNullValue(T));
    }
    CallInst *Call = B.CreateCall(Free.getFunctionType(), Callee, Args);
    Call->setCallingConv(Free.getCallingConv());
    B.CreateRetVoid();
    return F;
  }
};
} // namespace

/// Size and alignment, as far as the deallocation function takes them.
static std::pair<Value *, Value *> words(IRBuilder<> &B, CallBase &Free,
                                         unsigned PtrOp) {
  Value *Words[2] = {B.getInt64(0), B.getInt64(0)};
  unsigned Word = 0;
  for (unsigned K = 0; K < Free.arg_size(); ++K) {
    Value *V = Free.getArgOperand(K);
    if (K != PtrOp && V->getType()->isIntegerTy() && Word < 2)
      Words[Word++] = B.CreateZExtOrTrunc(V, B.getInt64Ty());
  }
  return {Words[0], Words[1]};
}

void emitQuarantinePush(IRBuilder<> &B, Value *HeadSlot, CallBase &Free,
                        unsigned PtrOp, Value *Memory, Value *Shadow) {
  Builder Q(*B.GetInsertBlock()->getModule());
  auto [Size, Al] = words(B, Free, PtrOp);
  if (!Shadow)
    Shadow = ConstantPointerNull::get(PointerType::get(Q.C, 0));
  B.CreateCall(Q.push(), {HeadSlot, Q.thunk(Free, PtrOp), Memory, Shadow, Size,
                          Al});
}

void emitQuarantinePush(IRBuilder<> &B, Value *HeadSlot, Value *Thunk,
                        Value *Memory, Value *Shadow, Value *Size,
                        Value *Al) {
  Builder Q(*B.GetInsertBlock()->getModule());
  if (!Shadow)
    Shadow = ConstantPointerNull::get(PointerType::get(Q.C, 0));
  B.CreateCall(Q.push(), {HeadSlot, Thunk, Memory, Shadow, Size, Al});
}

void emitShadowRelease(IRBuilder<> &B, CallBase &Free, unsigned PtrOp,
                       Value *Memory, Value *Shadow) {
  Builder Q(*B.GetInsertBlock()->getModule());
  auto [Size, Al] = words(B, Free, PtrOp);
  B.CreateCall(Q.release(),
               {Q.thunk(Free, PtrOp), Shadow, Memory, Size, Al});
}

void emitQuarantineFlush(IRBuilder<> &B, Value *HeadSlot) {
  Builder Q(*B.GetInsertBlock()->getModule());
  B.CreateCall(Q.flush(), {HeadSlot});
}

void emitQuarantineSplice(IRBuilder<> &B, Value *HeadSlot, Value *List) {
  Builder Q(*B.GetInsertBlock()->getModule());
  B.CreateCall(Q.splice(), {HeadSlot, List});
}

} // namespace wengert
