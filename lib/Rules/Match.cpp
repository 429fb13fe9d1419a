//===- Match.cpp - Which rule an instruction has --------------------------===//
#include "Rules/Components.h"
#include "Rules/Rules.h"
#include "Rules/Table.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;
using namespace llvm::PatternMatch;

namespace wengert {

namespace {

bool fitsName(NameKind K, Type *Scalar) {
  switch (K) {
  case NameKind::Any:
    return true;
  case NameKind::Half:
    return Scalar->isHalfTy();
  case NameKind::Float:
    return Scalar->isFloatTy();
  case NameKind::Double:
    return Scalar->isDoubleTy();
  case NameKind::LongDouble: // whatever the target's long double is
    return Scalar->isDoubleTy() || Scalar->isX86_FP80Ty() ||
           Scalar->isFP128Ty() || Scalar->isPPC_FP128Ty();
  case NameKind::Quad:
    return Scalar->isFP128Ty();
  }
  return false;
}

/// Do operand and result types have the rule's shape? All floats must be of
/// one type (of the width the name implies), scalar or vector.
bool fits(const Rule &R, ArrayRef<Type *> Types, Type *Ret, NameKind K,
          bool AllowVector) {
  auto Map = mapComponents(R, Types);
  if (Map.size() != R.Components)
    return false;

  Type *T = nullptr;
  auto IsT = [&](Type *Ty) {
    if (!Ty->isFPOrFPVectorTy() || isa<ScalableVectorType>(Ty) ||
        (!AllowVector && Ty->isVectorTy()))
      return false;
    if (!T)
      T = Ty;
    return T == Ty;
  };
  auto IsInt = [&](Type *Ty) {
    return Ty->isIntegerTy() || (AllowVector && Ty->isIntOrIntVectorTy());
  };

  unsigned C = 0;
  for (char P : StringRef(R.Params)) {
    Type *Ty = Types[Map[C].Operand];
    bool Good = P == 'T'   ? IsT(Ty)
                : P == 'L' ? Ty->isFloatingPointTy()
                : P == 'i' ? IsInt(Ty)
                : P == 'p'
                    ? Ty->isPointerTy()
                    : IsT(Map[C].Element < 0 ? Ty : getElementType(Ty, 0));
    if (!Good)
      return false;
    C += P == 'C' ? 2 : 1;
  }

  StringRef Results = R.Results;
  bool Good;
  if (Results == "C") {
    Good = isFloatPair(Ret) && IsT(getElementType(Ret, 0));
  } else if (Results == "F") {
    Good = Ret->isFloatingPointTy();
  } else if (Results.size() == 1) {
    Good = Results == "T" ? IsT(Ret) : IsInt(Ret);
  } else {
    auto *ST = dyn_cast<StructType>(Ret);
    Good = ST && ST->getNumElements() == 2 && IsT(ST->getElementType(0)) &&
           (Results == "TT" ? IsT(ST->getElementType(1))
                            : IsInt(ST->getElementType(1)));
  }
  return Good && (!T || fitsName(K, T->getScalarType()));
}

/// Custom rules check what they can do themselves.
bool fitsCustom(const Rule &R, ArrayRef<Type *> Types, Type *Ret) {
  switch (R.Custom) {
  case CustomRule::None:
    return false;
  case CustomRule::FloatCast:
    return Types.size() >= 1 && !isa<StructType>(Ret);
  case CustomRule::ReduceFAdd:
    return Types.size() == 2 && Types[1]->isVectorTy();
  case CustomRule::ReduceFMul:
    return Types.size() == 2 && isa<FixedVectorType>(Types[1]);
  case CustomRule::ReduceMinMax:
    return Types.size() == 1 && isa<FixedVectorType>(Types[0]);
  case CustomRule::FirstLaneMax:
  case CustomRule::FirstLaneMin:
    return Types.size() == 2 && isa<FixedVectorType>(Types[0]);
  }
  return false;
}

std::optional<RuleMatch> makeMatch(const Rule &R, const Instruction &I,
                                   ArrayRef<Value *> Operands, NameKind K,
                                   bool AllowVector) {
  SmallVector<Type *, 4> Types;
  for (Value *V : Operands)
    Types.push_back(V->getType());
  bool Good = R.Custom != CustomRule::None ? fitsCustom(R, Types, I.getType())
              : !R.Active && AllowVector
                  ? true // an inactive instruction or intrinsic, of any shape
                  : fits(R, Types, I.getType(), K, AllowVector);
  if (!Good)
    return std::nullopt;
  RuleMatch M;
  M.R = &R;
  M.I = &I;
  M.Operands.append(Operands.begin(), Operands.end());
  return M;
}

std::optional<RuleMatch> matchIntrinsic(const IntrinsicInst &I) {
  StringRef Name = Intrinsic::getBaseName(I.getIntrinsicID());
  Name.consume_front("llvm.");
  Name.consume_front("experimental.constrained.");
  const Rule *R = findIntrinsicRule(roundsBySum(I) ? "rint" : Name);
  if (!R)
    return std::nullopt;
  SmallVector<Value *, 4> Operands;
  for (const Use &U : I.args()) // without rounding modes and the like
    if (!U->getType()->isMetadataTy() &&
        !I.paramHasAttr(I.getArgOperandNo(&U), Attribute::ImmArg))
      Operands.push_back(U);
  return makeMatch(*R, I, Operands, NameKind::Any, true);
}

/// A call by name. The attribute `enzyme_math`=name, on call or function,
/// names the rule outright; otherwise the callee must be a declaration, since
/// a body in the module is what the user means by that name.
std::optional<RuleMatch> matchCall(const CallBase &CB) {
  const auto *F =
      dyn_cast<Function>(CB.getCalledOperand()->stripPointerCasts());
  if (!F || F->getFunctionType() != CB.getFunctionType() || F->isVarArg())
    return std::nullopt;
  StringRef Attr = CB.getFnAttr("enzyme_math").getValueAsString();
  if (Attr.empty())
    Attr = F->getFnAttribute("enzyme_math").getValueAsString();
  if (Attr.empty() && !F->isDeclaration())
    return std::nullopt;
  const CallName *E = findCallName(Attr.empty() ? F->getName() : Attr);
  if (!E)
    return std::nullopt;
  SmallVector<Value *, 4> Operands(CB.args());
  return makeMatch(*ruleAt(E->RuleIndex), CB, Operands,
                   Attr.empty() ? E->Kind : NameKind::Any, false);
}

void collectNeeds(int Index, ArrayRef<ComponentRef> Map, RuleNeeds &Needs) {
  if (Index < 0)
    return;
  const Node &N = node(Index);
  switch (N.O) {
  case Node::Operand:
    if (!is_contained(Needs.Operands, Map[N.A].Operand))
      Needs.Operands.push_back(Map[N.A].Operand);
    return;
  case Node::Result:
    Needs.Result = true;
    return;
  case Node::Const:
  case Node::IntConst:
    return;
  case Node::IntAdd: // B is a number
    return collectNeeds(N.A, Map, Needs);
  default:
    for (int Child : {N.A, N.B, N.C})
      collectNeeds(Child, Map, Needs);
  }
}

RuleNeeds customNeeds(const RuleMatch &M) {
  switch (M.R->Custom) {
  case CustomRule::None:
  case CustomRule::FloatCast:
  case CustomRule::ReduceFAdd:
    return {};
  case CustomRule::ReduceFMul:
    return {{0, 1}, false};
  case CustomRule::ReduceMinMax:
    return {{0}, true};
  case CustomRule::FirstLaneMax:
  case CustomRule::FirstLaneMin:
    return {{0, 1}, false};
  }
  return {};
}

} // namespace

/// X in X + C or X - C for a number C without digits behind the point; C with
/// its sign. In a * b + C, which rounds once, a factor.
static Value *largeTerm(const Instruction &I, APFloat &C) {
  const APFloat *K;
  Value *X;
  if (match(&I, m_c_FAdd(m_Value(X), m_APFloat(K))))
    C = *K;
  else if (match(&I, m_FSub(m_Value(X), m_APFloat(K))))
    C = neg(*K);
  else if (match(&I, m_Intrinsic<Intrinsic::fmuladd>(m_Value(X), m_Value(),
                                                     m_APFloat(K))) ||
           match(&I, m_Intrinsic<Intrinsic::fma>(m_Value(X), m_Value(),
                                                 m_APFloat(K))))
    C = *K;
  else
    return nullptr;
  const fltSemantics &S = C.getSemantics();
  if (!C.isFinite() || I.hasAllowReassoc() || C.isZero() ||
      ilogb(C) < int(APFloat::semanticsPrecision(S)) - 1)
    return nullptr;
  return X;
}

bool roundsBySum(const Instruction &I) {
  APFloat C(0.0), D(0.0);
  if (!largeTerm(I, C))
    return false;
  bool Back = false;
  for (const User *U : I.users()) {
    const auto *X = cast<Instruction>(U);
    if (auto *Cast = dyn_cast<BitCastInst>(X);
        Cast && Cast->getType()->isIntOrIntVectorTy())
      continue;
    if (isa<CallBase>(X) || largeTerm(*X, D) != &I || !D.bitwiseIsEqual(neg(C)))
      return false;
    Back = true;
  }
  return Back;
}

std::optional<RuleMatch> matchRule(const Instruction &I) {
  if (const auto *II = dyn_cast<IntrinsicInst>(&I))
    return matchIntrinsic(*II);
  if (const auto *CB = dyn_cast<CallBase>(&I))
    return matchCall(*CB);
  const Rule *R = roundsBySum(I) ? findIntrinsicRule("rint")
                                 : findOpcodeRule(I.getOpcodeName());
  if (!R)
    return std::nullopt;
  SmallVector<Value *, 4> Operands(I.operands());
  return makeMatch(*R, I, Operands, NameKind::Any, true);
}

bool isInactive(const RuleMatch &M) { return !M.R->Active; }

bool choosesOperand(const RuleMatch &M) {
  switch (M.R->Custom) {
  case CustomRule::FloatCast:
  case CustomRule::ReduceFAdd:
  case CustomRule::ReduceFMul:
    return false;
  case CustomRule::ReduceMinMax:
  case CustomRule::FirstLaneMax:
  case CustomRule::FirstLaneMin:
    return true;
  case CustomRule::None:
    break;
  }
  int P = M.R->Active ? M.R->partial(0, 0) : -1;
  return P >= 0 && node(P).O == Node::Select &&
         node(node(P).B).O == Node::Const && node(node(P).C).O == Node::Const;
}

RuleNeeds adjointNeeds(const RuleMatch &M, unsigned K) {
  if (M.R->Custom != CustomRule::None)
    return customNeeds(M);
  RuleNeeds Needs;
  if (!M.R->Active)
    return Needs;
  auto Map = mapComponents(M);
  for (auto [C, Ref] : enumerate(Map))
    if (Ref.Operand == K)
      for (unsigned F = 0; F < M.R->Fields; ++F)
        collectNeeds(M.R->partial(C, F), Map, Needs);
  return Needs;
}

} // namespace wengert
