// Conjugate gradients to convergence: a solver differentiated as written.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static void apply(const double *D, const double *X, double *Y, int N) {
  for (int I = 0; I < N; ++I)
    Y[I] = D[I] * X[I] - (I > 0 ? X[I - 1] : 0) - (I + 1 < N ? X[I + 1] : 0);
}
NOINLINE static double solve(const double *D, const double *B, int N) {
  double X[8] = {0}, R[8], P[8], Q[8], Rr = 0;
  for (int I = 0; I < N; ++I) {
    P[I] = R[I] = B[I];
    Rr += R[I] * R[I];
  }
  while (Rr > 1e-26) {
    apply(D, P, Q, N);
    double Pq = 0, Old = Rr;
    for (int I = 0; I < N; ++I)
      Pq += P[I] * Q[I];
    double Alpha = Rr / Pq;
    Rr = 0;
    for (int I = 0; I < N; ++I) {
      X[I] += Alpha * P[I];
      R[I] -= Alpha * Q[I];
      Rr += R[I] * R[I];
    }
    for (int I = 0; I < N; ++I)
      P[I] = R[I] + Rr / Old * P[I];
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I];
  return S;
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double D[8], B[8], Gd[8] = {0}, Gb[8] = {0};
    for (int I = 0; I < N; ++I)
      D[I] = 3 + sample(I) / 2, B[I] = sample(I + 9);
    __enzyme_autodiff((void *)solve, D, Gd, B, Gb, N);
    GRADIENT(Gd, solve(D, B, N), D, N, 1e-6);
    GRADIENT(Gb, solve(D, B, N), B, N, 1e-6);
  }
  return check_done();
}
