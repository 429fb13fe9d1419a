// A shadow equal to its primal means constant, asked for by marker and found by
// the plugin where constant and active memory meet in one pointer.
// sanitize
// double
#include "blas.h"
enum { N = 3 };
static double product(const double *A, const double *x) {
  double y[N];
  cblas_dgemv(CblasRowMajor, CblasNoTrans, N, N, 1, A, N, x, 1, 0, y, 1);
  return cblas_ddot(N, y, 1, x, 1);
}
static double choose(const double *A, const double *x, const double *c, int n) {
  const double *p = n ? x : c;
  return product(A, p) + x[0];
}
double __enzyme_fwddiff_d(void *, ...);
int main(void) {
  double A[N * N], x[N], c[N], dA[N * N], dx[N];
  for (int i = 0; i < N * N; ++i)
    A[i] = sample(i);
  for (int i = 0; i < N; ++i)
    x[i] = sample(i + 20), c[i] = sample(i + 30);
  memset(dx, 0, sizeof dx);
  double A0[N * N];
  memcpy(A0, A, sizeof A);
  __enzyme_autodiff((void *)product, enzyme_runtime_activity, enzyme_dup, A, A,
                    enzyme_dup, x, dx);
  GRADIENT(dx, product(A, x), x, N, 1e-9);
  for (int i = 0; i < N * N; ++i)
    SAME(A[i], A0[i]);
  memset(dA, 0, sizeof dA);
  __enzyme_autodiff((void *)product, enzyme_runtime_activity, enzyme_dup, A, dA,
                    enzyme_dup, x, x);
  GRADIENT(dA, product(A, x), A, N * N, 1e-9);
  SAME(__enzyme_fwddiff_d((void *)product, enzyme_runtime_activity, enzyme_dup,
                          A, dA, enzyme_dup, x, x),
       inner(dA, dA, N * N));
  for (int n = 0; n < 2; ++n) {
    double c0[N];
    memcpy(c0, c, sizeof c);
    memset(dA, 0, sizeof dA);
    memset(dx, 0, sizeof dx);
    __enzyme_autodiff((void *)choose, enzyme_dup, A, dA, enzyme_dup, x, dx,
                      enzyme_const, c, enzyme_const, n);
    GRADIENT(dA, choose(A, x, c, n), A, N * N, 1e-9);
    GRADIENT(dx, choose(A, x, c, n), x, N, 1e-9);
    for (int i = 0; i < N; ++i)
      SAME(c[i], c0[i]);
  }
  return check_done();
}
