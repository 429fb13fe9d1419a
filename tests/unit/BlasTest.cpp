// The BLAS table against the functions of runtime/blas, and which calls count as
// calls of BLAS.
#include "Models/BlasCalls.h"
#include "Models/BlasRuntime.h"
#include "Models/KnownCalls.h"
#include "ParseIR.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Verifier.h"

using namespace llvm;
using namespace wengert;

namespace {

/// Parameters a derivative has for each operand, as runtime/blas/blas.c says.
unsigned parameters(const BlasRoutine &R, bool Reverse) {
  unsigned N = 0;
  for (unsigned K = 0; K < R.Operands.size(); ++K) {
    BlasKind Kind = R.Operands[K].Kind;
    if (Kind == BlasKind::Real)
      N += 2;
    else if (Kind == BlasKind::Array)
      N += 2 + (Reverse && R.hasBoth(K));
    else if (isStride(Kind))
      N += 1 + Reverse;
    else if (Kind == BlasKind::Ints)
      N += 2 - Reverse;
    else
      ++N;
  }
  if (R.Result == BlasResult::Real)
    N += 1 + Reverse;
  else if (R.Result == BlasResult::Info)
    N += Reverse;
  return N;
}

TEST(Blas, EveryRoutineHasItsDerivatives) {
  LLVMContext C;
  auto M = test::parse(C, "");
  for (const BlasRoutine &R : blasRoutines())
    for (StringRef Letter : {"s", "d"})
      for (bool Reverse : {false, true}) {
        std::string Name = ("wengert.blas." + Letter + R.Name +
                            (Reverse ? ".rev" : ".fwd"))
                               .str();
        Function *F = blasRuntime(*M, Name);
        ASSERT_TRUE(F) << Name;
        EXPECT_EQ(F->arg_size(), parameters(R, Reverse)) << Name;
        EXPECT_TRUE(F->hasLocalLinkage()) << Name;
      }
  EXPECT_FALSE(verifyModule(*M, &errs()));
  EXPECT_EQ(blasRuntime(*M, "wengert.blas.dnothing.fwd"), nullptr);
}

TEST(Blas, NeedsNameArrays) {
  for (const BlasRoutine &R : blasRoutines())
    for (const BlasNeed &N : R.Needs) {
      EXPECT_TRUE(isPointer(R.Operands[unsigned(N.Array)].Kind)) << R.Name.data();
      EXPECT_TRUE(N.ActiveMask) << R.Name.data();
    }
}

TEST(Blas, NamesAndOperandsTogetherMakeACall) {
  LLVMContext C;
  auto M = test::parse(
      C, "declare double @ddot_(ptr, ptr, ptr, ptr, ptr)\n"
         "declare float @sdot_64_(ptr, ptr, ptr, ptr, ptr)\n"
         "declare double @cblas_ddot(i32, ptr, i32, ptr, i32)\n"
         "declare double @cblas_ddot_64(i64, ptr, i64, ptr, i64)\n"
         "declare double @ddot(ptr, ptr, ptr, ptr, ptr)\n"
         "declare double @sdot_(ptr, ptr, ptr, ptr, ptr)\n"
         "declare double @dnrm2_(double)\n"
         "declare i32 @idamax_(ptr, ptr, ptr)\n"
         "define double @daxpy_(ptr, ptr, ptr, ptr, ptr, ptr) {\n"
         "  ret double 0.0\n}\n"
         "define void @f(ptr %p, i32 %n, i64 %m) {\n"
         "  %1 = call double @ddot_(ptr %p, ptr %p, ptr %p, ptr %p, ptr %p)\n"
         "  %2 = call float @sdot_64_(ptr %p, ptr %p, ptr %p, ptr %p, ptr %p)\n"
         "  %3 = call double @cblas_ddot(i32 %n, ptr %p, i32 1, ptr %p, i32 1)\n"
         "  %4 = call double @cblas_ddot_64(i64 %m, ptr %p, i64 1, ptr %p, i64 1)\n"
         "  %5 = call double @ddot(ptr %p, ptr %p, ptr %p, ptr %p, ptr %p)\n"
         "  %6 = call double @sdot_(ptr %p, ptr %p, ptr %p, ptr %p, ptr %p)\n"
         "  %7 = call double @dnrm2_(double 1.0)\n"
         "  %8 = call double @daxpy_(ptr %p, ptr %p, ptr %p, ptr %p, ptr %p, ptr %p)\n"
         "  %9 = call i32 @idamax_(ptr %p, ptr %p, ptr %p)\n"
         "  ret void\n}\n");
  Function &F = *M->getFunction("f");
  SmallVector<bool, 9> Found;
  const CallBase *Last = nullptr;
  for (Instruction &I : instructions(F))
    if (auto *CB = dyn_cast<CallBase>(&I)) {
      Found.push_back(isBlasCall(*CB));
      Last = CB;
    }
  // A plain name, a wrong result, wrong operands and a visible body are none.
  EXPECT_EQ(Found, (SmallVector<bool, 9>{true, true, true, true, false, false,
                                         false, false, false}));
  EXPECT_EQ(classifyCall(*Last).Kind, CallKind::Inactive);
  EXPECT_TRUE(normalizeBlasCalls(F));
  EXPECT_FALSE(verifyModule(*M, &errs()));
  unsigned Canonical = 0;
  for (Instruction &I : instructions(F))
    if (auto *CB = dyn_cast<CallBase>(&I))
      Canonical += matchBlas(*CB).has_value();
  EXPECT_EQ(Canonical, 4u);
}

} // namespace
