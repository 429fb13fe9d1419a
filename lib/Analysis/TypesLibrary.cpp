//===- TypesLibrary.cpp - Members that are never differentiated ----------===//
//
// libstdc++'s string is {characters, length, capacity or up to 16 characters}.
// Characters are moved without a type, and the first member may point into the
// string itself, so that text would end up in one object with the active data
// beside it. The library says which accesses these are: by TBAA, and by the
// functions called. Text is inactive: its pointers lead nowhere the analyses
// must follow, and it has no shadow.
//
// A hash table's load factor is a float, and sits where a node has its value.
// It counts as an integer: nothing active can come of it.
//
//===----------------------------------------------------------------------===//
#include "Analysis/TypesImpl.h"
#include "Prepare/DeclaredTypes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

static constexpr StringLiteral StringType =
    "_ZTSNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE";
static constexpr int64_t StringSize = 32, OwnCharacters = 16;

static StringRef nameOf(const MDNode *N) {
  auto *S = N && N->getNumOperands()
                ? dyn_cast_or_null<MDString>(N->getOperand(0))
                : nullptr;
  return S ? S->getString() : "";
}

/// The offset within a string that an access goes to.
static std::optional<int64_t> placeInString(const Instruction &X) {
  const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
  if (!Tag || Tag->getNumOperands() < 3)
    return std::nullopt;
  StringRef Base = nameOf(dyn_cast_or_null<MDNode>(Tag->getOperand(0)));
  auto *At = mdconst::dyn_extract_or_null<ConstantInt>(Tag->getOperand(2));
  if (!At || (Base != StringType && Base != TextPointerType))
    return std::nullopt;
  return At->getSExtValue();
}

bool accessesText(const Instruction &X) {
  return getLoadStoreType(&X)->isPointerTy() && placeInString(X) == 0;
}

bool allocatesText(const CallBase &CB) {
  return any_of(CB.users(), [&](const User *U) {
    const auto *S = dyn_cast<StoreInst>(U);
    return S && S->getValueOperand() == &CB && accessesText(*S);
  });
}

const FloatFormats &TypesImpl::floatsInMemory() {
  if (R.Floats)
    return *R.Floats;
  if (!InMemory) {
    auto None = [](const Function &) { return false; };
    InMemory = ModuleFloats(*Body.getParent(), None, None).program();
  }
  return *InMemory;
}

void TypesImpl::textFacts(VarId P, int64_t Off) {
  S.addAccess(P, Off, DL.getPointerSize(), ByteType{ByteType::Pointer},
              Rank::Access);
  int64_t Rest = int64_t(DL.getPointerSize());
  S.addAccess(P, Off + Rest, uint32_t(StringSize - Rest),
              ByteType{ByteType::Integer}, Rank::Access);
  VarId Own = S.newVar();
  S.addEdge(P, Own, Off + OwnCharacters);
  Texts.push_back(Own);
}

bool TypesImpl::isText(VarId P) const {
  if (Texts.empty() || P == NoId || !S.resolved(P))
    return false;
  TypesSolver::Ref A = S.ref(P);
  return any_of(Texts, [&](VarId V) {
    TypesSolver::Ref B = S.ref(V);
    return A.Obj == B.Obj && A.Off == B.Off && A.Stride == B.Stride;
  });
}

bool countsOnly(const Instruction &X) {
  const MDNode *Tag = X.getMetadata(LLVMContext::MD_tbaa);
  return X.hasMetadata("wengert.integer") ||
         (Tag && Tag->getNumOperands() > 2 &&
          nameOf(dyn_cast_or_null<MDNode>(Tag->getOperand(0))) ==
              LoadFactorType);
}

void TypesImpl::textFacts(Instance &I, const Instruction &Access) {
  if (std::optional<int64_t> At = placeInString(Access))
    textFacts(get(I, getLoadStorePointerOperand(&Access)), -*At);
}

void TypesImpl::textFacts(Instance &I, const CallBase &CB) {
  const Function *F = CB.getCalledFunction();
  if (!F)
    return;
  StringRef N = F->getName();
  if (!N.consume_front(
          "_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE") &&
      !N.consume_front(
          "_ZNKSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE"))
    return;
  N = N.drop_while([](char C) { return isDigit(C); });
  if (N.starts_with("_S_") || N.starts_with("_Alloc_hider") ||
      N.starts_with("__sv_wrapper"))
    return; // no `this`, or not a string's
  for (const Use &A : CB.args())
    if (A->getType()->isPointerTy()) {
      textFacts(get(I, A), 0); // `this`, or the string returned
      break;
    }
}

} // namespace wengert
