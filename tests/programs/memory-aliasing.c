// Pointers that may be, and are, the same or overlapping.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static void multiply_add(double *Y, const double *A, const double *B,
                                  int N) {
  for (int I = 0; I < N; ++I)
    Y[I] += A[I] * B[I];
}
NOINLINE static double same(double *X, int N) {
  multiply_add(X, X, X, N);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I];
  return S;
}
NOINLINE static double shifted(double *X, int N) {
  // reads what the previous iteration wrote
  multiply_add(X + 1, X, X, N - 1);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I];
  return S;
}
NOINLINE static double two_names(double *P, double *Q) {
  double A = *P;
  *Q = A * A;
  double B = *P; // A*A if P == Q, else A
  *P = B * *Q;
  return *P + *Q;
}
static double shifted_copy(const double *X, int N) {
  double Y[16];
  memcpy(Y, X, sizeof Y);
  return shifted(Y, N);
}

int main(void) {
  for (int N = 1; N < 14; N += 6) {
    double X[16], Y[16], G[16] = {0}, H[16] = {0};
    for (int I = 0; I < 16; ++I)
      Y[I] = X[I] = sample(I) / 2;
    __enzyme_autodiff((void *)same, Y, G, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], 2 * (X[I] + X[I] * X[I]) * (1 + 2 * X[I]));
    memcpy(Y, X, sizeof Y);
    __enzyme_autodiff((void *)shifted, Y, H, N);
    GRADIENT(H, shifted_copy(X, N), X, N, 1e-9);
  }
  double P = 1.3, Dp = 0, Q = 5, Dq = 0;
  __enzyme_autodiff((void *)two_names, &P, &Dp, &Q, &Dq);
  SAME(Dp, 3 * 1.69 + 2.6); // p^3 + p^2
  SAME(Dq, 0);
  P = 1.3, Dp = 0;
  __enzyme_autodiff((void *)two_names, &P, &Dp, &P, &Dp);
  SAME(Dp, 8 * pow(1.3, 3)); // p^4 + p^4
  return check_done();
}
