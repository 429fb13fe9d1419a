//===- Diagnostics.cpp - Errors and remarks users see ---------------------===//
#include "Diagnose/Diagnostics.h"
#include "Diagnose/Report.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace wengert {

static std::string compose(Code C, const Twine &What, const Twine &Remedy) {
  std::string S = formatv("[WG{0,0+4}] {1}", unsigned(C), What.str()).str();
  std::string R = Remedy.str();
  if (!R.empty())
    S += "; help: " + R;
  return S;
}

/// For the explain report, what is said to the user as well.
static void note(const Module &M, DiagnosticSeverity Severity, Code C,
                 const Twine &What, const Twine &Remedy, StringRef Function,
                 const DiagnosticLocation &At) {
  if (isReporting())
    noteMessage(M, Severity == DS_Error ? "error" : "warning",
                formatv("WG{0,0+4}", unsigned(C)).str(), What, Remedy, Function,
                At);
}

//===----------------------------------------------------------------------===//
// From the differentiated function to the place
//===----------------------------------------------------------------------===//

static constexpr StringLiteral TrailName = "wengert.trail";

/// Clones the engine works on carry a suffix the user need not see.
static std::string plainName(StringRef Symbol) {
  return demangle(Symbol.split(".wg.").first);
}

CallTrail::CallTrail(const Instruction &Call)
    : M(*const_cast<Module *>(Call.getModule())) {
  LLVMContext &C = M.getContext();
  M.getOrInsertNamedMetadata(TrailName)
      ->addOperand(MDNode::get(
          C, {MDString::get(C, plainName(Call.getFunction()->getName())),
              Call.getDebugLoc().getAsMDNode()}));
}

CallTrail::~CallTrail() {
  NamedMDNode *N = M.getNamedMetadata(TrailName);
  SmallVector<MDNode *, 8> Rest(N->operands());
  Rest.pop_back();
  N->clearOperands();
  for (MDNode *X : Rest)
    N->addOperand(X);
  if (Rest.empty())
    N->eraseFromParent();
}

static std::string place(const DILocation &L) {
  return (L.getFilename() + ":" + Twine(L.getLine())).str();
}

static std::string nameOf(const DILocation &L, StringRef Otherwise) {
  const DISubprogram *SP = L.getScope()->getSubprogram();
  return SP ? SP->getName().str() : Otherwise.str();
}

/// "; in a call from 'g' at f:1, from 'f' at f:2, differentiated at f:3", of the
/// calls that were inlined and those that were not; empty if I is in the
/// differentiated function itself.
static std::string trailTo(const Module &M, const DILocation *At) {
  const NamedMDNode *N = M.getNamedMetadata(TrailName);
  if (!N)
    return "";
  std::string S;
  auto Add = [&](StringRef Name, const DILocation *L) {
    S += S.empty() ? "; in a call from '" : ", from '";
    S += Name.str() + "'";
    if (L)
      S += " at " + place(*L);
  };
  auto Inlined = [&](const DILocation *L, StringRef Function) {
    while (L && (L = L->getInlinedAt()))
      Add(nameOf(*L, Function), L);
  };
  Inlined(At, "");
  for (unsigned K = N->getNumOperands() - 1; K > 0; --K) {
    const MDNode *X = N->getOperand(K);
    StringRef Name = cast<MDString>(X->getOperand(0))->getString();
    const auto *L = dyn_cast_or_null<DILocation>(X->getOperand(1));
    Add(L ? nameOf(*L, Name) : Name.str(), L);
    Inlined(L, Name);
  }
  if (S.empty())
    return "";
  if (const auto *L =
          dyn_cast_or_null<DILocation>(N->getOperand(0)->getOperand(1)))
    S += ", differentiated at " + place(*L);
  return S;
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

/// Without debug information the function is all that is known of the place.
static void report(Code C, const Function &F, DiagnosticLocation Loc,
                   const Twine &What, const Twine &Remedy,
                   StringRef Trail, DiagnosticSeverity Severity) {
  std::string Msg = compose(C, What, Remedy) + Trail.str();
  if (!Loc.isValid())
    Msg += " [in '" + plainName(F.getName()) + "'; -g shows the line]";
  note(*F.getParent(), Severity, C, What, Remedy + Trail, F.getName(), Loc);
  F.getContext().diagnose(DiagnosticInfoUnsupported(F, Msg, Loc, Severity));
}

/// Where the user's own code led to L, for a place in Rust's standard library.
static const DILocation *userLocation(const DILocation *L) {
  const DILocation *At = L;
  while (At && (At->getFilename().starts_with("library/") ||
                At->getFilename().contains("/library/") ||
                At->getFilename().starts_with("/rustc/")))
    At = At->getInlinedAt();
  return At ? At : L;
}

static void report(Code C, const Instruction &I, const Twine &What,
                   const Twine &Remedy, DiagnosticSeverity Severity) {
  const Function &F = *I.getFunction();
  DiagnosticLocation Loc(DebugLoc(userLocation(I.getDebugLoc().get())));
  if (!I.getDebugLoc())
    Loc = DiagnosticLocation(F.getSubprogram());
  report(C, F, Loc, What, Remedy,
         trailTo(*F.getParent(), I.getDebugLoc().get()), Severity);
}

bool diagnose(Code C, const Instruction &I, const Twine &What,
              const Twine &Remedy) {
  report(C, I, What, Remedy, DS_Error);
  return false;
}

void warn(Code C, const Instruction &I, const Twine &What,
          const Twine &Remedy) {
  report(C, I, What, Remedy, DS_Warning);
}

bool diagnoseNoBody(const Instruction &I, const Function &Callee) {
  StringRef Symbol = Callee.getName();
  std::string Name = demangle(Symbol);
  StringRef Remedy =
      "compile its definition together with this file (full LTO), "
      "register a derivative for it, or mark it inactive";
  bool Rust = Symbol.starts_with("_R") ||
              (Symbol.starts_with("_ZN") && Symbol.contains("17h"));
  auto In = [&](StringRef Crate) {
    return StringRef(Name).starts_with((Crate + "::").str()) ||
           StringRef(Name).starts_with(("<" + Crate + "::").str());
  };
  if (Rust && (In("alloc") || In("core") || In("std")))
    Remedy = "the standard library comes compiled; its functions are visible "
             "with -Clto=fat, or at opt-level 2 and 3, or, without "
             "-Clinker-plugin-lto, with -Zshare-generics=no";
  else if (Rust)
    Remedy = "use -Ccodegen-units=1 if it belongs to this crate, -Clto=fat if "
             "to another; or register a derivative for it";
  return diagnose(Code::NoBody, I,
                  "call of `" + Name +
                      "` with active data, but its body is not visible and no "
                      "rule for it is known",
                  Remedy);
}

bool diagnose(Code C, const Function &F, const Twine &What,
              const Twine &Remedy) {
  std::string Msg =
      compose(C, What, Remedy) + trailTo(*F.getParent(), nullptr);
  note(*F.getParent(), DS_Error, C, What, Remedy, F.getName(),
       DiagnosticLocation(F.getSubprogram()));
  F.getContext().diagnose(
      DiagnosticInfoUnsupported(F, Msg, DiagnosticLocation(F.getSubprogram())));
  return false;
}

bool diagnose(Code C, const GlobalVariable &G, const Twine &What,
              const Twine &Remedy) {
  const Module &M = *G.getParent();
  SmallVector<DIGlobalVariableExpression *, 1> Exprs;
  G.getDebugInfo(Exprs);
  if (Exprs.empty())
    return diagnose(C, M, What, Remedy);
  const DIGlobalVariable *Var = Exprs[0]->getVariable();
  // LLVM's located diagnostics belong to a function: borrow the one nearest
  // in the variable's file, for its scope only.
  for (const Function &F : M) {
    DISubprogram *SP = F.getSubprogram();
    if (!SP || SP->getFile() != Var->getFile())
      continue;
    DebugLoc Loc = DILocation::get(M.getContext(), Var->getLine(), 0, SP);
    note(M, DS_Error, C, What, Remedy, "", DiagnosticLocation(Loc));
    M.getContext().diagnose(DiagnosticInfoUnsupported(
        F, compose(C, What, Remedy), DiagnosticLocation(Loc)));
    return false;
  }
  return diagnose(
      C, M, Var->getFilename() + ":" + Twine(Var->getLine()) + ": " + What,
      Remedy);
}

bool diagnose(Code C, const Module &M, const Twine &What, const Twine &Remedy) {
  note(M, DS_Error, C, What, Remedy, "", DiagnosticLocation());
  M.getContext().emitError(compose(C, What, Remedy));
  return false;
}

void remark(const Instruction &I, StringRef Name, const Twine &Text) {
  // What the tape stores the report has in more detail.
  if (Name != "Stored")
    noteMessage(*I.getModule(), "remark", Name, Text, "",
                I.getFunction()->getName(),
                DiagnosticLocation(I.getDebugLoc()));
  const DiagnosticHandler *H = I.getContext().getDiagHandlerPtr();
  if (!H || !H->isPassedOptRemarkEnabled("wengert"))
    return;
  OptimizationRemark R("wengert", Name, I.getDebugLoc(), I.getParent());
  R << Text.str();
  I.getContext().diagnose(R);
}

} // namespace wengert
