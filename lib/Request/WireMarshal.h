//===- WireMarshal.h - Values between two ABIs -----------------*- C++ -*-===//
//
// What a front end passes and what the primal takes may differ: C promotes
// floats and bools in `...`, rustc passes `[2 x float]` for an `i64`
// parameter. Scalars are converted, everything else of equal size is moved
// byte for byte through a stack slot, which later passes remove.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_REQUEST_WIREMARSHAL_H
#define WENGERT_REQUEST_WIREMARSHAL_H

#include "Request/WireParse.h"
#include "llvm/IR/IRBuilder.h"

namespace wengert {

/// Can a value of type From (V itself where known) become a To?
bool canConvert(const llvm::DataLayout &DL, llvm::Type *From, llvm::Type *To,
                const llvm::Value *V);

/// Converts V as canConvert promised.
llvm::Value *convert(llvm::IRBuilder<> &B, llvm::Value *V, llvm::Type *To);

/// A stack slot in the entry block of the function B inserts into.
llvm::AllocaInst *entrySlot(llvm::IRBuilder<> &B, llvm::Type *Ty,
                            const llvm::Twine &Name,
                            llvm::MaybeAlign Align = {});

/// End of the last byte that holds data: alloc size without tail padding.
uint64_t dataEnd(const llvm::DataLayout &DL, llvm::Type *T);

/// Lays Elements out as a C struct, fills in their offsets and says whether a
/// result declared as T has that layout.
bool layoutFits(const llvm::DataLayout &DL,
                llvm::MutableArrayRef<WireElement> Elements, llvm::Type *T);

/// The value of one element of the result, or the address where it lies.
struct ElementValue {
  llvm::Value *V = nullptr;
  bool InMemory = false;
};

/// Builds the value (or fills the memory) the call declared from the values
/// of W.Result. Returns null when the result lives in memory or is void.
llvm::Value *assembleResult(llvm::IRBuilder<> &B, const WireCall &W,
                            llvm::ArrayRef<ElementValue> Values);

/// T in the syntax of the `enzyme_type` attribute, for a value of type T or,
/// with Behind, for a pointer to one. Empty if T says nothing (`[8 x i8]`).
std::string typeFacts(const llvm::DataLayout &DL, llvm::Type *T, bool Behind);

/// A constant of type T with 1 in every float and 0 elsewhere.
llvm::Constant *onesLike(llvm::Type *T);

} // namespace wengert
#endif
