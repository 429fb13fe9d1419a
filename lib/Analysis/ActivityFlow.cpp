//===- ActivityFlow.cpp - The graph of float flow -------------------------===//
#include "Analysis/ActivityImpl.h"
#include "Analysis/FloatBits.h"
#include "Analysis/QuietGlobals.h"
#include "Analysis/StaticObjects.h"
#include "Analysis/WordValues.h"
#include "Models/CallModel.h"
#include "Models/KnownCalls.h"
#include "Models/Languages.h"
#include "Models/Quarantine.h"
#include "Request/Registrations.h"
#include "Rules/Rules.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include <numeric>

using namespace llvm;

namespace wengert {

ActivityImpl::ActivityImpl(const DiffRequest &R, const TypesImpl &T)
    : R(R), T(T), NumObjects(T.S.numObjects()) {
  Succ.resize(NumObjects);
  Data.assign(NumObjects, false);
  Forced.assign(NumObjects, false);
  Called.assign(NumObjects, false);
  traceAddresses();
  for (const auto &I : T.Instances)
    build(*I);
  Varied.assign(Succ.size(), false);
  Useful.assign(Succ.size(), false);
  seed();
  Pred.resize(Succ.size());
  for (Node N = 0; N < Succ.size(); ++N)
    for (Node M : Succ[N])
      Pred[M].push_back(N);
  spread(Varied, Succ);
  spread(Useful, Pred);
  forceResults();
  settleMemory();
}

//===----------------------------------------------------------------------===//
// Nodes and edges
//===----------------------------------------------------------------------===//

ActivityImpl::Node ActivityImpl::valueNode(const Instance &I, const Value *V) {
  if (isa<Constant>(V))
    return NoId;
  auto [It, New] = Nodes.try_emplace({&I, V}, Node(Succ.size()));
  if (New)
    Succ.emplace_back();
  return It->second;
}

ActivityImpl::Node ActivityImpl::findNode(const Instance &I,
                                          const Value *V) const {
  auto It = Nodes.find({&I, V});
  return It == Nodes.end() ? NoId : It->second;
}

ActivityImpl::Node ActivityImpl::memoryNode(VarId P) const {
  if (P == NoId || From[P] == FromConst)
    return NoId;
  return T.S.object(P);
}

void ActivityImpl::edge(Node A, Node B) {
  if (A == NoId || B == NoId || A == B)
    return;
  Succ[A].push_back(B);
  if (A < NumObjects)
    Data[A] = true;
  if (B < NumObjects)
    Data[B] = true;
}

bool ActivityImpl::mayHoldFloats(VarId P, std::optional<uint64_t> Len) const {
  for (const TypeRun &Run : T.layoutAt(P, Len).Runs)
    if (Run.Type.isFloat() || Run.Type.K == ByteType::Unknown)
      return true;
  return false;
}

void ActivityImpl::operandsTo(const Instance &I, const Instruction &X) {
  Node To = valueNode(I, &X);
  for (const Use &U : X.operands())
    if (isa<Instruction>(U) || isa<Argument>(U))
      if (!U->getType()->isPointerTy())
        edge(valueNode(I, U), To);
}

void ActivityImpl::noteConstant(const Instruction &I, Node From_, VarId P,
                                Node To) {
  if (P != NoId && Static[P] && From_ != NoId)
    return StaticWrites.push_back({&I, From_});
  if (P != NoId && From[P] == FromConst)
    if (ObjId O = T.S.object(P); O != NoId)
      ConstantAccesses.push_back({&I, From_, To, O});
}

void ActivityImpl::buildLoad(const Instance &I, const Instruction &X,
                             const Value *P) {
  Type *Ty = X.getType();
  if (TypesImpl::isPointerLike(Ty))
    return;
  VarId V = T.varOf(I, P);
  bool Floats = TypesImpl::hasFloatPart(Ty);
  if (!Floats && TypesImpl::isBytes(Ty))
    Floats = mayHoldFloats(V, T.DL.getTypeStoreSize(Ty).getKnownMinValue());
  if (!Floats)
    return;
  edge(memoryNode(V), valueNode(I, &X));
  noteConstant(X, NoId, V, valueNode(I, &X));
}

/// An integer whose bits become a float. Memory that nobody is seen to write an
/// integer into may hold the bits of one.
void ActivityImpl::buildDigits(const Instance &I, const LoadInst &X) {
  VarId V = T.varOf(I, X.getPointerOperand());
  if (V == NoId || isDeclaredInteger(T.DL, X))
    return;
  for (const Placed &P : T.S.layout(V, T.DL.getTypeStoreSize(X.getType())))
    if (P.F.T.K == ByteType::Integer && P.F.R > Rank::Peek)
      return;
  edge(memoryNode(V), valueNode(I, &X));
}

/// C++: does L with X copy a union, or part of one, in which floats smaller than
/// a pointer lie at times? Type metadata that names no type says that they do
/// so. Without any, the place itself must be beyond doubt: in a variable.
bool ActivityImpl::copiesUnion(const Instance &I, const LoadInst &L,
                               const StoreInst &X) const {
  if (movesDeclaredPointer(L) || movesDeclaredPointer(X))
    return false;
  bool Tagged = L.hasMetadata(LLVMContext::MD_tbaa) &&
                X.hasMetadata(LLVMContext::MD_tbaa);
  return any_of(ArrayRef<const Value *>{L.getPointerOperand(),
                                        X.getPointerOperand()},
                [&](const Value *P) {
                  VarId V = T.varOf(I, P);
                  if (V == NoId || !T.S.resolved(V) || !holdsNarrow(V))
                    return false;
                  TypesSolver::Ref R = T.S.ref(V);
                  return Tagged ||
                         (!R.Stride && all_of(T.Origins, [&](const Origin &O) {
                            return T.S.find(O.Obj).first != R.Obj ||
                                   O.K == Origin::Stack;
                          }));
                });
}

/// May floats smaller than a pointer lie in one that is at V?
bool ActivityImpl::holdsNarrow(VarId V) const {
  TypesSolver::Ref R = T.S.ref(V);
  int64_t Size = T.DL.getPointerSize();
  return any_of(T.S.obj(R.Obj).Facts, [&](const auto &X) {
    if (!X.second.Narrow)
      return false;
    int64_t Rel = X.first.first - R.Off;
    if (uint64_t G = std::gcd(R.Stride, X.first.second))
      return G <= uint64_t(Size) || mod(Rel, G) < Size;
    return Rel >= 0 && Rel < Size;
  });
}

SmallVector<const LoadInst *, 2>
ActivityImpl::pointersWithFloats(const Instance &I, const StoreInst &X) const {
  auto mayBe = [&](const Instruction &Y, const Value *P) {
    return !Y.hasMetadata(LLVMContext::MD_noundef) &&
           !Y.hasMetadata(LLVMContext::MD_nonnull) &&
           any_of(T.S.layout(T.varOf(I, P), T.DL.getPointerSize()),
                  [](const Placed &Z) {
                    return Z.F.T.isFloat() || Z.F.T.Conflict;
                  });
  };
  SmallVector<const LoadInst *, 2> Found;
  bool Rust = isRust(*X.getModule());
  if (!X.getValueOperand()->getType()->isPointerTy() ||
      isa<Constant>(X.getValueOperand()) ||
      (Rust && !mayBe(X, X.getPointerOperand())))
    return Found;
  SmallVector<const Value *, 8> Work{X.getValueOperand()};
  SmallPtrSet<const Value *, 16> Met;
  while (!Work.empty() && Met.size() < 64) {
    const Value *V = Work.pop_back_val();
    if (!Met.insert(V).second)
      continue;
    if (auto *L = dyn_cast<LoadInst>(V)) {
      if (Rust ? mayBe(*L, L->getPointerOperand()) : copiesUnion(I, *L, X))
        Found.push_back(L);
    } else if (isa<PHINode, SelectInst, FreezeInst>(V)) {
      append_range(Work, cast<Instruction>(V)->operand_values());
    }
  }
  return Found;
}

void ActivityImpl::buildStore(const Instance &I, const Instruction &X,
                              const Value *P, const Value *V) {
  Type *Ty = V->getType();
  VarId At = T.varOf(I, P);
  if (TypesImpl::isPointerLike(Ty)) {
    if (auto *St = dyn_cast<StoreInst>(&X))
      for (const LoadInst *L : pointersWithFloats(I, *St))
        edge(memoryNode(T.varOf(I, L->getPointerOperand())), memoryNode(At));
    if (At != NoId && Static[At])
      StaticPointers.push_back({&I, &X, V});
    return;
  }
  bool Floats = TypesImpl::hasFloatPart(Ty);
  if (!Floats && TypesImpl::isBytes(Ty) && !isa<Constant>(V))
    Floats = mayHoldFloats(At, T.DL.getTypeStoreSize(Ty).getKnownMinValue());
  if (!Floats)
    return;
  Node M = memoryNode(At);
  if (M != NoId)
    Data[M] = true;
  edge(valueNode(I, V), M);
  noteConstant(X, valueNode(I, V), At, NoId);
}

void ActivityImpl::reach(VarId V, function_ref<void(ObjId)> Visit) const {
  ObjId O = T.S.object(V);
  if (O == NoId)
    return;
  DenseSet<ObjId> Seen;
  SmallVector<ObjId, 16> Work{O};
  Seen.insert(O);
  while (!Work.empty()) {
    ObjId X = Work.pop_back_val();
    Visit(X);
    for (auto &[K, F] : T.S.obj(X).Facts)
      if (F.Cell != NoId && From[F.Cell] != FromConst) {
        ObjId To = T.S.object(F.Cell);
        if (To != NoId && Seen.insert(To).second)
          Work.push_back(To);
      }
  }
}

//===----------------------------------------------------------------------===//
// Instructions
//===----------------------------------------------------------------------===//

void ActivityImpl::build(const Instance &I) {
  for (const Instruction &X : instructions(*I.F))
    buildInst(I, X);
}

void ActivityImpl::buildInst(const Instance &I, const Instruction &X) {
  switch (X.getOpcode()) {
  case Instruction::Load:
    return buildLoad(I, X, cast<LoadInst>(X).getPointerOperand());
  case Instruction::Store:
    return buildStore(I, X, cast<StoreInst>(X).getPointerOperand(),
                      cast<StoreInst>(X).getValueOperand());
  case Instruction::AtomicRMW: {
    const auto &A = cast<AtomicRMWInst>(X);
    if (A.getOperation() == AtomicRMWInst::Xchg ||
        A.isFloatingPointOperation()) {
      buildLoad(I, X, A.getPointerOperand());
      buildStore(I, X, A.getPointerOperand(), A.getValOperand());
    }
    return;
  }
  case Instruction::AtomicCmpXchg: {
    const auto &A = cast<AtomicCmpXchgInst>(X);
    buildLoad(I, X, A.getPointerOperand());
    buildStore(I, X, A.getPointerOperand(), A.getNewValOperand());
    return;
  }
  case Instruction::ICmp:
  case Instruction::FCmp:
  case Instruction::FPToSI:
  case Instruction::FPToUI:
  case Instruction::PtrToInt:
  case Instruction::PtrToAddr:
  case Instruction::IntToPtr:
  case Instruction::GetElementPtr:
  case Instruction::Alloca:
  case Instruction::Ret:
  case Instruction::Br:
  case Instruction::Switch:
  case Instruction::Unreachable:
  case Instruction::Fence:
    return;
  case Instruction::Call:
  case Instruction::Invoke:
  case Instruction::CallBr:
    return buildCall(I, cast<CallBase>(X));
  case Instruction::SIToFP:
  case Instruction::UIToFP:
    if (carriesDigits(X.getOperand(0)))
      operandsTo(I, X);
    return;
  case Instruction::BitCast:
    if (TypesImpl::hasFloatPart(X.getType()))
      for (const Instruction *S : digitSources(X.getOperand(0)))
        if (auto *L = dyn_cast<LoadInst>(S))
          buildDigits(I, *L);
    return operandsTo(I, X);
  case Instruction::FAdd:
  case Instruction::FSub:
    if (!roundsBySum(X))
      operandsTo(I, X);
    return;
  case Instruction::Select: {
    Node To = valueNode(I, &X);
    edge(valueNode(I, X.getOperand(1)), To);
    edge(valueNode(I, X.getOperand(2)), To);
    return;
  }
  case Instruction::ExtractElement:
    return edge(valueNode(I, X.getOperand(0)), valueNode(I, &X));
  case Instruction::InsertElement: {
    Node To = valueNode(I, &X);
    edge(valueNode(I, X.getOperand(0)), To);
    edge(valueNode(I, X.getOperand(1)), To);
    return;
  }
  default:
    // Arithmetic, phi, freeze, casts, aggregates.
    if (X.getType()->isVoidTy() || X.getType()->isPointerTy())
      return;
    // A power of two made of an exponent.
    if (isa<BinaryOperator>(X) && X.getType()->isIntOrIntVectorTy() &&
        TypesImpl::isBytes(X.getType()) && T.varOf(I, &X) != NoId &&
        any_of(T.valueLayout(I, &X).Runs,
               [](const TypeRun &R) { return R.Type.isFloat(); }) &&
        isFreeOfDigits(&X))
      return;
    operandsTo(I, X);
    return;
  }
}

ActivityImpl::Node ActivityImpl::buildOpaque(const Instance &I,
                                             const CallBase &CB) {
  // One node stands for all the call may do.
  Node Inside = Succ.size();
  Succ.emplace_back();
  edge(Inside, valueNode(I, &CB));
  for (const Use &A : CB.args()) {
    VarId P = T.varOf(I, A);
    if (!TypesImpl::isPointerLike(A->getType()) && !isa<Constant>(A) &&
        (TypesImpl::hasFloatPart(A->getType()) ||
         (P != NoId && TypesImpl::isBytes(A->getType()) &&
          mayHoldFloats(P, T.DL.getTypeStoreSize(A->getType())))))
      edge(valueNode(I, A), Inside);
    if (P == NoId || memoryNode(P) == NoId)
      continue;
    bool Pointer = TypesImpl::isPointerLike(A->getType());
    ObjId Own = Pointer ? NoId : T.S.object(P);
    reach(P, [&](ObjId O) {
      if (O == Own)
        return; // the value's own bytes are no memory
      edge(O, Inside);
      edge(Inside, O);
      Called[O] = true;
    });
  }
  if (VarId V = T.varOf(I, &CB); V != NoId)
    if (TypesImpl::isPointerLike(CB.getType()))
      reach(V, [&](ObjId O) { edge(Inside, O); });
  return Inside;
}

void ActivityImpl::buildUnknown(const Instance &I, const CallBase &CB) {
  UnknownCalls.push_back(buildOpaque(I, CB));
}

void ActivityImpl::buildModel(const Instance &I, const CallBase &CB,
                              const CallModel &M) {
  // One node for all that is read.
  Node Inside = Succ.size();
  Succ.emplace_back();
  for (unsigned K = 0; K < CB.arg_size(); ++K) {
    const Value *V = CB.getArgOperand(K);
    OperandUse U = M.use(CB, K);
    if (!TypesImpl::isPointerLike(V->getType())) {
      if (U.Reads)
        edge(valueNode(I, V), Inside);
      continue;
    }
    VarId P = T.varOf(I, V);
    Node N = memoryNode(P);
    if (U.Reads) {
      edge(N, Inside);
      noteConstant(CB, NoId, P, Inside);
    }
    if (U.Writes) {
      edge(Inside, N);
      noteConstant(CB, Inside, P, NoId);
    }
    if (U.Pointee && N != NoId)
      Data[N] = true;
  }
  if (TypesImpl::hasFloatPart(CB.getType()))
    edge(Inside, valueNode(I, &CB));
}

void ActivityImpl::buildCall(const Instance &I, const CallBase &CB) {
  switch (CB.getIntrinsicID()) {
  case Intrinsic::masked_load:
  case Intrinsic::masked_expandload:
  case Intrinsic::masked_gather:
    buildLoad(I, CB, CB.getArgOperand(0));
    edge(valueNode(I, CB.getArgOperand(CB.arg_size() - 1)),
         valueNode(I, &CB));
    return;
  case Intrinsic::masked_store:
  case Intrinsic::masked_compressstore:
  case Intrinsic::masked_scatter:
    return buildStore(I, CB, CB.getArgOperand(1), CB.getArgOperand(0));
  default:
    break;
  }
  if (isQuarantineCall(CB))
    return;
  KnownCall K = classifyCall(CB);
  switch (K.Kind) {
  case CallKind::Inactive:
  case CallKind::Alloc:
  case CallKind::AllocOut:
  case CallKind::Realloc:
  case CallKind::Free:
  case CallKind::MemSet:
  case CallKind::Relink:
  case CallKind::DynCast:
    return;
  case CallKind::MemCopy: {
    VarId Src = T.varOf(I, CB.getArgOperand(K.Src));
    VarId Dst = T.varOf(I, CB.getArgOperand(K.Ptr));
    std::optional<uint64_t> Len;
    if (const auto *C = dyn_cast<ConstantInt>(CB.getArgOperand(K.Size)))
      Len = C->getValue().getLimitedValue(1 << 20);
    if (!mayHoldFloats(Dst, Len) && !mayHoldFloats(Src, Len))
      return;
    Node A = memoryNode(Src), B = memoryNode(Dst);
    for (Node N : {A, B})
      if (N != NoId)
        Data[N] = true;
    noteConstant(CB, A, Dst, NoId);
    noteConstant(CB, NoId, Src, B);
    return edge(A, B);
  }
  case CallKind::Math: {
    std::optional<RuleMatch> M = matchRule(CB);
    if (M && isInactive(*M))
      return;
    return operandsTo(I, CB);
  }
  case CallKind::Unknown:
    break;
  }
  if (const CallModel *M = findModel(CB))
    return buildModel(I, CB, *M);
  auto It = I.Callees.find(&CB);
  if (It == I.Callees.end()) {
    const auto *F =
        dyn_cast<Function>(CB.getCalledOperand()->stripPointerCasts());
    if (F && F->isIntrinsic() && CB.doesNotAccessMemory())
      return operandsTo(I, CB);
    if (!F)
      if (ObjId O = T.S.object(T.varOf(I, CB.getCalledOperand())); O != NoId)
        Called[O] = true;
    return buildUnknown(I, CB);
  }
  const Instance &N = *It->second;
  // The rule decides what depends on what: the function may be a step.
  if (cast<Function>(CB.getCalledOperand()->stripPointerCasts())
          ->hasFnAttribute(RuleOfItsOwn))
    buildOpaque(I, CB);
  if (CB.getType()->isAggregateType())
    AggregateCalls.push_back({&I, &CB});
  // What goes through `...` cannot be followed into the callee.
  if (CB.arg_size() > N.F->arg_size())
    buildUnknown(I, CB);
  for (const Argument &A : N.F->args()) {
    const Value *Actual = CB.getArgOperand(A.getArgNo());
    if (A.hasByValAttr()) {
      Node To = memoryNode(T.varOf(N, &A));
      edge(memoryNode(T.varOf(I, Actual)), To);
    } else if (!TypesImpl::isPointerLike(A.getType())) {
      edge(valueNode(I, Actual), valueNode(N, &A));
    }
  }
  if (CB.getType()->isVoidTy() || TypesImpl::isPointerLike(CB.getType()))
    return;
  for (const ReturnInst *Ret : N.Returns)
    edge(valueNode(N, Ret->getReturnValue()), valueNode(I, &CB));
}

//===----------------------------------------------------------------------===//
// Sources, sinks and the verdict
//===----------------------------------------------------------------------===//

/// May the module put anything but constants into GV? Derivatives of several
/// functions share its shadow, so the answer must not depend on the request.
bool ActivityImpl::globalMayChange(const GlobalVariable *GV) const {
  if (GV->isConstant() || GV->hasAttribute("enzyme_inactive") ||
      GV->hasMetadata("enzyme_inactive") || isQuiet(*GV) ||
      isStaticObject(*GV))
    return false;
  SmallVector<const Value *, 16> Work{GV};
  SmallPtrSet<const Value *, 16> Seen;
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val();
    if (!Seen.insert(V).second)
      continue;
    if (Seen.size() > 4096)
      return true;
    for (const Use &U : V->uses()) {
      const User *X = U.getUser();
      if (isa<LoadInst>(X) || isa<ICmpInst>(X))
        continue;
      if (isa<GEPOperator>(X) || isa<PHINode>(X) || isa<SelectInst>(X) ||
          isa<AddrSpaceCastOperator>(X) || isa<BitCastOperator>(X)) {
        Work.push_back(X);
        continue;
      }
      if (const auto *S = dyn_cast<StoreInst>(X)) {
        if (U.getOperandNo() != 0 && isa<Constant>(S->getValueOperand()))
          continue;
        return true;
      }
      if (const auto *CB = dyn_cast<CallBase>(X)) {
        if (CB->getIntrinsicID() == Intrinsic::threadlocal_address) {
          Work.push_back(CB);
          continue;
        }
        KnownCall K = classifyCall(*CB);
        if (K.Kind == CallKind::Inactive || K.Kind == CallKind::MemSet ||
            (K.Kind == CallKind::MemCopy && int(U.getOperandNo()) == K.Src))
          continue;
        return true;
      }
      return true;
    }
  }
  return false;
}

void ActivityImpl::seed() {
  auto active = [&](VarId P) {
    reach(P, [&](ObjId O) {
      Varied[O] = Useful[O] = true;
      Forced[O] = true;
    });
  };
  for (const Argument &A : T.Body.args()) {
    unsigned K = A.getArgNo();
    ActKind Kind = K < R.Args.size() ? R.Args[K] : ActKind::Const;
    if (Kind == ActKind::Const)
      continue;
    VarId P = T.varOf(T.top(), &A);
    if (TypesImpl::isPointerLike(A.getType())) {
      if (hasShadow(Kind))
        active(P);
      continue;
    }
    if (Node N = findNode(T.top(), &A); N != NoId)
      Varied[N] = true;
    if (hasShadow(Kind) && P != NoId)
      for (auto &[Key, F] : T.S.obj(T.S.object(P)).Facts)
        if (F.Cell != NoId)
          active(F.Cell);
  }
  if (R.Ret != ActKind::Const)
    for (const ReturnInst *Ret : T.top().Returns) {
      const Value *V = Ret->getReturnValue();
      if (!V)
        continue;
      if (Node N = findNode(T.top(), V); N != NoId)
        Useful[N] = true;
      VarId P = T.varOf(T.top(), V);
      if (!hasShadow(R.Ret) || P == NoId)
        continue;
      // The caller counts on shadows of what it gets.
      auto returned = [&](VarId X) {
        reach(X, [&](ObjId O) {
          Useful[O] = true;
          Forced[O] = true;
        });
      };
      if (TypesImpl::isPointerLike(V->getType()))
        returned(P);
      else if (ObjId O = T.S.object(P); O != NoId)
        for (auto &[Key, F] : T.S.obj(O).Facts)
          if (F.Cell != NoId)
            returned(F.Cell);
    }
  for (const Origin &O : T.Origins)
    if (O.K == Origin::Global &&
        globalMayChange(cast<GlobalVariable>(O.V)))
      active(O.Var);
  // A call nobody knows may put what it gets anywhere.
  for (Node N : UnknownCalls)
    Useful[N] = true;
}

void ActivityImpl::spread(std::vector<bool> &Mark,
                          const std::vector<SmallVector<Node, 2>> &Next) const {
  SmallVector<Node, 64> Work;
  for (Node N = 0; N < Mark.size(); ++N)
    if (Mark[N])
      Work.push_back(N);
  while (!Work.empty()) {
    Node N = Work.pop_back_val();
    for (Node M : Next[N])
      if (!Mark[M]) {
        Mark[M] = true;
        Work.push_back(M);
      }
  }
}

/// The flow graph once more, with the constant memory in it that the analysis
/// leaves out: which writes of varied data have a useful read?
SmallVector<const Instruction *, 4> ActivityImpl::lostStores() const {
  SmallVector<const Instruction *, 4> Lost;
  auto Flows = [](bool Write) {
    return [Write](const ConstantAccess &A) {
      return (A.From != NoId) == Write;
    };
  };
  if (none_of(ConstantAccesses, Flows(true)) ||
      none_of(ConstantAccesses, Flows(false)))
    return Lost;
  auto Next = Succ, Before = Pred;
  auto V = Varied, U = Useful;
  DenseMap<ObjId, Node> Memory;
  for (const ConstantAccess &A : ConstantAccesses) {
    auto [It, New] = Memory.try_emplace(A.Memory, Node(Next.size()));
    if (New) {
      Next.emplace_back();
      Before.emplace_back();
      V.push_back(false);
      U.push_back(false);
    }
    auto Link = [&](Node X, Node Y) {
      Next[X].push_back(Y);
      Before[Y].push_back(X);
    };
    if (A.From != NoId)
      Link(A.From, It->second);
    if (A.To != NoId)
      Link(It->second, A.To);
  }
  spread(V, Next);
  spread(U, Before);
  for (const ConstantAccess &A : ConstantAccesses)
    if (A.From != NoId && V[A.From] && U[Memory.lookup(A.Memory)])
      Lost.push_back(A.I);
  return Lost;
}

SmallVector<const Instruction *, 4> ActivityImpl::staticStores() const {
  SmallVector<const Instruction *, 4> Lost;
  // Who reads it may be out of sight: behind a call through a pointer, or in a
  // function that is differentiated by itself.
  for (auto [X, From_] : StaticWrites)
    if (Varied[From_])
      Lost.push_back(X);
  // Functions are called through constant memory as well: only what leads to
  // active floats counts.
  for (auto &[I, X, V] : StaticPointers) {
    bool Floats = false;
    if (!isa<Constant>(V))
      reach(T.varOf(*I, V),
            [&](ObjId O) { Floats |= Data[O] && marked(O); });
    if (Floats)
      Lost.push_back(X);
  }
  return Lost;
}

/// In Forward mode a result that is an aggregate has a dual or has none, as a
/// whole: where a float in it is active, the callee makes shadows of what the
/// pointers in it lead to, and the caller must know.
void ActivityImpl::forceResults() {
  if (R.isReverse())
    return;
  for (auto [I, CB] : AggregateCalls) {
    Node N = findNode(*I, CB);
    ObjId O = T.S.object(T.varOf(*I, CB));
    if (N == NoId || O == NoId || !marked(N))
      continue;
    for (auto &[Key, F] : T.S.obj(O).Facts)
      if (F.Cell != NoId)
        reach(F.Cell, [&](ObjId X) { Forced[X] = true; });
  }
}

/// An object is active if it holds active floats, if somebody outside has its
/// shadow, or if it holds pointers to active objects.
void ActivityImpl::settleMemory() {
  ActiveObj.assign(NumObjects, false);
  std::vector<SmallVector<ObjId, 2>> Holders(NumObjects);
  SmallVector<ObjId, 32> Work;
  for (ObjId O = 0; O < NumObjects; ++O) {
    if (T.S.find(O).first != O)
      continue;
    for (auto &[K, F] : T.S.obj(O).Facts)
      if (F.Cell != NoId && (From[F.Cell] & FromOther))
        if (ObjId To = T.S.object(F.Cell); To != NoId)
          Holders[To].push_back(O);
    if (Forced[O] || (Data[O] && marked(O))) {
      ActiveObj[O] = true;
      Work.push_back(O);
    }
  }
  for (const Origin &X : T.Origins) {
    if (X.K != Origin::Function)
      continue;
    ObjId O = T.S.find(X.Obj).first;
    const auto *F = dyn_cast<Function>(X.V);
    if (!Called[O] || ActiveObj[O] || !F ||
        F->hasFnAttribute("enzyme_inactive"))
      continue;
    ActiveObj[O] = true;
    Work.push_back(O);
  }
  while (!Work.empty()) {
    ObjId O = Work.pop_back_val();
    for (ObjId H : Holders[O])
      if (!ActiveObj[H]) {
        ActiveObj[H] = true;
        Work.push_back(H);
      }
  }
}

} // namespace wengert
