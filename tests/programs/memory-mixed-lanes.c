// Vector loads over structs that also hold pointers, as optimizers widen loads.
// flags: -fno-strict-aliasing
#include "check.h"

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

typedef double v4 __attribute__((vector_size(32), aligned(8)));
typedef long l4 __attribute__((vector_size(32), aligned(8)));
struct part {
  double scale;
  long n;
  const double *p;
  long m;
};

static double f(const double *x, long n) {
  struct part a = {x[0], n, x, 2}, b = {x[1], n, x + 1, 3};
  v4 v = *(v4 *)&a, w = *(v4 *)&b;
  l4 bits = (l4)v;
  double *q = (double *)bits[2];
  double s = 0;
  for (int i = 0; i < n - 1; ++i)
    s += q[i] * v[0] + w[0];
  return s;
}

int main(void) {
  double x[4] = {0.3, -0.7, 1.1, 0.2}, g[4] = {0}, v[4], d[4];
  for (int i = 0; i < 4; ++i) {
    v[i] = sample(i);
    d[i] = FD_STEP(f(x, 4), x[i], 1e-3);
  }
  __enzyme_autodiff((void *)f, enzyme_dup, x, g, enzyme_const, 4L);
  double t = __enzyme_fwddiff((void *)f, enzyme_dup, x, v, enzyme_const, 4L);
  for (int i = 0; i < 4; ++i)
    NEAR(g[i], d[i], 1e-8);
  NEAR(t, inner(d, v, 4), 1e-8);
  return check_done();
}
