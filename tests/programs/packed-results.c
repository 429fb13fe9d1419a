// Small structs returned in registers, where the ABI packs floats with integers:
// each way of SysV x86-64. The tangent carries the primal's integers; every
// float of the result is seeded with 1 unless there is a seed. Closed forms.
#include "check.h"
struct fi { float a; int b; };
struct if_ { int a; float b; };
struct ff { float a, b; };
struct di { double a; int b; };
struct fff { float a, b, c; };
struct fid { float a; int b; double c; };
struct ffi { float a, b; int c; };
struct fs { float a; short b, c; };
struct inner { float a; int b; };
struct nest { struct inner x; float y; };
struct two { struct fi value, tangent; };
float __enzyme_autodiff_f(void *, ...);
struct two __enzyme_fwddiff_both(void *, ...);
#define TEST(T, BODY)                                                          \
  NOINLINE static struct T f_##T(float x) {                                    \
    struct T r;                                                                \
    BODY;                                                                      \
    return r;                                                                  \
  }                                                                            \
  struct T __enzyme_fwddiff_##T(void *, ...);
TEST(fi, r.a = x * x; r.b = x > 1)
TEST(if_, r.a = x > 1; r.b = x * x)
TEST(ff, r.a = x * x; r.b = x * 3)
TEST(di, r.a = x * x; r.b = x > 1)
TEST(fff, r.a = x * x; r.b = x * 3; r.c = x)
TEST(fid, r.a = x * x; r.b = 7; r.c = x * 3)
TEST(ffi, r.a = x * x; r.b = x * 3; r.c = 7)
TEST(fs, r.a = x * x; r.b = 7; r.c = -1)
TEST(nest, r.x.a = x * x; r.x.b = 7; r.y = 5 * x)

/// A union counts as the float it may hold.
union number { float x; int n; };
union number __enzyme_fwddiff_union(void *, ...);
NOINLINE static union number either(float x, int n) {
  union number u;
  if (n)
    u.n = n;
  else
    u.x = x * x;
  return u;
}

/// Several ways out; the integer is data, too.
NOINLINE static struct fi choose(float x, int n) {
  struct fi r = {0, n};
  if (n < 0)
    return r;
  r.a = sinf(x);
  for (int i = 0; i < n; ++i)
    r.a *= x;
  return r;
}
/// A caller takes it apart again.
static float use(float x, int n) {
  struct fi r = choose(x, n);
  return r.b > 1 ? r.a * r.b : r.a;
}

int main(void) {
  struct fi fi = __enzyme_fwddiff_fi(f_fi, 3.f, 1.f);
  SAME(fi.a, 6);
  SAME(fi.b, 1);
  SAME(__enzyme_autodiff_f(f_fi, 3.f), 6);
  SAME(__enzyme_autodiff_f(f_fi, 3.f, (struct fi){0.5f, 0}), 3);
  struct if_ if_ = __enzyme_fwddiff_if_(f_if_, 3.f, 1.f);
  SAME(if_.a, 1);
  SAME(if_.b, 6);
  SAME(__enzyme_autodiff_f(f_if_, 3.f), 6);
  SAME(__enzyme_fwddiff_ff(f_ff, 3.f, 1.f).b, 3);
  SAME(__enzyme_autodiff_f(f_ff, 3.f), 9);
  struct di di = __enzyme_fwddiff_di(f_di, 3.f, 1.f);
  SAME(di.a, 6);
  SAME(di.b, 1);
  SAME(__enzyme_autodiff_f(f_di, 3.f), 6);
  SAME(__enzyme_fwddiff_fff(f_fff, 3.f, 1.f).c, 1);
  SAME(__enzyme_autodiff_f(f_fff, 3.f), 10);
  struct fid fid = __enzyme_fwddiff_fid(f_fid, 3.f, 1.f);
  SAME(fid.a, 6);
  SAME(fid.b, 7);
  SAME(fid.c, 3);
  SAME(__enzyme_autodiff_f(f_fid, 3.f), 9);
  struct ffi ffi = __enzyme_fwddiff_ffi(f_ffi, 3.f, 1.f);
  SAME(ffi.a, 6);
  SAME(ffi.c, 7);
  SAME(__enzyme_autodiff_f(f_ffi, 3.f), 9);
  struct fs fs = __enzyme_fwddiff_fs(f_fs, 3.f, 1.f);
  SAME(fs.a, 6);
  SAME(fs.b, 7);
  SAME(fs.c, -1);
  SAME(__enzyme_autodiff_f(f_fs, 3.f), 6);
  struct nest nest = __enzyme_fwddiff_nest(f_nest, 3.f, 1.f);
  SAME(nest.x.a, 6);
  SAME(nest.x.b, 7);
  SAME(nest.y, 5);
  SAME(__enzyme_autodiff_f(f_nest, 3.f), 11);
  for (int n = -1; n < 4; ++n) {
    double x = 1.3, p = pow(x, n);
    double want = n < 0 ? 0 : cos(x) * p + sin(x) * n * p / x;
    NEAR(__enzyme_autodiff_f(choose, (float)x, enzyme_const, n), want, 1e-6);
    struct two both = __enzyme_fwddiff_both(choose, enzyme_primal_return,
                                            (float)x, 1.f, enzyme_const, n);
    NEAR(both.tangent.a, want, 1e-6);
    SAME(both.tangent.b, n);
    SAME(both.value.b, n);
    NEAR(__enzyme_autodiff_f(use, (float)x, enzyme_const, n),
         n > 1 ? n * want : want, 1e-6);
  }
  for (int n = 0; n < 2; ++n) {
    SAME(__enzyme_autodiff_f(either, 3.f, enzyme_const, n), n ? 0 : 6);
    SAME(__enzyme_fwddiff_union(either, 3.f, 1.f, enzyme_const, n).x, n ? 0 : 6);
  }
  return check_done();
}
