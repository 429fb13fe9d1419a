//===- RustcBackendTest.cpp - The symbols rustc looks up ------------------===//
//
// rustc 1.95 loads these by name and calls few of them; the type trees must
// work all the same for the compilers that will.
//
//===----------------------------------------------------------------------===//
#include "gtest/gtest.h"
#include <cstdint>
#include <string>
#include <vector>

struct WengertSwitch;
extern "C" {
void *EnzymeNewTypeTree();
void *EnzymeNewTypeTreeCT(uint32_t Type, void *Context);
void *EnzymeNewTypeTreeTR(void *Source);
void EnzymeFreeTypeTree(void *);
bool EnzymeMergeTypeTree(void *Into, void *Source);
void EnzymeTypeTreeOnlyEq(void *, int64_t);
void EnzymeTypeTreeData0Eq(void *);
void EnzymeTypeTreeShiftIndiciesEq(void *, const char *, int64_t, int64_t,
                                   uint64_t);
void EnzymeTypeTreeInsertEq(void *, const int64_t *, size_t, uint32_t, void *);
const char *EnzymeTypeTreeToString(void *);
void EnzymeTypeTreeToStringFree(const char *);
void EnzymeSetCLBool(void *, uint8_t);
void EnzymeSetCLString(void *, const char *);
extern WengertSwitch EnzymePrint, EnzymeFunctionToAnalyze;
extern uint32_t EnzymeMaxTypeDepth;
}

namespace {

// rustc's CConcreteType
enum : uint32_t { Anything, Integer, Pointer, Half, Float, Double, Unknown };
constexpr const char *Layout = "e-m:e-i64:64-n8:16:32:64-S128";

struct Tree {
  void *T = EnzymeNewTypeTree();
  Tree() = default;
  explicit Tree(uint32_t Type) : T(EnzymeNewTypeTreeCT(Type, nullptr)) {}
  Tree(const Tree &O) : T(EnzymeNewTypeTreeTR(O.T)) {}
  Tree &operator=(const Tree &) = delete;
  ~Tree() { EnzymeFreeTypeTree(T); }
  void insert(std::vector<int64_t> Path, uint32_t Type) {
    EnzymeTypeTreeInsertEq(T, Path.data(), Path.size(), Type, nullptr);
  }
  std::string text() const {
    const char *S = EnzymeTypeTreeToString(T);
    std::string R = S;
    EnzymeTypeTreeToStringFree(S);
    return R;
  }
};

TEST(RustcTypeTree, WritesTheAttributeSyntax) {
  EXPECT_EQ(Tree().text(), "{}");
  Tree T;
  T.insert({-1}, Pointer);
  T.insert({-1, 8}, Float);
  T.insert({-1, 0}, Double);
  EXPECT_EQ(T.text(),
            "{[-1]:Pointer, [-1,0]:Float@double, [-1,8]:Float@float}");
}

TEST(RustcTypeTree, UnknownAndTooDeepAreNoFacts) {
  Tree T;
  T.insert({0}, Unknown);
  T.insert(std::vector<int64_t>(EnzymeMaxTypeDepth + 1, 0), Integer);
  EXPECT_EQ(T.text(), "{}");
}

TEST(RustcTypeTree, ReferenceOfAReference) {
  Tree T(Double);
  EXPECT_EQ(T.text(), "{[]:Float@double}");
  EnzymeTypeTreeOnlyEq(T.T, 0);
  EnzymeTypeTreeOnlyEq(T.T, -1);
  EXPECT_EQ(T.text(), "{[-1,0]:Float@double}");
}

TEST(RustcTypeTree, MergeTellsWhetherItLearned) {
  Tree A, B;
  A.insert({0}, Integer);
  B.insert({0}, Integer);
  EXPECT_FALSE(EnzymeMergeTypeTree(A.T, B.T));
  EXPECT_FALSE(EnzymeMergeTypeTree(A.T, A.T));
  B.insert({8}, Half);
  EXPECT_TRUE(EnzymeMergeTypeTree(A.T, B.T));
  EXPECT_EQ(A.text(), "{[0]:Integer, [8]:Float@half}");
}

TEST(RustcTypeTree, MergeKeepsTheFirstOfTwoContradictions) {
  Tree A, B;
  A.insert({0}, Double);
  B.insert({0}, Pointer);
  EXPECT_FALSE(EnzymeMergeTypeTree(A.T, B.T));
  EXPECT_EQ(A.text(), "{[0]:Float@double}");
}

TEST(RustcTypeTree, CopiesAreIndependent) {
  Tree A;
  A.insert({0}, Integer);
  Tree B = A;
  B.insert({8}, Double);
  EXPECT_EQ(A.text(), "{[0]:Integer}");
}

TEST(RustcTypeTree, DataAtZero) {
  Tree T;
  T.insert({0, 4}, Float);
  T.insert({-1, 16}, Double);
  T.insert({8, 0}, Integer);
  EnzymeTypeTreeData0Eq(T.T);
  EXPECT_EQ(T.text(), "{[4]:Float@float, [16]:Float@double}");
}

TEST(RustcTypeTree, ShiftCutsAWindow) {
  Tree T;
  T.insert({0}, Integer);
  T.insert({8}, Double);
  T.insert({16}, Float);
  EnzymeTypeTreeShiftIndiciesEq(T.T, Layout, 8, 8, 32);
  EXPECT_EQ(T.text(), "{[32]:Float@double}");
}

TEST(RustcTypeTree, ShiftOfEveryOffsetCoversTheWindow) {
  Tree T;
  T.insert({-1}, Double);
  EnzymeTypeTreeShiftIndiciesEq(T.T, Layout, 0, 24, 8);
  EXPECT_EQ(T.text(), "{[8]:Float@double, [16]:Float@double, "
                      "[24]:Float@double}");
  Tree U;
  U.insert({-1}, Double);
  EnzymeTypeTreeShiftIndiciesEq(U.T, Layout, 0, -1, 0);
  EXPECT_EQ(U.text(), "{[-1]:Float@double}");
}

TEST(RustcOptions, TakeWhatRustcSends) {
  EnzymeSetCLBool(&EnzymePrint, 1);
  EnzymeSetCLBool(&EnzymePrint, 0);
  EnzymeSetCLString(&EnzymeFunctionToAnalyze, "some_function");
  EnzymeSetCLString(&EnzymeFunctionToAnalyze, nullptr);
}

} // namespace
