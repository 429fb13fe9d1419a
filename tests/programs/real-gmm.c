// Log-likelihood of a Gaussian mixture, restrict and plain.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

// alphas[k], means[k][d], log-diagonal Cholesky factors of the inverse
// covariances icf[k][d(d+1)/2]: first the log diagonal, then the strict lower
// triangle by columns.
static inline double log_sum_exp(const double *X, int N) {
  double M = X[0];
  for (int I = 1; I < N; ++I)
    if (X[I] > M)
      M = X[I];
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += exp(X[I] - M);
  return log(S) + M;
}

#define BODY                                                                   \
  int Icf = D * (D + 1) / 2;                                                   \
  double Main[8], Xc[8], Total = 0;                                            \
  for (int I = 0; I < N; ++I) {                                                \
    for (int K_ = 0; K_ < K; ++K_) {                                           \
      const double *L = Icfs + K_ * Icf, *Off = L + D;                         \
      double SumLog = 0, Sq = 0;                                               \
      for (int J = 0; J < D; ++J) {                                            \
        Xc[J] = X[I * D + J] - Means[K_ * D + J];                              \
        SumLog += L[J];                                                        \
      }                                                                        \
      int At = 0;                                                              \
      double Q[8];                                                             \
      for (int J = 0; J < D; ++J)                                              \
        Q[J] = exp(L[J]) * Xc[J];                                              \
      for (int J = 0; J < D; ++J)                                              \
        for (int R = J + 1; R < D; ++R)                                        \
          Q[R] += Off[At++] * Xc[J];                                           \
      for (int J = 0; J < D; ++J)                                              \
        Sq += Q[J] * Q[J];                                                     \
      Main[K_] = Alphas[K_] + SumLog - 0.5 * Sq;                               \
    }                                                                          \
    Total += log_sum_exp(Main, K);                                             \
  }                                                                            \
  return Total - N * log_sum_exp(Alphas, K);

NOINLINE static double gmm(int D, int K, int N, const double *Alphas,
                           const double *Means, const double *Icfs,
                           const double *X) {
  BODY
}
NOINLINE static double gmm_restrict(int D, int K, int N,
                                    const double *restrict Alphas,
                                    const double *restrict Means,
                                    const double *restrict Icfs,
                                    const double *restrict X) {
  BODY
}


int main(void) {
  enum { D = 3, K = 4, N = 11, T = D * (D + 1) / 2 };
  double P[K + K * D + K * T], X[N * D];
  for (int I = 0; I < K + K * D + K * T; ++I)
    P[I] = sample(I);
  for (int I = 0; I < N * D; ++I)
    X[I] = 2 * sample(I + 500);
  double *A = P, *M = P + K, *L = P + K + K * D;
  double G[K + K * D + K * T] = {0}, H[K + K * D + K * T] = {0};
  __enzyme_autodiff((void *)gmm, D, K, N, enzyme_dup, A, G, enzyme_dup, M,
                    G + K, enzyme_dup, L, G + K + K * D, enzyme_const, X);
  GRADIENT(G, gmm(D, K, N, A, M, L, X), P, K + K * D + K * T, 1e-8);
  __enzyme_autodiff((void *)gmm_restrict, D, K, N, enzyme_dup, A, H, enzyme_dup,
                    M, H + K, enzyme_dup, L, H + K + K * D, enzyme_const, X);
  for (int I = 0; I < K + K * D + K * T; ++I)
    SAME(H[I], G[I]);
  return check_done();
}
