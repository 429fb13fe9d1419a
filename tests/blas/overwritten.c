// Operands that are overwritten after the call, in loops whose trip count is
// known or not, in callees, in memory that is freed; constant operands.
// sanitize
// double
#include "blas.h"
enum { N = 4 };

/// y = tanh(W y), in place, through scratch memory of its own.
NOINLINE static void layer(const double *W, double *y, int n) {
  double *t = (double *)malloc(n * sizeof *t);
  cblas_dgemv(CblasRowMajor, CblasNoTrans, n, n, 1, W, n, y, 1, 0, t, 1);
  for (int i = 0; i < n; ++i)
    y[i] = tanh(t[i]);
  free(t);
}

/// Until the state is small: how often is not known beforehand. M is constant.
static void run(const struct args *p, const double *in, double *out) {
  double W[N * N], B[N * N], G[N * N], M[N * N];
  for (int i = 0; i < N * N; ++i)
    M[i] = sample(i);
  memcpy(W, in, sizeof W);
  memcpy(out, in + N * N, N * sizeof *in);
  for (int k = 0; k < p->k; ++k)
    layer(W, out, N);
  while (cblas_dnrm2(N, out, 1) > 0.4)
    cblas_dscal(N, in[N * N + N], out, 1);
  // B = M W, W = B W, ..., with an input that changes after its use.
  for (int k = 0; k < p->n; ++k) {
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, N, N, N, 0.5, M, N, W,
                N, 0, B, N);
    memcpy(G, W, sizeof G);
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, N, N, N, 0.3, B, N,
                G, N, in[0], W, N);
    cblas_dtrmv(CblasColMajor, CblasLower, CblasNoTrans, CblasNonUnit, N, W, N,
                out, 1);
  }
  cblas_daxpy(N, cblas_ddot(N * N, W, 1, M, 1), B, 1, out, 1);
}

int main(void) {
  EACH(k, 0, 1, 3)
  EACH(n, 1, 2, 4) {
    struct args p = {.k = k, .n = n};
    prepare(++case_, N * N + N + 1, N);
    in_[N * N + N] = 0.7;
    CHECK_PREPARED(&p, N * N + N + 1, N);
  }
  return check_done();
}
