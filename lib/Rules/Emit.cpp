//===- Emit.cpp - Tangents and adjoints from the rule table ---------------===//
//
// Evaluates the partials' expressions with the builder at hand. A partial is
// applied to the tangent or adjoint rather than multiplied: division by y,
// not multiplication by 1/y; a partial of 1 is no instruction at all.
//
//===----------------------------------------------------------------------===//
#include "Rules/Components.h"
#include "Rules/Custom.h"
#include "Rules/MathFunctions.h"
#include "Rules/Rules.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace wengert {

namespace {

/// Emitted instructions carry the flags of the original one; inside strict
/// floating point they are constrained as it is.
class FlagsOf {
public:
  FlagsOf(const Instruction &I, IRBuilder<> &B)
      : Guard(B), B(B), WasConstrained(B.getIsFPConstrained()),
        Except(B.getDefaultConstrainedExcept()),
        Rounding(B.getDefaultConstrainedRounding()) {
    B.setFastMathFlags(isa<FPMathOperator>(I) ? I.getFastMathFlags()
                                              : FastMathFlags());
    if (const auto *C = dyn_cast<ConstrainedFPIntrinsic>(&I)) {
      B.setIsFPConstrained(true);
      if (auto E = C->getExceptionBehavior())
        B.setDefaultConstrainedExcept(*E);
      if (auto R = C->getRoundingMode())
        B.setDefaultConstrainedRounding(*R);
    }
  }
  ~FlagsOf() {
    B.setIsFPConstrained(WasConstrained);
    B.setDefaultConstrainedExcept(Except);
    B.setDefaultConstrainedRounding(Rounding);
  }

private:
  IRBuilderBase::FastMathFlagGuard Guard;
  IRBuilder<> &B;
  bool WasConstrained;
  fp::ExceptionBehavior Except;
  RoundingMode Rounding;
};

/// A term of a sum, with its sign kept apart so that a - b is one fsub.
struct Term {
  Value *V = nullptr; ///< null: zero
  bool Negative = false;
};

class RuleEmitter {
public:
  RuleEmitter(const RuleMatch &M, IRBuilder<> &B, PrimalFn Primal,
              bool StrongZero)
      : M(M), B(B), Primal(Primal), StrongZero(StrongZero),
        Map(mapComponents(M)) {
    for (const ComponentRef &C : Map) {
      Type *T = componentType(C);
      if (T->isFPOrFPVectorTy()) {
        Ty = T;
        break;
      }
    }
  }

  Value *tangent(ArrayRef<Value *> Duals);
  Value *adjoint(Value *ResultAdjoint, unsigned K);

private:
  const RuleMatch &M;
  IRBuilder<> &B;
  PrimalFn Primal;
  bool StrongZero;
  SmallVector<ComponentRef, 4> Map;
  Type *Ty = nullptr; ///< of every float component
  DenseMap<int, Value *> Values;

  Type *componentType(const ComponentRef &C) const {
    Type *T = M.Operands[C.Operand]->getType();
    return C.Element < 0 ? T : getElementType(T, C.Element);
  }
  Value *component(const ComponentRef &C, Value *OfOperand) {
    return C.Element < 0 ? OfOperand : getElement(B, OfOperand, C.Element);
  }
  bool resultIsAggregate() const { return M.R->Fields > 1; }
  /// The result is of a narrower type than the operands, and rounded once.
  bool isNarrowing() const { return M.R->Results[0] == 'F'; }

  Value *eval(int Index);
  Value *compute(const Node &N);
  Value *intToFloat(Value *V);
  /// Partial times Seed; null V for a zero partial.
  Term apply(int Index, Value *Seed);
  Value *add(Value *Sum, Term T);
};

Value *RuleEmitter::intToFloat(Value *V) {
  Type *To = V->getType()->isVectorTy() ? Ty : Ty->getScalarType();
  V = B.CreateSIToFP(V, To);
  if (To == Ty)
    return V;
  return B.CreateVectorSplat(cast<VectorType>(Ty)->getElementCount(), V);
}

Value *RuleEmitter::eval(int Index) {
  auto It = Values.find(Index);
  if (It != Values.end())
    return It->second;
  Value *V = compute(node(Index));
  Values[Index] = V;
  return V;
}

Value *RuleEmitter::compute(const Node &N) {
  auto A = [&] { return eval(N.A); };
  auto C = [&] { return eval(N.B); };
  switch (N.O) {
  case Node::Operand:
    return component(Map[N.A], Primal(Map[N.A].Operand));
  case Node::Result: {
    Value *R = Primal(Result);
    if (isNarrowing())
      return B.CreateFPExt(R, Ty);
    return resultIsAggregate() ? getElement(B, R, N.A) : R;
  }
  case Node::Const:
    return ConstantFP::get(Ty, N.Text);
  case Node::IntConst:
    return B.getInt32(N.A);
  case Node::Add: {
    Value *L = A();
    return B.CreateFAdd(L, C());
  }
  case Node::Sub: {
    Value *L = A();
    return B.CreateFSub(L, C());
  }
  case Node::Mul: {
    Value *L = A();
    return B.CreateFMul(L, C());
  }
  case Node::Div: {
    Value *L = A();
    return B.CreateFDiv(L, C());
  }
  case Node::Neg:
    return B.CreateFNeg(A());
  case Node::CmpOEQ:
  case Node::CmpOLT:
  case Node::CmpOLE:
  case Node::CmpOGT:
  case Node::CmpOGE:
  case Node::CmpUNO: {
    CmpInst::Predicate P = N.O == Node::CmpOEQ   ? CmpInst::FCMP_OEQ
                           : N.O == Node::CmpOLT ? CmpInst::FCMP_OLT
                           : N.O == Node::CmpOLE ? CmpInst::FCMP_OLE
                           : N.O == Node::CmpOGT ? CmpInst::FCMP_OGT
                           : N.O == Node::CmpOGE ? CmpInst::FCMP_OGE
                                                 : CmpInst::FCMP_UNO;
    Value *L = A();
    return B.CreateFCmp(P, L, C());
  }
  case Node::And: {
    Value *L = A();
    return B.CreateAnd(L, C());
  }
  case Node::Or: {
    Value *L = A();
    return B.CreateOr(L, C());
  }
  case Node::Select: {
    Value *Cond = A(), *Then = C();
    return B.CreateSelect(Cond, Then, eval(N.C));
  }
  case Node::IntToFP:
    return intToFloat(A());
  case Node::IntAdd: {
    Value *V = A();
    return B.CreateAdd(V, ConstantInt::getSigned(V->getType(), N.B));
  }
  case Node::IntNeg:
    return B.CreateNeg(A());
  case Node::Helper:
    return callHelper(B, N.Text, A());
  case Node::Intrinsic:
  case Node::Libm: {
    SmallVector<Value *, 2> Args{A()};
    if (N.B >= 0)
      Args.push_back(C());
    return N.O == Node::Intrinsic ? callIntrinsic(B, N.Text, Args)
                                  : callLibm(B, N.Text, Args);
  }
  }
  return nullptr;
}

Term RuleEmitter::apply(int Index, Value *Seed) {
  if (Index < 0)
    return {};
  const Node &N = node(Index);
  if (N.O == Node::Const) {
    if (N.isConst("0"))
      return {};
    if (N.isConst("1") || N.isConst("-1"))
      return {Seed, N.isConst("-1")};
    return {B.CreateFMul(Seed, eval(Index)), false};
  }
  if (N.O == Node::Neg) {
    Term T = apply(N.A, Seed);
    return {T.V, !T.Negative};
  }
  if (N.O == Node::Select) {
    // Where the partial is zero by convention the contribution is zero too,
    // even against an infinite or NaN seed.
    Value *Cond = eval(N.A);
    auto Arm = [&](int I) -> Value * {
      Value *V = add(nullptr, apply(I, Seed));
      return V ? V : Constant::getNullValue(Seed->getType());
    };
    Value *Then = Arm(N.B);
    return {B.CreateSelect(Cond, Then, Arm(N.C)), false};
  }

  Value *V;
  if (N.O == Node::Div && node(N.A).O == Node::Const) {
    Value *Top = node(N.A).isConst("1") ? Seed : B.CreateFMul(Seed, eval(N.A));
    V = B.CreateFDiv(Top, eval(N.B));
  } else if (N.O == Node::Intrinsic && StringRef(N.Text) == "ldexp" &&
             node(N.A).isConst("1")) {
    V = callIntrinsic(B, "ldexp", {Seed, eval(N.B)});
  } else if (N.O == Node::Intrinsic && StringRef(N.Text) == "copysign" &&
             node(N.A).isConst("1")) {
    V = B.CreateFMul(Seed, eval(Index));
    return {V, false}; // the partial is finite: nothing to guard
  } else {
    V = B.CreateFMul(Seed, eval(Index));
  }
  return {StrongZero ? guardZero(B, Seed, V) : V, false};
}

Value *RuleEmitter::add(Value *Sum, Term T) {
  if (!T.V)
    return Sum;
  if (!Sum)
    return T.Negative ? B.CreateFNeg(T.V) : T.V;
  return T.Negative ? B.CreateFSub(Sum, T.V) : B.CreateFAdd(Sum, T.V);
}

Value *RuleEmitter::tangent(ArrayRef<Value *> Duals) {
  SmallVector<Value *, 2> Out(M.R->Fields);
  for (auto [C, Ref] : enumerate(Map)) {
    if (!Duals[Ref.Operand])
      continue;
    Value *Dual = nullptr;
    for (unsigned F = 0; F < M.R->Fields; ++F) {
      int P = M.R->partial(C, F);
      if (P < 0)
        continue;
      if (!Dual)
        Dual = component(Ref, Duals[Ref.Operand]);
      Out[F] = add(Out[F], apply(P, Dual));
    }
  }
  if (isNarrowing() && Out[0])
    return B.CreateFPTrunc(Out[0], M.I->getType());
  if (!resultIsAggregate())
    return Out[0];
  Value *Whole = nullptr;
  for (auto [F, V] : enumerate(Out))
    if (V)
      Whole = setElement(
          B, Whole ? Whole : Constant::getNullValue(M.I->getType()), V, F);
  return Whole;
}

Value *RuleEmitter::adjoint(Value *ResultAdjoint, unsigned K) {
  SmallVector<Value *, 2> Fields(M.R->Fields);
  if (isNarrowing())
    ResultAdjoint = B.CreateFPExt(ResultAdjoint, Ty);
  Value *Whole = nullptr;
  for (auto [C, Ref] : enumerate(Map)) {
    if (Ref.Operand != K)
      continue;
    Value *Sum = nullptr;
    for (unsigned F = 0; F < M.R->Fields; ++F) {
      int P = M.R->partial(C, F);
      if (P < 0)
        continue;
      if (!Fields[F])
        Fields[F] = resultIsAggregate() ? getElement(B, ResultAdjoint, F)
                                        : ResultAdjoint;
      Sum = add(Sum, apply(P, Fields[F]));
    }
    if (Ref.Element < 0)
      return Sum;
    if (Sum)
      Whole = setElement(
          B, Whole ? Whole : Constant::getNullValue(M.Operands[K]->getType()),
          Sum, Ref.Element);
  }
  return Whole;
}

} // namespace

Value *emitTangent(const RuleMatch &M, IRBuilder<> &B, PrimalFn Primal,
                   ArrayRef<Value *> Duals, bool StrongZero) {
  if (!M.R->Active)
    return nullptr;
  FlagsOf Flags(*M.I, B);
  if (M.R->Custom != CustomRule::None)
    return emitCustomTangent(M, B, Primal, Duals, StrongZero);
  return RuleEmitter(M, B, Primal, StrongZero).tangent(Duals);
}

Value *emitAdjoint(const RuleMatch &M, IRBuilder<> &B, PrimalFn Primal,
                   Value *ResultAdjoint, unsigned K, bool StrongZero) {
  if (!M.R->Active || !ResultAdjoint)
    return nullptr;
  FlagsOf Flags(*M.I, B);
  if (M.R->Custom != CustomRule::None)
    return emitCustomAdjoint(M, B, Primal, ResultAdjoint, K, StrongZero);
  return RuleEmitter(M, B, Primal, StrongZero).adjoint(ResultAdjoint, K);
}

} // namespace wengert
