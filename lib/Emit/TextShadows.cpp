//===- TextShadows.cpp - Text beside floats in Rust's enums ---------------===//
//
// Formatting is inactive: it makes and grows text that has no shadow. Where text
// shares its place with a vector of floats (an enum, `Result<Vec<f64>, String>`),
// that place has a shadow all the same, which still holds the shadow of what was
// there before; it would be used, and released, once more. So it becomes null
// where formatting put another address, and what copies text by bytes skips the
// shadow then. Floats are never skipped: copies of them are aligned as floats.
//
//===----------------------------------------------------------------------===//
#include "Emit/ForwardSweep.h"

using namespace llvm;

namespace wengert {

Value *shadowLength(IRBuilder<> &B, const CallBase &I, const KnownCall &K,
                    Value *Len, ArrayRef<Value *> Shadows) {
  auto *M = dyn_cast<MemTransferInst>(&I);
  if (!M || isa<Constant>(Len) || M->getDestAlign().valueOrOne() > 1 ||
      M->getSourceAlign().valueOrOne() > 1 || !isRust(*I.getModule()) ||
      K.Kind != CallKind::MemCopy)
    return Len;
  // The address of text that is empty is its alignment.
  constexpr uint64_t FirstPage = 4096;
  for (Value *D : Shadows)
    if (D)
      Len = B.CreateSelect(
          B.CreateICmpULT(B.CreatePtrToInt(D, B.getInt64Ty()),
                          B.getInt64(FirstPage)),
          ConstantInt::get(Len->getType(), 0), Len);
  return Len;
}

void ForwardSweep::endTextShadows(CallBase &I) {
  const Function *F = I.getCalledFunction();
  if (!F || S.R.RuntimeActivity || !I.arg_size() || !I.getArgOperand(0)->getType()->isPointerTy())
    return;
  // New text, or what is added to a writer.
  bool New = F->getName().contains("5alloc3fmt6format") &&
             I.getType()->isVoidTy();
  if (!New && !F->getName().contains("4core3fmt5write"))
    return;
  Value *To = I.getArgOperand(0);
  Value *Shadow = S.activeMemory(To) ? S.dual(To) : nullptr;
  auto *Call = dyn_cast<Instruction>(S.inW(&I));
  if (!Shadow || !Call)
    return;
  constexpr int64_t TextSize = 24;
  IRBuilder<> Before(Call);
  Type *Ptr = Builder.getPtrTy();
  for (auto [Off, Period] : S.T.pointerPlaces(To)) {
    if (Period || Off < 0 || Off >= TextSize)
      continue;
    Value *At = Builder.CreateConstGEP1_64(Builder.getInt8Ty(), Shadow, Off);
    Value *Left = ConstantPointerNull::get(cast<PointerType>(Ptr));
    if (!New) {
      auto address = [&](IRBuilder<> &B) {
        return B.CreateAlignedLoad(
            Ptr, B.CreateConstGEP1_64(B.getInt8Ty(), S.inW(To), Off), Align(1));
      };
      Value *Was = address(Before), *Is = address(Builder);
      Left = Builder.CreateSelect(
          Builder.CreateICmpEQ(Was, Is),
          Builder.CreateAlignedLoad(Ptr, At, Align(1)), Left);
    }
    Builder.CreateAlignedStore(Left, At, Align(1));
  }
}

} // namespace wengert
