// Hessian-vector products: forward mode through a gradient.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

void __enzyme_autodiff_void(void *, ...);
void __enzyme_fwddiff_void(void *, ...);

NOINLINE static double rosenbrock(const double *X, int N) {
  double S = 0;
  for (int I = 0; I + 1 < N; ++I) {
    double A = X[I + 1] - X[I] * X[I], B = 1 - X[I];
    S += 100 * A * A + B * B;
  }
  return S;
}
static void gradient(const double *X, double *G, int N) {
  for (int I = 0; I < N; ++I)
    G[I] = 0;
  __enzyme_autodiff_void((void *)rosenbrock, X, G, N);
}
NOINLINE static double f(double X) { return sin(X * X) * exp(X); }
static double slope(double X) { return __enzyme_autodiff((void *)f, X); }

int main(void) {
  double X = 0.7;
  // f'' by hand
  double S = sin(X * X), C = cos(X * X), E = exp(X);
  double Second = E * (S + 4 * X * C + 2 * C - 4 * X * X * S);
  SAME(slope(X), E * (S + 2 * X * C));
  SAME(__enzyme_fwddiff((void *)slope, X, 1.0), Second);
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double V[7], T[7], G[7], H[7];
    for (int I = 0; I < 7; ++I)
      V[I] = sample(I), T[I] = sample(I + 7);
    __enzyme_fwddiff_void((void *)gradient, enzyme_dup, V, T, enzyme_dup, G, H,
                          enzyme_const, N);
    for (int I = 0; I < N; ++I) {
      double Want = 0;
      if (I + 1 < N)
        Want += (1200 * V[I] * V[I] - 400 * V[I + 1] + 2) * T[I] -
                400 * V[I] * T[I + 1];
      if (I > 0)
        Want += 200 * T[I] - 400 * V[I - 1] * T[I - 1];
      SAME(H[I], Want);
    }
  }
  return check_done();
}
