// Nests: rectangular, triangular, and with inner bounds read from data.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double triangular(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    for (int J = 0; J <= I; ++J)
      for (int K = J; K < I; ++K)
        S += X[I] * X[J] * X[K] + sin(X[K]);
  return S;
}

NOINLINE static double ragged(const double *X, const int *Len, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double P = 1;
    for (int J = 0; J < Len[I]; ++J)
      P *= X[I] + J;
    S += P * P;
  }
  return S;
}

// A sequential dependence through all levels, one of them unknown.
NOINLINE static double spiral(double X, int N) {
  double Y = X;
  for (int I = 0; I < N; ++I) {
    for (double Z = Y; Z > 0.1; Z *= 0.5)
      Y += 0.01 * Z * X;
    for (int J = 0; J < I; ++J)
      Y = Y * 0.9 + 0.1 * cos(Y);
  }
  return Y;
}

int main(void) {
  int Len[] = {0, 1, 5, 2, 0, 3, 7};
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double X[7], G[7] = {0}, H[7] = {0};
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I);
    __enzyme_autodiff((void *)triangular, X, G, N);
    GRADIENT(G, triangular(X, N), X, 7, 1e-9);
    __enzyme_autodiff((void *)ragged, enzyme_dup, X, H, enzyme_const, Len,
                      enzyme_const, N);
    for (int I = 0; I < 7; ++I)
      NEAR(H[I] / 1e3, FD(ragged(X, Len, N), X[I]) / 1e3, 1e-7);
    double Y = 0.83;
    NEAR(__enzyme_autodiff((void *)spiral, Y, N), FD_STEP(spiral(Y, N), Y, 1e-4),
         1e-8);
  }
  return check_done();
}
