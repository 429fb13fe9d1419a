//===- ReduceTest.cpp - Rules that are code -------------------------------===//
//
// Reductions, scalar SSE operations and float casts, which the generated
// property test does not build: against closed forms.
//
//===----------------------------------------------------------------------===//
#include "RuleHarness.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace llvm;

namespace wengert::test {
namespace {

/// Runs one emitted function on doubles or floats.
class Runner {
public:
  Builder B;

  std::vector<double> operator()(std::vector<double> In, unsigned Outs,
                                 ArrayRef<const fltSemantics *> InSem,
                                 const fltSemantics &OutSem) {
    auto Jit = makeJit();
    cantFail(Jit->addIRModule(B.finish()));
    auto *Fn = cantFail(Jit->lookup("fn")).toPtr<void (*)(void *, void *)>();
    Slots I(In.size()), O(Outs);
    for (unsigned K = 0; K < In.size(); ++K)
      I.setFloat(K, InSem.size() > 1 ? *InSem[K] : *InSem[0],
                 std::isfinite(In[K]) ? std::to_string(In[K]) : "nan");
    Fn(I.data(), O.data());
    std::vector<double> Out;
    for (unsigned K = 0; K < Outs; ++K) {
      APFloat V = O.getFloat(K, OutSem);
      bool Lost;
      V.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &Lost);
      Out.push_back(V.convertToDouble());
    }
    return Out;
  }
};

const fltSemantics &Dbl = APFloat::IEEEdouble();

struct Reduction {
  const char *Name;
  bool Start;
};

std::vector<double> adjoint(Reduction R, unsigned K, std::vector<double> In) {
  Runner Run;
  Type *D = Type::getDoubleTy(Run.B.context());
  Type *V = FixedVectorType::get(D, 4);
  SmallVector<Type *, 2> Types;
  if (R.Start)
    Types.push_back(D);
  Types.push_back(V);
  auto M = matchRule(*Run.B.makeIntrinsic(R.Name, D, Types));
  Run.B.emitAdjointFn(*M, "fn", K, false);
  EXPECT_EQ(Run.B.Unannounced, std::vector<std::string>());
  return Run(In, R.Start && K == 0 ? 1 : 4, {&Dbl}, Dbl);
}

std::vector<double> tangent(Reduction R, std::vector<double> In) {
  Runner Run;
  Type *D = Type::getDoubleTy(Run.B.context());
  Type *V = FixedVectorType::get(D, 4);
  SmallVector<Type *, 2> Types;
  if (R.Start)
    Types.push_back(D);
  Types.push_back(V);
  auto M = matchRule(*Run.B.makeIntrinsic(R.Name, D, Types));
  Run.B.emitTangentFn(*M, "fn", -1, false);
  return Run(In, 1, {&Dbl}, Dbl);
}

using Doubles = std::vector<double>;

TEST(Reduce, Sum) {
  Reduction R{"vector.reduce.fadd", true};
  // start, lanes, result, seed
  EXPECT_EQ(adjoint(R, 0, {1, 2, 3, 4, 5, 15, 0.5}), Doubles({0.5}));
  EXPECT_EQ(adjoint(R, 1, {1, 2, 3, 4, 5, 15, 0.5}),
            Doubles({0.5, 0.5, 0.5, 0.5}));
  EXPECT_EQ(tangent(R, {1, 2, 3, 4, 5, 15, /*duals*/ 1, 2, -4, 8, 16}),
            Doubles({23}));
}

TEST(Reduce, Product) {
  Reduction R{"vector.reduce.fmul", true};
  EXPECT_EQ(adjoint(R, 0, {2, 3, 5, 7, 1, 210, 2}), Doubles({210}));
  EXPECT_EQ(adjoint(R, 1, {2, 3, 5, 7, 1, 210, 1}), Doubles({70, 42, 30, 210}));
  // A zero factor: only its own partial is left; two: none.
  EXPECT_EQ(adjoint(R, 1, {2, 3, 0, 7, 1, 0, 1}), Doubles({0, 42, 0, 0}));
  EXPECT_EQ(adjoint(R, 1, {2, 3, 0, 0, 1, 0, 1}), Doubles({0, 0, 0, 0}));
  EXPECT_EQ(tangent(R, {2, 3, 5, 7, 1, 210, /*duals*/ 1, 1, 0, 0, 2}),
            Doubles({105 + 70 + 420}));
}

TEST(Reduce, Extremes) {
  for (const char *Name : {"vector.reduce.fmax", "vector.reduce.fmaximum"}) {
    Reduction R{Name, false};
    EXPECT_EQ(adjoint(R, 0, {1, 9, 3, 2, 9, 4}), Doubles({0, 4, 0, 0}));
    // Ties: the first lane.
    EXPECT_EQ(adjoint(R, 0, {1, 9, 9, 2, 9, 4}), Doubles({0, 4, 0, 0}));
    EXPECT_EQ(tangent(R, {1, 9, 9, 2, 9, /*duals*/ 1, 2, 3, 4}), Doubles({2}));
  }
  Reduction Min{"vector.reduce.fmin", false};
  EXPECT_EQ(adjoint(Min, 0, {1, 9, 3, -2, -2, 4}), Doubles({0, 0, 0, 4}));
  // A NaN that wins takes the derivative.
  Reduction Max{"vector.reduce.fmaximum", false};
  EXPECT_EQ(adjoint(Max, 0, {1, 9, NAN, 2, NAN, 4}), Doubles({0, 0, 4, 0}));
}

TEST(Sse, FirstLane) {
  auto Run = [](const char *Name, unsigned K, std::vector<double> In) {
    Runner Run;
    Type *V = FixedVectorType::get(Type::getDoubleTy(Run.B.context()), 2);
    auto M = matchRule(*Run.B.makeIntrinsic(Name, V, {V, V}));
    Run.B.emitAdjointFn(*M, "fn", K, false);
    EXPECT_EQ(Run.B.Unannounced, std::vector<std::string>());
    return Run(In, 2, {&Dbl}, Dbl);
  };
  // x, y, result, seed
  EXPECT_EQ(Run("x86.sse2.max.sd", 0, {1, 5, 2, 6, 2, 5, 3, 4}),
            Doubles({0, 4}));
  EXPECT_EQ(Run("x86.sse2.max.sd", 1, {1, 5, 2, 6, 2, 5, 3, 4}),
            Doubles({3, 0}));
  EXPECT_EQ(Run("x86.sse2.min.sd", 0, {1, 5, 2, 6, 1, 5, 3, 4}),
            Doubles({3, 4}));
  EXPECT_EQ(Run("x86.sse2.min.sd", 1, {1, 5, 2, 6, 1, 5, 3, 4}),
            Doubles({0, 0}));
}

TEST(Cast, BothWays) {
  for (bool Extend : {true, false}) {
    Runner Run;
    LLVMContext &C = Run.B.context();
    Type *From = Extend ? Type::getFloatTy(C) : Type::getDoubleTy(C);
    Type *To = Extend ? Type::getDoubleTy(C) : Type::getFloatTy(C);
    const fltSemantics *FromSem = &From->getFltSemantics();
    const fltSemantics *ToSem = &To->getFltSemantics();
    auto M = matchRule(*Run.B.makeCast(To, From));
    ASSERT_TRUE(M);
    Run.B.emitAdjointFn(*M, "fn", 0, false);
    // operand, result, seed
    EXPECT_EQ(Run({1.5, 1.5, 0.25}, 1, {FromSem, ToSem, ToSem}, *FromSem),
              Doubles({0.25}));
  }
}

} // namespace
} // namespace wengert::test
