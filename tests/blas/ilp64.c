// 64-bit integers: dgemm_64_ and kin, of which the library here has none, so
// that Inputs/ilp64.c provides some; and CBLAS with 64-bit integers.
// with: Inputs/ilp64.c
// double
#include "blas.h"
typedef long long I64;
void dgemm_64_(char *, char *, I64 *, I64 *, I64 *, double *, const double *,
               I64 *, const double *, I64 *, double *, double *, I64 *);
void dgesv_64_(I64 *, I64 *, double *, I64 *, I64 *, double *, I64 *, I64 *);
double ddot_64_(I64 *, const double *, I64 *, const double *, I64 *);
double cblas_ddot_64(I64, const double *, I64, const double *, I64);
enum { N = 3 };
static void run(const struct args *p, const double *in, double *out) {
  I64 n = N, one = 1, info, inc = p->incx, pivots[N];
  char ta = p->ta, tb = p->tb;
  double C[N * N], alpha = in[0], beta = in[1];
  memcpy(C, in + 2, sizeof C);
  dgemm_64_(&ta, &tb, &n, &n, &n, &alpha, in, &n, in + 1, &n, &beta, C, &n);
  for (int i = 0; i < N; ++i)
    C[i + i * N] += 5;
  memcpy(out, in, N * sizeof *in);
  dgesv_64_(&n, &one, C, &n, pivots, out, &n, &info);
  out[N] = ddot_64_(&n, C, &inc, in, &one) * cblas_ddot_64(N, C, 2, in, -1);
}
int main(void) {
  EACH(ta, 'N', 'T')
  EACH(tb, 'N', 'T')
  EACH(incx, 1, -2) {
    struct args p = {.ta = ta, .tb = tb, .incx = incx};
    CHECK_CASE(&p, 2 + N * N, N + 1);
  }
  return check_done();
}
