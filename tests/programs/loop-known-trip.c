// Loops whose trip count is a constant, small enough to unroll and not.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double small(double X) {
  double P = 1;
  for (int I = 0; I < 4; ++I)
    P *= X + I;
  return P;
}

NOINLINE static double large(double X) {
  double S = 0;
  for (int I = 0; I < 1009; ++I)
    S = S * 0.5 + sin(X + I);
  return S;
}

// A logistic map: every iterate is needed in reverse.
NOINLINE static double logistic(double X) {
  for (int I = 0; I < 20; ++I)
    X = 2.5 * X * (1 - X);
  return X;
}

int main(void) {
  double X = 0.7;
  NEAR(__enzyme_autodiff((void *)small, X), FD(small(X), X), 1e-10);
  NEAR(__enzyme_fwddiff((void *)small, X, 1.0), FD(small(X), X), 1e-10);
  NEAR(__enzyme_autodiff((void *)large, X), FD(large(X), X), 1e-9);
  NEAR(__enzyme_fwddiff((void *)large, X, 1.0), FD(large(X), X), 1e-9);
  // By hand: the product of 2.5 (1 - 2 x_i).
  double Y = 0.3, D = 1;
  for (int I = 0; I < 20; ++I) {
    D *= 2.5 * (1 - 2 * Y);
    Y = 2.5 * Y * (1 - Y);
  }
  NEAR(__enzyme_autodiff((void *)logistic, 0.3) / D, 1, 1e-9);
  NEAR(__enzyme_fwddiff((void *)logistic, 0.3, 1.0) / D, 1, 1e-9);
  return check_done();
}
