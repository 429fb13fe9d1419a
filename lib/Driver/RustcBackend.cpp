//===- RustcBackend.cpp - The C symbols rustc loads -----------------------===//
//
// rustc looks every one of these symbols up when it is started with
// -Zautodiff=Enable and calls three of them today: the two setters, once, and
// registerEnzymeAndPassPipeline for every module of the link-time stage, on
// several threads at once. The names and signatures are rustc's, hence not
// ours to choose. The rest builds type trees: maps from a path of byte offsets
// (-1: every offset) to the type found there. Compilers that describe types
// print them with EnzymeTypeTreeToString into the `enzyme_type` attribute.
//
//===----------------------------------------------------------------------===//
#include "Driver/Pass.h"
#include "Driver/RustcPipeline.h"
#include "llvm-c/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <vector>

using namespace llvm;

#define WENGERT_EXPORT extern "C" __attribute__((visibility("default")))

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

/// The object behind a switch. rustc only passes its address back to the
/// setters, before it starts the threads that may read it.
struct WengertSwitch {
  std::atomic<bool> On{false};
  std::atomic<char *> Text{nullptr};
};

extern "C" {
__attribute__((visibility("default"))) WengertSwitch EnzymePrintPerf,
    EnzymePrintActivity, EnzymePrintType, EnzymeFunctionToAnalyze, EnzymePrint,
    EnzymeStrictAliasing, EnzymeInline, RustTypeRules, looseTypeAnalysis;
/// Read by rustc as a u32: how deep a path it should write.
__attribute__((visibility("default"))) uint32_t EnzymeMaxTypeDepth = 6;
}

WENGERT_EXPORT void EnzymeSetCLBool(void *Flag, uint8_t Value) {
  static_cast<WengertSwitch *>(Flag)->On.store(Value != 0);
}

WENGERT_EXPORT void EnzymeSetCLString(void *Flag, const char *Value) {
  // Readers on other threads may hold the old text: it is small, set once per
  // process, and deliberately kept.
  static_cast<WengertSwitch *>(Flag)->Text.store(strdup(Value ? Value : ""));
}

//===----------------------------------------------------------------------===//
// The pipeline slot
//===----------------------------------------------------------------------===//

/// rustc asks for the pass by name, after it has built its own pipeline:
/// extension points registered here would never be reached.
WENGERT_EXPORT void registerEnzymeAndPassPipeline(PassBuilder &PB,
                                                  bool /*Augment*/) {
  // -Zautodiff=PrintTA, PrintTAFn, PrintAA: what the analyses find, on stderr.
  // The printers come first, for they describe the module before us.
  PB.registerPipelineParsingCallback(
      [](StringRef Name, ModulePassManager &MPM,
         ArrayRef<PassBuilder::PipelineElement>) {
        if (Name != "enzyme")
          return false;
        const char *Only = EnzymeFunctionToAnalyze.Text;
        wengert::addRequestPrinters(MPM, EnzymePrintType.On,
                                    EnzymePrintActivity.On, Only ? Only : "");
        return false; // the pass itself is added by the next callback
      });
  wengert::registerBackendPass(PB);
}

//===----------------------------------------------------------------------===//
// Type trees
//===----------------------------------------------------------------------===//

namespace {

/// The numbers are rustc's CConcreteType.
enum class Concrete : uint32_t {
  Anything = 0,
  Integer = 1,
  Pointer = 2,
  Half = 3,
  Float = 4,
  Double = 5,
  Unknown = 6,
  X86FP80 = 7,
  BFloat = 8,
  FP128 = 9,
};

using Path = std::vector<int64_t>;
constexpr int64_t EveryOffset = -1;

struct TypeTree {
  std::map<Path, Concrete> Types;

  /// Adds one fact; true if the tree grew. Where two facts contradict each
  /// other the first one stays, for a caller that cannot be told.
  bool insert(const Path &P, Concrete T) {
    if (T == Concrete::Unknown || P.size() > EnzymeMaxTypeDepth)
      return false;
    return Types.try_emplace(P, T).second;
  }
};

StringRef nameOf(Concrete T) {
  switch (T) {
  case Concrete::Anything:
    return "Anything";
  case Concrete::Integer:
    return "Integer";
  case Concrete::Pointer:
    return "Pointer";
  case Concrete::Half:
    return "Float@half";
  case Concrete::Float:
    return "Float@float";
  case Concrete::Double:
    return "Float@double";
  case Concrete::X86FP80:
    return "Float@x86_fp80";
  case Concrete::BFloat:
    return "Float@bfloat";
  case Concrete::FP128:
    return "Float@fp128";
  case Concrete::Unknown:
    break;
  }
  return "Unknown";
}

/// Bytes one element of T takes in memory; 1 where T says nothing about size.
int64_t sizeOf(Concrete T, int64_t PointerSize) {
  switch (T) {
  case Concrete::Half:
  case Concrete::BFloat:
    return 2;
  case Concrete::Float:
    return 4;
  case Concrete::Double:
    return 8;
  case Concrete::X86FP80:
  case Concrete::FP128:
    return 16;
  case Concrete::Pointer:
    return PointerSize;
  default:
    return 1;
  }
}

int64_t pointerSize(const char *LayoutText) {
  Expected<DataLayout> DL = DataLayout::parse(LayoutText ? LayoutText : "");
  if (DL)
    return DL->getPointerSize();
  consumeError(DL.takeError());
  return sizeof(void *);
}

TypeTree &tree(void *T) { return *static_cast<TypeTree *>(T); }

} // namespace

WENGERT_EXPORT void *EnzymeNewTypeTree() { return new TypeTree; }

WENGERT_EXPORT void *EnzymeNewTypeTreeCT(uint32_t Type, LLVMContextRef) {
  auto *T = new TypeTree;
  T->insert({}, Concrete(Type));
  return T;
}

WENGERT_EXPORT void *EnzymeNewTypeTreeTR(void *Source) {
  return new TypeTree(tree(Source));
}

WENGERT_EXPORT void EnzymeFreeTypeTree(void *T) {
  delete static_cast<TypeTree *>(T);
}

/// Adds Source's facts to Into; true if it learned something.
WENGERT_EXPORT bool EnzymeMergeTypeTree(void *Into, void *Source) {
  bool Changed = false;
  if (Into != Source)
    for (const auto &[P, T] : tree(Source).Types)
      Changed |= tree(Into).insert(P, T);
  return Changed;
}

/// Puts everything behind a pointer, at the given offset of the pointee.
WENGERT_EXPORT void EnzymeTypeTreeOnlyEq(void *Ref, int64_t Offset) {
  TypeTree Result;
  for (const auto &[P, T] : tree(Ref).Types) {
    Path Longer{Offset};
    append_range(Longer, P);
    Result.insert(Longer, T);
  }
  tree(Ref) = std::move(Result);
}

/// What is found at offset 0.
WENGERT_EXPORT void EnzymeTypeTreeData0Eq(void *Ref) {
  TypeTree Result;
  for (const auto &[P, T] : tree(Ref).Types)
    if (!P.empty() && (P[0] == 0 || P[0] == EveryOffset))
      Result.insert(Path(P.begin() + 1, P.end()), T);
  tree(Ref) = std::move(Result);
}

/// Cuts the bytes [Offset, Offset + Size) out and lays them at NewOffset; a
/// Size of -1 has no end.
WENGERT_EXPORT void EnzymeTypeTreeShiftIndiciesEq(void *Ref, const char *Layout,
                                                  int64_t Offset, int64_t Size,
                                                  uint64_t NewOffset) {
  TypeTree Result;
  int64_t PtrSize = pointerSize(Layout);
  int64_t Base = int64_t(NewOffset);
  for (const auto &[P, T] : tree(Ref).Types) {
    if (P.empty()) {
      Result.insert(P, T);
      continue;
    }
    Path Moved = P;
    if (P[0] != EveryOffset) {
      if (P[0] < Offset || (Size >= 0 && P[0] >= Offset + Size))
        continue;
      Moved[0] = P[0] - Offset + Base;
      Result.insert(Moved, T);
      continue;
    }
    // "Every offset" becomes "every offset of the window": still everywhere
    // when the window has no bounds, else one element after the other. Behind
    // a pointer the step is the pointer's size.
    if (Size < 0) {
      if (Base != 0)
        Moved[0] = Base; // the first element; the rest has no finite spelling
      Result.insert(Moved, T);
      continue;
    }
    int64_t Step = P.size() > 1 ? PtrSize : sizeOf(T, PtrSize);
    for (int64_t At = 0; At + Step <= Size; At += Step) {
      Moved[0] = Base + At;
      Result.insert(Moved, T);
    }
  }
  tree(Ref) = std::move(Result);
}

WENGERT_EXPORT void EnzymeTypeTreeInsertEq(void *Ref, const int64_t *Indices,
                                           size_t Count, uint32_t Type,
                                           LLVMContextRef) {
  tree(Ref).insert(Path(Indices, Indices + Count), Concrete(Type));
}

/// "{[-1]:Pointer, [-1,0]:Float@double}", to be freed by the function below.
WENGERT_EXPORT const char *EnzymeTypeTreeToString(void *Ref) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << "{";
  ListSeparator Between;
  for (const auto &[P, T] : tree(Ref).Types) {
    OS << Between << "[";
    ListSeparator Comma(",");
    for (int64_t Index : P)
      OS << Comma << Index;
    OS << "]:" << nameOf(T);
  }
  OS << "}";
  return strdup(OS.str().c_str());
}

WENGERT_EXPORT void EnzymeTypeTreeToStringFree(const char *Text) {
  std::free(const_cast<char *>(Text));
}
