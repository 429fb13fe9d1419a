// Derivatives of derivatives: forward over reverse and reverse over forward of
// a Gaussian's log density, with Cholesky factors, and of vector operations.
// sanitize
// double
#include "blas.h"
void dpotrf_(char *, int *, double *, int *, int *);
enum { N = 3, SIZE = N * N + N };

static double density(const double *in) {
  double A[N * N], b[N];
  int n = N, info;
  char ul = 'L';
  for (int i = 0; i < N * N; ++i)
    A[i] = i % (N + 1) ? 0 : 3;
  memcpy(b, in + N * N, sizeof b);
  cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, N, N, N, 1, in, N, in, N,
              1, A, N);
  dpotrf_(&ul, &n, A, &n, &info);
  cblas_dtrsv(CblasColMajor, CblasLower, CblasNoTrans, CblasNonUnit, N, A, N, b,
              1);
  double s = -0.5 * cblas_ddot(N, b, 1, b, 1);
  for (int i = 0; i < N; ++i)
    s -= log(A[i + i * N]);
  return s + cblas_dnrm2(N, in, 1);
}
static void gradient(const double *in, double *g) {
  memset(g, 0, SIZE * sizeof *g);
  __enzyme_autodiff((void *)density, enzyme_dup, in, g);
}
static double slope(const double *in, const double *v) {
  double __enzyme_fwddiff_d(void *, ...);
  return __enzyme_fwddiff_d((void *)density, enzyme_dup, in, v);
}

int main(void) {
  double x[SIZE], v[SIZE], g[SIZE], Hv[SIZE], g2[SIZE];
  for (int i = 0; i < SIZE; ++i) {
    x[i] = sample(i);
    v[i] = sample(i + 100);
  }
  __enzyme_fwddiff((void *)gradient, enzyme_dup, x, v, enzyme_dup, g, Hv);
  for (int k = 0; k < SIZE; ++k) {
    double want = 0;
    for (int i = 0; i < SIZE; ++i)
      want += v[i] * FD((gradient(x, g2), g2[k]), x[i]);
    NEAR(Hv[k], want, 1e-6);
  }
  memset(g2, 0, sizeof g2);
  __enzyme_autodiff((void *)slope, enzyme_dup, x, g2, enzyme_const, v);
  for (int k = 0; k < SIZE; ++k)
    NEAR(g2[k], Hv[k], 1e-9);
  return check_done();
}
