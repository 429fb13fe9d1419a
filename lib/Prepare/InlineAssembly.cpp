//===- InlineAssembly.cpp - Assembly that says nothing new ----------------===//
#include "Prepare/InlineAssembly.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

namespace {
/// The operands of a piece of assembly, numbered as its text does.
struct Operands {
  struct Output {
    Value *Address = nullptr; ///< where it is stored, if indirect
    Value *Tied = nullptr;    ///< the input in the same register
    bool InPlace = false;     ///< memory that is input as well
    Type *Ty = nullptr;
  };
  SmallVector<Output, 4> Outputs;
  SmallVector<Value *, 4> Inputs; ///< by number, from Outputs.size() on
  bool Known = false;
  bool ClobbersMemory = false;

  explicit Operands(CallInst &CI);
  /// The value of operand N when the assembly begins.
  Value *before(unsigned N) const {
    if (N < Outputs.size())
      return Outputs[N].Tied;
    return N - Outputs.size() < Inputs.size() ? Inputs[N - Outputs.size()]
                                              : nullptr;
  }
  /// Puts Values in the places of the outputs, and CI away.
  void replace(CallInst &CI, ArrayRef<Value *> Values) const;
};
} // namespace

Operands::Operands(CallInst &CI) {
  auto *IA = cast<InlineAsm>(CI.getCalledOperand());
  unsigned Arg = 0, Direct = 0;
  auto *Results = dyn_cast<StructType>(CI.getType());
  for (const InlineAsm::ConstraintInfo &C : IA->ParseConstraints()) {
    if (C.Type == InlineAsm::isClobber) {
      ClobbersMemory |= is_contained(C.Codes, "{memory}");
      continue;
    }
    if (C.Type == InlineAsm::isLabel)
      return;
    if (C.Type == InlineAsm::isOutput) {
      Output O;
      if (C.isIndirect) {
        O.Ty = CI.getParamElementType(Arg);
        O.Address = CI.getArgOperand(Arg++);
      } else {
        O.Ty = Results ? Results->getElementType(Direct) : CI.getType();
        ++Direct;
      }
      if (!O.Ty)
        return;
      Outputs.push_back(O);
      continue;
    }
    Value *V = CI.getArgOperand(Arg++);
    if (C.isIndirect) { // read from memory
      for (Output &O : Outputs)
        O.InPlace |= O.Address == V;
      Inputs.push_back(nullptr);
      continue;
    }
    Inputs.push_back(V);
    unsigned N;
    if (C.Codes.size() == 1 && to_integer(C.Codes.front(), N, 10) &&
        N < Outputs.size() && V->getType() == Outputs[N].Ty)
      Outputs[N].Tied = V;
  }
  Known = true;
}

void Operands::replace(CallInst &CI, ArrayRef<Value *> Values) const {
  IRBuilder<> B(&CI);
  Value *Result = CI.getType()->isVoidTy() ? nullptr
                                           : PoisonValue::get(CI.getType());
  unsigned Direct = 0;
  for (auto [O, V] : zip(Outputs, Values)) {
    if (O.Address && V)
      B.CreateStore(V, O.Address);
    else if (O.Address)
      continue;
    else if (CI.getType()->isStructTy())
      Result = B.CreateInsertValue(Result, V, Direct++);
    else
      Result = V;
  }
  if (Result)
    CI.replaceAllUsesWith(Result);
  CI.eraseFromParent();
}

/// `minpd $1, $0`, `vfmadd231ps $1, $2, $0`: the value of the last operand.
/// Sources are in the order of the text, which is that of AT&T.
static Value *computed(IRBuilder<> &B, StringRef Name,
                       ArrayRef<Value *> Source, Type *Ty) {
  Type *E = Ty->getScalarType();
  if (!(Name.consume_back("pd") && E->isDoubleTy()) &&
      !(Name.consume_back("ps") && E->isFloatTy()) &&
      !(!Ty->isVectorTy() && ((Name.consume_back("sd") && E->isDoubleTy()) ||
                              (Name.consume_back("ss") && E->isFloatTy()))))
    return nullptr;
  if (any_of(Source, [&](Value *V) { return !V || V->getType() != Ty; }))
    return nullptr;
  Name.consume_front("v");
  if (Source.size() == 2 && (Name == "min" || Name == "max")) {
    // The first in the text is the one that is taken when in doubt.
    Value *C = Name == "min" ? B.CreateFCmpOLT(Source[1], Source[0])
                             : B.CreateFCmpOGT(Source[1], Source[0]);
    return B.CreateSelect(C, Source[1], Source[0]);
  }
  if (Source.size() != 3 || !Name.consume_front("f"))
    return nullptr;
  // The digits number the destination 1 and the others from right to left.
  bool Negated = Name.consume_front("n");
  bool Add = Name.consume_front("madd");
  if (!Add && !Name.consume_front("msub"))
    return nullptr;
  if (Name != "132" && Name != "213" && Name != "231")
    return nullptr;
  auto numbered = [&](char C) { return Source[2 - (C - '1')]; };
  Value *X = numbered(Name[0]), *Y = numbered(Name[1]), *Z = numbered(Name[2]);
  if (Negated)
    X = B.CreateFNeg(X);
  if (!Add)
    Z = B.CreateFNeg(Z);
  return B.CreateIntrinsic(Intrinsic::fma, {Ty}, {X, Y, Z});
}

/// True if CI has been replaced.
static bool lower(CallInst &CI) {
  auto *IA = cast<InlineAsm>(CI.getCalledOperand());
  StringRef Text = StringRef(IA->getAsmString()).trim();
  if (IA->canThrow() || Text.contains('\n'))
    return false;
  Operands Ops(CI);
  if (!Ops.Known)
    return false;
  if (Text.empty() || Text.starts_with("#")) {
    if (Ops.Outputs.empty()) {
      if (!CI.arg_empty() || Ops.ClobbersMemory)
        return false;
      CI.eraseFromParent();
      return true;
    }
    SmallVector<Value *, 4> Values;
    for (const Operands::Output &O : Ops.Outputs) {
      if (!O.Tied && !O.InPlace)
        return false;
      Values.push_back(O.Tied);
    }
    // Where sums may be reordered, a barrier in between says they may not.
    IRBuilder<> B(&CI);
    for (Value *&V : Values)
      if (V && V->getType()->isFPOrFPVectorTy() &&
          any_of(instructions(*CI.getFunction()), [](const Instruction &I) {
            return isa<FPMathOperator>(I) && I.hasAllowReassoc();
          }))
        V = B.CreateIntrinsic(Intrinsic::arithmetic_fence, {V->getType()}, {V});
    Ops.replace(CI, Values);
    return true;
  }
  if (IA->getDialect() != InlineAsm::AD_ATT || Ops.Outputs.size() != 1)
    return false;
  auto [Name, Rest] = Text.split(' ');
  SmallVector<StringRef, 4> Words;
  Rest.split(Words, ',');
  SmallVector<unsigned, 4> Numbers;
  for (StringRef W : Words) {
    unsigned N;
    W = W.trim();
    if (!W.consume_front("$") || !to_integer(W, N, 10))
      return false;
    Numbers.push_back(N);
  }
  if (Numbers.empty() || Numbers.back() != 0)
    return false;
  // Three operands write the last without reading it, but for sums of products.
  if (Numbers.size() == 3 && !Name.contains("fm") && !Name.contains("fnm"))
    Numbers.pop_back();
  SmallVector<Value *, 3> Source;
  for (unsigned N : Numbers)
    Source.push_back(Ops.before(N));
  IRBuilder<> B(&CI);
  Value *V = computed(B, Name, Source, Ops.Outputs.front().Ty);
  if (!V)
    return false;
  Ops.replace(CI, {V});
  return true;
}

bool lowerAssembly(Function &F) {
  bool Changed = false;
  for (Instruction &I : make_early_inc_range(instructions(F)))
    if (auto *CI = dyn_cast<CallInst>(&I);
        CI && isa<InlineAsm>(CI->getCalledOperand()))
      Changed |= lower(*CI);
  return Changed;
}

} // namespace wengert
