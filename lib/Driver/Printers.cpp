//===- Printers.cpp - print<wengert-...> ----------------------------------===//
//
// Prints the analyses of every function with a body. What is asked of the
// function comes from its attributes:
//   "wengert-args"="dup,const,out,both"   one word per parameter
//   "wengert-ret"="active" | "dup" | "both" | "const"
//   "wengert-mode"="forward" | "reverse"
// Without: pointers dup, floats out, the rest const; a float result active.
//
//===----------------------------------------------------------------------===//
#include "Analysis/Activity.h"
#include "Analysis/Needs.h"
#include "Analysis/Overwrites.h"
#include "Analysis/Types.h"
#include "Driver/Engine.h"
#include "Driver/Pass.h"
#include "Prepare/Prepare.h"
#include "Request/WireNames.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace wengert {

static ActKind parseKind(StringRef Word, bool Forward) {
  if (Word == "dup")
    return ActKind::Shadow;
  if (Word == "out" || Word == "active")
    return Forward ? ActKind::Shadow : ActKind::Adjoint;
  if (Word == "both")
    return Forward ? ActKind::Shadow : ActKind::Both;
  return ActKind::Const;
}

static DiffRequest requestOf(Function &F) {
  DiffRequest R;
  R.F = &F;
  bool Forward =
      F.getFnAttribute("wengert-mode").getValueAsString() == "forward";
  R.Mode = Forward ? DiffMode::Forward : DiffMode::Combined;
  SmallVector<StringRef, 8> Words;
  F.getFnAttribute("wengert-args").getValueAsString().split(Words, ',');
  for (const Argument &A : F.args()) {
    StringRef Word = A.getType()->isPtrOrPtrVectorTy()  ? "dup"
                     : A.getType()->isFPOrFPVectorTy() ? "out"
                                                       : "const";
    if (A.getArgNo() < Words.size() && !Words[A.getArgNo()].trim().empty())
      Word = Words[A.getArgNo()].trim();
    R.Args.push_back(parseKind(Word, Forward));
  }
  StringRef Ret = F.getReturnType()->isFPOrFPVectorTy() ? "active" : "const";
  if (F.hasFnAttribute("wengert-ret"))
    Ret = F.getFnAttribute("wengert-ret").getValueAsString();
  R.Ret = parseKind(Ret, Forward);
  R.ArgTypes.resize(F.arg_size());
  return R;
}

namespace {

/// Whose analyses are printed: everybody's, or those of the functions that
/// derivatives are asked of, of which Name picks one.
struct Choice {
  bool All = true;
  std::string Name;

  bool has(const Function &F) const {
    if (F.isDeclaration())
      return false;
    if (All)
      return true;
    if (!Name.empty() && F.getName() != Name &&
        StringRef(demangle(F.getName())).rsplit("::").second != Name)
      return false;
    return any_of(F.users(), [](const User *U) {
      auto *CB = dyn_cast<CallBase>(U);
      const Function *Called = CB ? CB->getCalledFunction() : nullptr;
      return Called && findHook(Called->getName());
    });
  }
};

struct TypesPrinter : PassInfoMixin<TypesPrinter> {
  Choice Of;
  explicit TypesPrinter(Choice Of = {}) : Of(std::move(Of)) {}

  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      if (Of.has(F)) {
        DiffRequest R = requestOf(F);
        Types(F, R).print(errs());
      }
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }
};

struct ActivityPrinter : PassInfoMixin<ActivityPrinter> {
  Choice Of;
  explicit ActivityPrinter(Choice Of = {}) : Of(std::move(Of)) {}

  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      if (Of.has(F)) {
        DiffRequest R = requestOf(F);
        Types T(F, R);
        Activity(F, R, T).print(errs());
      }
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }
};

struct NeedsPrinter : PassInfoMixin<NeedsPrinter> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      if (!F.isDeclaration()) {
        DiffRequest R = requestOf(F);
        Types T(F, R);
        Activity A(F, R, T);
        printNeeds(F, A, T, errs());
      }
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }
};

/// "wengert-mode"="split" asks for what holds when the caller may write
/// between the halves.
struct OverwritesPrinter : PassInfoMixin<OverwritesPrinter> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    auto &FAM =
        MAM.getResult<FunctionAnalysisManagerModuleProxy>(M).getManager();
    for (Function &F : M)
      if (!F.isDeclaration()) {
        DiffRequest R = requestOf(F);
        if (F.getFnAttribute("wengert-mode").getValueAsString() == "split")
          R.Mode = DiffMode::Augmented;
        Overwrites(F, R, FAM).print(errs());
      }
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }
};

/// The normal form's loops: what the tape and the reverse loops rest on.
struct LoopsPrinter : PassInfoMixin<LoopsPrinter> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &MAM) {
    Engine E(M, MAM);
    SmallVector<Function *, 8> Work;
    for (Function &F : M)
      if (!F.isDeclaration())
        Work.push_back(&F);
    for (Function *F : Work)
      if (NormalForm *NF = E.preparer().normalForm(*F))
        NF->print(errs(), F->getName());
    E.finish();
    return PreservedAnalyses::none();
  }
  static bool isRequired() { return true; }
};

} // namespace

void addRequestPrinters(ModulePassManager &MPM, bool Types, bool Activity,
                        StringRef Name) {
  Choice Asked{false, Name.str()};
  if (Types)
    MPM.addPass(TypesPrinter(Asked));
  if (Activity)
    MPM.addPass(ActivityPrinter(Asked));
}

bool parsePrinterPass(StringRef Name, ModulePassManager &MPM) {
  if (Name == "print<wengert-types>") {
    MPM.addPass(TypesPrinter());
    return true;
  }
  if (Name == "print<wengert-activity>") {
    MPM.addPass(ActivityPrinter());
    return true;
  }
  if (Name == "print<wengert-needs>") {
    MPM.addPass(NeedsPrinter());
    return true;
  }
  if (Name == "print<wengert-overwrites>") {
    MPM.addPass(OverwritesPrinter());
    return true;
  }
  if (Name == "print<wengert-loops>") {
    MPM.addPass(LoopsPrinter());
    return true;
  }
  return false;
}

} // namespace wengert
