// Stack memory: fixed, variable-length, two-dimensional, partly written.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double prefix(const double *X, int N) {
  double P[N + 1]; // variable length
  P[0] = 1;
  for (int I = 0; I < N; ++I)
    P[I + 1] = P[I] * (1 + X[I]);
  double S = 0;
  for (int I = 0; I <= N; ++I)
    S += P[I] * P[N - I];
  return S;
}
NOINLINE static double in_loop(const double *X, int N) {
  double S = 0;
  for (int I = 1; I <= N; ++I) {
    double W[I]; // a new size each time
    for (int J = 0; J < I; ++J)
      W[J] = X[J] * X[I - 1] + S;
    for (int J = 0; J < I; ++J)
      S += 0.01 * W[J] * W[I - 1 - J];
  }
  return S;
}
NOINLINE static double histogram(const double *X, const int *Bin, int N) {
  double H[4][3] = {{0}};
  for (int I = 0; I < N; ++I)
    H[Bin[I] % 4][Bin[I] % 3] += X[I];
  double S = 0;
  for (int I = 0; I < 4; ++I)
    for (int J = 0; J < 3; ++J)
      S += H[I][J] * H[I][J];
  return S;
}

int main(void) {
  int Bin[] = {0, 5, 5, 3, 11, 7, 0};
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double X[7], G[7] = {0}, H[7] = {0}, L[7] = {0};
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I);
    __enzyme_autodiff((void *)prefix, X, G, N);
    GRADIENT(G, prefix(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)in_loop, X, L, N);
    GRADIENT(L, in_loop(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)histogram, enzyme_dup, X, H, enzyme_const, Bin,
                      enzyme_const, N);
    GRADIENT(H, histogram(X, Bin, N), X, N, 1e-9);
  }
  return check_done();
}
