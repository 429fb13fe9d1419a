//===- Report.cpp - Facts for the explain report --------------------------===//
#include "Diagnose/Report.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>

using namespace llvm;

namespace wengert {

static constexpr StringLiteral FactsName = "wengert.report";
/// Of the format, for those who read the files.
static constexpr int64_t FormatVersion = 1;

static StringRef folder() {
  const char *F = std::getenv("WENGERT_REPORT");
  return F ? F : "";
}

bool isReporting() { return !folder().empty(); }

std::string readableName(StringRef Symbol) {
  std::string Name = demangle(Symbol.split(".wg.").first);
  // core::f::h0123456789abcdef
  StringRef S = Name;
  auto [Front, Hash] = S.rsplit("::h");
  if (Hash.size() == 16 && all_of(Hash, isHexDigit))
    Name = Front.str();
  return Name;
}

std::string reportText(const Twine &S) {
  std::string Text = S.str();
  return json::isUTF8(Text) ? Text : json::fixUTF8(Text);
}

static std::string fullPath(StringRef Directory, StringRef File) {
  SmallString<128> Path(File);
  if (!sys::path::is_absolute(Path)) {
    Path = Directory;
    sys::path::append(Path, File);
  }
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return reportText(Path);
}

json::Array reportPlaces(const DebugLoc &Loc) {
  json::Array Places;
  for (const DILocation *L = Loc.get(); L; L = L->getInlinedAt()) {
    const DISubprogram *SP = L->getScope()->getSubprogram();
    Places.push_back(
        json::Object{{"file", fullPath(L->getDirectory(), L->getFilename())},
                     {"line", L->getLine()},
                     {"column", L->getColumn()},
                     {"function", SP ? reportText(SP->getName()) : ""},
                     {"from", SP ? SP->getLine() : 0}});
  }
  return Places;
}

static void keep(const Module &M, StringRef Of, StringRef Kind,
                 json::Object Fact) {
  auto &Kept = const_cast<Module &>(M); // what the module says is unchanged
  LLVMContext &C = M.getContext();
  std::string Text = formatv("{0}", json::Value(std::move(Fact))).str();
  Kept.getOrInsertNamedMetadata(FactsName)->addOperand(
      MDNode::get(C, {MDString::get(C, Of), MDString::get(C, Kind),
                      MDString::get(C, Text)}));
}

void noteFact(const Function &Derivative, StringRef Kind, json::Object Fact) {
  if (isReporting())
    keep(*Derivative.getParent(), Derivative.getName(), Kind, std::move(Fact));
}

void noteMessage(const Module &M, StringRef Severity, StringRef Code,
                 const Twine &Text, const Twine &Remedy, StringRef Function,
                 const DiagnosticLocation &At) {
  if (!isReporting())
    return;
  json::Object O{{"severity", Severity},
                 {"code", Code},
                 {"text", reportText(Text)},
                 {"remedy", reportText(Remedy)},
                 {"function", reportText(readableName(Function))}};
  if (At.isValid()) {
    O["file"] = fullPath("", At.getAbsolutePath());
    O["line"] = At.getLine();
    O["column"] = At.getColumn();
  }
  keep(M, "", "message", std::move(O));
}

/// One name for one module, compiled again or not. All that full LTO merges is
/// called alike: what it was merged from tells programs apart.
static std::string fileName(const Module &M) {
  SmallString<128> Here;
  (void)sys::fs::current_path(Here);
  std::string Key = Here.str().str();
  auto add = [&](StringRef S) { (Key += '\n') += S.str(); };
  add(M.getModuleIdentifier());
  add(M.getSourceFileName());
  bool Debug = false;
  for (const DICompileUnit *CU : M.debug_compile_units()) {
    add(CU->getDirectory());
    add(CU->getFilename());
    Debug = true;
  }
  if (!Debug && M.getModuleIdentifier() == "ld-temp.o")
    for (const Function &F : M)
      if (!F.isDeclaration())
        add(F.getName());
  std::string Stem =
      sys::path::filename(M.getSourceFileName()).take_front(64).str();
  for (char &C : Stem)
    if (!isAlnum(C) && C != '.' && C != '-')
      C = '_';
  return formatv("{0}-{1}.json", Stem, utohexstr(xxh3_64bits(Key), true, 16));
}

/// The facts of M as one value; null if there are none.
static json::Value collect(const Module &M, const NamedMDNode &Facts) {
  MapVector<StringRef, json::Object> Of;
  json::Array Messages;
  for (const MDNode *N : Facts.operands()) {
    auto text = [&](unsigned K) {
      return cast<MDString>(N->getOperand(K))->getString();
    };
    Expected<json::Value> V = json::parse(text(2));
    if (!V) {
      consumeError(V.takeError());
      continue;
    }
    if (text(1) == "message") {
      Messages.push_back(std::move(*V));
      continue;
    }
    json::Object &D = Of[text(0)];
    if (text(1) == "derivative") {
      for (auto &[Key, Value] : *V->getAsObject())
        D[Key] = std::move(Value);
    } else {
      json::Value &List = D[text(1)];
      if (!List.getAsArray())
        List = json::Array();
      List.getAsArray()->push_back(std::move(*V));
    }
  }
  json::Array Derivatives;
  for (auto &[Name, D] : Of)
    if (D.get("function")) {
      D["id"] = reportText(Name);
      Derivatives.push_back(std::move(D));
    }
  if (Derivatives.empty() && Messages.empty())
    return nullptr;
  return json::Object{{"format", FormatVersion},
                      {"module", reportText(M.getSourceFileName())},
                      {"derivatives", std::move(Derivatives)},
                      {"messages", std::move(Messages)}};
}

void writeReport(Module &M) {
  if (!isReporting())
    return;
  SmallString<128> Path(folder());
  sys::path::append(Path, fileName(M));
  json::Value Report = nullptr;
  if (NamedMDNode *N = M.getNamedMetadata(FactsName)) {
    Report = collect(M, *N);
    N->eraseFromParent();
  }
  if (Report == json::Value(nullptr)) {
    (void)sys::fs::remove(Path);
    return;
  }
  // Written beside and moved, so that nobody reads half of it.
  std::string Problem;
  if (std::error_code EC = sys::fs::create_directories(folder()))
    Problem = EC.message();
  else if (Error E = writeToOutput(Path, [&](raw_ostream &OS) {
             OS << formatv("{0:2}\n", Report);
             return Error::success();
           }))
    Problem = toString(std::move(E));
  if (!Problem.empty()) {
    std::string Text = ("the report that WENGERT_REPORT asks for cannot be "
                        "written to '" +
                        folder() + "': " + Problem)
                           .str();
    M.getContext().diagnose(DiagnosticInfoGeneric(Text, DS_Warning));
  }
}

} // namespace wengert
