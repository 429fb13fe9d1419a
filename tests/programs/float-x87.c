// long double, 80 bits on x86: more digits than double must survive.
#include "check.h"

long double __enzyme_autodiff_l(void *, ...);
long double __enzyme_fwddiff_l(void *, ...);

NOINLINE static long double f(long double X) {
  return sqrtl(X) * logl(X) + X / (1 + X * X);
}

NOINLINE static long double product(const long double *X, int N) {
  long double P = 1;
  for (int I = 0; I < N; ++I)
    P *= X[I];
  return P;
}

int main(void) {
  for (int I = 1; I < 10; ++I) {
    long double X = 0.37L * I, Q = 1 + X * X;
    long double Want = logl(X) / (2 * sqrtl(X)) + 1 / sqrtl(X) +
                       (1 - X * X) / (Q * Q);
    NEAR(__enzyme_autodiff_l((void *)f, X), Want, 1e-17L);
    NEAR(__enzyme_fwddiff_l((void *)f, X, 1.0L), Want, 1e-17L);
  }
  long double X[5], G[5] = {0};
  for (int I = 0; I < 5; ++I)
    X[I] = 1 + I / 3.0L;
  __enzyme_autodiff_l((void *)product, X, G, 5);
  for (int I = 0; I < 5; ++I)
    NEAR(G[I], product(X, 5) / X[I], 1e-17L);
  return check_done();
}
