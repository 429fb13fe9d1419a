// Determinant by LU with pivoting, in place: the gradient is det A^-T.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double determinant(double *A, int N) {
  double Det = 1;
  for (int K = 0; K < N; ++K) {
    int Pivot = K;
    for (int I = K + 1; I < N; ++I)
      if (fabs(A[I * N + K]) > fabs(A[Pivot * N + K]))
        Pivot = I;
    if (Pivot != K) {
      Det = -Det;
      for (int J = 0; J < N; ++J) {
        double T = A[K * N + J];
        A[K * N + J] = A[Pivot * N + J];
        A[Pivot * N + J] = T;
      }
    }
    Det *= A[K * N + K];
    for (int I = K + 1; I < N; ++I) {
      double F = A[I * N + K] / A[K * N + K];
      for (int J = K; J < N; ++J)
        A[I * N + J] -= F * A[K * N + J];
    }
  }
  return Det;
}
// The matrix without row R and column C.
static double minor_of(const double *A, int N, int R, int C) {
  double B[49];
  int At = 0;
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      if (I != R && J != C)
        B[At++] = A[I * N + J];
  return determinant(B, N - 1);
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 3 : 1) {
    double A[49], B[49], G[49] = {0};
    for (int I = 0; I < 49; ++I)
      B[I] = A[I] = sample(I);
    __enzyme_autodiff((void *)determinant, B, G, N);
    for (int I = 0; I < N; ++I)
      for (int J = 0; J < N; ++J)
        NEAR(G[I * N + J], ((I + J) % 2 ? -1 : 1) * minor_of(A, N, I, J), 1e-11);
  }
  return check_done();
}
