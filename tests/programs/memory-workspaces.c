// A workspace that a caller may lend (a null pointer: the function gets its
// own), in a struct beside its size. The size comes from outside, the pointer
// does not.
// sanitize
#include "check.h"
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

struct workspace {
  double *lent;
  long rows, uses;
};

__attribute__((noinline)) static void squares(const double *x, double *y,
                                              struct workspace *w) {
  double *own = w->lent ? w->lent : malloc(w->rows * sizeof(double));
  for (long i = 0; i < w->rows; ++i)
    own[i] = x[i] * x[i];
  for (long i = 0; i < w->rows; ++i)
    y[i] += own[i] * own[w->rows - 1 - i];
  w->uses++;
  if (!w->lent)
    free(own);
}

static double f(const double *x, long n) {
  struct workspace w;
  memset(&w, 0, sizeof w);
  w.rows = n;
  double y[4] = {0, 1, 2, 3};
  squares(x, y, &w);
  squares(y, y, &w);
  free(w.lent);
  return y[0] + y[1] * y[2] - y[3];
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
