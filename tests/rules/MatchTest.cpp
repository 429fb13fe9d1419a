//===- MatchTest.cpp - What is matched, and what is not -------------------===//
#include "RuleHarness.h"
#include "Rules/Table.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace llvm;

namespace wengert::test {
namespace {

struct Parsed {
  LLVMContext C;
  std::unique_ptr<Module> M;

  explicit Parsed(const std::string &Text) {
    SMDiagnostic Error;
    M = parseAssemblyString(Text, Error, C);
    if (!M)
      Error.print("MatchTest", errs());
  }
  /// The first instruction of function f.
  Instruction &first(StringRef Function = "f") {
    return M->getFunction(Function)->getEntryBlock().front();
  }
};

std::string ruleOf(const std::string &Text) {
  Parsed P(Text);
  if (!P.M)
    return "does not parse";
  auto M = matchRule(P.first());
  return M ? M->R->Name : "none";
}

Type *typeOf(NameKind K, LLVMContext &C) {
  switch (K) {
  case NameKind::Half:
    return Type::getHalfTy(C);
  case NameKind::Float:
    return Type::getFloatTy(C);
  case NameKind::LongDouble:
    return Type::getX86_FP80Ty(C);
  case NameKind::Quad:
    return Type::getFP128Ty(C);
  default:
    return Type::getDoubleTy(C);
  }
}

/// Every name of the table, called with the signature its rule states, has
/// that rule; with another float type it has none.
TEST(Match, EveryName) {
  for (const CallName &N : allCallNames()) {
    const Rule &R = *ruleAt(N.RuleIndex);
    for (bool Right : {true, false}) {
      Builder B;
      LLVMContext &C = B.context();
      Type *T = Right ? typeOf(N.Kind, C) : Type::getBFloatTy(C);
      Type *Int = Type::getInt32Ty(C);
      SmallVector<Type *, 4> Types;
      for (char P : StringRef(R.Params)) {
        Types.push_back(P == 'i' ? Int : P == 'p' ? PointerType::get(C, 0) : T);
        if (P == 'C')
          Types.push_back(T);
      }
      StringRef Results = R.Results;
      Type *Ret = Results == "i"                      ? Int
                  : Results == "Ti"                   ? StructType::get(T, Int)
                  : Results == "C" || Results == "TT" ? StructType::get(T, T)
                                                      : T;
      auto M = matchRule(*B.makeCall(N.Name, Ret, Types));
      if (Right) {
        ASSERT_TRUE(M) << N.Name;
        EXPECT_EQ(M->R, &R) << N.Name;
      } else if (N.Kind != NameKind::Any && StringRef(R.Params) != "p" &&
                 StringRef(R.Params) != "pp") {
        EXPECT_FALSE(M) << N.Name << " of bfloat";
      }
    }
  }
}

TEST(Match, SignatureIsChecked) {
  EXPECT_EQ(ruleOf("declare double @sin(double)\n"
                   "define void @f(double %x) {\n"
                   "  %r = call double @sin(double %x)\n  ret void\n}"),
            "Sin");
  EXPECT_EQ(ruleOf("declare double @sin(double, double)\n"
                   "define void @f(double %x) {\n"
                   "  %r = call double @sin(double %x, double %x)\n"
                   "  ret void\n}"),
            "none");
  EXPECT_EQ(ruleOf("declare i32 @sin(double)\n"
                   "define void @f(double %x) {\n"
                   "  %r = call i32 @sin(double %x)\n  ret void\n}"),
            "none");
  EXPECT_EQ(ruleOf("declare double @sin(double, ...)\n"
                   "define void @f(double %x) {\n"
                   "  %r = call double (double, ...) @sin(double %x)\n"
                   "  ret void\n}"),
            "none");
}

TEST(Match, ADefinitionIsTheUsersOwn) {
  const std::string Body = "{\n  ret double %x\n}\n"
                           "define void @f(double %x) {\n"
                           "  %r = call double @NAME(double %x)\n  ret void\n}";
  auto Named = [&](std::string Text, StringRef Name) {
    size_t At;
    while ((At = Text.find("NAME")) != std::string::npos)
      Text.replace(At, 4, Name.str());
    return ruleOf(Text);
  };
  EXPECT_EQ(Named("define double @NAME(double %x) " + Body, "sin"), "none");
  EXPECT_EQ(
      Named("define double @NAME(double %x) \"enzyme_math\"=\"cos\" " + Body,
            "my_cosine"),
      "Cos");
  EXPECT_EQ(Named("declare double @NAME(double) \"enzyme_math\"=\"cos\"\n"
                  "define void @f(double %x) {\n"
                  "  %r = call double @NAME(double %x)\n  ret void\n}",
                  "sin"),
            "Cos");
  // Forbidding the compiler to know sin does not change what sin is.
  EXPECT_EQ(ruleOf("declare double @sin(double) nobuiltin\n"
                   "define void @f(double %x) {\n"
                   "  %r = call double @sin(double %x) nobuiltin\n"
                   "  ret void\n}"),
            "Sin");
}

TEST(Match, InstructionsAndIntrinsics) {
  auto Of = [](std::string Inst, std::string Declarations = "") {
    return ruleOf(Declarations +
                  "\ndefine void @f(double %x, float %s, i32 %n, "
                  "<4 x float> %v, <16 x float> %w) {\n  " +
                  Inst + "\n  ret void\n}");
  };
  EXPECT_EQ(Of("%r = fptrunc double %x to float"), "FloatCast");
  EXPECT_EQ(Of("%r = fptosi double %x to i32"), "ToInteger");
  EXPECT_EQ(Of("%r = uitofp i32 %n to double"), "FromInteger");
  EXPECT_EQ(Of("%r = fcmp olt double %x, 1.0"), "Compare");
  EXPECT_EQ(Of("%r = add i32 %n, 1"), "none");
  EXPECT_EQ(Of("%r = select i1 true, double %x, double 1.0"), "none");
  EXPECT_EQ(Of("%r = call double @llvm.experimental.constrained.sin.f64("
               "double %x, metadata !\"round.tonearest\", "
               "metadata !\"fpexcept.strict\") strictfp",
               "declare double @llvm.experimental.constrained.sin.f64(double, "
               "metadata, metadata)"),
            "Sin");
  EXPECT_EQ(Of("%r = call i1 @llvm.is.fpclass.f64(double %x, i32 3)",
               "declare i1 @llvm.is.fpclass.f64(double, i32 immarg)"),
            "Classify");
  EXPECT_EQ(Of("%r = call <16 x float> @llvm.x86.avx512.max.ps.512(<16 x float>"
               " %w, <16 x float> %w, i32 4)",
               "declare <16 x float> @llvm.x86.avx512.max.ps.512(<16 x float>, "
               "<16 x float>, i32 immarg)"),
            "X86Max");
  EXPECT_EQ(Of("%r = call float @llvm.vector.reduce.fmul.v4f32(float %s, "
               "<4 x float> %v)",
               "declare float @llvm.vector.reduce.fmul.v4f32(float, "
               "<4 x float>)"),
            "ReduceFMul");
}

/// Inactive operations give no derivative at all.
TEST(Match, InactiveIsZero) {
  Parsed P("declare double @llvm.floor.f64(double)\n"
           "define void @f(double %x) {\n"
           "  %r = call double @llvm.floor.f64(double %x)\n  ret void\n}");
  auto M = matchRule(P.first());
  ASSERT_TRUE(M);
  EXPECT_TRUE(isInactive(*M));
  IRBuilder<> B(&P.first());
  auto None = [](int) -> Value * { return nullptr; };
  Value *One = ConstantFP::get(B.getDoubleTy(), 1.0);
  EXPECT_EQ(emitTangent(*M, B, None, {One}, false), nullptr);
  EXPECT_EQ(emitAdjoint(*M, B, None, One, 0, false), nullptr);
  EXPECT_TRUE(adjointNeeds(*M, 0).Operands.empty());
}

TEST(Match, NeedsAreMinimal) {
  auto Needs = [](std::string Inst, unsigned K) {
    Parsed P("declare double @llvm.exp.f64(double)\n"
             "define void @f(double %x, double %y) {\n  " +
             Inst + "\n  ret void\n}");
    RuleNeeds N = adjointNeeds(*matchRule(P.first()), K);
    llvm::sort(N.Operands);
    std::string Out;
    for (unsigned O : N.Operands)
      Out += "xy"[O];
    return Out + (N.Result ? "r" : "");
  };
  EXPECT_EQ(Needs("%r = fadd double %x, %y", 0), "");
  EXPECT_EQ(Needs("%r = fmul double %x, %y", 0), "y");
  EXPECT_EQ(Needs("%r = fmul double %x, %y", 1), "x");
  EXPECT_EQ(Needs("%r = fdiv double %x, %y", 0), "y");
  EXPECT_EQ(Needs("%r = fdiv double %x, %y", 1), "yr");
  EXPECT_EQ(Needs("%r = call double @llvm.exp.f64(double %x)", 0), "r");
}

/// Flags of the original instruction, no more and no fewer, and the builder's
/// own come back.
TEST(Emit, FastMathFlags) {
  for (const char *Flags : {"", "nnan ", "reassoc contract ", "fast "}) {
    Parsed P(
        std::string("define void @f(double %x, double %y) {\n  %r = fdiv ") +
        Flags + "double %x, %y\n  ret void\n}");
    Instruction &I = P.first();
    auto M = matchRule(I);
    IRBuilder<> B(I.getParent()->getTerminator());
    FastMathFlags Own;
    Own.setNoSignedZeros();
    B.setFastMathFlags(Own);
    emitAdjoint(
        *M, B, [&](int W) { return W < 0 ? &I : I.getOperand(W); },
        I.getOperand(0), 1, false);
    unsigned Seen = 0;
    for (Instruction &J : *I.getParent())
      if (&J != &I && isa<FPMathOperator>(J)) {
        EXPECT_FALSE(J.getFastMathFlags() != I.getFastMathFlags());
        ++Seen;
      }
    EXPECT_GT(Seen, 1u);
    EXPECT_FALSE(B.getFastMathFlags() != Own);
  }
}

/// In strict code what is emitted is constrained as the original is.
TEST(Emit, StrictFloatingPoint) {
  Parsed P("declare double @llvm.experimental.constrained.fdiv.f64(double, "
           "double, metadata, metadata)\n"
           "define void @f(double %x, double %y) strictfp {\n"
           "  %r = call double @llvm.experimental.constrained.fdiv.f64(double "
           "%x, double %y, metadata !\"round.upward\", "
           "metadata !\"fpexcept.strict\") strictfp\n  ret void\n}");
  Instruction &I = P.first();
  auto M = matchRule(I);
  ASSERT_TRUE(M);
  IRBuilder<> B(I.getParent()->getTerminator());
  emitAdjoint(
      *M, B, [&](int W) { return W < 0 ? &I : I.getOperand(W); },
      I.getOperand(0), 1, false);
  unsigned Constrained = 0;
  for (Instruction &J : *I.getParent())
    if (auto *CI = dyn_cast<ConstrainedFPIntrinsic>(&J)) {
      EXPECT_EQ(CI->getRoundingMode(), RoundingMode::TowardPositive);
      ++Constrained;
    } else {
      EXPECT_FALSE(isa<BinaryOperator>(J));
    }
  EXPECT_EQ(Constrained, 3u);
  EXPECT_FALSE(B.getIsFPConstrained());
  EXPECT_FALSE(verifyModule(*P.M, &errs()));
}

/// On GPUs derivatives call the vendor's library.
TEST(Emit, DeviceLibraries) {
  auto Called = [](std::string Triple, std::string Name, std::string T) {
    Parsed P("target triple = \"" + Triple + "\"\ndeclare " + T + " @" + Name +
             "(" + T + ")\ndefine void @f(" + T + " %x) {\n  %r = call " + T +
             " @" + Name + "(" + T + " %x)\n  ret void\n}");
    Instruction &I = P.first();
    IRBuilder<> B(I.getParent()->getTerminator());
    Value *V = emitAdjoint(
        *matchRule(I), B, [&](int W) { return W < 0 ? &I : I.getOperand(W); },
        I.getOperand(0), 0, false);
    for (Instruction &J : *I.getParent())
      if (auto *CI = dyn_cast<CallInst>(&J); CI && CI != &I)
        return CI->getCalledFunction()->getName().str();
    return std::string(V ? "none" : "zero");
  };
  EXPECT_EQ(Called("nvptx64-nvidia-cuda", "__nv_sinf", "float"), "__nv_cosf");
  EXPECT_EQ(Called("nvptx64-nvidia-cuda", "__nv_sin", "double"), "__nv_cos");
  EXPECT_EQ(Called("nvptx64-nvidia-cuda", "__nv_erf", "double"), "__nv_exp");
  EXPECT_EQ(Called("amdgcn-amd-amdhsa", "__ocml_sin_f64", "double"),
            "__ocml_cos_f64");
  EXPECT_EQ(Called("x86_64-pc-linux-gnu", "sin", "double"), "llvm.cos.f64");
}

} // namespace
} // namespace wengert::test
