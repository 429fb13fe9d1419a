// Split mode: tape returned or in the caller's memory, with and without the
// primal result, pointer results, memory changed in between.
// Expected values are closed forms.
// RUN: %clang -O0 %load -I%include %s -o %t0 -lm && %t0 | %filecheck %s
// RUN: %clang -O1 -g %load -I%include %s -o %t1 -lm && %t1 | %filecheck %s
// RUN: %clang -O2 %load -I%include %s -o %t2 -lm && %t2 | %filecheck %s
// RUN: %clang -O3 %load -I%include %s -o %t3 -lm && %t3 | %filecheck %s
// CHECK: all right
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
extern int enzyme_const, enzyme_dup, enzyme_out, enzyme_tape, enzyme_allocated,
    enzyme_primal_return, enzyme_not_overwritten;
struct tp {
  void *tape;
  double value;
};
void *__enzyme_augmentfwd(void *, ...);
struct tp __enzyme_augmentfwd_v(void *, ...);
void __enzyme_augmentfwd_void(void *, ...);
double __enzyme_augmentfwd_p(void *, ...);
double __enzyme_reverse(void *, ...);
double __enzyme_fwdsplit(void *, ...);
void __enzyme_reverse_void(void *, ...);
size_t __enzyme_augmentsize(void *, ...);
static double cube(double x) { return x * x * x; }
static double inplace(double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    x[i] = sin(x[i]) * x[i];
    s += x[i] * x[i];
  }
  return s;
}
static double *pick(double *x, int i) {
  x[i] *= x[i];
  return x + i;
}
/// Writes what it does not read: may run again for its tangent.
static double outputs(const double *restrict x, double *restrict y, int n) {
  double *t = malloc(n * sizeof *t), s = 0;
  for (int i = 0; i < n; ++i)
    t[i] = x[i] * x[i];
  for (int i = 0; i < n; ++i) {
    y[i] = t[i] * x[n - 1 - i];
    s += t[i];
  }
  free(t);
  return s;
}
static int bad;
#define CHECK(e, v)                                                            \
  do {                                                                         \
    double g = (e), w = (v);                                                   \
    if (!(fabs(g - w) <= 1e-9 * (1 + fabs(w)))) {                              \
      printf("%d: %g not %g\n", __LINE__, g, w);                               \
      bad = 1;                                                                 \
    }                                                                          \
  } while (0)
struct pd {
  void *tape;
  double *value, *dual;
};
struct pd __enzyme_augmentfwd_pd(void *, ...);
int main(void) {
  void *t = __enzyme_augmentfwd(cube, 2.0);
  CHECK(__enzyme_reverse(cube, 2.0, 1.0, t), 12);
  t = __enzyme_augmentfwd(cube, 2.0);
  CHECK(__enzyme_reverse(cube, 2.0, t), 12);
  struct tp v = __enzyme_augmentfwd_v(cube, 2.0);
  CHECK(v.value, 8);
  CHECK(__enzyme_reverse(cube, enzyme_out, 2.0, 0.5, v.tape), 6);
  double x[3] = {1, 2, 3}, dx[3] = {0, 0, 0};
  v = __enzyme_augmentfwd_v(inplace, enzyme_dup, x, dx, 3);
  CHECK(x[1], 2 * sin(2));
  x[0] = x[1] = x[2] = 99;
  __enzyme_reverse_void(inplace, enzyme_dup, x, dx, 3, 1.0, v.tape);
  double s = sin(2), c = cos(2);
  CHECK(dx[1], 2 * (2 * s) * (s + 2 * c));
  size_t n = __enzyme_augmentsize(inplace, enzyme_dup, enzyme_const);
  void *buf = malloc(n);
  double y[2] = {1, 2}, dy[2] = {0, 0};
  __enzyme_augmentfwd_void(inplace, enzyme_allocated, n, enzyme_tape, buf,
                           enzyme_dup, y, dy, enzyme_const, 2);
  __enzyme_reverse_void(inplace, enzyme_allocated, n, enzyme_tape, buf,
                        enzyme_dup, y, dy, enzyme_const, 2, 2.0);
  CHECK(dy[1], 4 * (2 * s) * (s + 2 * c));
  double z[2] = {3, 4}, dz[2] = {0, 0};
  struct pd p = __enzyme_augmentfwd_pd(pick, enzyme_dup, z, dz, 1);
  CHECK(*p.value, 16);
  *p.dual += 1;
  __enzyme_reverse_void(pick, enzyme_dup, z, dz, 1, p.tape);
  CHECK(dz[1], 8);
  free(buf);
  double u[2] = {1, 2}, du[2] = {0, 0};
  CHECK(__enzyme_augmentfwd_p(inplace, enzyme_tape, &t, enzyme_primal_return,
                              enzyme_not_overwritten, enzyme_dup, u, du, 2),
        sin(1) * sin(1) + 4 * s * s);
  // Tangents between the two halves.
  t = __enzyme_augmentfwd(cube, 2.0);
  CHECK(__enzyme_fwdsplit(cube, enzyme_dup, 2.0, 1.0, t), 12);
  CHECK(__enzyme_fwdsplit(cube, enzyme_dup, 2.0, 3.0, t), 36);
  CHECK(__enzyme_reverse(cube, 2.0, 1.0, t), 12);
  double a[2] = {3, 4}, da[2] = {1, 2}, ba[2] = {0, 0};
  double o[2], d_o[2] = {0, 0}, bo[2] = {0, 0};
  t = __enzyme_augmentfwd(outputs, enzyme_dup, a, ba, enzyme_dup, o, bo, 2);
  CHECK(__enzyme_fwdsplit(outputs, enzyme_dup, a, da, enzyme_dup, o, d_o, 2, t),
        2 * 3 * 1 + 2 * 4 * 2);
  CHECK(o[0], 36);
  CHECK(d_o[0], 2 * 3 * 4 * 1 + 9 * 2);
  CHECK(d_o[1], 2 * 4 * 3 * 2 + 16 * 1);
  bo[0] = 1;
  __enzyme_reverse_void(outputs, enzyme_dup, a, ba, enzyme_dup, o, bo, 2, 0.0,
                        t);
  CHECK(ba[0], 24);
  CHECK(ba[1], 9);
  if (!bad)
    puts("all right");
  return bad;
}
