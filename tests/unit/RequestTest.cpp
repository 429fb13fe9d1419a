// DiffRequest is a value: equal requests share one derivative.
#include "Request/DiffRequest.h"
#include "ParseIR.h"
#include <set>

using namespace llvm;
using namespace wengert;

namespace {

class RequestTest : public testing::Test {
protected:
  LLVMContext C;
  std::unique_ptr<Module> M =
      test::parse(C, "define double @f(double %x, ptr %p) { ret double %x }\n"
                     "define double @g(double %x, ptr %p) { ret double %x }");
  DiffRequest make() {
    DiffRequest R;
    R.F = M->getFunction("f");
    R.Args = {ActKind::Adjoint, ActKind::Shadow};
    R.Ret = ActKind::Adjoint;
    return R;
  }
};

TEST_F(RequestTest, EveryFieldCounts) {
  std::set<DiffRequest> Seen;
  Seen.insert(make());
  Seen.insert(make());
  EXPECT_EQ(Seen.size(), 1u);
  auto Add = [&](auto Change) {
    DiffRequest R = make();
    Change(R);
    EXPECT_TRUE(Seen.insert(R).second);
    EXPECT_FALSE(R == make());
  };
  Add([&](DiffRequest &R) { R.F = M->getFunction("g"); });
  Add([](DiffRequest &R) { R.Mode = DiffMode::Forward; });
  Add([](DiffRequest &R) { R.Mode = DiffMode::Augmented; });
  Add([](DiffRequest &R) { R.Args[1] = ActKind::Const; });
  Add([](DiffRequest &R) { R.Ret = ActKind::Const; });
  Add([](DiffRequest &R) { R.PrimalReturn = true; });
  Add([](DiffRequest &R) { R.DualReturn = true; });
  Add([](DiffRequest &R) { R.RuntimeActivity = true; });
  Add([](DiffRequest &R) { R.StrongZero = true; });
  Add([](DiffRequest &R) { R.Overwritten = {false, true}; });
  Add([](DiffRequest &R) { R.ArgTypes = {"", "{[-1]:Pointer}"}; });
}

TEST_F(RequestTest, BitsOfActivity) {
  EXPECT_FALSE(hasAdjoint(ActKind::Const) || hasShadow(ActKind::Const));
  EXPECT_TRUE(hasAdjoint(ActKind::Adjoint) && !hasShadow(ActKind::Adjoint));
  EXPECT_TRUE(!hasAdjoint(ActKind::Shadow) && hasShadow(ActKind::Shadow));
  EXPECT_TRUE(hasAdjoint(ActKind::Both) && hasShadow(ActKind::Both));
}

TEST_F(RequestTest, Prints) {
  DiffRequest R = make();
  R.PrimalReturn = true;
  R.Overwritten = {true, false};
  std::string Text;
  raw_string_ostream OS(Text);
  R.print(OS);
  EXPECT_EQ(Text, "combined of f(adjoint, shadow unchanged) -> adjoint, primal");
}

} // namespace
