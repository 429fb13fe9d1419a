//===- Prepare.h - Clones in normal form -----------------------*- C++ -*-===//
//
// Emission works on a clone of the user's function in a normal form:
//
//   - memory promoted to registers, small callees inlined, -O0 code simplified
//   - math functions that work through pointers in value form (MathCalls.h)
//   - by-value (byval) parameters copied explicitly at entry
//   - C++ exceptions thrown or caught in sight as values (Exceptions.h); no
//     other invokes (unwinding propagates through the derivative), one return
//   - reducible (irreducible graphs are restructured), loops with preheader,
//     single latch and dedicated exits, in LCSSA form
//   - every loop has a counter `wg.iv` = 0, 1, 2, ...; affine inductions are
//     expressed through it, so that the reverse sweep can recompute them
//   - all control decisions that the reverse sweep must undo are ordinary
//     values: which predecessor a join came from, and the counter's value at
//     each loop exit. What to do with them is then the plan's business.
//
// The user's function is never changed.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_PREPARE_PREPARE_H
#define WENGERT_PREPARE_PREPARE_H

#include "Prepare/Exceptions.h"
#include "Prepare/UnusedVarArgs.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassManager.h"
#include "llvm/IR/ValueHandle.h"
#include <map>
#include <memory>

namespace wengert {

class Engine;

/// What normal form knows about one loop, named by its header.
struct LoopFacts {
  llvm::PHINode *IV = nullptr;
  /// Times the header runs per entry of the loop, i64, if known exactly at
  /// entry. Available in the preheader of CountAt (a header, this loop's or
  /// an enclosing one's) and so invariant in that loop.
  llvm::WeakTrackingVH Count;
  llvm::BasicBlock *CountAt = nullptr;
  /// Count, or 0 where the loop is not entered; null if that is not known.
  /// Where it is not entered, Count may be any number. For sizes: elsewhere the
  /// plain number is better understood.
  llvm::WeakTrackingVH Size;
};

struct NormalForm {
  llvm::Function *F = nullptr;
  llvm::BasicBlock *ReturnBlock = nullptr; ///< null if it never returns
  llvm::DenseMap<llvm::BasicBlock *, LoopFacts> Loops; ///< by header
  /// Unique predecessors of every block.
  llvm::DenseMap<llvm::BasicBlock *, llvm::SmallVector<llvm::BasicBlock *, 2>>
      Preds;
  /// Joins (not loop headers): index into Preds of where control came from.
  llvm::DenseMap<llvm::BasicBlock *, llvm::WeakTrackingVH> From;
  /// (exit block, header of a loop left there) -> last value of its counter.
  llvm::DenseMap<std::pair<llvm::BasicBlock *, llvm::BasicBlock *>,
                 llvm::WeakTrackingVH>
      ExitIV;

  /// The loops: how often each runs and where that is known.
  void print(llvm::raw_ostream &OS, llvm::StringRef Name) const;
};

class Preparer {
public:
  explicit Preparer(Engine &E) : E(E), Exc(E) {}
  ~Preparer();

  /// The normal form of F, memoized; null after a diagnostic.
  NormalForm *normalForm(llvm::Function &F);

  /// What to look into where F is called: its simplified clone, whose variables
  /// are in registers and whose small callees are inlined.
  llvm::Function &bodyOf(llvm::Function &F);

  /// Deletes every clone. Call when all derivatives are emitted.
  void dropClones();

private:
  /// Simplified clone with small callees inlined; memoized.
  llvm::Function *simplified(llvm::Function &F);
  llvm::Function *cloneOf(llvm::Function &F, const llvm::Twine &Suffix);
  /// Known: functions not to be inlined; grows by those that are still called
  /// afterwards. True if any was inlined.
  bool inlineCalls(llvm::Function &Clone, llvm::Function &Original,
                   llvm::SmallPtrSetImpl<llvm::Function *> &Known);
  bool mayInline(llvm::CallBase &CB, llvm::Function &Caller);

  Engine &E;
  Exceptions Exc;
  std::map<llvm::Function *, llvm::Function *> Simplified;
  std::map<llvm::Function *, std::unique_ptr<NormalForm>> Forms;
  llvm::SmallVector<llvm::Function *, 4> Rejected;
  llvm::SmallVector<llvm::Function *, 4> StaticInits;
  VarArgTwins FixedTwins;
  llvm::SmallPtrSet<llvm::Function *, 8> InProgress;
};

/// Loop and control part of the normal form (NormalForm.cpp). False after a
/// diagnostic.
bool normalizeControl(NormalForm &NF, llvm::FunctionAnalysisManager &FAM);

} // namespace wengert
#endif
