//===- IndirectCalls.cpp - Derivatives of calls through pointers ----------===//
#include "Emit/IndirectCalls.h"
#include "Emit/Helpers.h"
#include "Diagnose/Diagnostics.h"
#include "Models/KnownCalls.h"
#include "Request/Registrations.h"
#include "Request/WireCall.h"
#include "Request/WireNames.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

/// Is U nothing but part of a registration? It takes no address to be called.
static bool isRegistration(const User *U) {
  if (auto *G = dyn_cast<GlobalVariable>(U))
    return findRegistration(G->getName()).has_value();
  return isa<Constant>(U) && !isa<GlobalValue>(U) &&
         all_of(U->users(), isRegistration);
}

/// May a pointer hold F?
static bool isTaken(Engine &E, Function &F) {
  // Of what the engine made, only what a dispatch hands out is called by
  // pointer: in derivatives of derivatives.
  bool Ours = E.isOurs(F);
  return any_of(F.users(), [&](User *U) {
    if (Ours)
      return isa<ReturnInst>(U);
    auto *CB = dyn_cast<CallBase>(U);
    if (!CB)
      return !isRegistration(U);
    // Called directly, or named as what a wire call differentiates: not taken.
    // As an argument it is.
    unsigned First = !isWireCall(*CB)                            ? 0
                     : CB->paramHasAttr(0, Attribute::StructRet) ? 2
                                                                 : 1;
    return any_of(
        drop_begin(CB->args(), std::min<size_t>(First, CB->arg_size())),
        [&](const Use &A) { return A.get() == &F; });
  });
}

/// Functions of the module, or of Only if that names any, that a pointer of
/// this type may hold.
static SmallVector<Function *, 8> candidates(Engine &E, FunctionType *T,
                                             ArrayRef<Function *> Only) {
  SmallVector<Function *, 8> List;
  auto add = [&](Function &F) {
    if (F.getFunctionType() == T &&
        (!F.isDeclaration() || E.registrations().isCustom(&F)) &&
        isTaken(E, F))
      List.push_back(&F);
  };
  for (Function *F : Only)
    add(*F);
  if (Only.empty())
    for (Function &F : E.module())
      add(F);
  return List;
}

/// ptr dispatch(ptr fp): the derivative that belongs to fp.
static Function *
makeDispatch(Engine &E, const Twine &Name,
             ArrayRef<std::pair<Function *, Function *>> Table) {
  Module &M = E.module();
  LLVMContext &C = M.getContext();
  Type *P = PointerType::get(C, 0);
  Function *F = Function::Create(FunctionType::get(P, {P}, false),
                                 GlobalValue::InternalLinkage, Name, M);
  F->addFnAttr(Attribute::NoInline);
  F->addFnAttr(Attribute::NoUnwind);
  F->addFnAttr("enzyme_inactive");
  IRBuilder<> B(BasicBlock::Create(C, "entry", F));
  for (auto [Primal, Derivative] : Table) {
    BasicBlock *Hit = BasicBlock::Create(C, "hit", F);
    BasicBlock *Next = BasicBlock::Create(C, "next", F);
    B.CreateCondBr(B.CreateICmpEQ(F->getArg(0), Primal), Hit, Next);
    IRBuilder<>(Hit).CreateRet(Derivative);
    B.SetInsertPoint(Next);
  }
  // The module does not define what is being called.
  emitStop(B,
           "wengert: differentiated call of the function at %p, which is not "
           "defined in this module; compile it together with the derivative\n",
           F->getArg(0));
  return F;
}

IndirectTarget emitIndirectTarget(Engine &E, IRBuilder<> &B, CallBase &Call,
                                  Value *Fp, DiffRequest Q,
                                  ArrayRef<Function *> Only) {
  IndirectTarget R;
  FunctionType *FT = Call.getFunctionType();
  Q.Overwritten.clear();
  auto Key = std::make_tuple(FT, Q, Only.vec());
  IndirectDispatch *D = nullptr;
  auto It = E.Dispatches.find(Key);
  if (It != E.Dispatches.end()) {
    D = It->second.get();
  } else {
    // Registered before the candidates are emitted: they may recurse here.
    D = (E.Dispatches[Key] = std::make_unique<IndirectDispatch>()).get();
    unsigned N = E.Dispatches.size();
    D->Layout = layoutOf(Q, FT);
    std::string Base = ("wengert.dispatch." + Twine(N)).str();
    Module &M = E.module();
    FunctionType *DT = FunctionType::get(B.getPtrTy(), {B.getPtrTy()}, false);
    D->Forward = Function::Create(DT, GlobalValue::InternalLinkage, Base, M);
    DiffRequest QP = Q;
    QP.Mode = DiffMode::Pullback;
    bool Split = Q.Mode == DiffMode::Augmented;
    if (Split) {
      D->PullbackLayout = layoutOf(QP, FT);
      D->Pullback = Function::Create(DT, GlobalValue::InternalLinkage,
                                     Base + ".pullback", M);
    }
    auto List = candidates(E, FT, Only);
    if (List.empty()) {
      diagnose(Code::IndirectActiveCall, Call,
               "call through a pointer with active data, and no function of "
               "its type has its address taken in this module",
               "compile the possible callees together with this file (full "
               "LTO)");
      return R;
    }
    SmallVector<std::pair<Function *, Function *>, 8> Fwd, Back;
    for (Function *F : List) {
      bool Known = E.registrations().isCustom(F) || isInactiveBody(*F);
      Q.F = QP.F = Known ? wrapKnown(*F, E.registrations()) : F;
      CallTrail Trail(Call);
      const DerivativeFn *A = E.getOrEmit(Q);
      const DerivativeFn *P = Split && A ? E.getOrEmit(QP) : nullptr;
      if (!A || (Split && !P))
        return R;
      Fwd.push_back({F, A->Fn});
      if (P)
        Back.push_back({F, P->Fn});
    }
    auto Fill = [&](Function *Decl,
                    ArrayRef<std::pair<Function *, Function *>> Table) {
      Function *Body = makeDispatch(E, Decl->getName() + ".table", Table);
      Decl->splice(Decl->begin(), Body);
      Decl->copyAttributesFrom(Body);
      Body->getArg(0)->replaceAllUsesWith(Decl->getArg(0));
      Body->eraseFromParent();
      E.noteCreated(Decl);
    };
    Fill(D->Forward, Fwd);
    if (Split)
      Fill(D->Pullback, Back);
  }
  R.Layout = &D->Layout;
  R.Forward = B.CreateCall(D->Forward->getFunctionType(), D->Forward, {Fp});
  if (D->Pullback) {
    R.PullbackLayout = &D->PullbackLayout;
    R.Pullback =
        B.CreateCall(D->Pullback->getFunctionType(), D->Pullback, {Fp});
  }
  return R;
}

} // namespace wengert
