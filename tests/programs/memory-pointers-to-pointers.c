// Rows behind a table of pointers, and pointers swapped while running.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double bilinear(double **A, const double *X, const double *Y,
                                int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      S += X[I] * A[I][J] * Y[J];
  return S;
}

// Ping-pong buffers: the pointers change place each step.
NOINLINE static double heat(double *A, double *B, int N, int Steps) {
  double *From = A, *To = B;
  for (int S = 0; S < Steps; ++S) {
    for (int I = 0; I < N; ++I) {
      double L = I > 0 ? From[I - 1] : 0, R = I + 1 < N ? From[I + 1] : 0;
      To[I] = From[I] + 0.2 * (L - 2 * From[I] + R) + 0.05 * From[I] * From[I];
    }
    double *T = From;
    From = To;
    To = T;
  }
  double E = 0;
  for (int I = 0; I < N; ++I)
    E += From[I] * From[I];
  return E;
}
static double heat_copy(const double *A, int N, int Steps) {
  double U[8], V[8];
  memcpy(U, A, sizeof U);
  return heat(U, V, N, Steps);
}

// The rows are permuted in the table itself.
NOINLINE static double permuted(double **A, int N) {
  for (int I = 0; I + 1 < N; ++I) {
    double *T = A[I];
    A[I] = A[I + 1];
    A[I + 1] = T;
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += (I + 1) * A[I][0] * A[I][0];
  return S;
}

int main(void) {
  int Ns[] = {0, 1, 7};
  for (int K = 0; K < 3; ++K) {
    int N = Ns[K];
    double M[7][7], Dm[7][7] = {{0}}, X[7], Dx[7] = {0}, Y[7], Dy[7] = {0};
    double *A[7], *Da[7];
    for (int I = 0; I < 7; ++I) {
      A[I] = M[I], Da[I] = Dm[I], X[I] = sample(I), Y[I] = sample(I + 7);
      for (int J = 0; J < 7; ++J)
        M[I][J] = sample(14 + 7 * I + J);
    }
    __enzyme_autodiff((void *)bilinear, enzyme_dup, A, Da, enzyme_dup, X, Dx,
                      enzyme_dup, Y, Dy, enzyme_const, N);
    for (int I = 0; I < N; ++I) {
      double R = 0, C = 0;
      for (int J = 0; J < N; ++J) {
        R += M[I][J] * Y[J];
        C += M[J][I] * X[J];
        SAME(Dm[I][J], X[I] * Y[J]);
      }
      SAME(Dx[I], R);
      SAME(Dy[I], C);
    }
    for (int Steps = 0; Steps < 6; ++Steps) {
      double U[8] = {0}, Du[8] = {0}, V[8] = {0}, Dv[8] = {0}, W[8] = {0};
      for (int I = 0; I < N; ++I)
        W[I] = U[I] = sample(I);
      __enzyme_autodiff((void *)heat, U, Du, V, Dv, N, Steps);
      GRADIENT(Du, heat_copy(W, N, Steps), W, N, 1e-9);
    }
    memset(Dm, 0, sizeof Dm);
    __enzyme_autodiff((void *)permuted, A, Da, N);
    // Row 0 went to the end, the others one up.
    for (int I = 0; I < N; ++I)
      SAME(Dm[I][0], 2 * M[I][0] * (I == 0 ? N : I));
  }
  return check_done();
}
