//===- TypesCaller.cpp - What a caller knows of operands ------------------===//
#include "Analysis/TypesCaller.h"
#include "Analysis/Types.h"
#include "Models/KnownCalls.h"
#include "Request/WireCall.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert {

static bool hasUnknown(const Layout &L) {
  return any_of(L.Runs,
                [](const TypeRun &R) { return R.Type.K == ByteType::Unknown; });
}

/// Does F move bytes whose type its own code (and what it calls) leaves open?
static bool movesUnknownBytes(Function &F, const Types &T) {
  for (Instruction &I : instructions(F)) {
    if (auto *S = dyn_cast<StoreInst>(&I)) {
      if (!isa<Constant>(S->getValueOperand()) &&
          hasUnknown(T.valueLayout(S->getValueOperand())))
        return true;
      continue;
    }
    auto *CB = dyn_cast<CallBase>(&I);
    if (!CB)
      continue;
    KnownCall K = classifyCall(*CB);
    if (K.Kind == CallKind::Unknown && !CB->getCalledFunction())
      return true;
    if (K.Kind == CallKind::Unknown && CB->getCalledFunction() &&
        !CB->getCalledFunction()->isDeclaration())
      for (const Use &A : CB->args())
        if (A->getType()->isPointerTy() && !isa<Constant>(A) &&
            hasUnknown(T.memoryLayout(A, std::nullopt)))
          return true;
    if (K.Kind != CallKind::MemCopy && K.Kind != CallKind::MemSet)
      continue;
    if (hasUnknown(T.memoryLayout(CB->getArgOperand(K.Ptr),
                                  CB->getArgOperand(K.Size))))
      return true;
  }
  return false;
}

/// The one float type that T is made of, or null.
static Type *onlyFloat(Type *T) {
  if (T->isFloatingPointTy())
    return T;
  Type *Only = nullptr;
  for (Type *Sub : T->subtypes()) {
    Type *F = onlyFloat(Sub);
    if (!F || (Only && F != Only))
      return nullptr;
    Only = F;
  }
  return Only;
}

/// What V points into is declared to hold floats of one type and nothing else.
static Type *declaredFloats(const Value *V) {
  const Value *Base = getUnderlyingObject(V);
  if (auto *A = dyn_cast<AllocaInst>(Base))
    return onlyFloat(A->getAllocatedType());
  if (auto *G = dyn_cast<GlobalVariable>(Base))
    return onlyFloat(G->getValueType());
  return nullptr;
}

const CallerTypes::Texts &CallerTypes::textsOf(
    Function &Caller, ArrayRef<std::pair<unsigned, const Value *>> Also) {
  std::unique_ptr<Texts> &Found = Known[&Caller];
  if (!Found)
    Found = std::make_unique<Texts>();
  SmallSetVector<const Value *, 16> Asked;
  auto ask = [&](const Value *V) {
    if (V->getType()->isPointerTy() && !Found->count(V))
      Asked.insert(V);
  };
  for (auto &[Param, V] : Also)
    ask(V);
  if (Asked.empty())
    return *Found;
  for (const Instruction &I : instructions(Caller))
    if (const auto *CB = dyn_cast<CallBase>(&I); CB && isWireCall(*CB))
      for (const Use &A : CB->args())
        if (!isa<Constant>(A) || isa<GlobalVariable>(A))
          ask(A);
  DiffRequest Own;
  Own.F = &Caller;
  Own.Floats = Floats;
  Types T(Caller, Own);
  for (const Value *V : Asked) {
    std::string &Text = (*Found)[V];
    // What a whole program of unoptimized code says of memory may be of several
    // objects seen as one.
    if (any_of(T.memoryLayout(V, std::nullopt).Runs,
               [](const TypeRun &R) { return R.Type.Conflict; }))
      continue;
    std::string Tree = T.describe(V);
    // A pointer to who knows what says nothing.
    if (StringRef(Tree).contains("Float@") ||
        StringRef(Tree).count("Pointer") > 1)
      Text = std::move(Tree);
  }
  return *Found;
}

void CallerTypes::note(Function &Primal, Function &Caller,
                       ArrayRef<std::pair<unsigned, const Value *>> Operands) {
  static constexpr StringLiteral Name = "wengert-caller-type";
  static constexpr StringLiteral Seen = "wengert-caller-seen";
  if (Operands.empty() || Primal.isDeclaration() || Primal.hasFnAttribute(Seen))
    return;
  Primal.addFnAttr(Seen);
  // What is declared is beyond doubt, and costs no analysis.
  for (auto &[Param, V] : Operands)
    if (Primal.getArg(Param)->getType()->isPointerTy() &&
        !Primal.getAttributes().hasParamAttr(Param, Name))
      if (Type *F = declaredFloats(V)) {
        std::string Tree;
        raw_string_ostream(Tree)
            << "{[-1]:Pointer, [-1,-1]:Float@" << *F << '}';
        Primal.addParamAttr(Param,
                            Attribute::get(Primal.getContext(), Name, Tree));
      }
  DiffRequest Own;
  Own.F = &Primal;
  Own.Floats = Floats;
  if (!movesUnknownBytes(Primal, Types(Primal, Own)))
    return;
  const Texts &Of = textsOf(Caller, Operands);
  for (auto &[Param, V] : Operands)
    if (auto It = Of.find(V); It != Of.end() && !It->second.empty() &&
                              Primal.getArg(Param)->getType()->isPointerTy() &&
                              !Primal.getAttributes().hasParamAttr(Param, Name))
      Primal.addParamAttr(
          Param, Attribute::get(Primal.getContext(), Name, It->second));
}

} // namespace wengert
