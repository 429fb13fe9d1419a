// What calls to the functions of the C and C++ runtimes mean.
#include "Models/KnownCalls.h"
#include "ParseIR.h"

using namespace llvm;
using namespace wengert;
using namespace wengert::test;

namespace {

KnownCall classify(StringRef Text) {
  LLVMContext C;
  auto M = parse(C, Text);
  CallBase *CB = firstCall(*M, "f");
  return CB ? classifyCall(*CB) : KnownCall();
}

TEST(KnownCalls, Allocation) {
  KnownCall K = classify("declare ptr @malloc(i64)\n"
                         "define ptr @f() { %p = call ptr @malloc(i64 8)\n"
                         "  ret ptr %p }");
  EXPECT_EQ(K.Kind, CallKind::Alloc);
  EXPECT_EQ(K.Size, 0);
  EXPECT_FALSE(K.Zeroed);

  K = classify("declare ptr @calloc(i64, i64)\n"
               "define ptr @f() { %p = call ptr @calloc(i64 2, i64 8)\n"
               "  ret ptr %p }");
  EXPECT_EQ(K.Kind, CallKind::Alloc);
  EXPECT_NE(K.Count, -1);
  EXPECT_NE(K.Size, K.Count);
  EXPECT_TRUE(K.Zeroed);

  K = classify("declare i32 @posix_memalign(ptr, i64, i64)\n"
               "define i32 @f(ptr %o) {\n"
               "  %r = call i32 @posix_memalign(ptr %o, i64 64, i64 8)\n"
               "  ret i32 %r }");
  EXPECT_EQ(K.Kind, CallKind::AllocOut);
  EXPECT_EQ(K.Ptr, 0);
  EXPECT_EQ(K.Align, 1);
  EXPECT_EQ(K.Size, 2);

  // operator new(unsigned long) does not return null
  K = classify("declare ptr @_Znwm(i64)\n"
               "define ptr @f() { %p = call ptr @_Znwm(i64 8) ret ptr %p }");
  EXPECT_EQ(K.Kind, CallKind::Alloc);
  EXPECT_FALSE(K.NullOnFail);
}

TEST(KnownCalls, Cxx) {
  KnownCall K = classify(
      "declare ptr @__dynamic_cast(ptr, ptr, ptr, i64)\n"
      "define ptr @f(ptr %p) {\n"
      "  %r = call ptr @__dynamic_cast(ptr %p, ptr null, ptr null, i64 -2)\n"
      "  ret ptr %r }");
  EXPECT_EQ(K.Kind, CallKind::DynCast);
  EXPECT_EQ(K.Ptr, 0);
  EXPECT_EQ(K.Hint, 3);

  // Text is inactive, with a body as well.
  K = classify("define linkonce_odr ptr "
               "@_ZNKSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE7_M_"
               "dataEv(ptr %s) { ret ptr %s }\n"
               "define ptr @f(ptr %s) {\n"
               "  %r = call ptr "
               "@_ZNKSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE7_M_"
               "dataEv(ptr %s)\n"
               "  ret ptr %r }");
  EXPECT_EQ(K.Kind, CallKind::Inactive);
}

TEST(KnownCalls, ReallocAndFree) {
  KnownCall K = classify(
      "declare ptr @realloc(ptr, i64)\n"
      "define ptr @f(ptr %p) { %q = call ptr @realloc(ptr %p, i64 8)\n"
      "  ret ptr %q }");
  EXPECT_EQ(K.Kind, CallKind::Realloc);
  EXPECT_EQ(K.Ptr, 0);
  EXPECT_EQ(K.Size, 1);

  for (const char *Name : {"free", "_ZdlPv", "_ZdaPv"}) {
    K = classify(("declare void @" + Twine(Name) +
                  "(ptr)\n"
                  "define void @f(ptr %p) { call void @" +
                  Name + "(ptr %p) ret void }")
                     .str());
    EXPECT_EQ(K.Kind, CallKind::Free) << Name;
    EXPECT_EQ(K.Ptr, 0) << Name;
  }
}

TEST(KnownCalls, RustAllocatorByAttributes) {
  KnownCall K = classify(
      "declare ptr @_RNvCsX_7___rustc12___rust_alloc(i64, i64 allocalign) "
      "allockind(\"alloc,uninitialized,aligned\") allocsize(0) "
      "\"alloc-family\"=\"__rust_alloc\"\n"
      "define ptr @f() {\n"
      "  %p = call ptr @_RNvCsX_7___rustc12___rust_alloc(i64 8, i64 8)\n"
      "  ret ptr %p }");
  EXPECT_EQ(K.Kind, CallKind::Alloc);
  EXPECT_EQ(K.Size, 0);
  EXPECT_EQ(K.Align, 1);
}

TEST(KnownCalls, Memory) {
  KnownCall K = classify(
      "declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)\n"
      "define void @f(ptr %d, ptr %s) {\n"
      "  call void @llvm.memcpy.p0.p0.i64(ptr %d, ptr %s, i64 8, i1 false)\n"
      "  ret void }");
  EXPECT_EQ(K.Kind, CallKind::MemCopy);
  EXPECT_EQ(K.Ptr, 0);
  EXPECT_EQ(K.Src, 1);
  EXPECT_EQ(K.Size, 2);
}

TEST(KnownCalls, InactiveMathAndUnknown) {
  EXPECT_EQ(classify("declare i32 @printf(ptr, ...)\n"
                     "define void @f(ptr %p) {\n"
                     "  call i32 (ptr, ...) @printf(ptr %p) ret void }")
                .Kind,
            CallKind::Inactive);
  EXPECT_EQ(classify("declare double @sin(double)\n"
                     "define double @f(double %x) {\n"
                     "  %y = call double @sin(double %x) ret double %y }")
                .Kind,
            CallKind::Math);
  EXPECT_EQ(classify("declare double @strange(double)\n"
                     "define double @f(double %x) {\n"
                     "  %y = call double @strange(double %x) ret double %y }")
                .Kind,
            CallKind::Unknown);
}

TEST(KnownCalls, SanitizerChecks) {
  for (const char *Name :
       {"__ubsan_handle_add_overflow", "__asan_poison_cxx_array_cookie"})
    EXPECT_EQ(classify(("declare void @" + Twine(Name) +
                        "(ptr, i64)\n"
                        "define void @f(ptr %p) { call void @" +
                        Name + "(ptr %p, i64 1) ret void }")
                           .str())
                  .Kind,
              CallKind::Inactive)
        << Name;
}

TEST(KnownCalls, NameAloneProvesNothing) {
  // A user's own function that happens to be called like a library one.
  EXPECT_NE(classify("declare double @malloc(double)\n"
                     "define double @f(double %x) {\n"
                     "  %y = call double @malloc(double %x) ret double %y }")
                .Kind,
            CallKind::Alloc);
  EXPECT_NE(classify("declare i32 @sin(i32)\n"
                     "define i32 @f(i32 %x) {\n"
                     "  %y = call i32 @sin(i32 %x) ret i32 %y }")
                .Kind,
            CallKind::Math);
}

} // namespace
