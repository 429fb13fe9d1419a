//===- MathCallsTest.cpp - Pointer forms become value forms ---------------===//
//
// The rewritten function must compute what the original does, and hold no
// call that rules do not cover.
//
//===----------------------------------------------------------------------===//
#include "Models/MathCalls.h"
#include "RuleHarness.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <complex>
#include <gtest/gtest.h>

using namespace llvm;

namespace wengert::test {
namespace {

/// Parses, rewrites function f, and makes it callable.
class Rewritten {
public:
  explicit Rewritten(const std::string &Text)
      : C(std::make_unique<LLVMContext>()) {
    SMDiagnostic Error;
    auto M = parseAssemblyString(Text, Error, *C);
    if (!M) {
      Error.print("MathCallsTest", errs());
      return;
    }
    Function &F = *M->getFunction("f");
    Changed = normalizeMathCalls(F);
    Again = normalizeMathCalls(F);
    EXPECT_FALSE(verifyModule(*M, &errs()));
    for (Instruction &I : instructions(F))
      if (isa<CallBase>(I) && !matchRule(I))
        Uncovered = true;
    Jit = makeJit();
    cantFail(
        Jit->addIRModule(orc::ThreadSafeModule(std::move(M), std::move(C))));
  }
  template <typename Fn> Fn *get() {
    return cantFail(Jit->lookup("f")).toPtr<Fn *>();
  }
  bool Changed = false, Again = false, Uncovered = false;

private:
  std::unique_ptr<LLVMContext> C;
  std::unique_ptr<orc::LLJIT> Jit;
};

void expectCovered(const Rewritten &R) {
  EXPECT_TRUE(R.Changed);
  EXPECT_FALSE(R.Again);
  EXPECT_FALSE(R.Uncovered);
}

TEST(MathCalls, SinCos) {
  Rewritten R("declare void @sincos(double, ptr, ptr)\n"
              "define void @f(double %x, ptr %s, ptr %c) {\n"
              "  call void @sincos(double %x, ptr %s, ptr %c)\n  ret void\n}");
  expectCovered(R);
  double S, C;
  R.get<void(double, double *, double *)>()(0.7, &S, &C);
  EXPECT_DOUBLE_EQ(S, std::sin(0.7));
  EXPECT_DOUBLE_EQ(C, std::cos(0.7));
}

TEST(MathCalls, Frexp) {
  Rewritten R("declare float @frexpf(float, ptr)\n"
              "define float @f(float %x, ptr %e) {\n"
              "  %r = call float @frexpf(float %x, ptr %e)\n  ret float %r\n}");
  expectCovered(R);
  int E;
  EXPECT_EQ(R.get<float(float, int *)>()(6.0f, &E), 0.75f);
  EXPECT_EQ(E, 3);
}

TEST(MathCalls, Modf) {
  Rewritten R(
      "declare double @modf(double, ptr)\n"
      "define double @f(double %x, ptr %i) {\n"
      "  %r = call double @modf(double %x, ptr %i)\n  ret double %r\n}");
  expectCovered(R);
  double I;
  EXPECT_EQ(R.get<double(double, double *)>()(-6.25, &I), -0.25);
  EXPECT_EQ(I, -6.0);
}

TEST(MathCalls, Remquo) {
  Rewritten R("declare double @remquo(double, double, ptr)\n"
              "define double @f(double %x, double %y, ptr %q) {\n"
              "  %a = call double @remquo(double %x, double %y, ptr %q)\n"
              "  %b = call double @remquo(double %x, double %y, ptr %q)\n"
              "  ret double %b\n}");
  expectCovered(R);
  int Q, Expected;
  double Want = std::remquo(7.5, 2.0, &Expected);
  EXPECT_EQ(R.get<double(double, double, int *)>()(7.5, 2.0, &Q), Want);
  EXPECT_EQ(Q, Expected);
}

TEST(MathCalls, LgammaR) {
  Rewritten R("declare double @lgamma_r(double, ptr)\n"
              "define double @f(double %x, ptr %s) {\n"
              "  %r = call double @lgamma_r(double %x, ptr %s)\n"
              "  ret double %r\n}");
  expectCovered(R);
  int S;
  EXPECT_DOUBLE_EQ(R.get<double(double, int *)>()(-0.5, &S), std::lgamma(-0.5));
  EXPECT_EQ(S, -1);
}

/// Complex long double comes in memory on x86-64.
TEST(MathCalls, ComplexInMemory) {
  Rewritten R(
      "%C = type { x86_fp80, x86_fp80 }\n"
      "declare %C @cpowl(ptr byval(%C) align 16, ptr byval(%C) align 16)\n"
      "define void @f(ptr %z, ptr %w, ptr %out) {\n"
      "  %r = call %C @cpowl(ptr byval(%C) align 16 %z, ptr byval(%C) align 16 "
      "%w)\n  store %C %r, ptr %out\n  ret void\n}");
  expectCovered(R);
  std::complex<long double> Z(0.5L, 1.25L), W(-0.75L, 2.0L), Out;
  R.get<void(void *, void *, void *)>()(&Z, &W, &Out);
  std::complex<long double> Want = std::pow(Z, W);
  EXPECT_LT(std::abs(Out - Want), 1e-16L);
}

/// Other signatures, and functions with a body, are somebody else's.
TEST(MathCalls, LeavesTheRestAlone) {
  for (const char *Text :
       {"declare double @frexp(double, double)\n"
        "define double @f(double %x) {\n"
        "  %r = call double @frexp(double %x, double %x)\n  ret double %r\n}",
        "define double @frexp(double %x, ptr %p) {\n  ret double %x\n}\n"
        "define double @f(double %x) {\n"
        "  %r = call double @frexp(double %x, ptr null)\n  ret double %r\n}"}) {
    LLVMContext C;
    SMDiagnostic Error;
    auto M = parseAssemblyString(Text, Error, C);
    ASSERT_TRUE(M);
    EXPECT_FALSE(normalizeMathCalls(*M->getFunction("f")));
  }
}

} // namespace
} // namespace wengert::test
