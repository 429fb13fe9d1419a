//===- Report.h - Facts for the explain report -----------------*- C++ -*-===//
//
// With the environment variable WENGERT_REPORT=FOLDER the plugin writes one
// JSON file per module that has derivatives: what each is made of, and what was
// said of it. tools/wengert-explain makes a page of a folder of these, and
// docs/explain.md describes them. Not asked for, each function here costs a
// getenv.
//
// While a module is processed its facts are kept in the module itself, as named
// metadata, like the call trail of the diagnostics: several modules are
// processed at once, and no state is shared between them.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_DIAGNOSE_REPORT_H
#define WENGERT_DIAGNOSE_REPORT_H

#include "llvm/IR/DebugLoc.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/JSON.h"

namespace wengert {

/// Is a report asked for?
bool isReporting();

/// The symbol as its author wrote it: demangled, without what clones and
/// Rust's legacy mangling append.
std::string readableName(llvm::StringRef Symbol);

/// S as text that JSON can hold.
std::string reportText(const llvm::Twine &S);

/// Where Loc is: the place itself first, then the call it was inlined at, and
/// so on. Empty without debug information.
llvm::json::Array reportPlaces(const llvm::DebugLoc &Loc);

/// A fact about the function Derivative, which is being emitted: one more entry
/// of its list Kind. With Kind "derivative", the facts that there is one of; a
/// derivative without these was given up, and is left out.
void noteFact(const llvm::Function &Derivative, llvm::StringRef Kind,
              llvm::json::Object Fact);

/// What the user is told at a place (maybe unknown) of the module.
void noteMessage(const llvm::Module &M, llvm::StringRef Severity,
                 llvm::StringRef Code, const llvm::Twine &Text,
                 const llvm::Twine &Remedy, llvm::StringRef Function,
                 const llvm::DiagnosticLocation &At);

/// Writes the module's file, and drops the facts. Warns if that fails. A module
/// without facts has none: the file of an earlier compilation is removed.
void writeReport(llvm::Module &M);

} // namespace wengert
#endif
