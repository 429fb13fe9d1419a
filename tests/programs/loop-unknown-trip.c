// Loops that end when the numbers say so.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double root(double A) {
  // Newton on x^2 = a
  double X = A > 1 ? A : 1;
  while (fabs(X * X - A) > 1e-13 * A)
    X = 0.5 * (X + A / X);
  return X;
}

NOINLINE static double geometric(double X) {
  double Term = 1, Sum = 0;
  while (Term > 1e-17) {
    Sum += Term;
    Term *= X;
  }
  return Sum;
}

// The trip count depends on data in memory.
NOINLINE static double until_zero(const double *X) {
  double P = 1;
  for (; *X != 0; ++X)
    P *= *X;
  return P;
}

int main(void) {
  double As[] = {0.3, 2, 50};
  for (int I = 0; I < 3; ++I) {
    NEAR(__enzyme_autodiff((void *)root, As[I]), 0.5 / sqrt(As[I]), 1e-7);
    NEAR(__enzyme_fwddiff((void *)root, As[I], 1.0), 0.5 / sqrt(As[I]), 1e-7);
  }
  SAME(__enzyme_autodiff((void *)geometric, 0.5), 4);
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double X[8] = {0}, G[8] = {0}, P = 1;
    for (int I = 0; I < N; ++I)
      P *= X[I] = 1 + sample(I) / 2;
    __enzyme_autodiff((void *)until_zero, X, G);
    for (int I = 0; I < N; ++I)
      SAME(G[I], P / X[I]);
    SAME(G[N], 0);
  }
  return check_done();
}
