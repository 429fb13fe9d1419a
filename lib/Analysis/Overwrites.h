//===- Overwrites.h - Which loads may run again in reverse -----*- C++ -*-===//
//
// A load can be re-executed in the reverse sweep if nothing that may run after
// it writes its memory: within the function, and, in split mode, by the caller
// between the two halves. The reverse sweep itself writes only shadows.
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

  /// May memory behind pointer V, as passed to call CB, be written after CB
  /// and before the pullback of CB runs?
  bool isOverwrittenAfter(const llvm::CallBase *CB, const llvm::Value *V);

  void print(llvm::raw_ostream &OS);

private:
  bool writtenLater(const llvm::Instruction *At, llvm::MemoryLocation Loc,
                    bool Precise);
  bool writtenByCaller(const llvm::Value *Ptr) const;

  llvm::Function &F;
  const DiffRequest &R;
  llvm::AAResults &AA;
  llvm::LoopInfo &LI;
  llvm::DominatorTree &DT;
  llvm::SmallVector<llvm::Instruction *, 32> Writers;
  llvm::DenseMap<const llvm::LoadInst *, bool> Cache;
  /// Blocks reachable from a block by at least one edge.
  llvm::DenseMap<const llvm::BasicBlock *,
                 llvm::SmallPtrSet<const llvm::BasicBlock *, 8>>
      After;
  uint64_t Budget = 4000000;
};

} // namespace wengert
#endif
