//===- MathCalls.cpp - Math functions that work through pointers ----------===//
#include "Models/MathCalls.h"
#include "Rules/Components.h"
#include "Rules/MathFunctions.h"
#include "Rules/Table.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

namespace {

/// A function with pointer results. Params as in rules, with 'f' and 'n' for a
/// pointer to a float and to an int; the value form returns {result, pointed}
/// or, for void functions, {pointed, pointed}.
struct OutForm {
  const char *Base;
  const char *Params;
  const char *Rule;  ///< its value form in the rule table
  bool Intrinsic;    ///< Rule is an intrinsic, else a wrapper is made
  bool ReturnsFirst; ///< the C function returns the first field
};

constexpr OutForm OutForms[] = {
    {"sincos", "Tff", "sincos", true, false},
    {"frexp", "Tn", "frexp", true, true},
    {"modf", "Tf", "modf", true, true},
    {"remquo", "TTn", "wengert.remquo", false, true},
    {"lgamma_r", "Tn", "wengert.lgamma_r", false, true},
};

/// The f and l variants insert their letter before a trailing "_r".
const OutForm *findOutForm(StringRef Name) {
  for (const OutForm &Form : OutForms) {
    StringRef Base = Form.Base, Tail;
    if (Base.ends_with("_r")) {
      Tail = Base.take_back(2);
      Base = Base.drop_back(2);
    }
    StringRef Middle = Name;
    if (Middle.consume_front(Base) && Middle.consume_back(Tail) &&
        (Middle.empty() || Middle == "f" || Middle == "l" || Middle == "f128"))
      return &Form;
  }
  return nullptr;
}

bool fits(const OutForm &Form, const CallInst &CI) {
  StringRef Params = Form.Params;
  if (CI.arg_size() != Params.size())
    return false;
  Type *Ty = CI.getArgOperand(0)->getType();
  if (!Ty->isFloatingPointTy() ||
      (Form.ReturnsFirst ? CI.getType() != Ty : !CI.getType()->isVoidTy()))
    return false;
  for (auto [P, A] : zip(Params, CI.args()))
    if (P == 'T' ? A->getType() != Ty : !A->getType()->isPointerTy())
      return false;
  return true;
}

/// A private function around the callee of CI, named after it, of the rule
/// RuleName; the caller fills its body. Null Second: a body exists already.
std::pair<Function *, bool> getWrapper(CallInst &CI, FunctionType *FT,
                                       StringRef RuleName) {
  Module &M = *CI.getModule();
  std::string Name =
      ("wengert.call." + CI.getCalledFunction()->getName()).str();
  if (Function *F = M.getFunction(Name); F && F->getFunctionType() == FT)
    return {F, false};
  auto *F = Function::Create(FT, GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr("enzyme_math", RuleName);
  F->addFnAttr(Attribute::AlwaysInline);
  F->setDoesNotThrow();
  F->setWillReturn();
  for (StringRef A : {"target-cpu", "target-features"})
    if (Attribute Attr = CI.getFunction()->getFnAttribute(A); Attr.isValid())
      F->addFnAttr(Attr);
  BasicBlock::Create(M.getContext(), "entry", F);
  return {F, true};
}

/// The wrapper of a function with one pointer result.
Function *getOutWrapper(CallInst &CI, const OutForm &Form, StructType *Fields) {
  SmallVector<Type *, 2> Types;
  for (Value *A : CI.args())
    if (!A->getType()->isPointerTy())
      Types.push_back(A->getType());
  auto [F, IsNew] =
      getWrapper(CI, FunctionType::get(Fields, Types, false), Form.Rule);
  if (!IsNew)
    return F;
  IRBuilder<> B(&F->getEntryBlock());
  Value *Out = B.CreateAlloca(Fields->getElementType(1));
  SmallVector<Value *, 3> Args;
  for (Argument &A : F->args())
    Args.push_back(&A);
  Args.push_back(Out);
  Value *First =
      B.CreateCall(CI.getFunctionType(), CI.getCalledOperand(), Args);
  Value *Second = B.CreateLoad(Fields->getElementType(1), Out);
  Value *Pair = B.CreateInsertValue(PoisonValue::get(Fields), First, 0);
  B.CreateRet(B.CreateInsertValue(Pair, Second, 1));
  return F;
}

void rewriteOutForm(CallInst &CI, const OutForm &Form) {
  IRBuilder<> B(&CI);
  if (isa<FPMathOperator>(CI))
    B.setFastMathFlags(CI.getFastMathFlags());
  Type *Ty = CI.getArgOperand(0)->getType();
  bool IntOut = StringRef(Form.Params).contains('n');
  auto *Fields = StructType::get(Ty, IntOut ? B.getInt32Ty() : Ty);

  SmallVector<Value *, 2> Values, Outs;
  for (Value *A : CI.args())
    (A->getType()->isPointerTy() ? Outs : Values).push_back(A);
  Value *Pair;
  if (Form.Intrinsic) {
    SmallVector<Type *, 2> Overloads{Ty};
    if (IntOut)
      Overloads.push_back(B.getInt32Ty());
    Pair = B.CreateIntrinsic(
        Intrinsic::lookupIntrinsicID(("llvm." + StringRef(Form.Rule)).str()),
        Overloads, Values);
  } else {
    Pair = B.CreateCall(getOutWrapper(CI, Form, Fields), Values);
  }
  unsigned Field = Form.ReturnsFirst ? 1 : 0;
  for (Value *Out : Outs)
    B.CreateStore(B.CreateExtractValue(Pair, Field++), Out);
  if (Form.ReturnsFirst)
    CI.replaceAllUsesWith(B.CreateExtractValue(Pair, 0));
  CI.eraseFromParent();
}

/// Is CI a complex function of the rule table with operands in memory?
const CallName *findByValComplex(const CallInst &CI, StringRef Name) {
  const CallName *E = findCallName(Name);
  if (!E || !StringRef(ruleAt(E->RuleIndex)->Params).contains('C') ||
      CI.getType()->isVoidTy())
    return nullptr;
  for (unsigned A = 0; A < CI.arg_size(); ++A)
    if (!CI.isByValArgument(A) || !isFloatPair(CI.getParamByValType(A)))
      return nullptr;
  return CI.arg_size() > 0 ? E : nullptr;
}

void rewriteByValComplex(CallInst &CI, StringRef RuleName) {
  IRBuilder<> B(&CI);
  SmallVector<Value *, 4> Parts;
  SmallVector<Type *, 4> Types;
  for (unsigned A = 0; A < CI.arg_size(); ++A) {
    Type *Pair = CI.getParamByValType(A);
    for (unsigned P = 0; P < 2; ++P) {
      Type *Ty = getElementType(Pair, P);
      Value *Ptr =
          B.CreateConstInBoundsGEP2_32(Pair, CI.getArgOperand(A), 0, P);
      Parts.push_back(B.CreateLoad(Ty, Ptr));
      Types.push_back(Ty);
    }
  }
  auto [F, IsNew] =
      getWrapper(CI, FunctionType::get(CI.getType(), Types, false), RuleName);
  if (IsNew) {
    IRBuilder<> W(&F->getEntryBlock());
    SmallVector<Value *, 2> Args;
    for (unsigned A = 0; A < CI.arg_size(); ++A) {
      Type *Pair = CI.getParamByValType(A);
      AllocaInst *Slot = W.CreateAlloca(Pair);
      if (MaybeAlign Al = CI.getParamAlign(A))
        Slot->setAlignment(*Al);
      for (unsigned P = 0; P < 2; ++P)
        W.CreateStore(F->getArg(2 * A + P),
                      W.CreateConstInBoundsGEP2_32(Pair, Slot, 0, P));
      Args.push_back(Slot);
    }
    CallInst *Inner =
        W.CreateCall(CI.getFunctionType(), CI.getCalledOperand(), Args);
    Inner->setAttributes(CI.getAttributes());
    W.CreateRet(Inner);
  }
  CI.replaceAllUsesWith(B.CreateCall(F, Parts));
  CI.eraseFromParent();
}

} // namespace

bool normalizeMathCalls(Function &F) {
  bool Changed = false;
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *CI = dyn_cast<CallInst>(&I);
    Function *Callee = CI ? CI->getCalledFunction() : nullptr;
    if (!Callee || Callee->isIntrinsic() || CI->getNumOperandBundles() ||
        CI->isMustTailCall() ||
        CI->getFunctionType() != Callee->getFunctionType())
      continue;
    StringRef Name = CI->getFnAttr("enzyme_math").getValueAsString();
    if (Name.empty())
      Name = Callee->getFnAttribute("enzyme_math").getValueAsString();
    if (Name.empty() && !Callee->isDeclaration())
      continue;
    if (Name.empty())
      Name = Callee->getName();
    const OutForm *Form = findOutForm(Name);
    if (Form && fits(*Form, *CI)) {
      rewriteOutForm(*CI, *Form);
      Changed = true;
    } else if (findByValComplex(*CI, Name)) {
      rewriteByValComplex(*CI, Name);
      Changed = true;
    }
  }
  return Changed;
}

} // namespace wengert
