//===- PropertyTest.cpp - Every rule against the oracle -------------------===//
//
// For each rule, each form it has (opcode, intrinsic, library function; scalar
// and vector), each float type: tangents and adjoints at the oracle's points.
//
//===----------------------------------------------------------------------===//
#include "ReferenceData.h"
#include "RuleHarness.h"
#include "Rules/Table.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace llvm;

namespace wengert::test {
namespace {

/// One emitted function and how to check it.
struct Case {
  enum Kind { Tangent, Adjoint } K;
  std::string Function, Label;
  const Rule *R;
  int Operand; ///< -1: all active (tangent)
  bool StrongZero;
  unsigned Lanes;
  bool SamePoint; ///< all lanes run the same point
  SmallVector<ComponentRef, 4> Map;
  SmallVector<bool, 4> IsInt; ///< per component
};

/// Errors of a few operations each; library functions of fp128 and Bessel
/// functions near their zeros are off by more.
double tolerance(const Rule &R) {
  StringRef Name = R.Name;
  if (Name.starts_with("J") || Name.starts_with("Y"))
    return 64;
  return StringRef(R.Params).contains('C') ? 48 : 16;
}

/// What a narrowing function of T returns: the next smaller type.
Type *narrowed(Type *T) {
  if (T->isDoubleTy())
    return Type::getFloatTy(T->getContext());
  if (T->isFloatTy())
    return Type::getHalfTy(T->getContext());
  return Type::getDoubleTy(T->getContext());
}

class Suite {
public:
  explicit Suite(unsigned TypeIndex)
      : Ty(floatTypes(B.context())[TypeIndex]), Sem(Ty->getFltSemantics()),
        NarrowSem(narrowed(Ty)->getFltSemantics()) {}

  void build();
  void run();
  unsigned count() const { return Checks; }

private:
  Builder B;
  Type *Ty; ///< gone once the module is run
  const fltSemantics &Sem, &NarrowSem;
  std::vector<Case> Cases;
  unsigned Checks = 0;

  void addForms(const Rule &R);
  void addCases(const Rule &R, const Instruction *I, StringRef Form,
                unsigned Lanes, bool SamePoint);
  void runCase(const Case &C, void (*Fn)(void *, void *),
               const std::vector<Point> &Points, unsigned Start);
  APFloat partial(const Case &C, const Point &P, unsigned Comp, unsigned F);
};

/// Operand types for the shape of R. Complex operands are two scalars, or a
/// vector of two for float, as on x86-64.
SmallVector<Type *, 4> operandTypes(const Rule &R, Type *T, Type *Int) {
  SmallVector<Type *, 4> Types;
  for (char P : StringRef(R.Params)) {
    if (P == 'C' && T->isFloatTy()) {
      Types.push_back(FixedVectorType::get(T, 2));
    } else if (P == 'C') {
      Types.push_back(T);
      Types.push_back(T);
    } else {
      Types.push_back(P == 'i'   ? Int
                      : P == 'p' ? PointerType::get(T->getContext(), 0)
                                 : T);
    }
  }
  return Types;
}

Type *resultType(const Rule &R, Type *T, Type *Int) {
  StringRef Results = R.Results;
  if (Results == "F")
    return narrowed(T);
  if (Results == "C" && T->isFloatTy())
    return FixedVectorType::get(T, 2);
  if (Results == "C" || Results == "TT")
    return StructType::get(T, T);
  if (Results == "Ti")
    return StructType::get(T, Int);
  return T;
}

bool kindIs(NameKind K, Type *T) {
  switch (K) {
  case NameKind::Any:
    return true;
  case NameKind::Half:
    return T->isHalfTy();
  case NameKind::Float:
    return T->isFloatTy();
  case NameKind::Double:
    return T->isDoubleTy();
  case NameKind::LongDouble:
    return T->isX86_FP80Ty();
  case NameKind::Quad:
    return T->isFP128Ty();
  }
  return false;
}

void Suite::addCases(const Rule &R, const Instruction *I, StringRef Form,
                     unsigned Lanes, bool SamePoint) {
  auto M = matchRule(*I);
  ASSERT_TRUE(M) << Form.str() << " is not matched";
  ASSERT_EQ(M->R, &R) << Form.str();
  Case C;
  C.R = &R;
  C.Lanes = Lanes;
  C.SamePoint = SamePoint;
  C.Map = mapComponents(*M);
  for (const ComponentRef &Ref : C.Map)
    C.IsInt.push_back(!hasFloats(M->Operands[Ref.Operand]->getType()));

  auto Add = [&](Case::Kind K, int Operand, bool StrongZero) {
    C.K = K;
    C.Operand = Operand;
    C.StrongZero = StrongZero;
    C.Function = "case" + utostr(Cases.size());
    raw_string_ostream(C.Label)
        << R.Name << " as " << Form << " of " << *I->getOperand(0)->getType()
        << (K == Case::Tangent ? ", tangent" : ", adjoint") << " of operand "
        << Operand << (StrongZero ? ", strong zero" : "");
    if (K == Case::Tangent)
      B.emitTangentFn(*M, C.Function, Operand, StrongZero);
    else
      B.emitAdjointFn(*M, C.Function, Operand, StrongZero);
    Cases.push_back(C);
    C.Label.clear();
  };

  Add(Case::Tangent, -1, false);
  for (unsigned K = 0; K < M->Operands.size(); ++K) {
    if (!hasFloats(M->Operands[K]->getType()))
      continue;
    Add(Case::Tangent, K, false);
    Add(Case::Adjoint, K, false);
    Add(Case::Tangent, K, true);
    Add(Case::Adjoint, K, true);
  }
}

void Suite::addForms(const Rule &R) {
  Type *Int = Type::getInt32Ty(B.context());
  Type *Vec = FixedVectorType::get(Ty, 2),
       *IntVec = FixedVectorType::get(Int, 2);

  for (const OpName &N : allOpcodeNames()) {
    if (ruleAt(N.RuleIndex) != &R)
      continue;
    addCases(R, B.makeOpcode(N.Name, operandTypes(R, Ty, Int)), N.Name, 1,
             false);
    addCases(R, B.makeOpcode(N.Name, operandTypes(R, Vec, Int)), N.Name, 2,
             false);
  }
  for (const OpName &N : allIntrinsicNames()) {
    if (ruleAt(N.RuleIndex) != &R)
      continue;
    if (auto *I = B.makeIntrinsic(N.Name, resultType(R, Ty, Int),
                                  operandTypes(R, Ty, Int)))
      addCases(R, I, N.Name, 1, false);
    // powi has one exponent for all lanes.
    bool Shared = StringRef(N.Name) == "powi";
    if (auto *I = B.makeIntrinsic(N.Name, resultType(R, Vec, IntVec),
                                  operandTypes(R, Vec, Shared ? Int : IntVec)))
      addCases(R, I, N.Name, 2, Shared);
    for (unsigned Lanes : {4, 8}) // x86's, of fixed size
      if (StringRef(N.Name).starts_with("x86."))
        if (auto *I = B.makeIntrinsic(
                N.Name, FixedVectorType::get(Ty, Lanes),
                operandTypes(R, FixedVectorType::get(Ty, Lanes), Int)))
          addCases(R, I, N.Name, Lanes, false);
  }
  bool Narrows = StringRef(R.Results) == "F";
  for (const CallName &N : allCallNames()) {
    if (Narrows && Ty->getScalarSizeInBits() < 32)
      continue;
    if (ruleAt(N.RuleIndex) != &R || !kindIs(N.Kind, Ty) ||
        StringRef(N.Name).starts_with("__nv") ||
        StringRef(N.Name).starts_with("__ocml"))
      continue;
    // As C's int and, for functions that take one, long.
    for (unsigned Bits : {32, 64}) {
      Type *Arg = Type::getIntNTy(B.context(), Bits);
      CallInst *I =
          B.makeCall(("call" + Twine(Bits) + "." + N.Name).str(),
                     resultType(R, Ty, Int), operandTypes(R, Ty, Arg));
      I->addFnAttr(Attribute::get(B.context(), "enzyme_math", N.Name));
      addCases(R, I, N.Name, 1, false);
      if (!StringRef(R.Params).contains('i'))
        break;
    }
    break; // one is enough to run; MatchTest looks at every name
  }
}

void Suite::build() {
  for (const Rule &R : allRules())
    if (R.Active && referenceData().count(R.Name))
      addForms(R);
  EXPECT_EQ(B.Unannounced, std::vector<std::string>());
}

/// Seeds and tangents, by component or field.
const char *seedText(unsigned I) {
  static const char *const Seeds[] = {"-0.75", "1.25", "0.5", "-1.5"};
  return Seeds[I % 4];
}

APFloat Suite::partial(const Case &C, const Point &P, unsigned Comp,
                       unsigned F) {
  return parseFloat(APFloat::IEEEquad(), P.Partials[Comp * C.R->Fields + F]);
}

void Suite::runCase(const Case &C, void (*Fn)(void *, void *),
                    const std::vector<Point> &Points, unsigned Start) {
  const fltSemantics &Quad = APFloat::IEEEquad();
  const Rule &R = *C.R;
  auto PointOf = [&](unsigned Lane) -> const Point & {
    return Points[(Start + (C.SamePoint ? 0 : Lane)) % Points.size()];
  };
  // Zero seeds at edge points are what strong zero is for. With all operands
  // active, or several components, terms of an edge point may be inf - inf.
  bool AnyEdge = false;
  for (unsigned L = 0; L < C.Lanes; ++L)
    AnyEdge |= PointOf(L).Edge;
  if (AnyEdge && C.Operand < 0)
    return;
  bool ZeroSeed = C.StrongZero && AnyEdge;

  const fltSemantics &ResultSem = StringRef(R.Results) == "F" ? NarrowSem : Sem;
  Slots In(16 * C.Lanes), Out(8 * C.Lanes);
  unsigned Slot = 0;
  for (unsigned Comp = 0; Comp < R.Components; ++Comp) {
    if (C.IsInt[Comp]) {
      unsigned IntLanes = C.SamePoint ? 1 : C.Lanes;
      for (unsigned L = 0; L < IntLanes; ++L)
        In.setInt(Slot++, atoi(PointOf(L).Operands[Comp].c_str()));
    } else {
      for (unsigned L = 0; L < C.Lanes; ++L)
        In.setFloat(Slot++, Sem, PointOf(L).Operands[Comp]);
    }
  }
  auto IsIntField = [&](unsigned F) { return R.Results[F] == 'i'; };
  for (unsigned F = 0; F < R.Fields; ++F)
    for (unsigned L = 0; L < C.Lanes; ++L) {
      if (IsIntField(F))
        In.setInt(Slot++, atoi(PointOf(L).Results[F].c_str()));
      else
        In.setFloat(Slot++, ResultSem, PointOf(L).Results[F]);
    }
  auto Seed = [&](unsigned I) { return ZeroSeed ? "0" : seedText(I); };
  auto IsActive = [&](unsigned Comp) {
    return !C.IsInt[Comp] &&
           (C.Operand < 0 || C.Map[Comp].Operand == unsigned(C.Operand));
  };
  if (C.K == Case::Tangent) {
    for (unsigned Comp = 0; Comp < R.Components; ++Comp)
      for (unsigned L = 0; IsActive(Comp) && L < C.Lanes; ++L)
        In.setFloat(Slot++, Sem, Seed(Comp));
  } else {
    for (unsigned F = 0; F < R.Fields; ++F)
      for (unsigned L = 0; L < C.Lanes; ++L, ++Slot)
        if (!IsIntField(F))
          In.setFloat(Slot, ResultSem, Seed(F));
  }
  Fn(In.data(), Out.data());

  unsigned OutSlot = 0;
  auto Check = [&](unsigned L, APFloat Want) {
    APFloat Got =
        Out.getFloat(OutSlot++, C.K == Case::Tangent ? ResultSem : Sem);
    ++Checks;
    if (isClose(Got, Want, tolerance(R)))
      return;
    SmallString<64> G, W;
    Got.toString(G);
    Want.toString(W);
    std::string At;
    for (const std::string &S : PointOf(L).Operands)
      At += " " + S;
    ADD_FAILURE() << C.Label << " at" << At << ": " << G.c_str()
                  << ", expected " << W.c_str();
  };
  auto Term = [&](const Point &P, unsigned Comp, unsigned F, unsigned SeedOf) {
    return ZeroSeed
               ? APFloat::getZero(Quad)
               : partial(C, P, Comp, F) * parseFloat(Quad, seedText(SeedOf));
  };
  if (C.K == Case::Tangent) {
    for (unsigned F = 0; F < R.Fields; ++F)
      for (unsigned L = 0; L < C.Lanes; ++L) {
        if (IsIntField(F)) {
          ++OutSlot;
          continue;
        }
        APFloat Want = APFloat::getZero(Quad);
        for (unsigned Comp = 0; Comp < R.Components; ++Comp)
          if (IsActive(Comp))
            Want = Want + Term(PointOf(L), Comp, F, Comp);
        Check(L, Want);
      }
    return;
  }
  for (unsigned Comp = 0; Comp < R.Components; ++Comp)
    for (unsigned L = 0; IsActive(Comp) && L < C.Lanes; ++L) {
      APFloat Want = APFloat::getZero(Quad);
      for (unsigned F = 0; F < R.Fields; ++F)
        if (!IsIntField(F))
          Want = Want + Term(PointOf(L), Comp, F, F);
      Check(L, Want);
    }
}

void Suite::run() {
  auto Jit = makeJit();
  ASSERT_TRUE(Jit);
  auto Module = B.finish();
  ASSERT_TRUE(Module);
  ASSERT_FALSE(errorToBool(Jit->addIRModule(std::move(Module))));
  for (const Case &C : Cases) {
    auto Address = Jit->lookup(C.Function);
    if (!Address) {
      FAIL() << C.Label << ": " << toString(Address.takeError());
    }
    auto *Fn = Address->toPtr<void (*)(void *, void *)>();
    const auto &Points = referenceData().at(C.R->Name);
    for (unsigned P = 0; P < Points.size(); ++P)
      runCase(C, Fn, Points, P);
  }
}

class Properties : public testing::TestWithParam<unsigned> {};

TEST_P(Properties, TangentsAndAdjoints) {
  Suite S(GetParam());
  S.build();
  if (HasFatalFailure())
    return;
  S.run();
  EXPECT_GT(S.count(), 1000u);
}

std::string typeName(const testing::TestParamInfo<unsigned> &Info) {
  static const char *const Names[] = {"half",   "bfloat",   "float",
                                      "double", "x86_fp80", "fp128"};
  return Names[Info.param];
}

INSTANTIATE_TEST_SUITE_P(Rules, Properties, testing::Range(0u, 6u), typeName);

/// Rules without points are inactive, code, or the value forms of functions
/// with pointers; all others must be in the reference file.
TEST(Reference, CoversTheTable) {
  for (const Rule &R : allRules()) {
    StringRef Name = R.Name;
    if (!R.Active || R.Custom != CustomRule::None || Name == "Remquo" ||
        Name == "LGammaR")
      continue;
    // Approximations to half of the digits, different on each processor.
    if (Name == "X86Reciprocal" || Name == "X86ReciprocalSqrt")
      continue;
    EXPECT_TRUE(referenceData().count(R.Name)) << R.Name;
  }
}

} // namespace
} // namespace wengert::test
