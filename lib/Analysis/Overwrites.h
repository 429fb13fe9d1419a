//===- Overwrites.h - Which loads may run again in reverse -----*- C++ -*-===//
//
// A load can be re-executed in the reverse sweep if nothing that may run after
// it writes its memory: within the function, and, in split mode, by the caller
// between the two halves. The reverse sweep itself writes only shadows.
//
// Results are often written once, at the end, through a pointer that may alias
// the inputs: `*loss = sum`. Storing every input that was read for the sake of
// one such store would be a waste: the store is *undone*. The combined reverse
// sweep begins with putting back what was there (and ends with writing the
// result again), so that what ran before sees the memory it saw. A store can
// be undone if it runs exactly once, with no loop after it. A load may count on
// it if the value is not asked for by anything from the store on.
//
// Complexity: loads x writers alias queries, with a cap beyond which every
// remaining load counts as overwritten.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_ANALYSIS_OVERWRITES_H
#define WENGERT_ANALYSIS_OVERWRITES_H

#include "Request/DiffRequest.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"

namespace wengert {

class Overwrites {
public:
  Overwrites(llvm::Function &Body, const DiffRequest &R,
             llvm::FunctionAnalysisManager &FAM);

  /// May the memory L reads differ when the reverse sweep gets there?
  bool isOverwritten(const llvm::LoadInst *L);

  /// Can L run again in the reverse sweep, if need be after stores are undone?
  /// If so, Undo gets these.
  bool mayReload(const llvm::LoadInst *L,
                 llvm::SmallVectorImpl<const llvm::StoreInst *> &Undo);

  /// Can SI be undone? A caller of mayReload or isOverwrittenAfter that counts
  /// on it must see to it that it is.
  bool canUndo(const llvm::StoreInst *SI);
  /// Stores that isOverwrittenAfter counted on.
  const llvm::SmallPtrSetImpl<const llvm::StoreInst *> &undoneForCalls() const {
    return ForCalls;
  }

  /// May memory behind pointer V, as passed to call CB, be written after CB
  /// and before the pullback of CB runs?
  bool isOverwrittenAfter(const llvm::CallBase *CB, const llvm::Value *V);

  void print(llvm::raw_ostream &OS);

private:
  bool areApart(const llvm::Value *Ptr, const llvm::Instruction *W);
  /// What may write Loc after At. False if that cannot be said.
  bool writersAfter(const llvm::Instruction *At, llvm::MemoryLocation Loc,
                    bool Precise,
                    llvm::SmallVectorImpl<llvm::Instruction *> &Found);
  bool neededFrom(const llvm::StoreInst *SI, const llvm::Instruction *V);
  bool isBehind(const llvm::Instruction *X, const llvm::StoreInst *SI);
  const llvm::SmallPtrSetImpl<const llvm::BasicBlock *> &
  blocksAfter(const llvm::BasicBlock *BB);
  bool writtenByCaller(const llvm::Value *Ptr) const;

  llvm::Function &F;
  const DiffRequest &R;
  llvm::AAResults &AA;
  llvm::LoopInfo &LI;
  llvm::DominatorTree &DT;
  llvm::SmallVector<llvm::Instruction *, 32> Writers;
  struct Verdict {
    bool Overwritten = true, Reloadable = false;
    llvm::SmallVector<const llvm::StoreInst *, 1> Undo;
  };
  const Verdict &verdict(const llvm::LoadInst *L);
  llvm::DenseMap<const llvm::LoadInst *, Verdict> Cache;
  llvm::DenseMap<const llvm::StoreInst *, bool> Undoable;
  llvm::SmallPtrSet<const llvm::StoreInst *, 4> ForCalls;
  /// Blocks reachable from a block by at least one edge.
  llvm::DenseMap<const llvm::BasicBlock *,
                 llvm::SmallPtrSet<const llvm::BasicBlock *, 8>>
      After;
  uint64_t Budget = 4000000;
};

} // namespace wengert
#endif
