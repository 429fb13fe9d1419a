// Functions that call themselves: on scalars, on arrays, twice per level.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double power(double X, unsigned N) {
  if (N == 0)
    return 1;
  double H = power(X, N / 2);
  return N % 2 ? H * H * X : H * H;
}

NOINLINE static double pairwise(const double *X, int N) {
  if (N == 0)
    return 0;
  if (N == 1)
    return X[0] * X[0];
  int H = N / 2;
  double L = pairwise(X, H), R = pairwise(X + H, N - H);
  return L + R + L * R;
}

// In place: each level scales its half by the sum of the other half.
NOINLINE static void fold(double *X, int N) {
  if (N < 2)
    return;
  int H = N / 2;
  fold(X, H);
  double S = 0;
  for (int I = 0; I < H; ++I)
    S += X[I];
  for (int I = H; I < N; ++I)
    X[I] *= S;
  fold(X + H, N - H);
}
static double fold_sum(double *X, int N) {
  fold(X, N);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += (I + 1) * X[I];
  return S;
}
static double fold_sum_copy(const double *X, int N) {
  double Y[16];
  memcpy(Y, X, sizeof Y);
  return fold_sum(Y, N);
}

int main(void) {
  for (unsigned N = 0; N < 14; ++N) {
    SAME(__enzyme_autodiff((void *)power, 1.2, N), N * pow(1.2, N - 1.0));
    SAME(__enzyme_fwddiff((void *)power, 1.2, 1.0, N), N * pow(1.2, N - 1.0));
  }
  for (int N = 0; N <= 13; N += N ? 12 : 1) {
    double X[16], G[16] = {0}, Y[16], H[16];
    for (int I = 0; I < 16; ++I)
      Y[I] = X[I] = sample(I), H[I] = 0;
    __enzyme_autodiff((void *)pairwise, X, G, N);
    GRADIENT(G, pairwise(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)fold_sum, Y, H, N);
    GRADIENT(H, fold_sum_copy(X, N), X, N, 1e-8);
  }
  return check_done();
}
