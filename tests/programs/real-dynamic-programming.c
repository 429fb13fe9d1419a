// Soft edit distance: a table filled by dynamic programming, in one row.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

static double softmin(double A, double B, double C) {
  double M = fmin(A, fmin(B, C));
  return M - log(exp(M - A) + exp(M - B) + exp(M - C));
}
NOINLINE static double soft_dtw(const double *X, const double *Y, int N, int M) {
  double Row[M + 1];
  Row[0] = 0;
  for (int J = 1; J <= M; ++J)
    Row[J] = 1e3;
  for (int I = 1; I <= N; ++I) {
    double Diagonal = Row[0];
    Row[0] = 1e3;
    for (int J = 1; J <= M; ++J) {
      double E = X[I - 1] - Y[J - 1], Up = Row[J];
      Row[J] = E * E + softmin(Up, Row[J - 1], Diagonal);
      Diagonal = Up;
    }
  }
  return Row[M];
}

int main(void) {
  for (int N = 1; N <= 7; N += 3) {
    double X[7], Y[5], Gx[7] = {0}, Gy[5] = {0};
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I);
    for (int I = 0; I < 5; ++I)
      Y[I] = sample(I + 20);
    __enzyme_autodiff((void *)soft_dtw, X, Gx, Y, Gy, N, 5);
    GRADIENT(Gx, soft_dtw(X, Y, N, 5), X, N, 1e-8);
    GRADIENT(Gy, soft_dtw(X, Y, N, 5), Y, 5, 1e-8);
  }
  return check_done();
}
