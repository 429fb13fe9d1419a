//===- Tape.h - Values of the forward sweep, seen from reverse -*- C++ -*-===//
//
// Tape::lookup gives, at a point of the reverse sweep, the value a W value had
// at the matching point of the forward sweep. The plan says how; this carries
// it out:
//
//   outside of loops  a slot: an alloca that mem2reg turns into a register; in
//                     split mode, copied through the tape struct
//   inside loops      where the trip counts of the whole nest are known at its
//                     entry, an array indexed by the loops' counters,
//                     allocated once. Otherwise a stack: one per block, with
//                     one entry (a struct of the block's stored values) per
//                     execution, pushed in the forward sweep and popped when
//                     the block has been undone. It grows by doubling.
//
// Why the top of a block's stack is the right entry: a use is dominated by the
// definition within one iteration (LCSSA form), so the reverse of every use
// runs before the reverse of the defining block pops.
//
// Storage is released when the reverse sweep leaves the outermost loop.
//
// The plan needs to know all that is asked for. So while the reverse sweep is
// being emitted, lookups (and the releases and pops between them) only leave
// stand-ins; realize() settles the plan and carries them out in order.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_TAPE_H
#define WENGERT_EMIT_TAPE_H

#include "Emit/EmitState.h"
#include "Plan/TapePlan.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Analysis/LoopInfo.h"

namespace wengert {

class Tape {
public:
  /// Target is the function that holds the reverse sweep: S.W itself, or the
  /// pullback, whose layout is then Back.
  Tape(EmitState &S, llvm::Function *Target, const DerivativeFn *Back);

  /// A new reverse block begins: values looked up before are not valid in it.
  void startBlock();

  llvm::Value *lookup(llvm::IRBuilder<> &B, llvm::Value *WV);

  /// The P store SI was undone, as far as its adjoint goes: its memory may have
  /// to be as before from here on (Overwrites.h).
  void undoAt(llvm::IRBuilder<> &B, llvm::StoreInst *SI);

  /// The reverse sweep is complete, and Final ends it: decides where each value
  /// looked up comes from and replaces the stand-ins. Later lookups are carried
  /// out at once.
  void realize(llvm::Instruction *Final);

  /// How many runs of the loop with P header H are left to undo, the current
  /// one included (an alloca). Runs are numbered from 0, and a variable that
  /// held that number would be compared with zero and then decremented: code
  /// generation makes one overflow intrinsic of the two, and starts over with
  /// the whole function after each.
  llvm::AllocaInst *counter(llvm::BasicBlock *H);
  /// The number of the run that is being undone.
  llvm::Value *currentRun(llvm::IRBuilder<> &B, llvm::BasicBlock *H);

  /// The P block PB is undone: pops its stack, if it has one. After the last
  /// lookup in its reverse.
  void popBlock(llvm::IRBuilder<> &B, llvm::BasicBlock *PB);

  /// Releases the storage of the loop entered from P block Preheader; called
  /// at the start of that block's reverse.
  void releaseAt(llvm::IRBuilder<> &B, llvm::BasicBlock *Preheader);

  /// Frees the block at P, which belongs to the tape; not if the caller of a
  /// pullback keeps the tape (DiffRequest.h). It came from getTapeAlloc, or
  /// from the C library.
  void release(llvm::IRBuilder<> &B, llvm::Value *P, bool OfMalloc = false);

  /// When the reverse sweep is complete: emits the pushes, whose entry layout
  /// is known only now.
  void finishStacks();

  /// Split mode, when both functions are complete: packs the slots into the
  /// tape struct, stores it before W's return and reads it in the pullback,
  /// which releases it.
  void finishSplit(llvm::ReturnInst *WRet, llvm::Instruction *BackEntry,
                   llvm::Instruction *BackExit, llvm::Value *&TapeInW);

  /// When both functions are complete: says, as metadata, that nothing else
  /// points into the tape and that its arrays are apart. Nobody but the tape
  /// ever has their addresses.
  void separate();

  /// Bytes of the tape struct (split), for reports.
  uint64_t staticBytes() const { return StaticBytes; }

private:
  /// A variable of W that the reverse sweep reads.
  struct Slot {
    llvm::AllocaInst *InW = nullptr, *InBack = nullptr;
  };
  struct Array {
    llvm::SmallVector<llvm::Loop *, 4> Nest; ///< outer first
    uint64_t Size = 0;                       ///< bytes of an element
    llvm::AllocaInst *Frame = nullptr;       ///< where it is on the stack, or
    unsigned Heap = 0, Part = 0;             ///< its part of which block
  };
  /// Arrays that begin to live at the same place share an allocation.
  struct HeapBlock {
    llvm::CallInst *Block = nullptr; ///< in W, before Preheader's end
    llvm::BasicBlock *Preheader = nullptr;
    const llvm::Loop *Inner = nullptr; ///< the only loop whose arrays these are
    llvm::SmallVector<Array, 4> Parts;
  };
  struct Stack {
    Slot Base, Cursor;
    llvm::SmallVector<llvm::Instruction *, 8> Values;  ///< of W, one per field
    llvm::SmallVector<llvm::Instruction *, 8> Offsets; ///< stand-ins in Target
    llvm::Instruction *Size = nullptr;                 ///< stand-in
  };

  /// What the reverse sweep asked for, in its order.
  struct Event {
    enum Kind : uint8_t { Block, Lookup, Pop, Release, Undo } K;
    llvm::Instruction *StandIn = nullptr; ///< where; for lookups, what
    llvm::Instruction *Asked = nullptr;   ///< Lookup, Undo: value or store of W
    llvm::BasicBlock *Of = nullptr;       ///< Pop, Release: the P block
  };
  /// Stores V in, or loads it from, the part of the tape that Part names.
  void put(llvm::IRBuilder<> &B, llvm::Value *V, llvm::Value *P,
           const void *Part);
  llvm::Value *get(llvm::IRBuilder<> &B, llvm::Type *T, llvm::Value *P,
                   const void *Part, const llvm::Twine &Name = "");
  bool isAvailable(const llvm::Value *WV) const;
  llvm::Value *lookupNow(llvm::IRBuilder<> &B, llvm::Value *WV);
  llvm::Value *lookupUncached(llvm::IRBuilder<> &B, llvm::Instruction *I);
  void popNow(llvm::IRBuilder<> &B, llvm::BasicBlock *PB);
  void releaseNow(llvm::IRBuilder<> &B, llvm::BasicBlock *Preheader);
  llvm::SmallPtrSet<const llvm::StoreInst *, 4> storesToUndo();
  double expectedRuns(const llvm::BasicBlock *WBlock) const;
  llvm::Value *fromSlot(llvm::IRBuilder<> &B, llvm::Instruction *I);
  llvm::Value *fromArray(llvm::IRBuilder<> &B, llvm::Instruction *I);
  llvm::Value *fromStack(llvm::IRBuilder<> &B, llvm::Instruction *I);
  Array makeArray(llvm::Instruction *I, llvm::Loop *L);
  void addToHeap(Array &A, bool Exact);
  llvm::Value *entriesOf(llvm::IRBuilder<> &B, const Array &A, bool Reverse);
  llvm::Value *offsetOf(llvm::IRBuilder<> &B, const Array &A, bool Reverse);
  llvm::Value *baseOf(llvm::IRBuilder<> &B, const Array &A, bool Reverse);
  Slot makeSlot(llvm::Type *Ty, const llvm::Twine &Name);
  llvm::Instruction *standIn();
  /// Are the counts of L and all loops around it known before the outermost?
  bool knownAtEntry(llvm::Loop *L) const;
  llvm::Value *index(llvm::IRBuilder<> &B, const Array &A, bool Reverse);
  llvm::Loop *loopOf(const llvm::BasicBlock *WBlock) const;
  llvm::BasicBlock *inW(llvm::BasicBlock *PBlock) const;
  llvm::SmallPtrSet<llvm::BasicBlock *, 4>
  emptyHanded(llvm::BasicBlock *Return);
  llvm::Value *countInW(llvm::Loop *L) const;
  bool isCounter(const llvm::Value *WV) const { return Counters.count(WV); }

  EmitState &S;
  llvm::Function *Target;
  const DerivativeFn *Back;
  bool Split;
  llvm::LoopInfo &LI; ///< of P
  TapePlan Plan;
  llvm::DenseMap<const llvm::Value *, llvm::BasicBlock *> Counters;
  llvm::DenseMap<llvm::BasicBlock *, llvm::AllocaInst *> RevCounters;
  llvm::DenseMap<llvm::Value *, llvm::Value *> ArgMap;
  llvm::DenseMap<llvm::Value *, llvm::Value *> Cache; ///< of this block
  llvm::SmallVector<Event, 32> Events;
  unsigned Blocks = 0; ///< reverse blocks begun
  bool Realized = false;
  llvm::DenseMap<llvm::Value *, Slot> Slots;
  llvm::SmallVector<Slot, 16> AllSlots;
  llvm::DenseMap<llvm::Value *, Array> Arrays;
  llvm::MapVector<llvm::BasicBlock *, Stack> Stacks; ///< by P block
  llvm::SmallVector<HeapBlock, 4> Heap;
  uint64_t StaticBytes = 0;
  llvm::SmallVector<std::pair<llvm::Instruction *, const void *>, 16> Accesses;
};

} // namespace wengert
#endif
