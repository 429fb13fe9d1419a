// Functions that return pointers into their arguments, and structs of them.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { double *Begin, *End; } Range;
NOINLINE static double *largest(double *X, int N) {
  double *Best = X;
  for (int I = 1; I < N; ++I)
    if (X[I] > *Best)
      Best = X + I;
  return Best;
}
NOINLINE static double scale_largest(double *X, int N) {
  double *P = largest(X, N);
  *P *= *P;
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * (I + 1);
  return S;
}
NOINLINE static Range middle(double *X, int N) {
  Range R = {X + N / 4, X + N - N / 4};
  return R;
}
NOINLINE static double range_sum(double *X, int N) {
  Range R = middle(X, N);
  double S = 0;
  for (double *P = R.Begin; P != R.End; ++P)
    S += *P * *P;
  for (double *P = R.End; P != R.Begin; --P)
    S += P[-1] * S * 0.1;
  return S;
}
NOINLINE static double *choose(double *A, double *B, int Which) {
  return Which ? A : B;
}
NOINLINE static double chosen(double *A, double *B, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double *P = choose(A, B, I % 3 == 0);
    S += P[I] * P[N - 1 - I];
    *choose(B, A, I % 2) *= 0.5;
  }
  return S;
}
static double chosen_copy(const double *A, const double *B, int N) {
  double C[7], D[7];
  memcpy(C, A, sizeof C);
  memcpy(D, B, sizeof D);
  return chosen(C, D, N);
}

int main(void) {
  for (int N = 1; N <= 7; N += 2) {
    double X[7], Y[7], B[7], C[7], G[7] = {0}, H[7] = {0}, Ga[7] = {0}, Gb[7] = {0};
    int Best = 0;
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I + N), B[I] = sample(I + 20);
    for (int I = 0; I < N; ++I)
      if (X[I] > X[Best])
        Best = I;
    memcpy(Y, X, sizeof X);
    __enzyme_autodiff((void *)scale_largest, Y, G, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], (I + 1) * (I == Best ? 2 * X[I] : 1));
    __enzyme_autodiff((void *)range_sum, X, H, N);
    GRADIENT(H, range_sum(X, N), X, N, 1e-9);
    memcpy(Y, X, sizeof X);
    memcpy(C, B, sizeof B);
    __enzyme_autodiff((void *)chosen, Y, Ga, C, Gb, N);
    GRADIENT(Ga, chosen_copy(X, B, N), X, N, 1e-9);
    GRADIENT(Gb, chosen_copy(X, B, N), B, N, 1e-9);
  }
  return check_done();
}
