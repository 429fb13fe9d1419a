//===- SourceGroups.cpp - Which parameters belong together ----------------===//
//
// A struct of two words passed by value arrives as two IR parameters. Debug
// information tells which they are; so do value names, where the front end
// keeps them (rustc: `p.0`, `p.1`; clang: `p.coerce0`, `p.coerce1`).
//
//===----------------------------------------------------------------------===//
#include "Request/WireParse.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

namespace wengert {

static const DIType *strip(const DIType *T) {
  while (const auto *D = dyn_cast_or_null<DIDerivedType>(T)) {
    switch (D->getTag()) {
    case dwarf::DW_TAG_typedef:
    case dwarf::DW_TAG_const_type:
    case dwarf::DW_TAG_volatile_type:
    case dwarf::DW_TAG_restrict_type:
    case dwarf::DW_TAG_atomic_type:
      T = D->getBaseType();
      continue;
    default:
      return T;
    }
  }
  return T;
}

/// Rust's `&[T]`, `&str`, `&dyn T`: pointer and length (or vtable). rustc
/// marks the two separately, so they are no group.
static bool isWidePointer(const DICompositeType &T) {
  StringRef N = T.getName();
  return N.starts_with("&") || N.starts_with("*const ") ||
         N.starts_with("*mut ") || N.starts_with("alloc::boxed::Box<");
}

static SmallVector<unsigned, 8> groupsFromDebugInfo(const Function &F) {
  SmallVector<unsigned, 8> Out;
  const DISubprogram *SP = F.getSubprogram();
  if (!SP || !SP->getType())
    return Out;
  auto Types = SP->getType()->getTypeArray();
  unsigned At = 0, N = F.arg_size();
  auto SkipSRet = [&] {
    while (At < N && F.hasParamAttribute(At, Attribute::StructRet))
      ++At;
  };
  SkipSRet();
  for (unsigned I = 1; I < Types.size(); ++I) {
    const DIType *T = strip(Types[I]);
    if (!T) // `...`
      return {};
    const auto *C = dyn_cast<DICompositeType>(T);
    unsigned Count = 1;
    if (const auto *B = dyn_cast<DIBasicType>(T);
        B && B->getEncoding() == dwarf::DW_ATE_complex_float &&
        B->getSizeInBits() == 128)
      Count = 2;
    if (C && C->getTag() != dwarf::DW_TAG_enumeration_type) {
      uint64_t Bytes = C->getSizeInBits() / 8;
      bool Empty = C->getElements().empty();
      if (C->isTypePassByReference()) {
        Count = 1; // a C++ class with a destructor or copy constructor
      } else if (Bytes == 0 || (Empty && Bytes == 1)) {
        Count = 0;
      } else if (Bytes > 8 && Bytes <= 16) {
        // Two words, unless it travels in memory or as one wide value.
        Type *IRTy = At < N ? F.getArg(At)->getType() : nullptr;
        bool One = !IRTy || F.hasParamAttribute(At, Attribute::ByVal) ||
                   F.getDataLayout().getTypeStoreSize(IRTy) >= Bytes ||
                   (IRTy->isPointerTy() &&
                    F.getParamDereferenceableBytes(At) >= Bytes &&
                    F.hasParamAttribute(At, Attribute::NoAlias));
        Count = One ? 1 : 2;
      }
      if (Count == 2 && isWidePointer(*C)) {
        Out.push_back(1);
        Out.push_back(1);
        At += 2;
        continue;
      }
    }
    Out.push_back(Count);
    At += Count;
  }
  SkipSRet();
  if (At != N)
    return {};
  return Out;
}

static SmallVector<unsigned, 8> groupsFromNames(const Function &F,
                                               Flavour From) {
  SmallVector<unsigned, 8> Out;
  StringRef Open; // base name of the group being built
  bool Named = any_of(F.args(), [](const Argument &A) { return A.hasName(); });
  for (const Argument &A : F.args()) {
    if (A.hasStructRetAttr())
      continue;
    StringRef Name = A.getName();
    if (Name.empty()) {
      // A parameter called like rustc's entry block (`start`) has lost its
      // name; halves of pairs (`start.0`) have not.
      if (!Named)
        return {};
      Open = "";
      Out.push_back(1);
      continue;
    }
    StringRef Base = Name;
    bool First = Base.consume_back(".coerce0") || Base.consume_back(".0");
    bool Second =
        !First && (Base.consume_back(".coerce1") || Base.consume_back(".1"));
    if (Second && Base == Open && !Out.empty()) {
      // `p.0: ptr, p.1: i64` may be a slice. rustc marks the halves of one
      // separately, which the reader sees; who writes the call by hand passes
      // pointer and length.
      const Argument *Prev = F.getArg(A.getArgNo() - 1);
      if (From == Flavour::Rust || Name.ends_with(".coerce1") ||
          !Prev->getType()->isPointerTy())
        ++Out.back();
      else
        Out.push_back(1);
      Open = "";
      continue;
    }
    Open = First ? Base : StringRef();
    Out.push_back(1);
  }
  return Out;
}

SmallVector<unsigned, 8> sourceGroups(const Function &F, Flavour From) {
  auto Groups = groupsFromDebugInfo(F);
  return Groups.empty() ? groupsFromNames(F, From) : Groups;
}

} // namespace wengert
