// Reverse mode through a gradient, with and without memory.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double f(double X) { return X * X * X * cos(X); }
static double slope(double X) { return __enzyme_autodiff((void *)f, X); }
static double curvature(double X) { return __enzyme_autodiff((void *)slope, X); }

NOINLINE static double power(double X, int N) {
  double P = 1;
  for (int I = 0; I < N; ++I)
    P *= X;
  return P;
}
static double power_slope(double X, int N) {
  return __enzyme_autodiff((void *)power, X, N);
}

int main(void) {
  double X = 0.8, S = sin(X), C = cos(X);
  SAME(slope(X), 3 * X * X * C - X * X * X * S);
  SAME(curvature(X), 6 * X * C - 6 * X * X * S - X * X * X * C);
  for (int N = 0; N < 9; ++N)
    SAME(__enzyme_autodiff((void *)power_slope, X, N),
         N * (N - 1) * pow(X, N - 2));
  return check_done();
}
