//===- Places.cpp - Functions and calls as their author knows them --------===//
#include "Check/Places.h"
#include "Diagnose/Report.h"
#include "Emit/ReportFacts.h"
#include "Request/WireParse.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace wengert {

/// The crate a Rust symbol of the newer mangling is from: its path begins with
/// C[s<number>_]<length><name>.
static StringRef crateOf(StringRef Symbol) {
  if (!Symbol.consume_front("_R"))
    return "";
  for (size_t At = Symbol.find('C'); At != StringRef::npos;
       At = Symbol.find('C', At + 1)) {
    StringRef S = Symbol.drop_front(At + 1);
    if (S.consume_front("s")) {
      S = S.drop_while(isAlnum);
      if (!S.consume_front("_"))
        continue;
    }
    unsigned Length;
    if (!S.consumeInteger(10, Length) && Length <= S.size())
      return S.take_front(Length);
  }
  return "";
}

/// Is Symbol in the namespace or crate `wengert`, or of our making?
static bool isWrapper(StringRef Symbol) {
  return Symbol.starts_with("_ZN7wengert") ||
         Symbol.starts_with("_ZNK7wengert") ||
         Symbol.starts_with("wengert.wrap.") || crateOf(Symbol) == "wengert";
}

/// Is it of a standard library?
static bool isLibrary(StringRef Symbol) {
  StringRef Crate = crateOf(Symbol);
  return Crate == "core" || Crate == "alloc" || Crate == "std" ||
         Symbol.starts_with("_ZN4core") || Symbol.starts_with("_ZN5alloc") ||
         Symbol.starts_with("_ZN3std") || Symbol.starts_with("_ZNSt") ||
         Symbol.starts_with("_ZSt") || Symbol.starts_with("_ZNKSt");
}

static StringRef symbolOf(const DISubprogram &SP) {
  StringRef Symbol = SP.getLinkageName();
  return Symbol.empty() ? SP.getName() : Symbol;
}
static bool isWrapper(const DISubprogram &SP) {
  return isWrapper(symbolOf(SP));
}

static std::string text(StringRef File, unsigned Line) {
  return Line ? (File + ":" + Twine(Line)).str() : "";
}

static std::string placeOf(const DISubprogram *SP) {
  return SP ? text(SP->getFilename(), SP->getLine()) : "";
}

std::string placeOf(const Function &F) { return placeOf(F.getSubprogram()); }

/// The name as its author reads it.
static std::string shown(StringRef Symbol) {
  std::string Name = readableName(Symbol);
  // What the crate's attributes for rules make, inside of the function itself.
  return StringRef(Name).split("::__wengert_shim").first.str();
}

namespace {
/// Walks from a wrapper to what it calls, inlined or not, in order.
struct Unwrapped {
  const DISubprogram *Inlined = nullptr;
  const Function *Called = nullptr;
  SmallVector<const Function *, 8> Ways; ///< wrappers on the way, and the end
  const DISubprogram *Closure = nullptr; ///< the first of Rust's on the way
};
} // namespace

static Unwrapped unwrap(const Function &F) {
  constexpr unsigned Most = 32;
  Unwrapped U;
  SetVector<const Function *> Work;
  Work.insert(&F);
  auto closure = [&](const DISubprogram *SP) {
    if (!U.Closure && SP && SP->getName().starts_with("{closure"))
      U.Closure = SP;
  };
  for (unsigned K = 0; K < Work.size() && K < Most; ++K) {
    U.Ways.push_back(Work[K]);
    closure(Work[K]->getSubprogram());
    for (const Instruction &I : instructions(*Work[K])) {
      SmallVector<const DISubprogram *, 8> Chain;
      for (const DILocation *L = I.getDebugLoc().get(); L;
           L = L->getInlinedAt())
        Chain.push_back(L->getScope()->getSubprogram());
      // Outermost first: what is called first.
      for (const DISubprogram *SP : reverse(Chain)) {
        if (!SP)
          continue;
        closure(SP);
        if (!isWrapper(*SP) && !isLibrary(symbolOf(*SP))) {
          U.Inlined = SP;
          return U;
        }
      }
      auto *CB = dyn_cast<CallBase>(&I);
      const Function *G = CB ? CB->getCalledFunction() : nullptr;
      if (!G || G->isIntrinsic())
        continue;
      if (!isWrapper(G->getName()) && !isLibrary(G->getName())) {
        if (G->isDeclaration())
          continue;
        U.Called = G;
        U.Ways.push_back(G);
        closure(G->getSubprogram());
        return U;
      }
      Work.insert(G);
    }
  }
  return U;
}

UserCode userCode(const Function &F) {
  if (!isWrapper(F.getName()))
    return {shown(F.getName()), placeOf(F)};
  Unwrapped U = unwrap(F);
  if (U.Inlined)
    return {shown(symbolOf(*U.Inlined)), placeOf(U.Inlined)};
  if (U.Called)
    return {shown(U.Called->getName()), placeOf(*U.Called)};
  // A rule's own function has no body here.
  for (const Function *W : U.Ways)
    for (const Instruction &I : instructions(*W))
      if (auto *CB = dyn_cast<CallBase>(&I))
        if (const Function *G = CB->getCalledFunction();
            G && G->isDeclaration() && !G->isIntrinsic())
          return {shown(G->getName()), placeOf(*G)};
  return {shown(F.getName()), ""};
}

/// The tuple that a type is, through references and structs around it.
static const DICompositeType *tupleOf(const DIType *T) {
  for (unsigned Depth = 0; T && Depth < 8; ++Depth) {
    if (const auto *D = dyn_cast<DIDerivedType>(T)) {
      T = D->getBaseType();
      continue;
    }
    const auto *C = dyn_cast<DICompositeType>(T);
    if (!C || C->getName().starts_with("("))
      return C;
    T = C->getElements().size() == 1 ? dyn_cast<DIType>(C->getElements()[0])
                                     : nullptr;
  }
  return nullptr;
}

ParameterName parameterName(const Function &F, unsigned Param) {
  ParameterName P;
  const DISubprogram *SP = F.getSubprogram();
  if (!isWrapper(F.getName()) || !SP || !SP->getName().starts_with("shim")) {
    const Function *Of = &F;
    // A wrapper of the C++ header takes what the function takes.
    if (Unwrapped U = isWrapper(F.getName()) ? unwrap(F) : Unwrapped();
        U.Called && U.Called->arg_size() == F.arg_size())
      Of = U.Called;
    const Argument *A = Of->getArg(Param);
    P.Name = variableOf(A);
    if (P.Name.empty())
      P.Name = A->getName().str();
    return P;
  }
  // The first parameter of the crate's shim is the tuple of the arguments that
  // take part; a closure takes it apart again, by the names they have.
  DITypeRefArray Types =
      SP->getType() ? SP->getType()->getTypeArray() : DITypeRefArray(nullptr);
  if (Param != 0 || !Types || Types.size() < 2)
    return P;
  const DICompositeType *Tuple = tupleOf(Types[1]);
  if (!Tuple)
    return P;
  SetVector<StringRef> Names;
  Unwrapped U = unwrap(F);
  auto add = [&](const DILocalVariable *V) {
    if (V && !V->getName().empty() &&
        V->getScope()->getSubprogram() == U.Closure)
      Names.insert(V->getName());
  };
  if (U.Closure)
    for (const DINode *N : U.Closure->getRetainedNodes())
      add(dyn_cast<DILocalVariable>(N));
  for (const Function *W : U.Ways)
    for (const Instruction &I : instructions(*W))
      for (const DbgVariableRecord &R : filterDbgVars(I.getDbgRecordRange()))
        add(R.getVariable());
  unsigned K = 0;
  for (const DINode *N : Tuple->getElements()) {
    const auto *Member = dyn_cast<DIDerivedType>(N);
    if (!Member)
      continue;
    std::string Name = K < Names.size() ? Names[K].str() : std::to_string(K);
    P.Fields.push_back({Name, Member->getOffsetInBits() / 8,
                        Member->getSizeInBits() / 8});
    ++K;
  }
  return P;
}

std::string placeOf(const CallBase &CB) {
  constexpr unsigned Deep = 8;
  const CallBase *At = &CB;
  for (unsigned Depth = 0; Depth < Deep; ++Depth) {
    const DILocation *L = At->getDebugLoc().get();
    while (L && L->getInlinedAt() && isWrapper(*L->getScope()->getSubprogram()))
      L = L->getInlinedAt();
    if (!L)
      break;
    const CallBase *Caller = nullptr;
    if (isWrapper(*L->getScope()->getSubprogram()))
      for (const User *U : At->getFunction()->users())
        if (auto *C = dyn_cast<CallBase>(U); C && !Caller)
          Caller = C;
    if (!Caller)
      return text(L->getFilename(), L->getLine());
    At = Caller;
  }
  return "";
}

static bool isNarrow(const Type *T) {
  return T->getScalarType()->isFloatingPointTy() &&
         T->getScalarSizeInBits() < 64;
}

CodeFacts factsOf(const Function &F, const Registrations &Regs) {
  constexpr unsigned Most = 4;
  CodeFacts Facts;
  SetVector<const Function *> Work;
  SmallVector<const Function *, 4> Rules;
  Work.insert(&F);
  for (unsigned K = 0; K < Work.size(); ++K) {
    const Function *G = Work[K];
    if (Regs.isCustom(G))
      Rules.push_back(G);
    for (const Instruction &I : instructions(*G)) {
      Facts.Narrow |= isNarrow(I.getType());
      auto *CB = dyn_cast<CallBase>(&I);
      if (!CB)
        continue;
      const auto *To = dyn_cast<Function>(
          CB->getCalledOperand()->stripPointerCastsAndAliases());
      bool Marked = CB->hasFnAttr("enzyme_inactive") ||
                    CB->getMetadata("enzyme_inactive") ||
                    (To && To->hasFnAttribute("enzyme_inactive"));
      Facts.Fixed |= Marked && containsFloat(CB->getType());
      if (To && !Marked)
        Work.insert(To);
    }
  }
  for (unsigned K = 0; K < Rules.size() && K < Most; ++K) {
    Facts.Rules += (K ? ", `" : "`") + shown(Rules[K]->getName()) + "`";
    if (std::string At = placeOf(*Rules[K]); !At.empty())
      Facts.Rules += " (" + At + ")";
  }
  if (Rules.size() > Most)
    Facts.Rules += ", ...";
  return Facts;
}

} // namespace wengert
