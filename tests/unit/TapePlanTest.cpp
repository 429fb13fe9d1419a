// The tape plan: minimum cuts against all cuts of small networks, and what is
// chosen for small functions.
#include "Plan/TapePlan.h"
#include "ParseIR.h"
#include "Plan/MinCut.h"
#include "llvm/IR/ValueSymbolTable.h"
#include "gtest/gtest.h"
#include <random>

using namespace llvm;
using namespace wengert;

namespace {

struct Net {
  unsigned Nodes; // source and sink included
  std::vector<std::tuple<unsigned, unsigned, int64_t>> Edges;
};

/// The smallest capacity from a set with the source to its complement with the
/// sink.
int64_t smallestCut(const Net &N) {
  int64_t Best = MinCut::Infinite;
  for (unsigned Set = 0; Set < 1u << N.Nodes; ++Set) {
    if (!(Set & 1) || Set & 2)
      continue;
    int64_t C = 0;
    for (auto [A, B, W] : N.Edges)
      if (Set >> A & 1 && !(Set >> B & 1))
        C += W;
    Best = std::min(Best, C);
  }
  return Best;
}

TEST(MinCut, AgreesWithAllCuts) {
  std::mt19937 Random(7);
  auto below = [&](unsigned N) { return unsigned(Random() % N); };
  for (unsigned Round = 0; Round < 300; ++Round) {
    Net N{2 + below(8), {}};
    MinCut M;
    for (unsigned K = 2; K < N.Nodes; ++K)
      EXPECT_EQ(M.addNode(), K);
    for (unsigned E = below(25); E; --E) {
      auto Edge = std::tuple(below(N.Nodes), below(N.Nodes), int64_t(below(9)));
      N.Edges.push_back(Edge);
      std::apply([&](auto... X) { M.addEdge(X...); }, Edge);
    }
    int64_t Flow = M.solve();
    EXPECT_EQ(Flow, smallestCut(N));
    // The side that is reported is such a cut.
    int64_t C = 0;
    for (auto [A, B, W] : N.Edges)
      if (M.onSourceSide(A) && !M.onSourceSide(B))
        C += W;
    EXPECT_EQ(C, Flow);
  }
}

TEST(MinCut, LongChainsNeedNoStack) {
  MinCut M;
  unsigned Last = MinCut::Source;
  for (unsigned K = 0; K < 200000; ++K) {
    unsigned N = M.addNode();
    M.addEdge(Last, N, K == 77777 ? 3 : 5);
    Last = N;
  }
  M.addEdge(Last, MinCut::Sink, 4);
  EXPECT_EQ(M.solve(), 3);
}

/// What is chosen for the values of a loop of 100 runs, by name.
class Chosen {
public:
  Chosen(StringRef Body, std::vector<StringRef> Asked, bool Reload = false)
      : M(test::parse(C,
                      ("define void @f(ptr %p, double %a, i64 %i) {\n" + Body +
                       "\n  ret void\n}\n"
                       "declare double @llvm.sin.f64(double)\n"
                       "declare double @llvm.exp.f64(double)\n")
                          .str())),
        Plan({[](const Value *V) { return !isa<Instruction>(V); },
              [=](const LoadInst *) { return Reload; },
              [](const BasicBlock *) { return 100.0; },
              [](const BasicBlock *) { return true; }}) {
    unsigned Block = 0;
    for (StringRef Name : Asked)
      Plan.require(value(Name), Block++);
    Plan.settle();
  }
  Value *value(StringRef Name) {
    return M->getFunction("f")->getValueSymbolTable()->lookup(Name);
  }
  bool isStored(StringRef Name) {
    return Plan.decide(value(Name)) == Source::Store;
  }
  bool isRecomputed(StringRef Name) {
    return Plan.decide(value(Name)) == Source::Recompute;
  }

private:
  LLVMContext C;
  std::unique_ptr<Module> M;
  TapePlan Plan;
};

TEST(TapePlan, RecomputesWhatIsCheap) {
  Chosen P("%q = getelementptr double, ptr %p, i64 %i\n"
           "%s = fmul double %a, %a",
           {"q", "s"});
  EXPECT_TRUE(P.isRecomputed("q"));
  EXPECT_TRUE(P.isRecomputed("s"));
}

TEST(TapePlan, StoresWhatIsExpensive) {
  Chosen P("%x = load double, ptr %p\n"
           "%s = call double @llvm.sin.f64(double %x)",
           {"s"});
  EXPECT_TRUE(P.isStored("s"));
}

TEST(TapePlan, SharedOperandIsStoredOnce) {
  // Each of the three alone is cheaper to store than its operand and the
  // operation together.
  Chosen P("%x = load double, ptr %p\n"
           "%a1 = fmul double %x, %a\n"
           "%a2 = fadd double %x, %a\n"
           "%a3 = fsub double %x, %a",
           {"a1", "a2", "a3"});
  EXPECT_TRUE(P.isStored("x"));
  for (const char *V : {"a1", "a2", "a3"})
    EXPECT_TRUE(P.isRecomputed(V));
}

TEST(TapePlan, ResultReplacesItsOperands) {
  // Only the sum is asked for: one value on the tape, not two.
  Chosen P("%x = load double, ptr %p\n"
           "%q = getelementptr double, ptr %p, i64 1\n"
           "%y = load double, ptr %q\n"
           "%s = fadd double %x, %y",
           {"s"});
  EXPECT_TRUE(P.isStored("s"));
}

TEST(TapePlan, LoadsRunAgainWhereTheyMay) {
  StringRef Body = "%q = getelementptr double, ptr %p, i64 %i\n"
                   "%x = load double, ptr %q\n"
                   "%s = fmul double %x, %a";
  Chosen P(Body, {"s"}, /*Reload=*/true);
  EXPECT_TRUE(P.isRecomputed("s"));
  EXPECT_TRUE(P.isRecomputed("x"));
  Chosen Q(Body, {"s"}, /*Reload=*/false);
  EXPECT_TRUE(Q.isStored("s"));
}

TEST(TapePlan, ChainsAreBounded) {
  std::string Body;
  raw_string_ostream OS(Body);
  OS << "%v0 = add i64 %i, 1\n";
  for (unsigned K = 1; K < 5000; ++K)
    OS << "%v" << K << " = add i64 %v" << K - 1 << ", %i\n";
  Chosen P(Body, {"v4999"});
  EXPECT_TRUE(P.isStored("v4999"));
}

} // namespace
