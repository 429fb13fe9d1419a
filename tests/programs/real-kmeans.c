// k-means cost: the nearest centre is chosen by comparison.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double cost(const double *X, const double *C, int N, int K,
                            int D) {
  double Total = 0;
  for (int I = 0; I < N; ++I) {
    double Best = INFINITY;
    for (int J = 0; J < K; ++J) {
      double S = 0;
      for (int L = 0; L < D; ++L) {
        double E = X[I * D + L] - C[J * D + L];
        S += E * E;
      }
      if (S < Best)
        Best = S;
    }
    Total += Best;
  }
  return Total;
}

int main(void) {
  enum { N = 23, K = 3, D = 2 };
  double X[N * D], C[K * D], G[K * D] = {0}, Gx[N * D] = {0}, Want[K * D] = {0};
  for (int I = 0; I < N * D; ++I)
    X[I] = sample(I);
  for (int I = 0; I < K * D; ++I)
    C[I] = sample(I + 100);
  __enzyme_autodiff((void *)cost, X, Gx, C, G, N, K, D);
  for (int I = 0; I < N; ++I) {
    int Near = 0;
    double Best = 1e9;
    for (int J = 0; J < K; ++J) {
      double A = X[I * D] - C[J * D], B = X[I * D + 1] - C[J * D + 1];
      if (A * A + B * B < Best)
        Best = A * A + B * B, Near = J;
    }
    for (int L = 0; L < D; ++L) {
      double E = 2 * (C[Near * D + L] - X[I * D + L]);
      Want[Near * D + L] += E;
      SAME(Gx[I * D + L], -E);
    }
  }
  for (int I = 0; I < K * D; ++I)
    SAME(G[I], Want[I]);
  return check_done();
}
