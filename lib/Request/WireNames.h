//===- WireNames.h - Names of the wire convention --------------*- C++ -*-===//
//
// Look-ups in WireTable.def. A symbol is compared by its plain name or, when
// it is mangled C++ (`_Z17__enzyme_autodiffIdJ...`), by the last component of
// its demangled name.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_WIRENAMES_H
#define WENGERT_REQUEST_WIRENAMES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Value.h"
#include <optional>
#include <string>

namespace wengert {

enum class Hook : uint8_t {
#define WIRE_HOOK(Enum, Prefix, Support, Operands) Enum,
#include "Request/WireTable.def"
};

enum class Marker : uint8_t {
#define WIRE_MARKER(Enum, Name, Role, Follows) Enum,
#include "Request/WireTable.def"
};

enum class Registration : uint8_t {
#define WIRE_REGISTRATION(Enum, Prefix, Contents) Enum,
#include "Request/WireTable.def"
};

enum class HookSupport : uint8_t { Call, Direct, Hint, Later };
enum class MarkerRole : uint8_t { Activity, ArgFlag, Call, Later };

/// The name the user wrote: demangled to its last component for C++ symbols.
std::string plainName(llvm::StringRef Symbol);

std::optional<Hook> findHook(llvm::StringRef Symbol);
HookSupport support(Hook H);
llvm::StringRef hookName(Hook H);
/// Length of the hook's prefix within a plain (not C++) symbol.
llvm::StringRef hookSuffix(llvm::StringRef Symbol, Hook H);

/// Exact look-up of `enzyme_*`.
std::optional<Marker> findMarker(llvm::StringRef PlainName);
MarkerRole role(Marker M);
unsigned follows(Marker M);
llvm::StringRef markerName(Marker M);
/// The known marker spelled most like Name, for "did you mean".
llvm::StringRef nearestMarker(llvm::StringRef Name);

std::optional<Registration> findRegistration(llvm::StringRef Symbol);
llvm::StringRef registrationName(Registration R);
llvm::StringRef registrationContents(Registration R);

bool isWireAttribute(llvm::StringRef Name);

/// If V is a marker operand, its name ("enzyme_dup", or any other `enzyme_*`):
/// the address of the global, a load of it, or metadata; also when the value
/// went through casts or stack slots that are written once (unoptimized C++
/// wrappers).
std::optional<std::string> markerOperand(const llvm::Value *V);

/// Follows V through casts and through stack slots written once.
const llvm::Value *traceValue(const llvm::Value *V);

/// The one value ever stored to slot P, if P is an alloca that does not escape
/// and is stored to once as a whole; else null.
const llvm::Value *onlyStoredValue(const llvm::Value *P);

} // namespace wengert
#endif
