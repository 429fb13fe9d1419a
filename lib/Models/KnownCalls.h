//===- KnownCalls.h - What calls to known functions mean -------*- C++ -*-===//
//
// One table says what the functions of the C, C++ and Rust runtimes do as far
// as differentiation is concerned. Analyses and emitters ask here and nowhere
// else.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_MODELS_KNOWNCALLS_H
#define WENGERT_MODELS_KNOWNCALLS_H

#include "llvm/IR/InstrTypes.h"

namespace wengert {

enum class CallKind : uint8_t {
  Unknown,   ///< nothing known: look at the body
  Inactive,  ///< no derivative flows through it (printf, panics, asserts, ...)
  Alloc,     ///< returns fresh memory (malloc, calloc, new, __rust_alloc, ...)
  AllocOut,  ///< posix_memalign: fresh memory through a pointer argument
  Realloc,   ///< realloc and its kin
  Free,      ///< frees its pointer argument
  MemCopy,   ///< memcpy, memmove, as intrinsic or libc call
  MemSet,    ///< memset likewise
  Relink,    ///< follows or rearranges the links of nodes (std::list, std::map);
             ///< on shadow nodes the same call does the same
  DynCast,   ///< dynamic_cast: another part of the same object, or null
  Math,      ///< has a rule (matchRule succeeds)
};

/// Argument positions; -1 where there is none.
struct KnownCall {
  CallKind Kind = CallKind::Unknown;
  int Size = -1;     ///< Alloc/Realloc/AllocOut/MemCopy/MemSet: byte count
  int Count = -1;    ///< Alloc: multiplied with Size (calloc)
  int Align = -1;    ///< Alloc: alignment argument
  int OldSize = -1;  ///< Realloc: old size argument (__rust_realloc)
  int Ptr = -1;      ///< Realloc/Free: the pointer; AllocOut: where to store;
                     ///< MemCopy/MemSet: destination
  int Src = -1;      ///< MemCopy: source; MemSet: the byte
  int Hint = -1;     ///< DynCast: where the source lies in the result, if >= 0
  int LinkAt = -1;   ///< Relink: offset of a node's first link
  int Links = 0;     ///< Relink: how many links, one after the other
  int Colour = 0;    ///< Relink: bytes of the integer at the node's beginning
  bool Zeroed = false; ///< Alloc: memory comes zeroed
  bool NullOnFail = true; ///< Alloc: may return null
};

/// Classifies a call by intrinsic, callee name and signature, and LLVM
/// attributes (allockind, alloc-family, `enzyme_inactive`, ...).
KnownCall classifyCall(const llvm::CallBase &CB);

/// Are all calls of F inactive, those through pointers as well, although its
/// body is here?
bool isInactiveBody(const llvm::Function &F);

/// The result is the memory of a C++ exception: __cxa_allocate_exception,
/// __cxa_begin_catch, __cxa_get_exception_ptr.
bool holdsException(const llvm::CallBase &CB);

/// The function of the module that does Want (allocate, release) for the
/// allocator family Call belongs to; null if none is there.
llvm::Function *allocatorSibling(const llvm::CallBase &Call,
                                 llvm::AllocFnKind Want);

/// The function of M that does What ("alloc", "dealloc") for Rust's allocator;
/// null if none is there.
llvm::Function *rustAllocator(const llvm::Module &M, llvm::StringRef What);

} // namespace wengert
#endif
