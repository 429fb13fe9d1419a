// The gradient of a directional derivative.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double f(double X, double Y) { return sin(X) * Y * Y + X * exp(Y); }
static double along_x(double X, double Y) {
  return __enzyme_fwddiff((void *)f, X, 1.0, Y, 0.0);
}
NOINLINE static double quartic(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I] * X[I] * X[(I + 1) % N];
  return S;
}
static double directional(const double *X, const double *T, int N) {
  return __enzyme_fwddiff((void *)quartic, X, T, N);
}

typedef struct { double A, B; } Two;
Two __enzyme_autodiff_two(void *, ...);

int main(void) {
  double X = 0.6, Y = 1.1;
  Two G = __enzyme_autodiff_two((void *)along_x, X, Y);
  SAME(G.A, -sin(X) * Y * Y);
  SAME(G.B, 2 * cos(X) * Y + exp(Y));
  int Ns[] = {0, 1, 2, 7};
  for (int K = 0; K < 4; ++K) {
    int N = Ns[K];
    double V[7], T[7], H[7] = {0}, D[7] = {0};
    for (int I = 0; I < 7; ++I)
      V[I] = sample(I), T[I] = sample(I + 7);
    // With respect to the point: H t. With respect to the direction: gradient.
    __enzyme_autodiff((void *)directional, enzyme_dup, V, H, enzyme_dup, T, D,
                      enzyme_const, N);
    GRADIENT(D, quartic(V, N), V, N, 1e-8);
    GRADIENT(H, directional(V, T, N), V, N, 1e-8);
  }
  return check_done();
}
