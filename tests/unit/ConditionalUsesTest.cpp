// Which values may be computed without being used.
#include "Analysis/ConditionalUses.h"
#include "ParseIR.h"
#include "llvm/IR/Instructions.h"

using namespace llvm;

namespace wengert::test {
namespace {

/// Names of the guarded values of function f, in order.
std::string guarded(StringRef Text) {
  LLVMContext C;
  auto M = parse(C, Text);
  Function &F = *M->getFunction("f");
  BasicBlock *Return = nullptr;
  for (BasicBlock &BB : F)
    if (isa<ReturnInst>(BB.getTerminator()))
      Return = &BB;
  ConditionalUses Uses(F, Return, [](const Value *V) {
    return V->getType()->isFPOrFPVectorTy();
  });
  std::string Out;
  for (Instruction &I : instructions(F))
    if (Uses.contains(&I))
      Out += (Out.empty() ? "" : " ") + I.getName().str();
  return Out;
}

TEST(ConditionalUses, ArmsOfSelects) {
  EXPECT_EQ(guarded("define double @f(double %x, i1 %c) {\n"
                    "  %a = fdiv double 1.0, %x\n"
                    "  %b = fmul double %a, %x\n"
                    "  %r = select i1 %c, double %b, double 0.0\n"
                    "  ret double %r\n}"),
            "a b");
  // %a is used besides.
  EXPECT_EQ(guarded("define double @f(double %x, i1 %c) {\n"
                    "  %a = fdiv double 1.0, %x\n"
                    "  %b = fmul double %a, %x\n"
                    "  %s = select i1 %c, double %b, double 0.0\n"
                    "  %r = fadd double %s, %a\n"
                    "  ret double %r\n}"),
            "b");
}

TEST(ConditionalUses, PassedOver) {
  EXPECT_EQ(guarded("declare double @llvm.maxnum.f64(double, double)\n"
                    "define double @f(double %x) {\n"
                    "  %a = fdiv double 1.0, %x\n"
                    "  %r = call double @llvm.maxnum.f64(double %a, double 2.0)\n"
                    "  ret double %r\n}"),
            "a");
}

TEST(ConditionalUses, Branches) {
  EXPECT_EQ(guarded("define double @f(double %x, i1 %c) {\n"
                    "entry:\n"
                    "  %early = fdiv double 1.0, %x\n"
                    "  %merged = fmul double %x, %x\n"
                    "  %always = fadd double %x, %x\n"
                    "  br i1 %c, label %then, label %join\n"
                    "then:\n"
                    "  %used = fmul double %early, 3.0\n"
                    "  br label %join\n"
                    "join:\n"
                    "  %p = phi double [ %used, %then ], [ %merged, %entry ]\n"
                    "  %r = fadd double %p, %always\n"
                    "  ret double %r\n}"),
            "early merged");
}

/// A path that does not return (a panic) makes nothing conditional.
TEST(ConditionalUses, PathsThatDoNotReturn) {
  EXPECT_EQ(guarded("declare void @panic() noreturn\n"
                    "define double @f(double %x, i1 %c) {\n"
                    "  %a = fdiv double 1.0, %x\n"
                    "  br i1 %c, label %bad, label %good\n"
                    "bad:\n"
                    "  call void @panic()\n"
                    "  unreachable\n"
                    "good:\n"
                    "  ret double %a\n}"),
            "");
}

/// Sums in loops are used; so is what enters them.
TEST(ConditionalUses, Loops) {
  EXPECT_EQ(guarded("define double @f(double %x, i64 %n) {\n"
                    "entry:\n  br label %loop\n"
                    "loop:\n"
                    "  %i = phi i64 [ 0, %entry ], [ %j, %loop ]\n"
                    "  %s = phi double [ 0.0, %entry ], [ %t, %loop ]\n"
                    "  %d = fdiv double 1.0, %x\n"
                    "  %t = fadd double %s, %d\n"
                    "  %j = add i64 %i, 1\n"
                    "  %c = icmp eq i64 %j, %n\n"
                    "  br i1 %c, label %exit, label %loop\n"
                    "exit:\n"
                    "  %r = phi double [ %t, %loop ]\n"
                    "  ret double %r\n}"),
            "");
}

} // namespace
} // namespace wengert::test
