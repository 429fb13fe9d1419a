//===- Preserve.cpp - Calls the optimizer must leave alone ----------------===//
#include "Request/Preserve.h"
#include "Request/Registrations.h"
#include "Request/WireNames.h"
#include "Request/WireParse.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

// Set on functions that were open to inlining; the value says how.
static constexpr StringLiteral Mark = "wengert-preserved";

static void preserve(Function &F) {
  if (F.isDeclaration() || F.hasFnAttribute(Attribute::NoInline))
    return;
  StringRef Was = "";
  if (F.hasFnAttribute(Attribute::AlwaysInline)) {
    Was = "alwaysinline";
    F.removeFnAttr(Attribute::AlwaysInline);
  }
  F.addFnAttr(Mark, Was);
  F.addFnAttr(Attribute::NoInline);
}

// Stand in bodies for what a rule may do. Declared, and gone before derivatives
// are made.
static constexpr StringLiteral AnyResult = "__wengert_any_result.";
static constexpr StringLiteral AnyEffect = "__wengert_any_effect";

static CallInst *callStandIn(IRBuilder<> &B, StringRef Name, FunctionType *Ty,
                             ArrayRef<Value *> Args) {
  Module &M = *B.GetInsertBlock()->getModule();
  CallInst *Call = B.CreateCall(M.getOrInsertFunction(Name, Ty), Args);
  Call->setDoesNotThrow();
  Call->addFnAttr(Attribute::WillReturn);
  return Call;
}

/// What F's body does says nothing of what a call of F means to a derivative: a
/// function that returns its argument, or 1, or does nothing at all, may have a
/// rule of its own. So callers must not learn of it: results come out of a call,
/// which is given all arguments, and memory may be changed.
static void hideBody(Function &F, bool Memory,
                     SmallPtrSetImpl<const Function *> &Hidden) {
  if (F.isDeclaration() || F.hasFnAttribute(Attribute::Naked) ||
      !Hidden.insert(&F).second)
    return;
  SmallVector<Value *, 8> Args;
  bool Pointers = false;
  for (Argument &A : F.args()) {
    if (A.hasSwiftErrorAttr())
      continue;
    Args.push_back(&A);
    Pointers |= A.getType()->isPtrOrPtrVectorTy();
  }
  Type *RT = F.getReturnType();
  if (Memory && (Pointers || RT->isVoidTy())) {
    BasicBlock &Entry = F.getEntryBlock();
    IRBuilder<> B(&Entry, Entry.getFirstNonPHIOrDbgOrAlloca());
    CallInst *Call = callStandIn(B, AnyEffect,
                                 FunctionType::get(B.getVoidTy(), true), Args);
    for (auto [K, V] : enumerate(Args))
      if (V->getType()->isPointerTy())
        Call->addParamAttr(unsigned(K),
                           Attribute::getWithCaptureInfo(F.getContext(),
                                                         CaptureInfo::none()));
  }
  if (RT->isVoidTy() || !RT->isFirstClassType() || RT->isTokenTy())
    return;
  std::string Name;
  raw_string_ostream(Name) << AnyResult << *RT;
  for (BasicBlock &BB : F) {
    auto *Ret = dyn_cast<ReturnInst>(BB.getTerminator());
    if (!Ret || BB.getTerminatingMustTailCall())
      continue;
    SmallVector<Value *, 8> Operands = {Ret->getReturnValue()};
    Operands.append(Args);
    IRBuilder<> B(Ret);
    CallInst *Call = callStandIn(B, Name, FunctionType::get(RT, {RT}, true),
                                 Operands);
    Call->setDoesNotAccessMemory();
    for (auto [K, V] : enumerate(Operands))
      if (K && V->getType()->isPointerTy())
        Call->addParamAttr(unsigned(K),
                           Attribute::getWithCaptureInfo(F.getContext(),
                                                         CaptureInfo::none()));
    Ret->setOperand(0, Call);
  }
}

void revealPreserved(Module &M) {
  for (Function &F : make_early_inc_range(M)) {
    bool Result = F.getName().starts_with(AnyResult);
    if (!Result && F.getName() != AnyEffect)
      continue;
    for (User *U : make_early_inc_range(F.users())) {
      auto *Call = cast<CallInst>(U);
      if (Result)
        Call->replaceAllUsesWith(Call->getArgOperand(0));
      Call->eraseFromParent();
    }
    F.eraseFromParent();
  }
}

/// The functions a registration names, in order.
static void namedBy(const Constant &C, SmallPtrSetImpl<const Constant *> &Seen,
                    SmallVectorImpl<Function *> &Out) {
  for (const Use &U : C.operands()) {
    auto *Op = dyn_cast<Constant>(U.get());
    if (!Op || !Seen.insert(Op).second)
      continue;
    if (auto *F = dyn_cast<Function>(Op))
      Out.push_back(const_cast<Function *>(F));
    else if (!isa<GlobalVariable>(Op))
      namedBy(*Op, Seen, Out);
  }
}

static void preserveRegistered(Registration Kind, ArrayRef<Function *> Named,
                               SmallPtrSetImpl<const Function *> &Hidden) {
  for (Function *F : Named)
    preserve(*F);
  switch (Kind) {
  case Registration::Gradient:
  case Registration::Derivative:
  case Registration::SplitDerivative:
    if (!Named.empty())
      hideBody(*Named[0], /*Memory=*/true, Hidden);
    break;
  case Registration::InactiveFn:
  case Registration::FunctionLike:
    for (Function *F : Named)
      hideBody(*F, /*Memory=*/false, Hidden);
    break;
  default:
    break;
  }
}

PreservedAnalyses PreservePass::run(Module &M, ModuleAnalysisManager &) {
  SmallPtrSet<const Function *, 16> Hidden;
  SmallVector<Function *, 4> Named;
  for (GlobalVariable &G : M.globals()) {
    auto Kind = findRegistration(G.getName());
    if (!Kind)
      continue;
    SmallPtrSet<const Constant *, 8> Seen;
    Named.clear();
    namedBy(G, Seen, Named);
    preserveRegistered(*Kind, Named, Hidden);
  }
  for (Function &F : M) {
    if (!isRegistrationCall(F))
      continue;
    for (User *U : F.users()) {
      auto *CB = dyn_cast<CallBase>(U);
      if (!CB || CB->getCalledOperand() != &F)
        continue;
      Named.clear();
      for (Value *V : CB->args())
        if (Function *Operand = functionOperand(V))
          Named.push_back(Operand);
      preserveRegistered(*findRegistration(F.getName()), Named, Hidden);
    }
  }
  forEachAnnotation(M, [&](Constant &Target, StringRef Name, StringRef) {
    auto *F = dyn_cast<Function>(&Target);
    if (!F)
      return;
    preserve(*F);
    if (Name == "enzyme_inactive" || Name == "enzyme_math")
      hideBody(*F, /*Memory=*/false, Hidden);
  });
  return Hidden.empty() ? PreservedAnalyses::all() : PreservedAnalyses::none();
}

bool releasePreserved(Module &M) {
  bool Any = false;
  for (Function &F : M) {
    if (!F.hasFnAttribute(Mark))
      continue;
    Any = true;
    StringRef Was = F.getFnAttribute(Mark).getValueAsString();
    F.removeFnAttr(Attribute::NoInline);
    if (Was == "alwaysinline")
      F.addFnAttr(Attribute::AlwaysInline);
    F.removeFnAttr(Mark);
  }
  return Any;
}

} // namespace wengert
