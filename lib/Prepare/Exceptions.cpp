//===- Exceptions.cpp - C++ exceptions as values --------------------------===//
#include "Prepare/Exceptions.h"
#include "Driver/DebugScopes.h"
#include "Driver/Engine.h"
#include "Models/KnownCalls.h"
#include "Request/Registrations.h"
#include "Request/WireCall.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace wengert {

static constexpr const char *RaiseName = "wengert.raise";
/// Selector of a handler for everything.
static constexpr unsigned CatchAll = 1;

static StringRef calleeName(const CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  return F ? F->getName() : StringRef();
}

bool isRaise(const CallBase &CB) { return calleeName(CB) == RaiseName; }

/// The landing pads of C++; those of C only clean up, Rust's are its own.
static bool isCxx(const Function &F) {
  return F.hasPersonalityFn() &&
         F.getPersonalityFn()->stripPointerCasts()->getName() ==
             "__gxx_personality_v0";
}

/// Control gets from I to a return.
static bool goesOn(const Instruction &I) {
  SmallPtrSet<const BasicBlock *, 8> Seen;
  SmallVector<const BasicBlock *, 8> Work{I.getParent()};
  while (!Work.empty()) {
    const BasicBlock *BB = Work.pop_back_val();
    if (!Seen.insert(BB).second)
      continue;
    if (isa<ReturnInst>(BB->getTerminator()))
      return true;
    append_range(Work, successors(BB));
  }
  return false;
}

bool Exceptions::concern(Function &F) {
  auto Known = Concerned.find(&F);
  if (Known != Concerned.end())
    return Known->second;
  // All that F reaches by direct calls: one answer for each would have to wait
  // for recursion to settle.
  SmallVector<Function *, 16> Work{&F};
  SmallPtrSet<Function *, 16> Seen{&F};
  bool Found = false;
  while (!Work.empty() && !Found) {
    Function *G = Work.pop_back_val();
    for (Instruction &I : instructions(*G)) {
      auto *CB = dyn_cast<CallBase>(&I);
      Function *Callee = CB ? CB->getCalledFunction() : nullptr;
      if (!Callee)
        continue;
      StringRef N = Callee->getName();
      if (N == "__cxa_throw" || N == "__cxa_rethrow" ||
          (N == "__cxa_begin_catch" && isCxx(*G) && goesOn(I))) {
        Found = true;
        break;
      }
      if (Callee->isDeclaration() || E.isOurs(*Callee) ||
          E.registrations().isCustom(Callee) ||
          Callee->hasFnAttribute("enzyme_inactive") ||
          CB->getAttributes().hasFnAttr("enzyme_inactive"))
        continue;
      if (Seen.insert(Callee).second)
        Work.push_back(Callee);
    }
  }
  return Concerned[&F] = Found;
}

Function *Exceptions::make(FunctionType *T, const Twine &Name) {
  Function *F = Function::Create(T, GlobalValue::InternalLinkage, Name,
                                 E.module());
  F->setUWTableKind(UWTableKind::Async);
  Made.push_back(F);
  return F;
}

static FunctionType *withException(FunctionType *T) {
  LLVMContext &C = T->getContext();
  Type *P = PointerType::get(C, 0), *R = T->getReturnType();
  Type *Both = R->isVoidTy() ? P : StructType::get(C, {R, P});
  return FunctionType::get(Both, T->params(), false);
}

static void returnBoth(IRBuilder<> &B, Type *Both, Value *R, Value *Exc) {
  if (!Both->isStructTy()) {
    B.CreateRet(Exc);
    return;
  }
  if (!R)
    R = Constant::getNullValue(Both->getStructElementType(0));
  Value *V = B.CreateInsertValue(PoisonValue::get(Both), R, 0u);
  B.CreateRet(B.CreateInsertValue(V, Exc, 1u));
}

static Value *noException(Module &M) {
  return ConstantPointerNull::get(PointerType::get(M.getContext(), 0));
}

FunctionCallee Exceptions::raiseFunction() {
  LLVMContext &C = E.module().getContext();
  return E.module().getOrInsertFunction("_Unwind_RaiseException",
                                        Type::getInt32Ty(C),
                                        PointerType::get(C, 0));
}

/// May a call in a rewritten function unwind, as far as we care?
bool Exceptions::mayUnwind(const CallBase &CB) const {
  if (CB.doesNotThrow() || CB.isInlineAsm() || isa<IntrinsicInst>(CB) ||
      isWireCall(CB))
    return false;
  // A copy would lose what the registered derivative is attached to.
  return !E.registrations().isCustom(CB.getCalledFunction());
}

/// {R, ptr} try(A...): calls CB's callee for real and catches what it throws.
Function *Exceptions::tryCall(CallBase &CB) {
  Function *Callee = CB.getCalledFunction();
  FunctionType *T = CB.getFunctionType();
  // What goes through `...` is a parameter like any other here.
  SmallVector<Type *, 4> Types;
  for (Value *A : CB.args())
    Types.push_back(A->getType());
  FunctionType *FT =
      withException(FunctionType::get(T->getReturnType(), Types, false));
  Function *&F = Tries[{Callee, FT}];
  if (F)
    return F;
  F = make(FT, "wengert.try." + Twine(Tries.size()));
  F->setPersonalityFn(cast<Constant>(
      E.module()
          .getOrInsertFunction(
              "__gxx_personality_v0",
              FunctionType::get(Type::getInt32Ty(CB.getContext()), true))
          .getCallee()));
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr("enzyme_inactive");
  LLVMContext &C = F->getContext();
  BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
             *Ok = BasicBlock::Create(C, "ok", F),
             *Pad = BasicBlock::Create(C, "thrown", F);
  IRBuilder<> B(Entry);
  SmallVector<Value *, 4> Args;
  for (Argument &A : F->args())
    Args.push_back(&A);
  InvokeInst *II = B.CreateInvoke(T, Callee, Ok, Pad, Args);
  II->setCallingConv(CB.getCallingConv());
  II->setAttributes(CB.getAttributes());
  B.SetInsertPoint(Ok);
  if (CB.doesNotReturn())
    B.CreateUnreachable();
  else
    returnBoth(B, FT->getReturnType(),
               T->getReturnType()->isVoidTy() ? nullptr : II,
               noException(E.module()));
  B.SetInsertPoint(Pad);
  LandingPadInst *LP = B.CreateLandingPad(
      StructType::get(C, {B.getPtrTy(), B.getInt32Ty()}), 1);
  LP->addClause(ConstantPointerNull::get(B.getPtrTy()));
  returnBoth(B, FT->getReturnType(), nullptr, B.CreateExtractValue(LP, 0u));
  return F;
}

/// {R, ptr} dispatch(A..., ptr f): the form of the function of the module that
/// f points to; any other is called as it is.
Function *Exceptions::dispatch(CallBase &CB) {
  static constexpr unsigned MaxCandidates = 32;
  FunctionType *T = CB.getFunctionType();
  auto Key = std::make_pair((Function *)nullptr, T);
  auto It = Dispatches.find(Key);
  if (It != Dispatches.end())
    return It->second;
  SmallVector<Function *, 8> List;
  for (Function &F : E.module())
    if (!F.isDeclaration() && F.getFunctionType() == T && !E.isOurs(F) &&
        F.hasAddressTaken() && !F.doesNotThrow() && !is_contained(Made, &F) &&
        !E.registrations().isCustom(&F))
      List.push_back(&F);
  Function *&F = Dispatches[Key];
  if (List.empty() || List.size() > MaxCandidates)
    return F = nullptr;
  LLVMContext &C = CB.getContext();
  SmallVector<Type *, 4> Params(T->params());
  Params.push_back(PointerType::get(C, 0));
  FunctionType *FT = FunctionType::get(withException(T)->getReturnType(),
                                       Params, false);
  F = make(FT, "wengert.eav.dispatch." + Twine(Dispatches.size()));
  IRBuilder<> B(BasicBlock::Create(C, "entry", F));
  SmallVector<Value *, 4> Args;
  for (Argument &A : drop_end(F->args()))
    Args.push_back(&A);
  Value *Fp = F->getArg(F->arg_size() - 1);
  for (Function *G : List) {
    BasicBlock *Hit = BasicBlock::Create(C, "hit", F),
               *Next = BasicBlock::Create(C, "next", F);
    B.CreateCondBr(B.CreateICmpEQ(Fp, G), Hit, Next);
    B.SetInsertPoint(Hit);
    B.CreateRet(B.CreateCall(formOf(*G), Args));
    B.SetInsertPoint(Next);
  }
  CallInst *Real = B.CreateCall(T, Fp, Args);
  Real->setCallingConv(CB.getCallingConv());
  Real->setAttributes(CB.getAttributes());
  returnBoth(B, FT->getReturnType(),
             T->getReturnType()->isVoidTy() ? nullptr : Real,
             noException(E.module()));
  return F;
}

/// What to call in place of CB's callee; null to leave the call alone.
Function *Exceptions::target(CallBase &CB) {
  if (!mayUnwind(CB))
    return nullptr;
  Function *Callee = CB.getCalledFunction();
  if (!Callee)
    return isa<Constant>(CB.getCalledOperand()) ||
                   CB.getFunctionType()->isVarArg()
               ? nullptr
               : dispatch(CB);
  if (Callee->getFunctionType() != CB.getFunctionType())
    return nullptr;
  KnownCall K = classifyCall(CB);
  // What allocates keeps its meaning: running out of memory is not undone.
  if (K.Kind == CallKind::Inactive ||
      (Callee->isDeclaration() && CB.doesNotReturn()))
    return tryCall(CB);
  if (K.Kind != CallKind::Unknown || Callee->isDeclaration() ||
      Callee->isVarArg())
    return nullptr;
  return formOf(*Callee);
}

Exceptions::Call Exceptions::emitCall(CallBase &CB) {
  Call R;
  Function *To = target(CB);
  if (!To)
    return R;
  IRBuilder<> B(&CB);
  SmallVector<Value *, 8> Args(CB.args());
  if (To->arg_size() > Args.size())
    Args.push_back(CB.getCalledOperand());
  CallInst *N = B.CreateCall(To, Args);
  N->setCallingConv(To->getCallingConv());
  AttributeList AL;
  for (unsigned K = 0; K < CB.arg_size(); ++K) {
    AttrBuilder AB(CB.getContext(), CB.getAttributes().getParamAttrs(K));
    // The ABI returns the address of such a parameter in place of ours.
    AB.removeAttribute(Attribute::StructRet);
    AL = AL.addParamAttributes(CB.getContext(), K, AB);
  }
  N->setAttributes(AL);
  N->setDebugLoc(CB.getDebugLoc());
  if (N->getType()->isStructTy()) {
    R.Result = B.CreateExtractValue(N, 0u);
    R.Exception = B.CreateExtractValue(N, 1u);
  } else {
    R.Exception = N;
  }
  return R;
}

unsigned Exceptions::typeId(Value *TypeInfo) {
  auto [It, New] =
      TypeIds.try_emplace(TypeInfo->stripPointerCasts(), CatchAll + 1);
  if (New)
    It->second = CatchAll + TypeIds.size();
  return It->second;
}

/// The selector of the clause of LP that Exception fits, 0 for none.
Value *Exceptions::select(LandingPadInst &LP, Value *Exception,
                          Function *Personality) {
  IRBuilder<> Here(&LP);
  if (!LP.getNumClauses())
    return Here.getInt32(0);
  Module &M = E.module();
  LLVMContext &C = M.getContext();
  Function *F = make(
      FunctionType::get(Here.getInt32Ty(), {Here.getPtrTy()}, false),
      "wengert.match." + Twine(Made.size()));
  F->setPersonalityFn(Personality);
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr("enzyme_inactive");
  BasicBlock *Entry = BasicBlock::Create(C, "entry", F),
             *Dead = BasicBlock::Create(C, "dead", F),
             *Pad = BasicBlock::Create(C, "pad", F);
  IRBuilder<> B(Entry);
  B.CreateInvoke(raiseFunction(), Dead, Pad, {F->getArg(0)});
  B.SetInsertPoint(Dead);
  B.CreateIntrinsic(Intrinsic::trap, {});
  B.CreateUnreachable();
  B.SetInsertPoint(Pad);
  auto *Copy = cast<LandingPadInst>(LP.clone());
  B.Insert(Copy);
  Copy->setCleanup(false);
  bool All = false;
  for (unsigned K = 0; K < LP.getNumClauses(); ++K)
    All |= LP.isCatch(K) && isa<ConstantPointerNull>(LP.getClause(K));
  if (!All)
    Copy->addClause(ConstantPointerNull::get(B.getPtrTy()));
  Value *Sel = B.CreateExtractValue(Copy, 1u);
  for (unsigned K = 0; K < LP.getNumClauses(); ++K) {
    Constant *Info = LP.getClause(K);
    if (!LP.isCatch(K) || isa<ConstantPointerNull>(Info))
      continue;
    BasicBlock *Hit = BasicBlock::Create(C, "hit", F),
               *Next = BasicBlock::Create(C, "next", F);
    Value *Id = B.CreateIntrinsic(Intrinsic::eh_typeid_for,
                                  {Info->getType()}, {Info});
    B.CreateCondBr(B.CreateICmpEQ(Sel, Id), Hit, Next);
    IRBuilder<>(Hit).CreateRet(B.getInt32(typeId(Info)));
    B.SetInsertPoint(Next);
  }
  // Filters (dynamic exception specifications) select below zero.
  Value *Violates = B.CreateICmpSLT(Sel, B.getInt32(0));
  B.CreateRet(B.CreateSelect(Violates, Sel, B.getInt32(All ? CatchAll : 0)));
  return Here.CreateCall(F, {Exception});
}

/// Rewrites a clone that already has the type {R, ptr}(A...).
void Exceptions::rewrite(Function &F) {
  LLVMContext &C = F.getContext();
  Type *Both = F.getReturnType();
  Value *None = noException(E.module());
  Function *Personality = nullptr;
  if (F.hasPersonalityFn())
    Personality = dyn_cast<Function>(F.getPersonalityFn()->stripPointerCasts());
  SmallVector<CallBase *, 16> Calls;
  SmallVector<ResumeInst *, 4> Resumes;
  SmallVector<LandingPadInst *, 8> Pads;
  for (Instruction &I : instructions(F)) {
    if (auto *CB = dyn_cast<CallBase>(&I))
      Calls.push_back(CB);
    else if (auto *R = dyn_cast<ResumeInst>(&I))
      Resumes.push_back(R);
    else if (auto *LP = dyn_cast<LandingPadInst>(&I))
      Pads.push_back(LP);
  }
  /// By landing pad: the exceptions that get there, and from where.
  DenseMap<BasicBlock *, SmallVector<std::pair<Value *, BasicBlock *>, 4>>
      Arriving;
  BasicBlock *Leave = nullptr;
  PHINode *Leaving = nullptr;
  auto leaveWith = [&](BasicBlock *From, Value *Exc) {
    if (!Leave) {
      Leave = BasicBlock::Create(C, "unwind", &F);
      IRBuilder<> B(Leave);
      Leaving = B.CreatePHI(B.getPtrTy(), 4, "exception");
      returnBoth(B, Both, nullptr, Leaving);
    }
    Leaving->addIncoming(Exc, From);
    return Leave;
  };

  for (CallBase *CB : Calls) {
    if (CB->getIntrinsicID() == Intrinsic::eh_typeid_for) {
      CB->replaceAllUsesWith(ConstantInt::get(
          CB->getType(), typeId(CB->getArgOperand(0))));
      CB->eraseFromParent();
      continue;
    }
    Call N = emitCall(*CB);
    auto *II = dyn_cast<InvokeInst>(CB);
    if (!N.Exception) {
      if (II)
        changeToCall(II);
      continue;
    }
    bool Returns = !CB->doesNotReturn();
    if (!CB->use_empty())
      CB->replaceAllUsesWith(N.Result);
    IRBuilder<> B(CB);
    Value *Thrown = B.CreateIsNotNull(N.Exception);
    if (II) {
      BasicBlock *BB = II->getParent(), *Pad = II->getUnwindDest();
      Arriving[Pad].push_back({N.Exception, BB});
      B.CreateCondBr(Thrown, Pad, II->getNormalDest());
      II->eraseFromParent();
      continue;
    }
    BasicBlock *BB = CB->getParent();
    BasicBlock *Rest = BB->splitBasicBlock(CB->getNextNode(), "no.exception");
    CB->eraseFromParent();
    BB->getTerminator()->eraseFromParent();
    B.SetInsertPoint(BB);
    if (Returns)
      B.CreateCondBr(Thrown, leaveWith(BB, N.Exception), Rest);
    else
      B.CreateBr(leaveWith(BB, N.Exception));
  }

  SmallVector<ReturnInst *, 4> Returns;
  for (BasicBlock &BB : F)
    if (auto *R = dyn_cast<ReturnInst>(BB.getTerminator()); R && &BB != Leave)
      Returns.push_back(R);
  for (ReturnInst *R : Returns) {
    IRBuilder<> B(R);
    returnBoth(B, Both, R->getReturnValue(), None);
    R->eraseFromParent();
  }
  for (ResumeInst *R : Resumes) {
    IRBuilder<> B(R);
    returnBoth(B, Both, nullptr, B.CreateExtractValue(R->getValue(), 0u));
    R->eraseFromParent();
  }
  // All phis before any block is split: they name the blocks as they are now.
  SmallVector<std::pair<LandingPadInst *, PHINode *>, 8> Reached;
  for (LandingPadInst *LP : Pads) {
    auto From = Arriving.lookup(LP->getParent());
    if (From.empty()) {
      LP->replaceAllUsesWith(PoisonValue::get(LP->getType()));
      LP->eraseFromParent();
      continue;
    }
    PHINode *Exc = PHINode::Create(PointerType::get(C, 0), From.size(),
                                   "exception", LP->getParent()->begin());
    for (auto [X, Pred] : From)
      Exc->addIncoming(X, Pred);
    Reached.push_back({LP, Exc});
  }
  for (auto [LP, Exc] : Reached) {
    IRBuilder<> B(LP);
    Value *Sel = select(*LP, Exc, Personality);
    Value *V =
        B.CreateInsertValue(PoisonValue::get(LP->getType()), Exc, 0u);
    LP->replaceAllUsesWith(B.CreateInsertValue(V, Sel, 1u));
    if (LP->getNumClauses() && !LP->isCleanup()) {
      // No clause fits and there is nothing to clean up: the exception would
      // not have come by here.
      BasicBlock *BB = LP->getParent();
      BasicBlock *Rest = BB->splitBasicBlock(LP, "handler");
      BB->getTerminator()->eraseFromParent();
      B.SetInsertPoint(BB);
      B.CreateCondBr(B.CreateICmpEQ(Sel, B.getInt32(0)), leaveWith(BB, Exc),
                     Rest);
    }
    LP->eraseFromParent();
  }
  removeUnreachableBlocks(F);
  if (F.hasPersonalityFn())
    F.setPersonalityFn(nullptr);
}

Function *Exceptions::formOf(Function &F) {
  auto It = Forms.find(&F);
  if (It != Forms.end())
    return It->second;
  Function *N = make(withException(F.getFunctionType()), F.getName() + Suffix);
  Forms[&F] = N; // before the body: it may be recursive
  ValueToValueMapTy VMap;
  for (unsigned K = 0; K < F.arg_size(); ++K) {
    VMap[F.getArg(K)] = N->getArg(K);
    N->getArg(K)->setName(F.getArg(K)->getName());
  }
  SmallVector<ReturnInst *, 4> Returns;
  CloneFunctionInto(N, &F, VMap, CloneFunctionChangeType::LocalChangesOnly,
                    Returns);
  N->setLinkage(GlobalValue::InternalLinkage);
  N->setVisibility(GlobalValue::DefaultVisibility);
  N->setDLLStorageClass(GlobalValue::DefaultStorageClass);
  N->setComdat(nullptr);
  AttributeList AL = N->getAttributes();
  N->setAttributes(AL.removeAttributesAtIndex(N->getContext(),
                                              AttributeList::ReturnIndex));
  N->removeFnAttr(Attribute::NoReturn);
  // -O0 says noinline of everything; it means nothing to us.
  if (N->hasFnAttribute(Attribute::OptimizeNone)) {
    N->removeFnAttr(Attribute::OptimizeNone);
    N->removeFnAttr(Attribute::NoInline);
  }
  N->removeFnAttr(Attribute::Memory);
  for (Argument &A : N->args()) {
    A.removeAttr(Attribute::Returned);
    A.removeAttr(Attribute::StructRet);
  }
  rewrite(*N);
  return N;
}

Function *Exceptions::entryFor(Function &F) {
  Function *&N = Entries[&F];
  if (N)
    return N;
  Module &M = E.module();
  LLVMContext &C = M.getContext();
  Function *Raise = M.getFunction(RaiseName);
  if (!Raise) {
    Raise = make(FunctionType::get(Type::getVoidTy(C),
                                   {PointerType::get(C, 0)}, false),
                 RaiseName);
    Raise->addFnAttr(Attribute::NoInline);
    Raise->addFnAttr("enzyme_inactive");
    BasicBlock *Entry = BasicBlock::Create(C, "entry", Raise),
               *Go = BasicBlock::Create(C, "raise", Raise),
               *Done = BasicBlock::Create(C, "done", Raise);
    IRBuilder<> B(Entry);
    B.CreateCondBr(B.CreateIsNotNull(Raise->getArg(0)), Go, Done);
    B.SetInsertPoint(Go);
    // Comes back only where nobody catches.
    B.CreateCall(raiseFunction(), {Raise->getArg(0)});
    B.CreateCall(M.getOrInsertFunction("_ZSt9terminatev", B.getVoidTy()));
    B.CreateUnreachable();
    B.SetInsertPoint(Done);
    B.CreateRetVoid();
  }
  Function *Form = formOf(F);
  N = make(F.getFunctionType(), F.getName() + EntrySuffix);
  N->copyAttributesFrom(&F);
  N->setLinkage(GlobalValue::InternalLinkage);
  N->setVisibility(GlobalValue::DefaultVisibility);
  N->setComdat(nullptr);
  N->setPersonalityFn(nullptr);
  N->removeFnAttr(Attribute::OptimizeNone);
  N->removeFnAttr(Attribute::Memory);
  for (unsigned K = 0; K < F.arg_size(); ++K)
    N->getArg(K)->setName(F.getArg(K)->getName());
  IRBuilder<> B(BasicBlock::Create(C, "entry", N));
  SmallVector<Value *, 8> Args;
  for (Argument &A : N->args())
    Args.push_back(&A);
  if (DISubprogram *Like = F.getSubprogram())
    B.SetCurrentDebugLocation(DILocation::get(
        C, Like->getLine(), 0, ownSubprogram(*N, Like)));
  CallInst *Call = B.CreateCall(Form, Args);
  Call->setCallingConv(Form->getCallingConv());
  for (unsigned K = 0; K < F.arg_size(); ++K)
    if (F.getArg(K)->hasByValAttr())
      Call->addParamAttr(K, F.getParamAttribute(K, Attribute::ByVal));
  bool Struct = Call->getType()->isStructTy();
  Value *Exc = Struct ? B.CreateExtractValue(Call, 1u) : (Value *)Call;
  Value *R = Struct ? B.CreateExtractValue(Call, 0u) : nullptr;
  B.CreateCall(Raise, {Exc});
  if (R)
    B.CreateRet(R);
  else
    B.CreateRetVoid();
  return N;
}

void Exceptions::dropUnused() {
  // Recursive ones hold themselves: what only the unused use goes with it.
  SmallPtrSet<Function *, 16> Live;
  SmallVector<Function *, 16> Work;
  auto owner = [](User *U) -> Function * {
    auto *I = dyn_cast<Instruction>(U);
    return I ? I->getFunction() : nullptr;
  };
  for (Function *F : Made)
    if (any_of(F->users(), [&](User *U) {
          Function *By = owner(U);
          return !By || !is_contained(Made, By);
        }))
      Work.push_back(F);
  while (!Work.empty()) {
    Function *F = Work.pop_back_val();
    if (!Live.insert(F).second)
      continue;
    for (Instruction &I : instructions(*F))
      for (Use &U : I.operands())
        if (auto *G = dyn_cast<Function>(U); G && is_contained(Made, G))
          Work.push_back(G);
  }
  SmallVector<Function *, 16> Dead;
  for (Function *F : Made)
    if (!Live.contains(F))
      Dead.push_back(F);
  for (Function *F : Dead) {
    E.fam().clear(*F, F->getName());
    F->dropAllReferences();
  }
  for (Function *F : Dead) {
    F->replaceAllUsesWith(PoisonValue::get(F->getType()));
    F->eraseFromParent();
  }
  Made.clear();
}

} // namespace wengert
