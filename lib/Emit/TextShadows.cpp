//===- TextShadows.cpp - Text beside floats in Rust's enums ---------------===//
//
// Formatting is inactive: it makes and grows text that has no shadow. Where text
// shares its place with a vector of floats (an enum, `Result<Vec<f64>, String>`),
// that place has a shadow all the same, which still holds the shadow of what was
// there before; it would be used, and released, once more. So it gets a new one
// where formatting put another address, or made more of the same, for text may be
// changed byte by byte later. What copies text by bytes skips the shadow where
// none is known. Floats are never skipped: copies of them are aligned as floats.
//
//===----------------------------------------------------------------------===//
#include "Emit/ForwardSweep.h"
#include "Emit/Helpers.h"
#include "Models/Languages.h"
#include "Models/Quarantine.h"
#include "Models/RustText.h"

using namespace llvm;

namespace wengert {

/// The address of text that is empty is its alignment.
static Value *isNoBlock(IRBuilder<> &B, Value *Shadow) {
  constexpr uint64_t FirstPage = 4096;
  return B.CreateICmpULT(B.CreatePtrToInt(Shadow, B.getInt64Ty()),
                         B.getInt64(FirstPage));
}

Value *shadowBlock(IRBuilder<> &B, Value *Shadow) {
  if (!isRust(*B.GetInsertBlock()->getModule()))
    return Shadow;
  return B.CreateSelect(isNoBlock(B, Shadow),
                        Constant::getNullValue(Shadow->getType()), Shadow);
}

Value *shadowLength(IRBuilder<> &B, const CallBase &I, const KnownCall &K,
                    Value *Len, ArrayRef<Value *> Shadows) {
  auto *M = dyn_cast<MemTransferInst>(&I);
  if (!M || isa<Constant>(Len) || M->getDestAlign().valueOrOne() > 1 ||
      M->getSourceAlign().valueOrOne() > 1 || !isRust(*I.getModule()) ||
      K.Kind != CallKind::MemCopy)
    return Len;
  for (Value *D : Shadows)
    if (D)
      Len = B.CreateSelect(isNoBlock(B, D), ConstantInt::get(Len->getType(), 0),
                           Len);
  return Len;
}

/// Text of which P is the address is Size bytes large.
namespace {
struct Block {
  Value *P, *Size;
};
} // namespace

/// ptr helper(ptr shadow, ptr was, i64 size, ptr is, i64 new size): the shadow
/// of a block of text that inactive code may have replaced, grown or shrunk. An
/// empty one stays; constant text is its own.
static Function *renewHelper(Module &M, Function *Alloc) {
  const char *Name = "wengert.renew.text";
  if (Function *F = M.getFunction(Name))
    return F;
  LLVMContext &C = M.getContext();
  Type *P = PointerType::get(C, 0), *I64 = Type::getInt64Ty(C);
  Function *F = makeHelper(M, Name, P, {P, P, I64, P, I64});
  BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
             *Same = BasicBlock::Create(C, "same", F),
             *Fresh = BasicBlock::Create(C, "fresh", F);
  IRBuilder<> B(Entry);
  Value *Shadow = F->getArg(0), *Was = F->getArg(1), *Is = F->getArg(3),
        *Size = F->getArg(4);
  Value *Constant = B.CreateICmpEQ(Shadow, Was);
  Value *Stays = B.CreateAnd(B.CreateICmpEQ(Was, Is),
                             B.CreateICmpEQ(F->getArg(2), Size));
  B.CreateCondBr(B.CreateOr(B.CreateOr(Constant, Stays), isNoBlock(B, Is)),
                 Same, Fresh);
  B.SetInsertPoint(Same);
  B.CreateRet(B.CreateSelect(Constant, Is, Shadow));
  B.SetInsertPoint(Fresh);
  CallInst *New =
      Alloc->arg_size() == 1
          ? B.CreateCall(Alloc, Size)
          : B.CreateCall(Alloc, {Size, B.getInt64(1)});
  New->setCallingConv(Alloc->getCallingConv());
  emitZero(B, New, Size, MaybeAlign(1));
  B.CreateRet(New);
  return F;
}

/// Where a String has its address: where there may be one. Other strings and
/// vectors that are seen as one with it may have theirs elsewhere; then it is
/// where the standard library has it.
static std::optional<int64_t> addressIn(ArrayRef<Types::Place> Places) {
  constexpr int64_t Usual = 8, TextSize = 24, WordSize = 8;
  std::optional<int64_t> Only;
  for (auto [Off, Period] : Places) {
    if (Period || Off < 0 || Off >= TextSize || Off % WordSize)
      continue;
    Only = Only || Off == Usual ? Usual : Off;
  }
  return Only;
}

/// Where text comes from and goes to. Of a function that is gone the system's
/// own has been made, unless the program has none.
static std::pair<Function *, Function *> textAllocator(Module &M) {
  Function *Alloc = rustAllocator(M, "alloc"),
           *Dealloc = rustAllocator(M, "dealloc");
  if (!Alloc || Alloc->arg_size() != 2)
    Alloc = M.getFunction("malloc");
  if (!Dealloc || Dealloc->arg_size() != 3)
    Dealloc = M.getFunction("free");
  return {Alloc, Dealloc};
}

void ForwardSweep::endTextShadows(CallBase &I) {
  bool New = false;
  Value *To = S.R.RuntimeActivity ? nullptr : writtenText(I, New);
  Value *Shadow = To && S.activeMemory(To) ? S.dual(To) : nullptr;
  auto *Call = dyn_cast<Instruction>(S.inW(&I));
  auto [Alloc, Dealloc] = textAllocator(S.module());
  if (!Shadow || !Call || !Alloc || !Dealloc)
    return;
  // An address, a capacity and a length that is no larger.
  constexpr int64_t TextSize = 24, WordSize = 8;
  std::optional<int64_t> Off = addressIn(S.T.pointerPlaces(To));
  if (!Off)
    return;
  IRBuilder<> Before(Call);
  Type *Ptr = Builder.getPtrTy(), *I64 = Builder.getInt64Ty();
  Value *Null = ConstantPointerNull::get(cast<PointerType>(Ptr));
  auto place = [&](IRBuilder<> &B, Value *P, int64_t At) {
    return B.CreateConstGEP1_64(B.getInt8Ty(), P, At % TextSize);
  };
  auto block = [&](IRBuilder<> &B) {
    Value *P = S.inW(To);
    auto word = [&](Type *T, int64_t At) {
      return B.CreateAlignedLoad(T, place(B, P, At), Align(1));
    };
    return Block{word(Ptr, *Off),
                 B.CreateBinaryIntrinsic(Intrinsic::umax,
                                         word(I64, *Off + WordSize),
                                         word(I64, *Off + 2 * WordSize))};
  };
  Block Is = block(Builder);
  // What lay in the place of new text has been moved from there or released.
  Block Was = New ? Block{Null, Builder.getInt64(0)} : block(Before);
  Value *At = place(Builder, Shadow, *Off);
  Value *Old = New ? Builder.CreateIntToPtr(Builder.getInt64(1), Ptr)
                   : Builder.CreateAlignedLoad(Ptr, At, Align(1));
  Value *Now = Builder.CreateCall(renewHelper(S.module(), Alloc),
                                  {Old, Was.P, Was.Size, Is.P, Is.Size});
  Builder.CreateAlignedStore(Now, At, Align(1));
  if (New)
    return;
  // The reverse sweep may still use the old one.
  Value *Gone = Builder.CreateSelect(
      Builder.CreateOr(Builder.CreateICmpEQ(Now, Old),
                       Builder.CreateICmpEQ(Old, Was.P)),
      Null, Old);
  CallInst *Free =
      Dealloc->arg_size() == 1
          ? Builder.CreateCall(Dealloc, Gone)
          : Builder.CreateCall(Dealloc, {Gone, Was.Size, Builder.getInt64(1)});
  if (S.isForward())
    emitShadowRelease(Builder, *Free, 0, Null, Gone);
  else
    emitQuarantinePush(Builder, S.quarantine(), *Free, 0, Null, Gone);
  Free->eraseFromParent();
}

} // namespace wengert
