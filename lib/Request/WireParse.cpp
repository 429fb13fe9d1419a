//===- WireParse.cpp - From a call to a WireCall --------------------------===//
#include "Request/WireParse.h"
#include "Request/WireDirect.h"
#include "Request/WireMarshal.h"
#include "Request/WireReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

std::string displayName(const Function &F) { return demangle(F.getName()); }

bool containsFloat(Type *T) {
  if (T->isFPOrFPVectorTy())
    return true;
  for (Type *Sub : T->subtypes())
    if (containsFloat(Sub))
      return true;
  return false;
}

bool containsPointer(Type *T) {
  if (T->isPtrOrPtrVectorTy())
    return true;
  for (Type *Sub : T->subtypes())
    if (containsPointer(Sub))
      return true;
  return false;
}

Type *WireValue::type() const {
  if (ByRef)
    return MemTy;
  return Path.empty() ? V->getType()
                      : ExtractValueInst::getIndexedType(V->getType(), Path);
}

Type *WireCall::retType() const {
  return SRetTy ? SRetTy : RetTy ? RetTy : F->getReturnType();
}

static Function *functionOperandImpl(const Value *V, unsigned Depth) {
  if (Depth > 8)
    return nullptr;
  V = traceValue(V);
  if (const auto *F = dyn_cast<Function>(V))
    return const_cast<Function *>(F);
  if (const auto *LI = dyn_cast<LoadInst>(V)) {
    const Value *P = LI->getPointerOperand()->stripPointerCasts();
    const auto *G = dyn_cast<GlobalVariable>(P);
    if (G && G->isConstant() && G->hasDefinitiveInitializer())
      return functionOperandImpl(G->getInitializer(), Depth + 1);
    // A `static` pointer that nothing writes.
    if (G && G->hasLocalLinkage() && G->hasInitializer() &&
        all_of(G->users(), [](const User *U) { return isa<LoadInst>(U); }))
      return functionOperandImpl(G->getInitializer(), Depth + 1);
    return nullptr;
  }
  if (const auto *CB = dyn_cast<CallBase>(V)) {
    const Function *Callee = CB->getCalledFunction();
    if (!Callee || !Callee->hasExactDefinition() ||
        !Callee->getReturnType()->isPointerTy())
      if (!Callee || Callee->isDeclaration() ||
          !Callee->hasLinkOnceODRLinkage())
        return nullptr;
    Function *Common = nullptr;
    for (const BasicBlock &BB : *Callee)
      if (const auto *R = dyn_cast<ReturnInst>(BB.getTerminator())) {
        Function *F = functionOperandImpl(R->getReturnValue(), Depth + 1);
        if (!F || (Common && F != Common))
          return nullptr;
        Common = F;
      }
    return Common;
  }
  return nullptr;
}

Function *functionOperand(const Value *V) { return functionOperandImpl(V, 0); }

/// rustc appends the mangled name of the derivative it generated.
static Flavour flavourOf(const Function &HookFn, Hook H) {
  StringRef Suffix = hookSuffix(HookFn.getName(), H);
  if (Suffix.starts_with("_R")) {
    if (char *D =
            rustDemangle(std::string_view(Suffix.data(), Suffix.size()))) {
      std::free(D);
      return Flavour::Rust;
    }
    return Suffix.starts_with("_RNv") || Suffix.starts_with("_RIN")
               ? Flavour::Rust
               : Flavour::C;
  }
  // Legacy mangling: _ZN...17h<16 hex digits>E
  if (Suffix.starts_with("_ZN") && Suffix.ends_with("E")) {
    StringRef Hash = Suffix.drop_back(1).take_back(16);
    if (Suffix.drop_back(17).ends_with("17h") &&
        all_of(Hash, [](char C) { return isHexDigit(C); }))
      return Flavour::Rust;
  }
  return Flavour::C;
}

static bool sameArgs(const WireCall &A, const WireCall &B) {
  if (A.Args.size() != B.Args.size() || A.Seed.size() != B.Seed.size())
    return false;
  for (unsigned I = 0; I < A.Args.size(); ++I)
    if (A.Args[I].Act != B.Args[I].Act ||
        A.Args[I].Primal.V != B.Args[I].Primal.V ||
        A.Args[I].Shadow.V != B.Args[I].Shadow.V)
      return false;
  return true;
}

std::optional<WireCall> parseWireCall(CallBase &CB, Hook H) {
  WireCall Base;
  Base.CB = &CB;
  Base.H = H;
  Base.From = flavourOf(*calledHook(CB), H);
  unsigned First = 0;
  Base.ResultTy = CB.getType();
  if (CB.arg_size() && CB.paramHasAttr(0, Attribute::StructRet)) {
    Base.ResultTy = CB.getParamStructRetType(0);
    Base.ResultMem = CB.getArgOperand(0);
    First = 1;
  }
  if (CB.arg_size() <= First) {
    diagnose(Code::MalformedCall, CB,
             "'" + hookName(H) + "' is called without a function",
             "pass the function to differentiate as first argument");
    return std::nullopt;
  }
  Base.F = functionOperand(CB.getArgOperand(First));
  if (!Base.F) {
    diagnose(Code::MalformedCall, CB,
             "the first argument of '" + hookName(H) +
                 "' is not a function known at compile time",
             "pass the function by name, not a pointer chosen at run time");
    return std::nullopt;
  }
  if (Base.F->isVarArg()) {
    diagnose(Code::AbiMismatch, CB,
             "'" + displayName(*Base.F) +
                 "' has a variable number of parameters",
             "differentiate a function with a fixed parameter list that "
             "calls it");
    return std::nullopt;
  }
  for (unsigned I = 0; I < Base.F->arg_size(); ++I)
    if (Base.F->hasParamAttribute(I, Attribute::StructRet)) {
      Base.SRetParam = int(I);
      Base.SRetTy = Base.F->getParamStructRetType(I);
    }

  auto Groups = sourceGroups(*Base.F, Base.From);
  SmallVector<Reading, 3> Readings;
  if (!Groups.empty())
    Readings.push_back(Reading::Grouped);
  Readings.push_back(Reading::Plain);
  if (Base.From == Flavour::C) // rustc marks every operand group
    Readings.push_back(Reading::Explicit);

  // Exact fits first; a reading whose result is merely unused comes second.
  std::optional<ReadError> FirstError;
  std::optional<WireCall> Exact, Fallback;
  for (Reading R : Readings) {
    WireReader Reader(Base, R, Groups, First + 1);
    if (!Reader.run()) {
      if (!FirstError)
        FirstError = Reader.error();
      continue;
    }
    auto &Best = Reader.fit() == ResultFit::Exact ? Exact : Fallback;
    if (!Best) {
      Best = std::move(Reader.result());
    } else if (!sameArgs(*Best, Reader.result())) {
      diagnose(Code::MalformedCall, CB,
               "the arguments of '" + hookName(H) +
                   "' can be read in two ways: '" + displayName(*Base.F) +
                   "' may take a struct by value or its members one by one",
               "put the shadows after 'enzyme_interleave', pass the struct's "
               "address after 'enzyme_byref', or compile with -g");
      return std::nullopt;
    }
    if (Exact && R == Reading::Grouped)
      break; // debug information leaves no doubt
  }
  if (Exact || Fallback)
    return Exact ? Exact : Fallback;
  diagnose(FirstError->C, CB, FirstError->What, FirstError->Remedy);
  return std::nullopt;
}

static StringRef name(WireAct A) {
  switch (A) {
  case WireAct::Const:
    return "const";
  case WireAct::Out:
    return "out";
  case WireAct::Dup:
    return "dup";
  case WireAct::DupNoNeed:
    return "dupnoneed";
  }
  return "?";
}

static void printValue(raw_ostream &OS, const WireValue &V) {
  if (V.ByRef)
    OS << "*";
  if (V.Spill)
    OS << "&";
  V.V->printAsOperand(OS, /*PrintType=*/true);
  for (unsigned I : V.Path)
    OS << "." << I;
  if (V.Offset)
    OS << "+" << V.Offset;
}

void WireCall::print(raw_ostream &OS) const {
  OS << hookName(H) << " of " << F->getName() << " in "
     << CB->getFunction()->getName() << (From == Flavour::Rust ? " (rust)" : "")
     << "\n";
  for (const WireArg &A : Args) {
    OS << "  param " << A.Param << ": " << name(A.Act) << " ";
    printValue(OS, A.Primal);
    if (A.Shadow.V) {
      OS << " shadow ";
      printValue(OS, A.Shadow);
    }
    if (A.OutMemory)
      OS << " gradient in memory " << *A.OutMemory;
    if (A.NotOverwritten)
      OS << " not overwritten";
    OS << "\n";
  }
  static const char *const Kinds[] = {"const", "active", "dup", "active+dup"};
  OS << "  return " << *retType() << ": " << Kinds[uint8_t(RetAct)]
     << (SRetParam >= 0 ? " through memory" : "") << "\n";
  if (!Seed.empty()) {
    OS << "  seed";
    for (const WireValue &V : Seed) {
      OS << " ";
      printValue(OS, V);
    }
    OS << "\n";
  }
  if (Tape.V) {
    OS << "  tape " << (TapeInMemory ? "in memory " : "");
    printValue(OS, Tape);
    OS << "\n";
  }
  OS << "  result " << (ResultMem ? "in memory " : "") << *ResultTy << ":";
  static const char *const Elements[] = {"tape", "primal", "dual",
                                         "gradient of param "};
  for (const WireElement &E : Result) {
    OS << " " << Elements[E.K];
    if (E.K == WireElement::Gradient)
      OS << Args[E.Arg].Param;
    OS << " at " << E.Offset << ";";
  }
  OS << "\n";
}

} // namespace wengert
