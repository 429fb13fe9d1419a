//===- Tape.h - Values of the forward sweep, seen from reverse -*- C++ -*-===//
//
// Tape::lookup gives, at a point of the reverse sweep, the value a W value had
// at the matching point of the forward sweep. The plan says how; this carries
// it out:
//
//   outside of loops  a slot: an alloca that mem2reg turns into a register; in
//                     split mode, copied through the tape struct
//   inside loops      an array indexed by the loops' counters. Where the trip
//                     counts are known at the entry of some outer loop, one
//                     array is allocated there; its address is then itself a
//                     value to be looked up. Where a count is not known, the
//                     array grows by doubling.
//
// Arrays are released when the reverse sweep leaves the loop that made them.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_TAPE_H
#define WENGERT_EMIT_TAPE_H

#include "Emit/EmitState.h"
#include "Plan/TapePlan.h"
#include "llvm/Analysis/LoopInfo.h"

namespace wengert {

class Tape {
public:
  /// Target is the function that holds the reverse sweep: S.W itself, or the
  /// pullback, whose layout is then Back.
  Tape(EmitState &S, llvm::Function *Target, const DerivativeFn *Back);

  /// A new reverse block begins: values looked up before are not valid in it.
  void startBlock() { Cache.clear(); }

  llvm::Value *lookup(llvm::IRBuilder<> &B, llvm::Value *WV);

  /// The reverse counter of the loop with P header H (an alloca).
  llvm::AllocaInst *counter(llvm::BasicBlock *H);

  /// Releases the arrays of the loop entered from P block Preheader; called
  /// at the start of that block's reverse.
  void releaseAt(llvm::IRBuilder<> &B, llvm::BasicBlock *Preheader);

  /// Split mode, when both functions are complete: packs the slots into the
  /// tape struct, stores it before W's return and reads it in the pullback.
  /// Returns the tape pointer in W. Free: release it in the pullback.
  void finishSplit(llvm::ReturnInst *WRet, llvm::Instruction *BackEntry,
                   llvm::Instruction *BackExit, llvm::Value *&TapeInW);

  /// Bytes of the tape struct (split), for reports.
  uint64_t staticBytes() const { return StaticBytes; }

private:
  struct Slot {
    llvm::AllocaInst *InW = nullptr, *InBack = nullptr;
  };
  struct Array {
    llvm::Loop *Top = nullptr;    ///< loop whose preheader makes it
    llvm::SmallVector<llvm::Loop *, 4> Nest; ///< indexed loops, outer first
    bool Growing = false;
    llvm::Value *Base = nullptr;  ///< W: the array, or the cell holding it
    bool OnStack = false, CellOnStack = false;
  };

  llvm::Value *lookupUncached(llvm::IRBuilder<> &B, llvm::Instruction *I);
  llvm::Value *fromSlot(llvm::IRBuilder<> &B, llvm::Instruction *I);
  llvm::Value *fromArray(llvm::IRBuilder<> &B, llvm::Instruction *I,
                         llvm::Loop *L);
  Array makeArray(llvm::Instruction *I, llvm::Loop *L);
  llvm::Value *index(llvm::IRBuilder<> &B, const Array &A, bool Reverse);
  llvm::Loop *loopOf(const llvm::BasicBlock *WBlock) const;
  llvm::BasicBlock *inW(llvm::BasicBlock *PBlock) const;
  llvm::Value *countInW(llvm::Loop *L) const;
  bool isCounter(const llvm::Value *WV) const { return Counters.count(WV); }

  EmitState &S;
  llvm::Function *Target;
  const DerivativeFn *Back; ///< null unless Split
  bool Split;
  llvm::LoopInfo &LI; ///< of P
  TapePlan Plan;
  llvm::DenseMap<const llvm::Value *, llvm::BasicBlock *> Counters;
  llvm::DenseMap<llvm::BasicBlock *, llvm::AllocaInst *> RevCounters;
  llvm::DenseMap<llvm::Value *, llvm::Value *> ArgMap;
  llvm::DenseMap<llvm::Value *, llvm::Value *> Cache;
  llvm::DenseMap<llvm::Value *, Slot> Slots;
  llvm::SmallVector<llvm::Value *, 16> SlotOrder;
  llvm::DenseMap<llvm::Value *, Array> Arrays;
  llvm::DenseMap<llvm::BasicBlock *, llvm::SmallVector<llvm::Value *, 4>>
      ReleaseIn;
  uint64_t StaticBytes = 0;
};

} // namespace wengert
#endif
