// break, continue and return from inside loops.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double exits(const double *X, int N, double Limit) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    if (X[I] < -0.9)
      return S * S; // leaves the function
    S += X[I] * X[I];
    if (S > Limit)
      break; // leaves the loop
  }
  return S * 3;
}

NOINLINE static double latches(const double *X, int N) {
  double S = 1;
  for (int I = 0; I < N; ++I) {
    if (X[I] > 0.5) {
      S *= X[I];
      continue;
    }
    if (X[I] < -0.5) {
      S += X[I] * S;
      continue;
    }
    S -= X[I] * X[I];
  }
  return S;
}

NOINLINE static double leave_both(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J) {
      S += X[I] * X[J] * (I + 1);
      if (S > 2)
        goto done;
      if (S < -1)
        break;
    }
done:
  return S * S;
}

int main(void) {
  double Limits[] = {0, 0.5, 2, 100};
  for (int N = 0; N <= 13; N += N ? 12 : 1)
    for (int K = 0; K < 4; ++K)
      for (int Cut = 0; Cut < 3; ++Cut) {
        double X[13], G[13] = {0}, H[13] = {0}, L[13] = {0};
        for (int I = 0; I < 13; ++I)
          X[I] = 0.87 * sample(I + 13 * K);
        if (Cut)
          X[Cut * 5] = -0.95;
        __enzyme_autodiff((void *)exits, enzyme_dup, X, G, enzyme_const, N,
                          enzyme_const, Limits[K]);
        GRADIENT(G, exits(X, N, Limits[K]), X, 13, 1e-8);
        __enzyme_autodiff((void *)latches, X, H, N);
        GRADIENT(H, latches(X, N), X, 13, 1e-8);
        __enzyme_autodiff((void *)leave_both, X, L, N);
        GRADIENT(L, leave_both(X, N), X, 13, 1e-8);
      }
  return check_done();
}
