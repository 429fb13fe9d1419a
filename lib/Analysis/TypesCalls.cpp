//===- TypesCalls.cpp - Types across calls --------------------------------===//
#include "Analysis/TypesImpl.h"
#include "Models/CallModel.h"
#include "Models/KnownCalls.h"
#include "Models/Quarantine.h"
#include "Request/WireNames.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

Instance &TypesImpl::newInstance(Function &F, Instance *Parent) {
  auto I = std::make_unique<Instance>();
  I->F = &F;
  I->Parent = Parent;
  I->Depth = Parent ? Parent->Depth + 1 : 0;
  Instances.push_back(std::move(I));
  Visited += F.getInstructionCount();
  return *Instances.back();
}

Instance *TypesImpl::instanceFor(Instance &I, Function &Called) {
  Function &F = BodyOf ? BodyOf(Called) : Called;
  // Recursion shares the instance that is already open.
  for (Instance *P = &I; P; P = P->Parent)
    if (P->F == &F)
      return P;
  bool Own =
      I.Depth < MaxDepth && Visited + F.getInstructionCount() <=
                                (MayGiveUp ? PlainBudget : InstanceBudget);
  if (!Own) {
    TooLarge |= MayGiveUp;
    if (Instance *S = Shared.lookup(&F))
      return S;
  }
  Instance &N = newInstance(F, Own ? &I : nullptr);
  if (!Own)
    Shared[&F] = &N;
  Pending.push_back(&N);
  for (Argument &A : F.args()) {
    VarId V = get(N, &A);
    if (A.hasByValAttr() && V != NoId)
      S.addEdge(made(&A, Origin::ByVal), V);
  }
  return &N;
}

void TypesImpl::collectDirect(Instance &I, CallBase &CB, Instance &N) {
  Function &F = *N.F;
  for (Argument &A : F.args()) {
    Value *Actual = CB.getArgOperand(A.getArgNo());
    if (A.hasByValAttr()) {
      Copy C;
      C.From = get(I, Actual), C.To = get(N, &A);
      C.Len = DL.getTypeStoreSize(A.getParamByValType());
      S.addCopy(C);
    } else {
      bind(I, Actual, get(N, &A), A.getType());
    }
  }
  for (unsigned K = F.arg_size(); K < CB.arg_size(); ++K)
    if (VarId V = get(I, CB.getArgOperand(K)); V != NoId)
      Escaped.push_back(V);
  if (!CB.getType()->isVoidTy())
    Results.push_back({&N, &I, &CB});
}

/// Lets the functions that pointers have been found to hold take part. True if
/// there were new ones.
bool TypesImpl::resolveIndirect() {
  bool New = false;
  for (unsigned K = 0; K < Indirect.size(); ++K) {
    auto [Caller, CB, Targets, Unknown] = Indirect[K];
    ObjId O = S.object(get(*Caller, CB->getCalledOperand()));
    if (Unknown || O == NoId || isOpen(O))
      continue;
    SmallVector<const Function *, 4> Found;
    for (const Origin &X : Origins)
      if (X.K == Origin::Function && S.find(X.Obj).first == O)
        Found.push_back(cast<Function>(X.V));
    for (const Function *F : Found) {
      if (is_contained(Targets, F))
        continue;
      New = true;
      Indirect[K].Targets.push_back(F);
      auto *Target = const_cast<Function *>(F);
      if (F->isDeclaration() || F->getFunctionType() != CB->getFunctionType())
        Indirect[K].Unknown = true;
      else
        collectDirect(*Caller, *CB, *instanceFor(*Caller, *Target));
    }
  }
  return New;
}

/// Solves, letting indirect calls take part as their targets come up, and
/// gives up on those that may call anything.
void TypesImpl::settle() {
  static constexpr unsigned MaxRounds = 6;
  auto solve = [&] {
    while (!Pending.empty() && !TooLarge)
      collect(*Pending.pop_back_val());
    if (TooLarge)
      return;
    for (const ResultOf &X : std::exchange(Results, {}))
      for (const ReturnInst *Ret : X.Callee->Returns)
        bind(*X.Callee, Ret->getReturnValue(), get(*X.Caller, X.CB),
             X.CB->getType());
    S.solve([&] { return floatsInMemory().Narrow; });
    closeOpen();
  };
  solve();
  for (unsigned Round = 0; Round < MaxRounds && !TooLarge; ++Round) {
    if (!resolveIndirect())
      break;
    solve();
  }
  // Giving up on one opens its operands, which may take others along.
  for (bool Again = true; Again && !TooLarge;) {
    Again = false;
    for (unsigned K = 0; K < Indirect.size(); ++K) {
      IndirectCall &X = Indirect[K];
      if (!X.CB)
        continue;
      ObjId O = S.object(get(*X.Caller, X.CB->getCalledOperand()));
      if (!X.Unknown && !X.Targets.empty() && O != NoId && !isOpen(O))
        continue;
      collectUnknown(*X.Caller, *X.CB, Origin::External);
      X.CB = nullptr; // done with
      Again = true;
    }
    if (Again)
      solve();
  }
}

/// A call that may do anything to what its pointers reach.
/// What a handler gets is what some throw has made: one object for all.
VarId TypesImpl::exceptionMemory(CallBase &CB) {
  if (Thrown == NoId)
    Thrown = made(&CB, Origin::Inactive);
  return Thrown;
}

void TypesImpl::collectUnknown(Instance &I, CallBase &CB, Origin::Kind K) {
  if (K == Origin::External)
    for (const Use &A : CB.args())
      if (VarId V = get(I, A); V != NoId)
        Escaped.push_back(V);
  VarId Res = get(I, &CB);
  if (Res == NoId)
    return;
  if (isPointerLike(CB.getType())) {
    S.addEdge(holdsException(CB) ? exceptionMemory(CB) : made(&CB, K), Res);
  } else if (K == Origin::External) {
    Escaped.push_back(Res);
  } else {
    markInteger(I, &CB, Rank::Own);
  }
}

bool TypesImpl::collectIntrinsic(Instance &I, CallBase &CB) {
  VarId Res = get(I, &CB);
  auto arg = [&](unsigned K) { return CB.getArgOperand(K); };
  switch (CB.getIntrinsicID()) {
  case Intrinsic::not_intrinsic:
    return false;
  case Intrinsic::expect:
  case Intrinsic::expect_with_probability:
  case Intrinsic::ssa_copy:
    sameBytes(I, arg(0), &CB);
    return true;
  case Intrinsic::launder_invariant_group:
  case Intrinsic::strip_invariant_group:
  case Intrinsic::threadlocal_address:
  case Intrinsic::preserve_static_offset:
  case Intrinsic::ptr_annotation:
    S.addEdge(get(I, arg(0)), Res);
    return true;
  case Intrinsic::ptrmask:
    S.addEdge(get(I, arg(0)), Res, 0, 1);
    return true;
  case Intrinsic::load_relative:
    // Relative vtables: the entry is a 32-bit distance, not a pointer.
    S.addEdge(get(I, arg(0)), Res, 0, 1);
    return true;
  case Intrinsic::masked_load:
    collectLoad(I, CB, arg(0), CB.getType());
    sameBytes(I, arg(CB.arg_size() - 1), &CB);
    return true;
  case Intrinsic::masked_expandload:
    collectLoad(I, CB, arg(0), CB.getType());
    return true;
  case Intrinsic::masked_store:
  case Intrinsic::masked_compressstore:
    collectStore(I, CB, arg(1), arg(0));
    return true;
  case Intrinsic::masked_gather: {
    // Every lane reads through one of the addresses.
    Type *E = CB.getType()->getScalarType();
    if (E->isFloatingPointTy())
      markFloatBytes(get(I, arg(0)), 0, E, Rank::Access);
    else if (E->isPointerTy())
      S.addLoad(get(I, arg(0)), 0, Res);
    else if (isBytes(CB.getType()))
      for (uint64_t K = 0, Size = DL.getTypeStoreSize(E),
                    N = cast<FixedVectorType>(CB.getType())->getNumElements();
           K < N; ++K) {
        Copy C;
        C.From = get(I, arg(0)), C.To = Res;
        C.ToOff = K * Size, C.Len = Size;
        C.IsLoad = true;
        S.addCopy(C);
      }
    return true;
  }
  case Intrinsic::masked_scatter: {
    Type *E = arg(0)->getType()->getScalarType();
    VarId P = get(I, arg(1));
    if (E->isFloatingPointTy()) {
      markFloatBytes(P, 0, E, Rank::Access);
    } else if (E->isPointerTy()) {
      S.addStore(P, 0, get(I, arg(0)));
    } else if (isBytes(arg(0)->getType())) {
      Copy C;
      C.From = get(I, arg(0)), C.To = P;
      C.Len = DL.getTypeStoreSize(E);
      S.addCopy(C);
    }
    return true;
  }
  case Intrinsic::vector_insert:
  case Intrinsic::vector_extract:
  case Intrinsic::vector_reverse:
    if (isPointerLike(CB.getType()))
      for (const Use &A : CB.args())
        if (isPointerLike(A->getType()))
          S.addEdge(get(I, A), Res);
    return true;
  case Intrinsic::bswap:
  case Intrinsic::fshl:
  case Intrinsic::fshr:
    for (const Use &A : CB.args())
      markInteger(I, A, Rank::Peek);
    markInteger(I, &CB, Rank::Peek);
    return true;
  case Intrinsic::vastart:
  case Intrinsic::vacopy:
  case Intrinsic::vaend:
    return true;
  default:
    return false;
  }
}

/// `__enzyme_double(p)`: p points to doubles, `__enzyme_double(p, n)`: for n
/// bytes.
bool TypesImpl::collectHint(Instance &I, CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  std::optional<Hook> H =
      F && F->isDeclaration() ? findHook(F->getName()) : std::nullopt;
  if (!H || support(*H) != HookSupport::Hint || !CB.arg_size() ||
      !CB.getArgOperand(0)->getType()->isPointerTy())
    return false;
  StringRef Type = *H == Hook::HintDouble    ? "Float@double"
                   : *H == Hook::HintFloat   ? "Float@float"
                   : *H == Hook::HintPointer ? "Pointer"
                                             : "Integer";
  unsigned Size = *H == Hook::HintFloat ? 4 : *H == Hook::HintInteger ? 1 : 8;
  std::string Tree = "{[-1]:Pointer";
  auto *Bytes =
      CB.arg_size() > 1 ? dyn_cast<ConstantInt>(CB.getArgOperand(1)) : nullptr;
  if (Bytes && Bytes->getValue().ule(64 * Size))
    for (uint64_t At = 0; At + Size <= Bytes->getZExtValue(); At += Size)
      Tree += (", [-1," + Twine(At) + "]:" + Type).str();
  else
    Tree += (", [-1,-1]:" + Type).str();
  parseTree(get(I, CB.getArgOperand(0)), /*IsPointer=*/true, Tree + "}");
  return true;
}

void TypesImpl::collectModel(Instance &I, CallBase &CB, const CallModel &M) {
  for (unsigned K = 0; K < CB.arg_size(); ++K) {
    Value *V = CB.getArgOperand(K);
    Type *T = M.use(CB, K).Pointee;
    if (V->getType()->isIntegerTy())
      markInteger(I, V, Rank::Own);
    else if (T)
      parseTree(get(I, V), /*IsPointer=*/true,
                T->isDoubleTy() ? "{[-1]:Pointer, [-1,-1]:Float@double}"
                                : "{[-1]:Pointer, [-1,-1]:Float@float}");
  }
  if (CB.getType()->isIntegerTy())
    markInteger(I, &CB, Rank::Own);
}

void TypesImpl::collectCall(Instance &I, CallBase &CB) {
  // A list of deferred frees reads and writes nothing it holds.
  if (isQuarantineCall(CB) || collectIntrinsic(I, CB) || collectHint(I, CB))
    return;
  KnownCall K = classifyCall(CB);
  VarId Res = get(I, &CB);
  auto arg = [&](int A) { return A < 0 ? NoId : get(I, CB.getArgOperand(A)); };
  auto length = [&](int A) {
    auto *C = A < 0 ? nullptr : dyn_cast<ConstantInt>(CB.getArgOperand(A));
    return C ? C->getValue().getLimitedValue(AnyLen) : AnyLen;
  };
  auto integers = [&] {
    for (int A : {K.Size, K.Count, K.Align, K.OldSize})
      if (A >= 0)
        markInteger(I, CB.getArgOperand(A), Rank::Own);
  };
  switch (K.Kind) {
  case CallKind::Inactive:
    textFacts(I, CB);
    if (CB.getIntrinsicID() != Intrinsic::not_intrinsic)
      for (const Use &A : CB.args())
        markInteger(I, A, Rank::Own);
    return collectUnknown(I, CB, Origin::Inactive);
  case CallKind::Alloc:
    integers();
    S.addEdge(made(&CB, allocatesText(CB) ? Origin::Inactive : Origin::Heap),
              Res);
    return;
  case CallKind::AllocOut:
    integers();
    S.addStore(arg(K.Ptr), 0, made(&CB, Origin::Heap));
    return;
  case CallKind::Realloc:
    integers();
    S.addEdge(made(&CB, Origin::Heap), Res);
    S.addEdge(arg(K.Ptr), Res);
    return;
  case CallKind::Free:
    return;
  case CallKind::MemCopy: {
    integers();
    Copy C;
    C.From = arg(K.Src), C.To = arg(K.Ptr), C.Len = length(K.Size);
    if (C.Len == 0)
      return;
    Layout Noted = Types::notedElements(CB);
    C.Stated = !Noted.Runs.empty() && none_of(Noted.Runs, [](const TypeRun &R) {
      return R.Type.isPointer();
    });
    for (VarId P : {C.From, C.To})
      notedFacts(P, Noted, C.Len);
    S.addCopy(C);
    if (MDNode *MD = CB.getMetadata(LLVMContext::MD_tbaa_struct))
      tbaaStructFacts(C.To, C.From, MD, C.Len);
    if (MDNode *MD = CB.getMetadata(LLVMContext::MD_tbaa))
      tbaaElementFacts(C.From, MD);
    pointeeFacts(C.From, CB);
    pointeeFacts(C.To, CB);
    if (Res != NoId)
      S.addEdge(arg(K.Ptr), Res, 0,
                CB.getCalledOperand()->getName().contains("mempcpy") ? 1 : 0);
    return;
  }
  case CallKind::MemSet:
    integers();
    if (Res != NoId && isPointerLike(CB.getType()))
      S.addEdge(arg(K.Ptr), Res);
    else
      markInteger(I, &CB, Rank::Own);
    return;
  case CallKind::DynCast: {
    auto *Hint = dyn_cast<ConstantInt>(CB.getArgOperand(K.Hint));
    if (Hint && Hint->getSExtValue() >= 0)
      S.addEdge(arg(K.Ptr), Res, -Hint->getSExtValue());
    else
      S.addEdge(arg(K.Ptr), Res, 0, DL.getPointerSize());
    return;
  }
  case CallKind::Relink: {
    // Any node may be linked to any other: one object stands for all.
    VarId Node = S.newVar();
    for (const Use &A : CB.args()) {
      if (isPointerLike(A->getType()))
        S.addEdge(get(I, A), Node);
      else
        markInteger(I, A, Rank::Own);
    }
    if (K.Colour)
      S.addAccess(Node, 0, K.Colour, ByteType{ByteType::Integer}, Rank::Access);
    for (int L = 0; L < K.Links; ++L) {
      int64_t At = K.LinkAt + L * int64_t(DL.getPointerSize());
      S.addLoad(Node, At, Node);
      S.addStore(Node, At, Node);
    }
    if (Res != NoId && isPointerLike(CB.getType()))
      S.addEdge(Node, Res);
    return;
  }
  case CallKind::Math:
    return;
  case CallKind::Unknown:
    break;
  }
  if (const CallModel *M = findModel(CB))
    return collectModel(I, CB, *M);
  auto *F = dyn_cast<Function>(CB.getCalledOperand()->stripPointerCasts());
  if (F && !F->isDeclaration() &&
      F->getFunctionType() == CB.getFunctionType()) {
    Instance *N = I.Callees.lookup(&CB);
    if (!N)
      N = instanceFor(I, *F);
    I.Callees[&CB] = N;
    return collectDirect(I, CB, *N);
  }
  get(I, CB.getCalledOperand());
  if (F || CB.isInlineAsm())
    return collectUnknown(I, CB, Origin::External);
  Indirect.push_back({&I, &CB, {}, false});
}

} // namespace wengert
