//===- BlasModel.cpp - Derivatives of BLAS and LAPACK ---------------------===//
#include "Models/BlasModel.h"
#include "Diagnose/Diagnostics.h"
#include "Models/BlasCalls.h"
#include "Models/BlasRuntime.h"
#include "Models/CallModel.h"

using namespace llvm;

namespace wengert {

namespace {

class BlasModel : public CallModel {
public:
  bool matches(const CallBase &CB) const override {
    return matchBlas(CB).has_value();
  }
  OperandUse use(const CallBase &CB, unsigned Op) const override;
  void tangent(CallBase &CB, SweepContext &Ctx) const override;
  void augment(CallBase &CB, SweepContext &Ctx) const override;
  void adjoint(CallBase &CB, SweepContext &Ctx) const override;
};

/// Slots under which copies of operand K are kept.
constexpr unsigned CopyBefore = 0, CopyAfter = 100;

/// One call in one sweep.
class Emission {
public:
  Emission(CallBase &CB, SweepContext &Ctx)
      : CB(CB), Ctx(Ctx), B(Ctx.B), Fn(*matchBlas(CB)), R(*Fn.Routine),
        Null(ConstantPointerNull::get(B.getPtrTy())) {}

  Value *primal(unsigned K) { return Ctx.primal(CB.getArgOperand(K)); }
  Value *shadow(unsigned K);
  uint32_t activeMask() const;
  Value *extent(const BlasExtent &E);
  Value *copy(unsigned K);
  Function *runtime(const Twine &Name);
  CallInst *call(const Twine &Name, ArrayRef<Value *> Args);
  AllocaInst *slot();
  std::string routine() const {
    return ((Fn.Real->isDoubleTy() ? "d" : "s") + R.Name).str();
  }

  CallBase &CB;
  SweepContext &Ctx;
  IRBuilder<> &B;
  BlasFunction Fn;
  const BlasRoutine &R;
  Constant *Null;
};

} // namespace

OperandUse BlasModel::use(const CallBase &CB, unsigned Op) const {
  auto F = matchBlas(CB);
  if (Op >= F->Routine->Operands.size())
    return {};
  const BlasOperand &O = F->Routine->Operands[Op];
  OperandUse U;
  if (O.Kind == BlasKind::Array) {
    U.Pointee = F->Real;
    U.Reads = O.Reads;
    U.Writes = O.Writes && !O.Work;
  } else if (O.Kind == BlasKind::Real) {
    U.Reads = true;
  }
  return U;
}

/// The shadow of array K; null where there is none, also at run time.
Value *Emission::shadow(unsigned K) {
  Value *P = CB.getArgOperand(K);
  Value *D = Ctx.isActiveMemory(P) ? Ctx.dual(P) : nullptr;
  if (!D)
    return Null;
  if (!Ctx.request().RuntimeActivity)
    return D;
  return B.CreateSelect(B.CreateICmpEQ(D, Ctx.primal(P)), Null, D);
}

/// The operands that have a derivative.
uint32_t Emission::activeMask() const {
  uint32_t Mask = 0;
  for (unsigned K = 0; K < R.Operands.size(); ++K) {
    Value *V = CB.getArgOperand(K);
    bool Active = R.Operands[K].Kind == BlasKind::Array ? Ctx.isActiveMemory(V)
                  : R.Operands[K].Kind == BlasKind::Real && Ctx.isActive(V);
    Mask |= uint32_t(Active) << K;
  }
  return Mask;
}

Value *Emission::extent(const BlasExtent &E) {
  auto At = [&](int K) {
    return K < 0 ? (Value *)B.getInt64(0) : primal(unsigned(K));
  };
  switch (E.K) {
  case BlasExtent::One:
    return B.getInt64(1);
  case BlasExtent::Operand:
    return At(E.A);
  case BlasExtent::Min:
    return B.CreateBinaryIntrinsic(Intrinsic::smin, At(E.A), At(E.B));
  case BlasExtent::Band:
    return B.CreateAdd(B.CreateAdd(At(E.A), At(E.B)), B.getInt64(1));
  case BlasExtent::Pos:
    return B.CreateSelect(B.CreateICmpSGT(At(E.B), B.getInt64(0)), At(E.A),
                          B.getInt64(0));
  case BlasExtent::Choice:
    break;
  }
  BlasKind Flag = R.Operands[unsigned(E.Flag)].Kind;
  char First = Flag == BlasKind::Side ? 'L' : 'N';
  return B.CreateSelect(B.CreateICmpEQ(At(E.Flag), B.getInt32(First)), At(E.A),
                        At(E.B));
}

Function *Emission::runtime(const Twine &Name) {
  Module &M = *B.GetInsertBlock()->getModule();
  Function *F = blasRuntime(M, ("wengert.blas." + Name).str());
  // What it calls goes to the library the program calls here.
  if (F)
    defineBlas(M, *CB.getCalledFunction());
  return F;
}

CallInst *Emission::call(const Twine &Name, ArrayRef<Value *> Args) {
  Function *F = runtime(Name);
  if (!F) {
    diagnose(Code::Internal, CB, "there is no function " + Name,
             "please report this with the source");
    return nullptr;
  }
  return B.CreateCall(F, Args);
}

/// A zeroed floating-point variable.
AllocaInst *Emission::slot() {
  BasicBlock &Entry = B.GetInsertBlock()->getParent()->getEntryBlock();
  IRBuilder<> EB(&Entry, Entry.begin());
  AllocaInst *A = EB.CreateAlloca(Fn.Real, nullptr, "wg.blas");
  B.CreateStore(ConstantFP::getZero(Fn.Real), A);
  return A;
}

/// A packed copy of array K as it is here.
Value *Emission::copy(unsigned K) {
  const BlasOperand &O = R.Operands[K];
  std::string Letter = Fn.Real->isDoubleTy() ? "d" : "s";
  if (O.Kind == BlasKind::Ints)
    return call(Fn.IntBits == 64 ? "save.i64" : "save.i32",
                {extent(O.Rows), primal(K)});
  if (O.Matrix)
    return call(Letter + "save", {extent(O.Rows), extent(O.Cols), primal(K),
                                  primal(unsigned(O.Stride))});
  Value *Inc = O.Stride < 0 ? B.getInt64(1) : primal(unsigned(O.Stride));
  return call(Letter + "savev", {extent(O.Rows), primal(K), Inc});
}

void BlasModel::tangent(CallBase &CB, SweepContext &Ctx) const {
  Emission E(CB, Ctx);
  auto *WC = cast<CallInst>(Ctx.primal(&CB));
  E.B.SetInsertPoint(WC);
  SmallVector<Value *, 24> Args;
  for (unsigned K = 0; K < E.R.Operands.size(); ++K) {
    Args.push_back(E.primal(K));
    BlasKind Kind = E.R.Operands[K].Kind;
    if (Kind == BlasKind::Array) {
      Args.push_back(E.shadow(K));
    } else if (Kind == BlasKind::Real) {
      Value *D = Ctx.dual(CB.getArgOperand(K));
      Args.push_back(D ? D : ConstantFP::getZero(E.Fn.Real));
    } else if (Kind == BlasKind::Ints) {
      Args.push_back(E.B.getInt64(E.Fn.IntBits));
    }
  }
  AllocaInst *Tangent = nullptr;
  if (E.R.Result == BlasResult::Real)
    Args.push_back(Tangent = E.slot());
  CallInst *New = E.call(E.routine() + ".fwd", Args);
  if (!New)
    return Ctx.fail();
  if (Tangent && Ctx.isActive(&CB))
    Ctx.setDual(&CB, E.B.CreateLoad(E.Fn.Real, Tangent, CB.getName() + "'"));
  Ctx.replacePrimal(CB, New);
}

void BlasModel::augment(CallBase &CB, SweepContext &Ctx) const {
  Emission E(CB, Ctx);
  uint32_t Active = E.activeMask();
  auto *WC = cast<Instruction>(Ctx.primal(&CB));
  for (const BlasNeed &N : E.R.Needs) {
    if (!(Active & N.ActiveMask))
      continue;
    unsigned K = unsigned(N.Array);
    // Integers come in two widths: the adjoint sees copies of one. Two states
    // of one array share a stride: both are packed.
    bool Changes = E.R.Operands[K].Kind == BlasKind::Ints || E.R.hasBoth(K) ||
                   (!N.After && E.R.Operands[K].Writes) ||
                   Ctx.isOverwrittenAfter(CB, CB.getArgOperand(K));
    if (!Changes)
      continue;
    E.B.SetInsertPoint(N.After ? WC->getNextNode() : WC);
    E.B.SetCurrentDebugLocation(CB.getDebugLoc());
    Value *Copy = E.copy(K);
    if (!Copy)
      return Ctx.fail();
    Ctx.keep(CB, K + (N.After ? CopyAfter : CopyBefore), Copy);
    if (E.R.Operands[K].Kind == BlasKind::Array)
      remark(CB, "Copied",
             "a copy of '" + Twine(E.R.Operands[K].Name) + "' of " +
                 E.routine() + " is kept for the reverse sweep, since it may "
                               "be overwritten before");
  }
}

void BlasModel::adjoint(CallBase &CB, SweepContext &Ctx) const {
  Emission E(CB, Ctx);
  IRBuilder<> &B = E.B;
  uint32_t Active = E.activeMask();
  unsigned N = E.R.Operands.size();
  // Each array as it was before and after the call, if it is needed.
  SmallVector<Value *, 16> Before(N, nullptr), After(N, nullptr);
  SmallVector<Value *, 4> Copies;
  SmallVector<bool, 16> Packed(N, false);
  for (const BlasNeed &Need : E.R.Needs) {
    if (!(Active & Need.ActiveMask))
      continue;
    unsigned K = unsigned(Need.Array);
    Value *Copy = Ctx.kept(CB, K + (Need.After ? CopyAfter : CopyBefore));
    if (Copy)
      Copies.push_back(Copy);
    Packed[K] = Packed[K] || Copy;
    (Need.After ? After : Before)[K] = Copy ? Copy : E.primal(K);
  }
  SmallVector<Value *, 32> Args;
  SmallVector<std::pair<Value *, AllocaInst *>, 2> Scalars;
  for (unsigned K = 0; K < N; ++K) {
    const BlasOperand &O = E.R.Operands[K];
    Value *V = CB.getArgOperand(K);
    switch (O.Kind) {
    case BlasKind::Array:
      if (E.R.hasBoth(K))
        Args.push_back(Before[K] ? Before[K] : E.Null);
      Args.push_back(After[K]    ? After[K]
                     : Before[K] && !E.R.hasBoth(K) ? Before[K]
                                                    : E.Null);
      Args.push_back(E.shadow(K));
      break;
    case BlasKind::Ints:
      Args.push_back(After[K] ? After[K] : Before[K] ? Before[K] : E.Null);
      break;
    case BlasKind::Real:
      Args.push_back(E.primal(K));
      if (Active >> K & 1) {
        Scalars.push_back({V, E.slot()});
        Args.push_back(Scalars.back().second);
      } else {
        Args.push_back(E.Null);
      }
      break;
    case BlasKind::Inc:
    case BlasKind::Ld: {
      Value *Own = E.primal(K), *Here = Own;
      for (unsigned A = 0; A < N; ++A)
        if (E.R.Operands[A].Stride == int(K) && Packed[A])
          Here = O.Kind == BlasKind::Inc
                     ? (Value *)B.getInt64(1)
                     : B.CreateBinaryIntrinsic(Intrinsic::smax, B.getInt64(1),
                                               E.extent(E.R.Operands[A].Rows));
      Args.push_back(Here);
      Args.push_back(Own);
      break;
    }
    default:
      Args.push_back(E.primal(K));
    }
  }
  if (E.R.Result == BlasResult::Real) {
    Value *X = Ctx.takeAdjoint(&CB);
    Args.push_back(E.R.NeedsResult ? Ctx.primal(&CB)
                                   : PoisonValue::get(E.Fn.Real));
    Args.push_back(X ? X : ConstantFP::getZero(E.Fn.Real));
  } else if (E.R.Result == BlasResult::Info) {
    Args.push_back(Ctx.primal(&CB));
  }
  if (!E.call(E.routine() + ".rev", Args))
    return Ctx.fail();
  for (auto &[V, Slot] : Scalars)
    Ctx.addAdjoint(V, B.CreateLoad(E.Fn.Real, Slot));
  for (Value *Copy : Copies)
    Ctx.release(Copy);
}

const CallModel *blasModel() {
  static const BlasModel Model;
  return &Model;
}

} // namespace wengert
