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
#include "Analysis/Types.h"
#include "Driver/Pass.h"
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

struct TypesPrinter : PassInfoMixin<TypesPrinter> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      if (!F.isDeclaration()) {
        DiffRequest R = requestOf(F);
        Types(F, R).print(errs());
      }
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }
};

struct ActivityPrinter : PassInfoMixin<ActivityPrinter> {
  PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
    for (Function &F : M)
      if (!F.isDeclaration()) {
        DiffRequest R = requestOf(F);
        Types T(F, R);
        Activity(F, R, T).print(errs());
      }
    return PreservedAnalyses::all();
  }
  static bool isRequired() { return true; }
};

} // namespace

bool parsePrinterPass(StringRef Name, ModulePassManager &MPM) {
  if (Name == "print<wengert-types>") {
    MPM.addPass(TypesPrinter());
    return true;
  }
  if (Name == "print<wengert-activity>") {
    MPM.addPass(ActivityPrinter());
    return true;
  }
  return false;
}

} // namespace wengert
