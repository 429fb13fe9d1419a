//===- NormalForm.cpp - Loops and control as ordinary values --------------===//
//
// See Prepare.h for the invariants this establishes.
//
//===----------------------------------------------------------------------===//
#include "Diagnose/Diagnostics.h"
#include "Prepare/Prepare.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/BreakCriticalEdges.h"
#include "llvm/Transforms/Utils/FixIrreducible.h"
#include "llvm/Transforms/Utils/LCSSA.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"
#include "llvm/Transforms/Utils/LoopUtils.h"
#include "llvm/Transforms/Utils/LowerSwitch.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

using namespace llvm;

namespace wengert {

/// One return block, outside every loop: its reverse is where the reverse
/// sweep starts. Control flow the sweeps cannot mirror is reported.
static bool unifyReturns(NormalForm &NF) {
  Function &F = *NF.F;
  SmallVector<BasicBlock *, 4> Rets;
  for (BasicBlock &BB : F) {
    Instruction *T = BB.getTerminator();
    if (isa<ReturnInst>(T))
      Rets.push_back(&BB);
    else if (!isa<BranchInst>(T) && !isa<SwitchInst>(T) &&
             !isa<UnreachableInst>(T) && !isa<ResumeInst>(T))
      return diagnose(Code::UnsupportedControl, *T,
                      Twine("control flow by `") + T->getOpcodeName() +
                          "` cannot be differentiated",
                      "use a switch or if/else instead of computed gotos");
  }
  if (Rets.empty())
    return true;
  BasicBlock *New = BasicBlock::Create(F.getContext(), "wg.ret", &F);
  PHINode *Phi = nullptr;
  IRBuilder<> B(New);
  if (!F.getReturnType()->isVoidTy()) {
    Phi = B.CreatePHI(F.getReturnType(), Rets.size(), "wg.retval");
    B.CreateRet(Phi);
  } else {
    B.CreateRetVoid();
  }
  for (BasicBlock *R : Rets) {
    auto *RI = cast<ReturnInst>(R->getTerminator());
    if (Phi)
      Phi->addIncoming(RI->getReturnValue(), R);
    DebugLoc L = RI->getDebugLoc();
    RI->eraseFromParent();
    BranchInst::Create(New, R)->setDebugLoc(L);
  }
  NF.ReturnBlock = New;
  return true;
}

/// The entry block keeps the allocas only, and is no loop's preheader.
static void isolateEntry(Function &F) {
  BasicBlock &Entry = F.getEntryBlock();
  auto It = Entry.begin();
  while (isa<AllocaInst>(It))
    ++It;
  Entry.splitBasicBlock(It, "wg.body");
}

static bool isIrreducible(Function &F, LoopInfo &LI) {
  ReversePostOrderTraversal<Function *> RPO(&F);
  return containsIrreducibleCFG<BasicBlock *>(RPO, LI);
}

namespace {
struct LoopNormalizer {
  NormalForm &NF;
  ScalarEvolution &SE;
  DominatorTree &DT;
  SCEVExpander Exp;
  IntegerType *I64;
  SmallPtrSet<BasicBlock *, 32> ReachesReturn;

  LoopNormalizer(NormalForm &NF, ScalarEvolution &SE, DominatorTree &DT)
      : NF(NF), SE(SE), DT(DT), Exp(SE, "wg", /*PreserveLCSSA=*/true),
        I64(Type::getInt64Ty(NF.F->getContext())) {
    SmallVector<BasicBlock *, 16> Work;
    if (NF.ReturnBlock)
      Work.push_back(NF.ReturnBlock);
    while (!Work.empty()) {
      BasicBlock *BB = Work.pop_back_val();
      if (ReachesReturn.insert(BB).second)
        append_range(Work, predecessors(BB));
    }
  }

  /// The blocks through which L is left towards the return. Exits that end in
  /// a panic, abort or exit do not count: no reverse sweep follows them.
  SmallVector<BasicBlock *, 4> liveExiting(Loop *L) {
    SmallVector<BasicBlock *, 4> All, Live;
    L->getExitingBlocks(All);
    for (BasicBlock *X : All)
      if (any_of(successors(X), [&](BasicBlock *S) {
            return !L->contains(S) && ReachesReturn.count(S);
          }))
        Live.push_back(X);
    return Live;
  }

  /// L's counter when it is left, as i64; null if not known at entry. The
  /// expression holds only where L is entered. Not Guarded: where it is not,
  /// and a signed comparison decides, the result is some small number.
  const SCEV *lastIteration(Loop *L, bool Guarded) {
    const SCEV *Last = nullptr;
    for (BasicBlock *X : liveExiting(L)) {
      const SCEV *C = SE.getExitCount(L, X);
      if (isa<SCEVCouldNotCompute>(C) ||
          SE.getTypeSizeInBits(C->getType()) > 64)
        return nullptr;
      auto *Br = dyn_cast<BranchInst>(X->getTerminator());
      auto *Cmp = Br && Br->isConditional()
                      ? dyn_cast<ICmpInst>(Br->getCondition())
                      : nullptr;
      if (!Guarded && !SE.isKnownNonNegative(C) && Cmp &&
          !Cmp->isUnsigned())
        C = SE.getSMaxExpr(C, SE.getZero(C->getType()));
      C = SE.getNoopOrZeroExtend(C, I64);
      Last = Last ? SE.getUMinExpr(Last, C, /*Sequential=*/true) : C;
    }
    return Last;
  }

  /// A comparison on the way to a loop, and what it says where the loop is
  /// entered.
  struct Guard {
    ICmpInst *Cmp;
    bool Enters;
  };

  /// The comparisons that decide, in each run of the loop around L, whether L
  /// is entered, all with operands that are known in At's preheader; nothing if
  /// there are others.
  std::optional<SmallVector<Guard, 2>> guardsKnownAt(Loop *L, Loop *At) {
    BasicBlock *PH = L->getLoopPreheader();
    BasicBlock *Latch = L->getParentLoop()->getLoopLatch();
    SmallVector<Guard, 2> Guards;
    for (BasicBlock *BB = PH; !DT.dominates(BB, Latch);) {
      BB = DT.getNode(BB)->getIDom()->getBlock();
      auto *Br = dyn_cast<BranchInst>(BB->getTerminator());
      if (!Br)
        return std::nullopt;
      if (Br->isUnconditional())
        continue;
      bool Enters = DT.dominates(BasicBlockEdge(BB, Br->getSuccessor(0)), PH);
      if (!Enters && !DT.dominates(BasicBlockEdge(BB, Br->getSuccessor(1)), PH))
        continue; // either way leads there
      auto *Cmp = dyn_cast<ICmpInst>(Br->getCondition());
      if (!Cmp || !SE.isSCEVable(Cmp->getOperand(0)->getType()))
        return std::nullopt;
      for (Value *V : Cmp->operands()) {
        const SCEV *X = SE.getSCEV(V);
        if (!SE.isLoopInvariant(X, At) ||
            !Exp.isSafeToExpandAt(X, At->getLoopPreheader()->getTerminator()))
          return std::nullopt;
      }
      Guards.push_back({Cmp, Enters});
    }
    return Guards;
  }

  /// Count, or 0 if one of the guards says that the loop is not entered.
  Value *countIfEntered(ArrayRef<Guard> Guards, Value *Count, Instruction *At) {
    for (const Guard &G : Guards) {
      Value *Op[2];
      for (unsigned K = 0; K < 2; ++K)
        Op[K] = Exp.expandCodeFor(SE.getSCEV(G.Cmp->getOperand(K)),
                                  G.Cmp->getOperand(K)->getType(), At);
      IRBuilder<> B(At);
      Value *Taken = B.CreateICmp(G.Cmp->getPredicate(), Op[0], Op[1]);
      Count = B.CreateSelect(Taken, G.Enters ? Count : B.getInt64(0),
                             G.Enters ? B.getInt64(0) : Count, "wg.count");
    }
    return Count;
  }

  /// The exact number of times L's header runs, computed in the preheader of
  /// the outermost loop where that number does not vary.
  void findCount(Loop *L, LoopFacts &Facts) {
    const SCEV *Last = lastIteration(L, /*Guarded=*/true);
    if (!Last)
      return;
    const SCEV *Count = SE.getAddExpr(Last, SE.getOne(I64));
    auto CanExpand = [&](Loop *At) {
      return Exp.isSafeToExpandAt(Count, At->getLoopPreheader()->getTerminator());
    };
    if (!CanExpand(L))
      return;
    Loop *At = L;
    while (Loop *P = At->getParentLoop()) {
      if (!SE.isLoopInvariant(Count, P) || !CanExpand(P))
        break;
      At = P;
    }
    if (At != L) {
      // Out here nothing says that L will be entered at all.
      Last = lastIteration(L, /*Guarded=*/false);
      Count = SE.getAddExpr(Last, SE.getOne(I64));
      if (!SE.isKnownNonNegative(Count))
        Count = SE.getSMaxExpr(Count, SE.getZero(I64));
    }
    Instruction *Where = At->getLoopPreheader()->getTerminator();
    Value *V = Exp.expandCodeFor(Count, I64, Where);
    Facts.Count = V;
    if (At == L || DT.dominates(L->getLoopPreheader(),
                                L->getParentLoop()->getLoopLatch()))
      Facts.Size = V;
    else if (auto Guards = guardsKnownAt(L, At))
      Facts.Size = countIfEntered(*Guards, V, Where);
    Facts.CountAt = At->getHeader();
  }

  /// Rewrites header phis that are polynomials of the counter n by these:
  /// start + n * step, or with a second difference (a pointer that goes through
  /// the rows of a triangle) start + n * step + n (n - 1) / 2 * second.
  void rewriteInductions(Loop *L, PHINode *IV) {
    struct Induction {
      PHINode *Phi;
      SmallVector<const SCEV *, 2> Differences;
    };
    BasicBlock *H = L->getHeader(), *PH = L->getLoopPreheader();
    SmallVector<Induction, 4> Found;
    for (PHINode &Phi : H->phis()) {
      if (&Phi == IV || !SE.isSCEVable(Phi.getType()) ||
          SE.getTypeSizeInBits(Phi.getType()) > 64)
        continue;
      auto *AR = dyn_cast<SCEVAddRecExpr>(SE.getSCEV(&Phi));
      if (!AR || AR->getLoop() != L || AR->getNumOperands() > 3)
        continue;
      ArrayRef<const SCEV *> Steps = AR->operands().drop_front();
      if (all_of(Steps, [&](const SCEV *X) {
            return isa<SCEVConstant>(X) ||
                   Exp.isSafeToExpandAt(X, PH->getTerminator());
          }))
        Found.push_back({&Phi, {Steps.begin(), Steps.end()}});
    }
    for (auto &[Phi, Differences] : Found) {
      Type *T = Differences[0]->getType();
      IRBuilder<> B(&*H->getFirstInsertionPt());
      B.SetCurrentDebugLocation(Phi->getDebugLoc());
      Value *Start = Phi->getIncomingValueForBlock(PH), *Off = nullptr;
      for (const SCEV *D : Differences) {
        Value *V = Exp.expandCodeFor(D, T, PH->getTerminator());
        Value *Times = IV;
        if (Off) // n (n - 1) / 2, of which one factor is even
          Times = B.CreateMul(
              B.CreateLShr(IV, 1),
              B.CreateOr(B.CreateSub(IV, B.getInt64(1)), B.getInt64(1)));
        V = B.CreateMul(B.CreateZExtOrTrunc(Times, T), V);
        Off = Off ? B.CreateAdd(Off, V) : V;
      }
      Value *New = Phi->getType()->isPointerTy()
                       ? B.CreatePtrAdd(Start, Off, Phi->getName())
                       : B.CreateAdd(Start, Off, Phi->getName());
      SE.forgetValue(Phi);
      Phi->replaceAllUsesWith(New);
      Phi->eraseFromParent();
    }
  }

  void addCounter(Loop *L) {
    BasicBlock *H = L->getHeader(), *Latch = L->getLoopLatch();
    PHINode *IV = PHINode::Create(I64, 2, "wg.iv", H->begin());
    IRBuilder<> B(Latch->getTerminator());
    Value *Next = B.CreateAdd(IV, B.getInt64(1), "wg.iv.next",
                              /*HasNUW=*/true, /*HasNSW=*/true);
    IV->addIncoming(B.getInt64(0), L->getLoopPreheader());
    IV->addIncoming(Next, Latch);
    NF.Loops[H].IV = IV;
  }

  void recordExits(Loop *L) {
    SmallVector<BasicBlock *, 4> Exits;
    L->getUniqueExitBlocks(Exits);
    LoopFacts &Facts = NF.Loops[L->getHeader()];
    // A single exit at the known end leaves with count - 1. (The exiting
    // block must run in every iteration, which is so when it is the only one
    // and the count is exact.)
    bool Single = liveExiting(L).size() == 1 && Facts.Count;
    for (BasicBlock *E : Exits) {
      WeakTrackingVH &Slot = NF.ExitIV[{E, L->getHeader()}];
      if (Single) {
        IRBuilder<> B(E, E->getFirstInsertionPt());
        Slot = B.CreateSub(Facts.Count, B.getInt64(1), "wg.last");
        continue;
      }
      PHINode *P = PHINode::Create(I64, 2, "wg.exit.iv", E->begin());
      for (BasicBlock *Pred : predecessors(E))
        P->addIncoming(Facts.IV, Pred);
      Slot = P;
    }
  }
};
} // namespace

/// If the branch that ends the immediate dominator of join J decides which of
/// J's two predecessors runs, returns its condition; TrueIsFirst says whether
/// true means Preds[0].
static Value *decidingCondition(BasicBlock *J, ArrayRef<BasicBlock *> Preds,
                                DominatorTree &DT, LoopInfo &LI,
                                bool &TrueIsFirst) {
  if (Preds.size() != 2)
    return nullptr;
  BasicBlock *D = DT.getNode(J)->getIDom()->getBlock();
  auto *Br = dyn_cast<BranchInst>(D->getTerminator());
  if (!Br || !Br->isConditional() || LI.getLoopFor(D) != LI.getLoopFor(J) ||
      Br->getSuccessor(0) == Br->getSuccessor(1))
    return nullptr;
  auto Side = [&](unsigned S, BasicBlock *P) {
    BasicBlock *Succ = Br->getSuccessor(S);
    if (P == D)
      return Succ == J;
    return DT.dominates(BasicBlockEdge(D, Succ), P);
  };
  TrueIsFirst = Side(0, Preds[0]) && Side(1, Preds[1]);
  if (TrueIsFirst || (Side(1, Preds[0]) && Side(0, Preds[1])))
    return Br->getCondition();
  return nullptr;
}

static void recordJoins(NormalForm &NF, DominatorTree &DT, LoopInfo &LI) {
  Function &F = *NF.F;
  for (BasicBlock &BB : F) {
    auto &Preds = NF.Preds[&BB];
    for (BasicBlock *P : predecessors(&BB))
      if (!is_contained(Preds, P))
        Preds.push_back(P);
    if (Preds.size() < 2 || NF.Loops.count(&BB))
      continue;
    bool TrueIsFirst;
    if (Value *C = decidingCondition(&BB, Preds, DT, LI, TrueIsFirst)) {
      IRBuilder<> B(&BB, BB.getFirstInsertionPt());
      NF.From[&BB] = TrueIsFirst ? B.CreateNot(C, "wg.from") : C;
      continue;
    }
    IntegerType *IdxTy = IntegerType::get(
        F.getContext(), Preds.size() == 2 ? 1 : Preds.size() < 256 ? 8 : 32);
    PHINode *Phi = PHINode::Create(IdxTy, Preds.size(), "wg.from", BB.begin());
    for (BasicBlock *P : predecessors(&BB))
      Phi->addIncoming(
          ConstantInt::get(IdxTy, find(Preds, P) - Preds.begin()), P);
    NF.From[&BB] = Phi;
  }
}

void NormalForm::print(raw_ostream &OS, StringRef Name) const {
  OS << "loops of " << Name << ":\n";
  DominatorTree DT(*F);
  LoopInfo LI(DT);
  for (Loop *L : LI.getLoopsInPreorder()) {
    OS.indent(2 * L->getLoopDepth()) << "loop at depth " << L->getLoopDepth();
    auto It = Loops.find(L->getHeader());
    if (It == Loops.end() || !It->second.Count) {
      OS << ": count known at exit\n";
      continue;
    }
    OS << ": count ";
    if (isa<ConstantInt>(It->second.Count))
      It->second.Count->printAsOperand(OS, false);
    else
      OS << "known";
    OS << " at entry of depth "
       << LI.getLoopFor(It->second.CountAt)->getLoopDepth() << "\n";
  }
  unsigned Chosen = 0, Recorded = 0;
  for (auto &[BB, V] : From)
    (isa<PHINode>(V) ? Recorded : Chosen) += 1;
  OS << "  joins: " << Chosen << " by condition, " << Recorded
     << " recorded\n";
}

bool normalizeControl(NormalForm &NF, FunctionAnalysisManager &FAM) {
  Function &F = *NF.F;
  removeUnreachableBlocks(F);
  if (!unifyReturns(NF))
    return false;
  isolateEntry(F);
  FAM.invalidate(F, PreservedAnalyses::none());

  if (isIrreducible(F, FAM.getResult<LoopAnalysis>(F))) {
    FunctionPassManager FPM;
    FPM.addPass(LowerSwitchPass());
    // A branch of which both edges go to entries of one cycle would lose phi
    // operands when only one of them is redirected.
    FPM.addPass(BreakCriticalEdgesPass());
    FPM.addPass(FixIrreduciblePass());
    FPM.run(F, FAM);
    FAM.invalidate(F, PreservedAnalyses::none());
    if (isIrreducible(F, FAM.getResult<LoopAnalysis>(F)))
      return diagnose(Code::UnsupportedControl, F,
                      "irreducible control flow could not be restructured",
                      "remove jumps into the middle of loops");
  }
  FunctionPassManager FPM;
  FPM.addPass(LoopSimplifyPass());
  FPM.addPass(LCSSAPass());
  FPM.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());

  auto &DT = FAM.getResult<DominatorTreeAnalysis>(F);
  auto &LI = FAM.getResult<LoopAnalysis>(F);
  auto Loops = LI.getLoopsInPreorder();
  for (Loop *L : Loops)
    if (!L->isLoopSimplifyForm())
      return diagnose(Code::UnsupportedControl,
                      *L->getHeader()->getTerminator(),
                      "this loop cannot be brought into simple form",
                      "remove computed gotos and inline assembly jumps");
  {
    LoopNormalizer N(NF, FAM.getResult<ScalarEvolutionAnalysis>(F), DT);
    for (Loop *L : Loops)
      N.addCounter(L);
    for (Loop *L : Loops)
      N.findCount(L, NF.Loops[L->getHeader()]);
    for (Loop *L : Loops)
      N.recordExits(L);
    for (Loop *L : Loops)
      N.rewriteInductions(L, NF.Loops[L->getHeader()].IV);
  }
  recordJoins(NF, DT, LI);
  for (Loop *L : LI)
    formLCSSARecursively(*L, DT, &LI, nullptr);
  FAM.invalidate(F, PreservedAnalyses::none());
  return true;
}

} // namespace wengert
