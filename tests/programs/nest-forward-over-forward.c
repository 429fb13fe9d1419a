// Second and third derivatives by forward mode alone.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double f(double X) { return X * X * X * X + sin(2 * X); }
static double d1(double X) { return __enzyme_fwddiff((void *)f, X, 1.0); }
static double d2(double X) { return __enzyme_fwddiff((void *)d1, X, 1.0); }
static double d3(double X) { return __enzyme_fwddiff((void *)d2, X, 1.0); }

NOINLINE static double loop(double X, int N) {
  double Y = 1;
  for (int I = 0; I < N; ++I)
    Y = Y * X + 1.0 / (I + 1);
  return Y;
}
static double loop1(double X, int N) {
  return __enzyme_fwddiff((void *)loop, X, 1.0, N);
}

int main(void) {
  double X = 0.9;
  SAME(d1(X), 4 * X * X * X + 2 * cos(2 * X));
  SAME(d2(X), 12 * X * X - 4 * sin(2 * X));
  SAME(d3(X), 24 * X - 8 * cos(2 * X));
  for (int N = 0; N < 8; ++N) {
    // loop is X^N + sum X^(N-1-i)/(i+1)
    double Want = N * (N - 1) * pow(X, N - 2);
    for (int I = 0; I < N; ++I) {
      int P = N - 1 - I;
      Want += P * (P - 1) * pow(X, P - 2) / (I + 1);
    }
    SAME(__enzyme_fwddiff((void *)loop1, X, 1.0, N), Want);
  }
  return check_done();
}
