// memcpy, memmove and memset, of fixed and computed size.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double copied(const double *X, int N) {
  double A[16], B[16];
  memcpy(A, X, N * sizeof *X);
  memcpy(B, A, N * sizeof *X);
  double S = 0;
  for (int I = 0; I < N; ++I) {
    A[I] *= 2; // B keeps the old value
    S += A[I] * B[I];
  }
  return S;
}
NOINLINE static double moved(double *X, int N) {
  if (N > 1) {
    memmove(X + 1, X, (N - 1) * sizeof *X); // overlapping, upwards
    memmove(X, X + 1, (N - 1) * sizeof *X); // and down again
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += (I + 1) * X[I] * X[I];
  return S;
}
NOINLINE static double cleared(double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I];
  memset(X, 0, N / 2 * sizeof *X);
  for (int I = 0; I < N; ++I)
    S += 3 * X[I];
  return S;
}
typedef struct { int Tag; float F; double D[3]; } Mixed;
NOINLINE static double mixed(const Mixed *M) {
  Mixed A, B = *M;
  memcpy(&A, &B, sizeof A);
  B.D[1] = 0;
  return A.Tag * A.F * A.D[0] + A.D[1] * A.D[2] + B.D[2];
}
// the bytes of a double copied in two halves
NOINLINE static double pieces(const double *X) {
  double Y;
  memcpy(&Y, X, 4);
  memcpy((char *)&Y + 4, (const char *)X + 4, 4);
  return Y * Y;
}

int main(void) {
  for (int N = 0; N <= 13; N += N ? 12 : 1) {
    double X[16], Y[16], G[16] = {0};
    for (int I = 0; I < 16; ++I)
      Y[I] = X[I] = sample(I);
    __enzyme_autodiff((void *)copied, X, G, N);
    for (int I = 0; I < 16; ++I)
      SAME(G[I], I < N ? 4 * X[I] : 0);
    memset(G, 0, sizeof G);
    __enzyme_autodiff((void *)moved, Y, G, N);
    // x0 x0 x1 ... then x0 x1 ... x[n-2] x[n-2]
    for (int I = 0; I < N; ++I) {
      double W = N == 1 ? 1 : I + 1 < N ? I + 1 : 0;
      if (N > 1 && I == N - 2)
        W += N;
      SAME(G[I], 2 * W * X[I]);
    }
    memcpy(Y, X, sizeof Y);
    memset(G, 0, sizeof G);
    __enzyme_autodiff((void *)cleared, Y, G, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], 2 * X[I] + (I < N / 2 ? 0 : 3));
  }
  Mixed M = {3, 0.5f, {1.25, -2, 0.75}}, D = {3, 0, {0}};
  __enzyme_autodiff((void *)mixed, &M, &D);
  SAME(D.F, 3.75);
  SAME(D.D[0], 1.5);
  SAME(D.D[1], 0.75);
  SAME(D.D[2], -1);
  double P = 1.7, Dp = 0;
  __enzyme_autodiff((void *)pieces, &P, &Dp);
  SAME(Dp, 3.4);
  return check_done();
}
