// Arguments and results too large for registers: byval and sret.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { double A[6]; int N; } Big;
NOINLINE static Big grow(Big B, double S) {
  for (int I = 0; I < B.N; ++I)
    B.A[I] = B.A[I] * S + B.A[(I + 1) % 6];
  B.N++;
  return B;
}
NOINLINE static double norm(Big B) {
  double S = 0;
  for (int I = 0; I < B.N; ++I)
    S += B.A[I] * B.A[I];
  return S;
}
static double chain(const double *X, int N) {
  Big B = {{X[0], X[1], X[2], X[3], X[4], X[5]}, N};
  B = grow(B, X[0]);
  Big C = grow(grow(B, 2), X[5]);
  return norm(B) + norm(C); // B must not have changed
}

int main(void) {
  for (int N = 0; N < 4; ++N) {
    double X[6], G[6] = {0}, T[6];
    for (int I = 0; I < 6; ++I)
      X[I] = sample(I), T[I] = sample(I + 6);
    __enzyme_autodiff((void *)chain, X, G, N);
    GRADIENT(G, chain(X, N), X, 6, 1e-9);
    SAME(__enzyme_fwddiff((void *)chain, X, T, N), inner(G, T, 6));
  }
  return check_done();
}
