//===- WireNames.cpp - Names of the wire convention -----------------------===//
#include "Request/WireNames.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Operator.h"
#include <cstdlib>

using namespace llvm;

namespace wengert {

namespace {
struct HookEntry {
  StringRef Prefix;
  HookSupport Support;
};
struct MarkerEntry {
  StringRef Name;
  MarkerRole Role;
  unsigned Follows;
};
struct RegistrationEntry {
  StringRef Prefix;
  StringRef Contents;
};
} // namespace

static const HookEntry Hooks[] = {
#define WIRE_HOOK(Enum, Prefix, Support, Operands)                             \
  {Prefix, HookSupport::Support},
#include "Request/WireTable.def"
};
static const MarkerEntry Markers[] = {
#define WIRE_MARKER(Enum, Name, Role, Follows)                                 \
  {Name, MarkerRole::Role, Follows},
#include "Request/WireTable.def"
};
static const RegistrationEntry Registrations[] = {
#define WIRE_REGISTRATION(Enum, Prefix, Contents) {Prefix, Contents},
#include "Request/WireTable.def"
};
static const StringRef Attributes[] = {
#define WIRE_ATTRIBUTE(Name) Name,
#include "Request/WireTable.def"
};

std::string plainName(StringRef Symbol) {
  if (!Symbol.starts_with("_Z"))
    return Symbol.str();
  ItaniumPartialDemangler D;
  std::string Mangled = Symbol.str(); // the demangler points into it
  if (D.partialDemangle(Mangled.c_str()))
    return Mangled;
  std::string Name;
  if (D.isFunction()) {
    if (char *Base = D.getFunctionBaseName(nullptr, nullptr)) {
      Name = Base;
      std::free(Base);
    }
  } else {
    // A variable: the text after the last `::` outside template arguments.
    if (char *Full = D.finishDemangle(nullptr, nullptr)) {
      StringRef S(Full);
      int Depth = 0;
      size_t Start = 0;
      for (size_t I = 0; I < S.size(); ++I) {
        Depth += (S[I] == '<') - (S[I] == '>');
        if (Depth == 0 && S[I] == ':')
          Start = I + 1;
      }
      S = S.substr(Start);
      Name = S.substr(0, S.find('<')).str();
      std::free(Full);
    }
  }
  return Name.empty() ? Mangled : Name;
}

/// Index of the longest prefix in the table, or -1.
template <typename Entry, size_t N>
static int longestPrefix(const Entry (&Table)[N], StringRef Name) {
  int Best = -1;
  for (size_t I = 0; I < N; ++I)
    if (Name.starts_with(Table[I].Prefix) &&
        (Best < 0 || Table[I].Prefix.size() > Table[Best].Prefix.size()))
      Best = int(I);
  return Best;
}

template <typename Entry, size_t N>
static int findByPrefix(const Entry (&Table)[N], StringRef Symbol) {
  // The demangler is only worth its time on names that can match.
  if (Symbol.starts_with("__enzyme_"))
    return longestPrefix(Table, Symbol);
  if (Symbol.starts_with("_Z") && Symbol.contains("__enzyme_"))
    return longestPrefix(Table, plainName(Symbol));
  return -1;
}

std::optional<Hook> findHook(StringRef Symbol) {
  // Registration globals share the `__enzyme_` space; they are no hooks.
  int I = findByPrefix(Hooks, Symbol);
  if (I < 0)
    return std::nullopt;
  return Hook(I);
}

HookSupport support(Hook H) { return Hooks[size_t(H)].Support; }
StringRef hookName(Hook H) { return Hooks[size_t(H)].Prefix; }
StringRef hookSuffix(StringRef Symbol, Hook H) {
  Symbol.consume_front(hookName(H));
  return Symbol;
}

std::optional<Marker> findMarker(StringRef PlainName) {
  for (size_t I = 0; I < std::size(Markers); ++I)
    if (Markers[I].Name == PlainName)
      return Marker(I);
  return std::nullopt;
}

MarkerRole role(Marker M) { return Markers[size_t(M)].Role; }
unsigned follows(Marker M) { return Markers[size_t(M)].Follows; }
StringRef markerName(Marker M) { return Markers[size_t(M)].Name; }

StringRef nearestMarker(StringRef Name) {
  StringRef Best = Markers[0].Name;
  unsigned BestDistance = ~0u;
  for (const MarkerEntry &E : Markers) {
    unsigned Distance = Name.edit_distance(E.Name);
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = E.Name;
    }
  }
  return Best;
}

std::optional<Registration> findRegistration(StringRef Symbol) {
  int I = findByPrefix(Registrations, Symbol);
  if (I < 0)
    return std::nullopt;
  return Registration(I);
}

StringRef registrationName(Registration R) {
  return Registrations[size_t(R)].Prefix;
}
StringRef registrationContents(Registration R) {
  return Registrations[size_t(R)].Contents;
}

bool isWireAttribute(StringRef Name) {
  for (StringRef A : Attributes)
    if (A == Name)
      return true;
  return false;
}

/// A reference to Slot kept in a slot of its own, whose loads are only read
/// through: perfect forwarding without optimization.
static bool isForwardingReference(const StoreInst &SI) {
  const auto *Ref = dyn_cast<AllocaInst>(SI.getPointerOperand());
  if (!Ref)
    return false;
  for (const User *U : Ref->users()) {
    if (U == &SI)
      continue;
    if (const auto *II = dyn_cast<IntrinsicInst>(U);
        II && II->isLifetimeStartOrEnd())
      continue;
    const auto *LI = dyn_cast<LoadInst>(U);
    if (!LI)
      return false;
    for (const User *LU : LI->users()) {
      if (isa<LoadInst>(LU))
        continue;
      const auto *Again = dyn_cast<StoreInst>(LU);
      if (!Again || Again->getValueOperand() != LI ||
          !isForwardingReference(*Again))
        return false;
    }
  }
  return true;
}

const Value *onlyStoredValue(const Value *P) {
  const auto *Slot = dyn_cast<AllocaInst>(P);
  if (!Slot)
    return nullptr;
  const Value *Stored = nullptr;
  for (const User *U : Slot->users()) {
    if (const auto *SI = dyn_cast<StoreInst>(U)) {
      if (SI->getPointerOperand() != Slot) {
        if (!isForwardingReference(*SI))
          return nullptr;
        continue;
      }
      if (Stored)
        return nullptr;
      Stored = SI->getValueOperand();
    } else if (const auto *II = dyn_cast<IntrinsicInst>(U)) {
      if (!II->isLifetimeStartOrEnd() && !isa<DbgInfoIntrinsic>(II))
        return nullptr;
    } else if (!isa<LoadInst>(U)) {
      return nullptr;
    }
  }
  return Stored;
}

const Value *traceValue(const Value *V) {
  SmallPtrSet<const Value *, 16> Seen;
  while (Seen.insert(V).second) {
    if (const auto *A = dyn_cast<GlobalAlias>(V)) {
      V = A->getAliasee();
    } else if (const auto *Op = dyn_cast<Operator>(V);
               Op &&
               (isa<BitCastOperator, PtrToIntOperator, AddrSpaceCastOperator>(
                    Op) ||
                Op->getOpcode() == Instruction::IntToPtr ||
                Op->getOpcode() == Instruction::Freeze)) {
      V = Op->getOperand(0);
    } else if (const auto *LI = dyn_cast<LoadInst>(V)) {
      const Value *P = traceValue(LI->getPointerOperand());
      if (const Value *S = onlyStoredValue(P);
          S && S->getType() == LI->getType()) {
        V = S;
        continue;
      }
      return V;
    } else if (const auto *PN = dyn_cast<PHINode>(V)) {
      const Value *Common = PN->hasConstantValue();
      if (!Common)
        return V;
      V = Common;
    } else {
      return V;
    }
  }
  return V;
}

static std::optional<std::string> markerGlobal(const Value *V) {
  const auto *G = dyn_cast<GlobalVariable>(V);
  if (!G || !G->getName().contains("enzyme_"))
    return std::nullopt;
  std::string Name = plainName(G->getName());
  if (!StringRef(Name).starts_with("enzyme_"))
    return std::nullopt;
  return Name;
}

static std::optional<std::string> markerOperandImpl(const Value *V,
                                                    unsigned Depth) {
  if (Depth > 8)
    return std::nullopt;
  if (const auto *MV = dyn_cast<MetadataAsValue>(V)) {
    const Metadata *MD = MV->getMetadata();
    if (const auto *N = dyn_cast<MDNode>(MD); N && N->getNumOperands() == 1)
      MD = N->getOperand(0);
    if (const auto *S = dyn_cast<MDString>(MD))
      return S->getString().str();
    return std::nullopt;
  }
  V = traceValue(V);
  if (auto Name = markerGlobal(V))
    return Name;
  if (const auto *LI = dyn_cast<LoadInst>(V)) {
    const Value *P = traceValue(LI->getPointerOperand());
    return markerGlobal(P);
  }
  // `trunc`/`sext` of a marker's value, and a value that partial redundancy
  // elimination turned into a phi of loads of the same marker.
  if (const auto *C = dyn_cast<CastInst>(V))
    return markerOperandImpl(C->getOperand(0), Depth + 1);
  if (const auto *PN = dyn_cast<PHINode>(V)) {
    std::optional<std::string> Common;
    for (const Value *In : PN->incoming_values()) {
      if (In == PN)
        continue;
      auto Name = markerOperandImpl(In, Depth + 1);
      if (!Name || (Common && *Common != *Name))
        return std::nullopt;
      Common = Name;
    }
    return Common;
  }
  return std::nullopt;
}

std::optional<std::string> markerOperand(const Value *V) {
  return markerOperandImpl(V, 0);
}

} // namespace wengert
