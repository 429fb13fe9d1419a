//===- EmitState.h - What both sweeps share --------------------*- C++ -*-===//
//
// Names: P is the prepared function (normal form), read only, on which the
// analyses speak; W is the function being built, whose body starts as a clone
// of P. VMap maps P's values to W's. W's blocks stay one to one with P's while
// the forward sweep is augmented: anything that needs control flow of its own
// goes into a helper function.
//
//===----------------------------------------------------------------------===//
#ifndef WENGERT_EMIT_EMITSTATE_H
#define WENGERT_EMIT_EMITSTATE_H

#include "Analysis/Activity.h"
#include "Analysis/ConstDerived.h"
#include "Analysis/ConditionalUses.h"
#include "Analysis/Overwrites.h"
#include "Analysis/Types.h"
#include "Analysis/WordValues.h"
#include "Driver/Engine.h"
#include "Models/KnownCalls.h"
#include "Prepare/Prepare.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/ValueMap.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

namespace wengert {

struct EmitState {
  Engine &E;
  const DiffRequest &R;
  NormalForm &NF;
  llvm::Function &P;
  llvm::Function *W = nullptr;
  DerivativeFn &D;
  Types T;
  Activity A;
  WordValues Words;
  Overwrites OW;
  ConstDerived Consts;
  mutable llvm::DenseMap<const llvm::Value *, bool> WordMoves; ///< movesWord
  ConditionalUses Conditional; ///< empty in Forward mode, which needs no guard
  llvm::ValueToValueMapTy VMap;
  /// W instruction -> the P instruction it is the clone of.
  llvm::DenseMap<const llvm::Value *, const llvm::Instruction *> Origin;
  /// W block -> P block.
  llvm::DenseMap<const llvm::BasicBlock *, llvm::BasicBlock *> BlockOf;
  /// P value -> its dual in W.
  llvm::DenseMap<const llvm::Value *, llvm::Value *> Duals;
  /// Load of a dual in W -> the P load it mirrors: shadow pointers change
  /// exactly when the pointers they mirror change.
  llvm::DenseMap<const llvm::Value *, const llvm::LoadInst *> DualLoads;

  /// An active call that was replaced by its augmented form.
  struct CallRecord {
    const DerivativeFn *Pullback = nullptr;
    llvm::Value *Tape = nullptr;       ///< in W; null if none
    llvm::Value *Descriptor = nullptr; ///< in W; for indirect calls
    llvm::Function *Custom = nullptr;  ///< registered reverse
  };
  llvm::DenseMap<const llvm::CallBase *, CallRecord> Calls;
  /// Bytes copied by a realloc of active memory, in W.
  llvm::DenseMap<const llvm::CallBase *, llvm::Value *> ReallocLength;
  /// Pointers stored where floats smaller than a pointer may have been: what
  /// was in the shadow (an integer of W), to be put back in reverse.
  llvm::DenseMap<const llvm::StoreInst *, llvm::Value *> EndedFloat;
  /// What models keep for the reverse sweep, in W.
  llvm::DenseMap<std::pair<const llvm::CallBase *, unsigned>, llvm::Value *>
      Kept;
  /// Bytes allocated by a call that zeroes them, in W. Split modes only.
  llvm::DenseMap<const llvm::CallBase *, llvm::Value *> ZeroedBytes;
  /// Head of the deferred-free list in W (an alloca), made on first use.
  llvm::Value *QuarantineSlot = nullptr;
  llvm::Value *quarantine();
  /// The call that raises what the function threw, out of W until the reverse
  /// sweep is there (Prepare/Exceptions.h).
  llvm::Instruction *Raise = nullptr;
  /// Stack slots that need not outlive W (dualAddress).
  llvm::SmallPtrSet<const llvm::Value *, 4> Scratch;
  bool Ok = true;

  EmitState(Engine &E, const DiffRequest &R, NormalForm &NF, DerivativeFn &D)
      : E(E), R(R), NF(NF), P(*NF.F), W(D.Fn), D(D), T(P, R, [&E](llvm::Function &F) -> llvm::Function & {
          return E.preparer().bodyOf(F);
        }),
        A(P, R, T), Words(P, T, A),
        OW(P, R, E.fam()), Consts(P, R),
        Conditional(P, R.isReverse() ? NF.ReturnBlock : nullptr,
                    [this](const llvm::Value *V) { return needsAdjoint(V); }) {}

  bool isForward() const { return R.Mode == DiffMode::Forward; }
  bool isSplit() const {
    return R.Mode == DiffMode::Augmented || R.Mode == DiffMode::Pullback;
  }
  /// Does V have a dual in the forward sweep?
  bool needsDual(const llvm::Value *V) const {
    return !Consts.contains(V) &&
           (isWordValue(V) ||
            (A.isActive(V) && (isForward() || T.hasPointers(V))));
  }
  /// Is V a word (Analysis/WordValues.h) that is told apart at run time? In
  /// reverse mode it has a dual and an adjoint: one of them counts.
  bool isWordValue(const llvm::Value *V) const {
    return (!R.RuntimeActivity && Words.contains(V)) ||
           (A.isActive(V) && movesWord(V));
  }
  /// Has the reverse sweep or the forward sweep something to do for I?
  bool concerns(const llvm::Instruction *I) const {
    return A.isActiveInst(I) || isWordValue(I);
  }
  /// Does X store a word that is nothing active?
  bool endsWord(const llvm::StoreInst &X) const;
  /// Does P point to memory that has a shadow?
  bool activeMemory(const llvm::Value *P) const {
    return A.isActiveMemory(P) && !Consts.contains(P);
  }
  /// Would treating V as its own shadow touch primal memory? True for a
  /// pointer into constant memory that the analyses could not tell from
  /// active memory, where it meets active pointers.
  bool mixes(const llvm::Value *V) const {
    return !R.RuntimeActivity && Consts.contains(V) &&
           V->getType()->isPointerTy() && A.isActiveMemory(V);
  }
  /// Does V have an adjoint in the reverse sweep?
  bool needsAdjoint(const llvm::Value *V) const {
    return !llvm::isa<llvm::Constant>(V) && !Consts.contains(V) &&
           ((isWordValue(V) && !isForward()) ||
            (A.isActive(V) && T.hasFloats(V)));
  }
  llvm::Value *inW(const llvm::Value *PV) const {
    if (auto *C = llvm::dyn_cast<llvm::Constant>(PV))
      return const_cast<llvm::Constant *>(C);
    return VMap.lookup(PV);
  }
  llvm::Module &module() const { return *W->getParent(); }
  const llvm::DataLayout &layout() const { return W->getDataLayout(); }

  /// Bytes of V that are floats: the vector (or scalar) type its adjoint is
  /// summed in. V itself if it is a float or float vector; for an integer
  /// that carries floats, those floats; null for aggregates.
  llvm::Type *laneType(const llvm::Value *V) const;

  /// The type V's adjoint is summed in: V's own, with every integer that
  /// carries floats replaced by those floats, inside of aggregates as well.
  llvm::Type *adjointType(const llvm::Value *V) const;

  /// The dual of a constant: zero floats, shadow globals, the same integers.
  llvm::Constant *dualConstant(llvm::Constant *C);

  /// V's dual in W, or null if it has none.
  llvm::Value *dual(const llvm::Value *V);
  /// V's dual, or the neutral stand-in of an inactive value: zero floats, the
  /// primal's own integers and pointers.
  llvm::Value *dualOr(llvm::IRBuilder<> &B, const llvm::Value *V);

  /// The memory of a Ty at Ptr holds different things at different times.
  bool sharesPlaces(const llvm::Value *Ptr, llvm::Type *Ty);

  /// How V's bytes, as stored at Ptr, are to be treated. Reports unknown
  /// bytes at I and returns false.
  bool layoutOfStore(const llvm::Instruction &I, const llvm::Value *V,
                     const llvm::Value *Ptr, Layout &L);
  /// Layout of the bytes a memcpy or memset touches; false if unknown.
  bool layoutOfTransfer(const llvm::CallBase &I, const KnownCall &K,
                        Layout &L);

private:
  /// Is V, an integer, one word?
  bool holdsWord(const llvm::Value *V) const;
  /// Does V load an address as an integer, in a module that says of no such
  /// load what it is of? In another object that is seen as one with this, or at
  /// another time, it may be a double.
  bool copiesAddress(const llvm::Value *V) const;
  /// Makes words of what is not settled in L, the bytes of Of or of what it
  /// points to, where that holds no other floats than doubles. Aligned: what
  /// begins there lies at a multiple of a word's size.
  void unknownToWords(Layout &L, const llvm::Value *Of, bool Aligned) const;
  /// Is V handed on from memory to memory, and nothing but the bits tell what
  /// it is? (WordValues are those of which more is known.)
  bool movesWord(const llvm::Value *V) const;
};

/// A constant stored over this run ends an adjoint: the bytes are floats, or
/// nothing in sight tells what they are and the caller may see floats.
inline bool mayHoldFloats(const TypeRun &R) {
  return R.Type.K != ByteType::Integer && R.Type.K != ByteType::Pointer;
}
inline bool isWord(const TypeRun &R) { return R.Type.isWord(); }

/// True for half, float, ..., and vectors of them.
inline bool isFloatLike(llvm::Type *T) { return T->isFPOrFPVectorTy(); }
/// True for pointers and vectors of them.
inline bool isPointerLike(llvm::Type *T) { return T->isPtrOrPtrVectorTy(); }

/// X, or an aggregate of such, with every leaf bitcast to the type To has there.
llvm::Value *retype(llvm::IRBuilder<> &B, llvm::Value *X, llvm::Type *To);

/// A call of llvm.memset that zeroes Len bytes at P.
llvm::Instruction *emitZero(llvm::IRBuilder<> &B, llvm::Value *P,
                            llvm::Value *Len, llvm::MaybeAlign A);

} // namespace wengert
#endif
