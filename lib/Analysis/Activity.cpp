//===- Activity.cpp - What carries a derivative: the verdicts -------------===//
#include "Analysis/Activity.h"
#include "Analysis/ActivityImpl.h"
#include "Models/KnownCalls.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace wengert {

/// What holds an active float: varied and useful; a tangent is wanted
/// wherever a float is varied.
bool ActivityImpl::marked(Node N) const {
  return N != NoId && N < Varied.size() && Varied[N] &&
         (Useful[N] || !R.isReverse());
}

bool ActivityImpl::addressActive(VarId V) const {
  ObjId O = T.S.object(V);
  if (O == NoId || !(From[V] & FromOther))
    return false;
  return ActiveObj[O];
}

/// A global needs a shadow when floats that are active may be in it, or
/// pointers to such memory (or to functions that are called).
bool ActivityImpl::constantActive(const Constant *C) const {
  const Constant *Base = C;
  if (C->getType()->isPointerTy())
    Base = cast<Constant>(C->stripInBoundsOffsets());
  VarId V = T.varOf(T.top(), Base);
  ObjId O = T.S.object(V);
  if (O == NoId || !(From[V] & FromOther))
    return false;
  const auto *GV = dyn_cast<GlobalVariable>(Base);
  if (!GV || !GV->isConstant())
    return ActiveObj[O];
  // Being stored into active memory gives a constant table of characters no
  // shadow.
  if (Data[O] && marked(O))
    return true;
  for (auto &[K, F] : T.S.obj(O).Facts)
    if (F.Cell != NoId && addressActive(F.Cell))
      return true;
  return false;
}

bool ActivityImpl::floatsActive(const Instance &I, const Value *V) const {
  Node N = findNode(I, V);
  if (N == NoId || !marked(N))
    return false;
  Type *Ty = V->getType();
  if (Ty->isFPOrFPVectorTy())
    return true;
  for (const TypeRun &Run : T.valueLayout(I, V).Runs)
    if (Run.Type.isFloat() || Run.Type.K == ByteType::Unknown)
      return true;
  return false;
}

bool ActivityImpl::pointersActive(const Instance &I, const Value *V) const {
  if (isa<UndefValue>(V) || isa<ConstantPointerNull>(V))
    return false;
  Type *Ty = V->getType();
  if (const auto *C = dyn_cast<Constant>(V))
    if (Ty->isPointerTy())
      return constantActive(C);
  VarId P = T.varOf(I, V);
  if (P == NoId)
    return false;
  if (TypesImpl::isPointerLike(Ty))
    return addressActive(P);
  if (!TypesImpl::isBytes(Ty))
    return false;
  // Pointers among the value's own bytes.
  ObjId O = T.S.object(P);
  if (O == NoId)
    return false;
  for (const TypeRun &Run : T.valueLayout(I, V).Runs) {
    if (!Run.Type.isPointer())
      continue;
    for (auto &[K, F] : T.S.obj(O).Facts)
      if (F.Cell != NoId && addressActive(F.Cell))
        return true;
  }
  return false;
}

bool ActivityImpl::isActive(const Instance &I, const Value *V) const {
  return floatsActive(I, V) || pointersActive(I, V);
}

bool ActivityImpl::isActiveMemory(const Instance &I, const Value *P) const {
  if (const auto *C = dyn_cast<Constant>(P))
    return !isa<UndefValue>(C) && constantActive(C);
  VarId V = T.varOf(I, P);
  return V != NoId && addressActive(V);
}

bool ActivityImpl::isMixed(const Instance &I, const Value *V) const {
  if (isa<Constant>(V))
    return false;
  VarId P = T.varOf(I, V);
  if (P == NoId)
    return false;
  auto mixed = [&](VarId X) {
    return From[X] == (FromConst | FromOther) && addressActive(X);
  };
  if (TypesImpl::isPointerLike(V->getType()))
    return mixed(P);
  ObjId O = T.S.object(P);
  if (O == NoId)
    return false;
  for (auto &[K, F] : T.S.obj(O).Facts)
    if (F.Cell != NoId && mixed(F.Cell))
      return true;
  return false;
}

/// Does a body, or any it calls, do something the emitters must look at? What
/// bodies do themselves first, then along calls backwards, so that recursion
/// needs no care. Linear in the instructions of all instances.
bool ActivityImpl::touchesActive(const Instance &I) const {
  if (Touches.empty()) {
    DenseMap<const Instance *, SmallVector<const Instance *, 2>> Callers;
    SmallVector<const Instance *, 16> Work;
    for (const auto &X : T.Instances) {
      bool Own = any_of(instructions(*X->F), [&](const Instruction &Inst) {
        return isActiveInst(*X, &Inst, /*Inside=*/false);
      });
      Touches[X.get()] = Own;
      if (Own)
        Work.push_back(X.get());
      for (auto &[CB, Callee] : X->Callees)
        Callers[Callee].push_back(X.get());
    }
    while (!Work.empty())
      for (const Instance *Caller : Callers.lookup(Work.pop_back_val()))
        if (!Touches[Caller]) {
          Touches[Caller] = true;
          Work.push_back(Caller);
        }
  }
  return Touches.lookup(&I);
}

bool ActivityImpl::isActiveInst(const Instance &I, const Instruction *X,
                                bool Inside) const {
  if (isActive(I, X))
    return true;
  switch (X->getOpcode()) {
  case Instruction::Load:
    return false;
  case Instruction::Store:
    return isActiveMemory(I, cast<StoreInst>(X)->getPointerOperand());
  case Instruction::AtomicRMW:
    return isActiveMemory(I, cast<AtomicRMWInst>(X)->getPointerOperand());
  case Instruction::AtomicCmpXchg:
    return isActiveMemory(I, cast<AtomicCmpXchgInst>(X)->getPointerOperand());
  case Instruction::Ret:
    return X->getNumOperands() && isActive(I, X->getOperand(0));
  case Instruction::Call:
  case Instruction::Invoke:
  case Instruction::CallBr:
    break;
  default:
    return false;
  }
  const auto *CB = cast<CallBase>(X);
  KnownCall K = classifyCall(*CB);
  switch (K.Kind) {
  case CallKind::Inactive:
  case CallKind::Math:
  case CallKind::Alloc:
    return false;
  case CallKind::AllocOut:
  case CallKind::Free:
  case CallKind::MemSet:
  case CallKind::MemCopy:
    return isActiveMemory(I, CB->getArgOperand(K.Ptr));
  case CallKind::Realloc:
    return isActiveMemory(I, CB->getArgOperand(K.Ptr));
  case CallKind::Relink:
  case CallKind::DynCast:
  case CallKind::Unknown:
    break;
  }
  for (const Use &A : CB->args())
    if (isActive(I, A))
      return true;
  if (!Inside)
    return false;
  auto It = I.Callees.find(CB);
  return It != I.Callees.end() && touchesActive(*It->second);
}

//===----------------------------------------------------------------------===//
// Public face
//===----------------------------------------------------------------------===//

Activity::Activity(Function &, const DiffRequest &R, const Types &T)
    : Impl(std::make_unique<ActivityImpl>(R, T.impl())) {}
Activity::~Activity() = default;

bool Activity::isActive(const Value *V) const {
  return Impl->isActive(Impl->T.top(), V);
}

bool Activity::isActiveMemory(const Value *P) const {
  return Impl->isActiveMemory(Impl->T.top(), P);
}

bool Activity::isActiveInst(const Instruction *I) const {
  return Impl->isActiveInst(Impl->T.top(), I);
}

bool Activity::isMixed(const Value *P) const {
  return Impl->isMixed(Impl->T.top(), P);
}

bool Activity::pointsNowhere(const Value *P) const {
  if (isa<Constant>(P))
    return false;
  VarId V = Impl->T.varOf(Impl->T.top(), P);
  return V != NoId && Impl->isNowhere(V);
}

std::optional<ConstPlaces>
Activity::constPlaces(const CallBase &CB, ArrayRef<ActKind> Kinds) const {
  return Impl->constPlaces(Impl->T.top(), CB, Kinds);
}

SmallVector<const Instruction *, 4> Activity::lostStores() const {
  return Impl->lostStores();
}

SmallVector<const Instruction *, 4> Activity::staticStores() const {
  return Impl->staticStores();
}

const LoadInst *Activity::floatMovedAsPointer(
    const StoreInst &X, function_ref<bool(const Value *)> Told) const {
  for (const LoadInst *L : Impl->pointersWithFloats(Impl->T.top(), X))
    if (!Told(L) && isActiveMemory(L->getPointerOperand()) &&
        isActiveMemory(X.getPointerOperand()))
      return L;
  return nullptr;
}

static ActKind kindOf(const ActivityImpl &A, const Value *V, DiffMode M) {
  const Instance &Top = A.T.top();
  bool Floats = A.floatsActive(Top, V), Pointers = A.pointersActive(Top, V);
  if (M == DiffMode::Forward)
    return Floats || Pointers ? ActKind::Shadow : ActKind::Const;
  return ActKind((Floats ? uint8_t(ActKind::Adjoint) : 0) |
                 (Pointers ? uint8_t(ActKind::Shadow) : 0));
}

ActKind Activity::argKind(const CallBase &CB, unsigned ArgNo,
                          DiffMode M) const {
  return kindOf(*Impl, CB.getArgOperand(ArgNo), M);
}

ActKind Activity::retKind(const CallBase &CB, DiffMode M) const {
  return kindOf(*Impl, &CB, M);
}

void Activity::print(raw_ostream &OS) const {
  Function &F = Impl->T.Body;
  OS << "activity of " << F.getName() << '\n';
  auto verdict = [&](const Value *V) {
    OS << (isActive(V) ? "active" : "const");
    if (isMixed(V))
      OS << " mixed";
  };
  for (const Argument &A : F.args()) {
    OS << "  ";
    A.printAsOperand(OS, false);
    OS << ": ";
    verdict(&A);
    OS << '\n';
  }
  for (const Instruction &I : instructions(F)) {
    OS << (isActiveInst(&I) ? "  * " : "    ");
    if (!I.getType()->isVoidTy()) {
      OS << '[';
      verdict(&I);
      OS << ']';
    }
    I.print(OS);
    OS << '\n';
  }
}

} // namespace wengert
