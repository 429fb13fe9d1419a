// aligned_alloc and posix_memalign: memory that must be aligned.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double with_aligned_alloc(const double *X, int N) {
  double *T = (double *)aligned_alloc(64, 64 * ((N * 8 + 63) / 64 + 1));
  double S = 0;
  for (int I = 0; I < N; ++I)
    T[I] = X[I] * X[I] * X[I];
  for (int I = 0; I < N; ++I)
    S += T[I] * X[N - 1 - I];
  free(T);
  return S;
}
NOINLINE static double with_posix_memalign(const double *X, int N) {
  void *P;
  if (posix_memalign(&P, 128, (N + 1) * sizeof(double)) != 0)
    return -1;
  double *T = (double *)P;
  T[0] = 0;
  for (int I = 0; I < N; ++I)
    T[I + 1] = T[I] + sin(X[I]) * T[I / 2] + X[I];
  double S = T[N] * T[N];
  free(P);
  return S;
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double X[7], G[7] = {0}, H[7] = {0}, T[7];
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I), T[I] = sample(I + 40);
    __enzyme_autodiff((void *)with_aligned_alloc, X, G, N);
    GRADIENT(G, with_aligned_alloc(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)with_posix_memalign, X, H, N);
    GRADIENT(H, with_posix_memalign(X, N), X, N, 1e-9);
    SAME(__enzyme_fwddiff((void *)with_posix_memalign, X, T, N),
         inner(H, T, N));
    SAME(__enzyme_fwddiff((void *)with_aligned_alloc, X, T, N),
         inner(G, T, N));
  }
  return check_done();
}
