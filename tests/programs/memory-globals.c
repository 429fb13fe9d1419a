// Globals: constant tables, scratch space, and state between calls.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

static const double Coefficients[5] = {1, -0.5, 0.25, 3, 0.125};
static double Scratch[32];
static double Total;
static struct { int Calls; double Last; } State;

NOINLINE static double polynomial(double X) {
  double S = 0;
  for (int I = 4; I >= 0; --I)
    S = S * X + Coefficients[I];
  return S;
}
NOINLINE static double through_scratch(const double *X, int N) {
  for (int I = 0; I < N; ++I)
    Scratch[I] = X[I] * X[I];
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += Scratch[I] * Scratch[N - 1 - I];
  return S;
}
NOINLINE static void remember(double X) {
  State.Calls++;
  State.Last = X;
  Total += X * X;
}
NOINLINE static double through_state(double X) {
  Total = 0;
  remember(X);
  remember(sin(X));
  return Total * State.Last;
}

int main(void) {
  double X = 0.6;
  SAME(__enzyme_autodiff((void *)polynomial, X),
       -0.5 + 0.5 * X + 9 * X * X + 0.5 * X * X * X);
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double V[7], G[7] = {0};
    for (int I = 0; I < N; ++I)
      V[I] = sample(I);
    __enzyme_autodiff((void *)through_scratch, V, G, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], 4 * V[I] * V[N - 1 - I] * V[N - 1 - I]);
  }
  for (int Repeat = 0; Repeat < 3; ++Repeat) {
    // (x^2 + sin^2 x) sin x, each time anew
    double S = sin(X), C = cos(X);
    double Want = (2 * X + 2 * S * C) * S + (X * X + S * S) * C;
    SAME(__enzyme_autodiff((void *)through_state, X), Want);
    SAME(__enzyme_fwddiff((void *)through_state, X, 1.0), Want);
  }
  SAME(State.Calls, 12);
  return check_done();
}
