//===- TapeMemory.cpp - Where tapes are kept ------------------------------===//
#include "Emit/TapeMemory.h"
#include "Emit/Helpers.h"
#include "llvm/IR/Constants.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace wengert {

/// Blocks up to this size are cut from chunks.
static constexpr uint64_t SmallBlock = 4096;
/// The first chunk of an arena, small enough for the quick ways of common
/// allocators; the next; the most to which they grow.
static constexpr uint64_t FirstChunk = 1008, NextChunk = 32 * 1024 - 64,
                          Growth = 2, LastChunk = 2 << 20;
/// Blocks from this size on are made of pages of LargePage bytes.
static constexpr uint64_t LargeBlock = 1 << 20, LargePage = 2 << 20;
/// What stands in front of a block; data is aligned to as much.
static constexpr uint64_t Header = 16;
static constexpr uint64_t Bias = uint64_t(1) << 40;

void emitNoMemory(IRBuilder<> &B, Value *Size) {
  emitStop(B, "wengert: out of memory for a tape of %zu bytes\n", Size);
}

namespace {
class Arena {
public:
  explicit Arena(Module &M)
      : M(M), C(M.getContext()), T(M.getTargetTriple()), B(C),
        P(PointerType::get(C, 0)), I64(Type::getInt64Ty(C)),
        Fields(StructType::get(C, {P, P, P, I64})) {}

  Function *alloc(bool Stops);
  Function *release();
  Function *trim();

private:
  Module &M;
  LLVMContext &C;
  Triple T;
  IRBuilder<> B;
  Type *P, *I64;
  StructType *Fields;
  enum Field { Next, End, Chunk, Live };
  Value *Here = nullptr; ///< this thread's arena, in the function at hand

  Value *c(uint64_t N) { return B.getInt64(N); }
  Value *field(Field K) { return B.CreateStructGEP(Fields, Here, K); }
  Value *get(Field K) {
    return B.CreateLoad(Fields->getElementType(K), field(K));
  }
  void set(Field K, Value *V) { B.CreateStore(V, field(K)); }
  Value *null() { return ConstantPointerNull::get(PointerType::get(C, 0)); }

  bool hasThreads() const;
  Function *begin(StringRef Name, Type *Ret, ArrayRef<Type *> Params);
  BasicBlock *block(const char *Name) {
    return BasicBlock::Create(C, Name, B.GetInsertBlock()->getParent());
  }
  void free(Value *Ptr) { B.CreateCall(getFree(M), {Ptr}); }
  Value *leave(Value *Chunk, Value *Blocks);
  void freeIf(Value *Cond, Value *Ptr);
  Function *refill();
  Value *allocLarge(Value *Size);
  Value *allocBlock(Value *Size);
  void allocDirect(Value *Size, BasicBlock *Fail);
};
} // namespace

/// One arena per thread, and none where sanitizers are to see every block.
bool Arena::hasThreads() const {
  if (!T.isOSLinux() || !T.isArch64Bit())
    return false;
  return none_of(M, [](const Function &F) {
    return F.hasFnAttribute(Attribute::SanitizeAddress) ||
           F.hasFnAttribute(Attribute::SanitizeHWAddress) ||
           F.hasFnAttribute(Attribute::SanitizeMemory) ||
           F.hasFnAttribute(Attribute::SanitizeThread);
  });
}

/// A function that stays a call, known by its name. What it does besides its
/// arguments' memory nobody else sees.
Function *Arena::begin(StringRef Name, Type *Ret, ArrayRef<Type *> Params) {
  Function *F = Function::Create(FunctionType::get(Ret, Params, false),
                                 GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr(Attribute::NoInline);
  B.SetInsertPoint(BasicBlock::Create(C, "entry", F));
  Here = nullptr;
  if (hasThreads()) {
    GlobalVariable *G = M.getGlobalVariable("wengert.arena", true);
    if (!G) {
      G = new GlobalVariable(M, Fields, false, GlobalValue::LinkOnceODRLinkage,
                             Constant::getNullValue(Fields), "wengert.arena",
                             nullptr, GlobalValue::GeneralDynamicTLSModel);
      G->setVisibility(GlobalValue::HiddenVisibility);
      G->setComdat(M.getOrInsertComdat(G->getName()));
      G->setAlignment(Align(16));
    }
    Here = B.CreateThreadLocalAddress(G);
  }
  return F;
}

/// Takes Blocks off the count of Chunk; true if that ends it.
Value *Arena::leave(Value *Chunk, Value *Blocks) {
  Value *Old = B.CreateAtomicRMW(AtomicRMWInst::Sub, Chunk, Blocks, Align(8),
                                 AtomicOrdering::AcquireRelease);
  return B.CreateICmpEQ(Old, Blocks);
}

void Arena::freeIf(Value *Cond, Value *Ptr) {
  BasicBlock *Yes = block("free"), *Done = block("done");
  B.CreateCondBr(Cond, Yes, Done);
  B.SetInsertPoint(Yes);
  free(Ptr);
  B.CreateBr(Done);
  B.SetInsertPoint(Done);
}

/// At least Size bytes of large pages where the system has them.
Value *Arena::allocLarge(Value *Size) {
  Value *Up = B.CreateAdd(Size, c(LargePage - 1));
  Value *Len = B.CreateAnd(Up, c(-LargePage));
  Len = B.CreateSelect(B.CreateICmpULT(Up, Size), Size, Len); // no such size
  Value *Block = B.CreateCall(
      M.getOrInsertFunction("aligned_alloc", P, I64, I64), {c(LargePage), Len});
  // Refused where the system has none, or where nothing was allocated; neither
  // matters here.
  constexpr unsigned AdviseHugePages = 14;
  B.CreateCall(M.getOrInsertFunction("madvise", Type::getInt32Ty(C), P, I64,
                                     B.getInt32Ty()),
               {Block, Len, B.getInt32(AdviseHugePages)});
  return Block;
}

/// Size bytes from the C library, or null.
Value *Arena::allocBlock(Value *Size) {
  if (!T.isOSLinux() || !T.isArch64Bit())
    return B.CreateCall(getMalloc(M), {Size});
  BasicBlock *Small = block("usual"), *Large = block("large"),
             *Join = block("join");
  B.CreateCondBr(B.CreateICmpUGE(Size, c(LargeBlock)), Large, Small);
  B.SetInsertPoint(Small);
  Value *FromMalloc = B.CreateCall(getMalloc(M), {Size});
  B.CreateBr(Join);
  B.SetInsertPoint(Large);
  Value *FromPages = allocLarge(Size);
  B.CreateBr(Join);
  B.SetInsertPoint(Join);
  PHINode *Block = B.CreatePHI(P, 2);
  Block->addIncoming(FromMalloc, Small);
  Block->addIncoming(FromPages, Large);
  return Block;
}

/// ptr(i64): the arena goes on to a chunk with room for so many bytes. Returns
/// where they begin, or null.
Function *Arena::refill() {
  const char *Name = "wengert.tape.refill";
  if (Function *F = M.getFunction(Name))
    return F;
  Function *F = begin(Name, P, {I64});
  F->addFnAttr(Attribute::Cold);
  BasicBlock *Entry = B.GetInsertBlock(), *Old = block("old"),
             *New = block("new"), *Some = block("some"), *None = block("none");
  Value *Was = get(Chunk);
  B.CreateCondBr(B.CreateIsNull(Was), New, Old);
  B.SetInsertPoint(Old);
  Value *Larger = B.CreateMul(
      B.CreateSub(B.CreatePtrToInt(get(End), I64), B.CreatePtrToInt(Was, I64)),
      c(Growth));
  Larger = B.CreateBinaryIntrinsic(Intrinsic::umax, Larger, c(NextChunk));
  Larger = B.CreateBinaryIntrinsic(Intrinsic::umin, Larger, c(LastChunk));
  freeIf(leave(Was, B.CreateSub(c(Bias), get(Live))), Was);
  BasicBlock *Left = B.GetInsertBlock();
  B.CreateBr(New);
  B.SetInsertPoint(New);
  PHINode *Usual = B.CreatePHI(I64, 2);
  Usual->addIncoming(c(FirstChunk), Entry);
  Usual->addIncoming(Larger, Left);
  Value *Size = B.CreateBinaryIntrinsic(Intrinsic::umax, Usual,
                                        B.CreateAdd(F->getArg(0), c(Header)));
  Value *Block = allocBlock(Size);
  set(Chunk, Block);
  set(Live, c(0));
  B.CreateCondBr(B.CreateIsNull(Block), None, Some);
  B.SetInsertPoint(Some);
  B.CreateStore(c(Bias), Block);
  Value *First = B.CreatePtrAdd(Block, c(Header));
  set(Next, First);
  set(End, B.CreatePtrAdd(Block, Size));
  B.CreateRet(First);
  B.SetInsertPoint(None);
  set(Next, null());
  set(End, null());
  B.CreateRet(null());
  return F;
}

/// The rest of alloc: a block of its own. The largest size stands for those
/// beyond, of which there is none either.
void Arena::allocDirect(Value *Size, BasicBlock *Fail) {
  BasicBlock *Done = block("made");
  Value *Block =
      allocBlock(B.CreateBinaryIntrinsic(Intrinsic::uadd_sat, Size, c(Header)));
  B.CreateCondBr(B.CreateIsNull(Block), Fail, Done);
  B.SetInsertPoint(Done);
  B.CreateStore(null(), Block);
  B.CreateStore(Block, B.CreatePtrAdd(Block, c(8)));
  B.CreateRet(B.CreatePtrAdd(Block, c(Header)));
}

Function *Arena::alloc(bool Stops) {
  const char *Name = Stops ? "wengert.tape.alloc" : "wengert.tape.try";
  if (Function *F = M.getFunction(Name))
    return F;
  Function *Refill = hasThreads() ? refill() : nullptr;
  Function *F = begin(Name, P, {I64});
  F->addFnAttr("alloc-family", "wengert.tape");
  F->addFnAttr(Attribute::getWithAllocSizeArgs(C, 0, std::nullopt));
  F->addFnAttr(Attribute::get(
      C, Attribute::AllocKind,
      uint64_t(AllocFnKind::Alloc | AllocFnKind::Uninitialized)));
  F->addRetAttr(Attribute::NoAlias);
  F->addRetAttr(Attribute::getWithAlignment(C, Align(Header)));
  F->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
  Value *Size = F->getArg(0);
  BasicBlock *Direct = block("direct"), *Fail = block("fail");
  if (Refill) {
    BasicBlock *Small = block("small"), *More = block("more"),
               *Take = block("take");
    B.CreateCondBr(B.CreateICmpULE(Size, c(SmallBlock)), Small, Direct);
    B.SetInsertPoint(Small);
    Value *Len = B.CreateAnd(B.CreateAdd(Size, c(2 * Header - 1)), c(-Header));
    Value *Now = get(Next);
    Value *Room = B.CreateSub(B.CreatePtrToInt(get(End), I64),
                              B.CreatePtrToInt(Now, I64));
    B.CreateCondBr(B.CreateICmpULE(Len, Room), Take, More);
    B.SetInsertPoint(More);
    Value *New = B.CreateCall(Refill, {Len});
    B.CreateCondBr(B.CreateIsNull(New), Fail, Take);
    B.SetInsertPoint(Take);
    PHINode *At = B.CreatePHI(P, 2);
    At->addIncoming(Now, Small);
    At->addIncoming(New, More);
    B.CreateStore(get(Chunk), At);
    B.CreateStore(Len, B.CreatePtrAdd(At, c(8)));
    set(Next, B.CreatePtrAdd(At, Len));
    set(Live, B.CreateAdd(get(Live), c(1)));
    B.CreateRet(B.CreatePtrAdd(At, c(Header)));
  } else {
    B.CreateBr(Direct);
  }
  B.SetInsertPoint(Direct);
  allocDirect(Size, Fail);
  B.SetInsertPoint(Fail);
  if (Stops)
    emitNoMemory(B, Size);
  else
    B.CreateRet(null());
  return F;
}

Function *Arena::release() {
  const char *Name = "wengert.tape.free";
  if (Function *F = M.getFunction(Name))
    return F;
  Function *F = begin(Name, Type::getVoidTy(C), {P});
  F->addFnAttr("alloc-family", "wengert.tape");
  F->addFnAttr(
      Attribute::get(C, Attribute::AllocKind, uint64_t(AllocFnKind::Free)));
  F->addFnAttr(Attribute::WillReturn);
  F->addParamAttr(0, Attribute::AllocatedPointer);
  F->addParamAttr(0, Attribute::getWithCaptureInfo(C, CaptureInfo::none()));
  F->setMemoryEffects(MemoryEffects::inaccessibleOrArgMemOnly());
  BasicBlock *Some = block("some"), *Direct = block("direct"),
             *InChunk = block("chunk"), *Other = block("other"),
             *None = block("none");
  B.CreateCondBr(B.CreateIsNull(F->getArg(0)), None, Some);
  B.SetInsertPoint(None);
  B.CreateRetVoid();
  B.SetInsertPoint(Some);
  Value *Block = B.CreatePtrAdd(F->getArg(0), c(-Header));
  Value *Of = B.CreateLoad(P, Block), *Second = B.CreatePtrAdd(Block, c(8));
  B.CreateCondBr(B.CreateIsNull(Of), Direct, InChunk);
  B.SetInsertPoint(Direct);
  free(B.CreateLoad(P, Second));
  B.CreateRetVoid();
  B.SetInsertPoint(InChunk);
  if (Here) {
    BasicBlock *Own = block("own");
    B.CreateCondBr(B.CreateICmpEQ(Of, get(Chunk)), Own, Other);
    B.SetInsertPoint(Own);
    Value *Left = B.CreateSub(get(Live), c(1));
    set(Live, Left);
    Value *Now = get(Next);
    Value *After = B.CreatePtrAdd(Block, B.CreateLoad(I64, Second));
    Value *Then = B.CreateSelect(B.CreateICmpEQ(After, Now), Block, Now);
    set(Next, B.CreateSelect(B.CreateICmpEQ(Left, c(0)),
                             B.CreatePtrAdd(Of, c(Header)), Then));
    B.CreateRetVoid();
  } else {
    B.CreateBr(Other);
  }
  B.SetInsertPoint(Other);
  freeIf(leave(Of, c(1)), Of);
  B.CreateRetVoid();
  return F;
}

/// void(): see emitTapeTrim.
Function *Arena::trim() {
  const char *Name = "wengert.tape.trim";
  if (Function *F = M.getFunction(Name))
    return F;
  Function *F = begin(Name, Type::getVoidTy(C), {});
  F->setMemoryEffects(MemoryEffects::inaccessibleMemOnly());
  F->addFnAttr("enzyme_inactive");
  BasicBlock *Some = block("some"), *None = block("none");
  Value *Of = get(Chunk);
  B.CreateCondBr(B.CreateIsNull(Of), None, Some);
  B.SetInsertPoint(None);
  B.CreateRetVoid();
  B.SetInsertPoint(Some);
  set(Next, null());
  set(End, null());
  set(Chunk, null());
  freeIf(leave(Of, B.CreateSub(c(Bias), get(Live))), Of);
  B.CreateRetVoid();
  return F;
}

Function *getTapeAlloc(Module &M, bool Stops) { return Arena(M).alloc(Stops); }

Function *getTapeFree(Module &M) { return Arena(M).release(); }

void emitTapeTrim(IRBuilder<> &B) {
  Module &M = *B.GetInsertBlock()->getModule();
  if (M.getGlobalVariable("wengert.arena", true))
    B.CreateCall(Arena(M).trim());
}

} // namespace wengert
