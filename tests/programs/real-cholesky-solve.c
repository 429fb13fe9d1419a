// Solves A x = b by Cholesky on the heap; derivatives through the factor.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double solve(const double *A, const double *B, int N) {
  double *L = (double *)calloc(N * N + 1, sizeof *L);
  double *X = (double *)malloc((N + 1) * sizeof *X);
  for (int J = 0; J < N; ++J) {
    double S = A[J * N + J];
    for (int K = 0; K < J; ++K)
      S -= L[J * N + K] * L[J * N + K];
    L[J * N + J] = sqrt(S);
    for (int I = J + 1; I < N; ++I) {
      S = A[I * N + J];
      for (int K = 0; K < J; ++K)
        S -= L[I * N + K] * L[J * N + K];
      L[I * N + J] = S / L[J * N + J];
    }
  }
  for (int I = 0; I < N; ++I) {
    X[I] = B[I];
    for (int K = 0; K < I; ++K)
      X[I] -= L[I * N + K] * X[K];
    X[I] /= L[I * N + I];
  }
  for (int I = N - 1; I >= 0; --I) {
    for (int K = I + 1; K < N; ++K)
      X[I] -= L[K * N + I] * X[K];
    X[I] /= L[I * N + I];
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += (I + 1) * X[I];
  free(L);
  free(X);
  return S;
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 3 : 1) {
    double A[49], B[7], Ga[49] = {0}, Gb[7] = {0};
    for (int I = 0; I < N; ++I) {
      B[I] = sample(I);
      for (int J = 0; J < N; ++J)
        A[I * N + J] = (I == J) * 5 + sample(I * J + I + J);
    }
    __enzyme_autodiff((void *)solve, A, Ga, B, Gb, N);
    GRADIENT(Ga, solve(A, B, N), A, N * N, 1e-9);
    GRADIENT(Gb, solve(A, B, N), B, N, 1e-9);
  }
  return check_done();
}
