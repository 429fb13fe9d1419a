// malloc, calloc and free, in straight code, in loops, behind calls.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double once(const double *X, int N) {
  double *T = (double *)malloc((N + 1) * sizeof *T);
  T[0] = 1;
  for (int I = 0; I < N; ++I)
    T[I + 1] = T[I] * X[I] + 1;
  double S = T[N] * T[N];
  free(T);
  return S;
}
NOINLINE static double each_iteration(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double *T = (double *)calloc(I + 1, sizeof *T);
    for (int J = 0; J <= I; ++J)
      T[J] += X[J] * X[I];
    for (int J = 0; J <= I; ++J)
      S += T[J] * T[I - J];
    free(T);
  }
  return S;
}
// The buffer leaves the function that made it.
NOINLINE static double *squares(const double *X, int N) {
  double *T = (double *)malloc((N ? N : 1) * sizeof *T);
  for (int I = 0; I < N; ++I)
    T[I] = X[I] * X[I];
  return T;
}
NOINLINE static double across_calls(const double *X, int N) {
  double *A = squares(X, N), *B = squares(A, N);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += A[I] * B[N - 1 - I];
  free(A);
  free(B);
  return S;
}
NOINLINE static double conditional(const double *X, int N) {
  double *T = 0;
  if (N > 2) {
    T = (double *)malloc(N * sizeof *T);
    for (int I = 0; I < N; ++I)
      T[I] = sin(X[I]);
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += T ? T[I] * X[I] : X[I];
  free(T); // free(NULL) is fine
  return S;
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double X[7], G[4][7] = {{0}};
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I);
    __enzyme_autodiff((void *)once, X, G[0], N);
    GRADIENT(G[0], once(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)each_iteration, X, G[1], N);
    GRADIENT(G[1], each_iteration(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)across_calls, X, G[2], N);
    GRADIENT(G[2], across_calls(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)conditional, X, G[3], N);
    GRADIENT(G[3], conditional(X, N), X, N, 1e-9);
    // forward agrees with reverse
    double T[7];
    for (int I = 0; I < 7; ++I)
      T[I] = sample(I + 31);
    SAME(__enzyme_fwddiff((void *)each_iteration, X, T, N), inner(G[1], T, N));
    SAME(__enzyme_fwddiff((void *)across_calls, X, T, N), inner(G[2], T, N));
  }
  return check_done();
}
