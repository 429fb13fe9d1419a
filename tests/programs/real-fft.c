// Recursive FFT on interleaved complex numbers; it is linear, so exact.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

void __enzyme_autodiff_void(void *, ...);

static void fft(double *X, int N, int Sign) {
  if (N < 2)
    return;
  double *T = (double *)malloc(2 * N * sizeof *T);
  for (int I = 0; I < N / 2; ++I) {
    T[2 * I] = X[4 * I], T[2 * I + 1] = X[4 * I + 1];
    T[N + 2 * I] = X[4 * I + 2], T[N + 2 * I + 1] = X[4 * I + 3];
  }
  fft(T, N / 2, Sign);
  fft(T + N, N / 2, Sign);
  for (int I = 0; I < N / 2; ++I) {
    double C = cos(2 * M_PI * I / N), S = Sign * sin(2 * M_PI * I / N);
    double Re = C * T[N + 2 * I] - S * T[N + 2 * I + 1];
    double Im = C * T[N + 2 * I + 1] + S * T[N + 2 * I];
    X[2 * I] = T[2 * I] + Re, X[2 * I + 1] = T[2 * I + 1] + Im;
    X[N + 2 * I] = T[2 * I] - Re, X[N + 2 * I + 1] = T[2 * I + 1] - Im;
  }
  free(T);
}
NOINLINE static void forward(double *X, int N) { fft(X, N, -1); }
NOINLINE static double power(double *X, int N) {
  fft(X, N, -1);
  double S = 0;
  for (int I = 0; I < 2 * N; ++I)
    S += X[I] * X[I];
  return S;
}

int main(void) {
  for (int N = 1; N <= 16; N *= 4) {
    double X[32], Save[32], D[32], G[32] = {0}, W[32];
    for (int I = 0; I < 2 * N; ++I)
      Save[I] = X[I] = sample(I), W[I] = D[I] = sample(I + 40);
    __enzyme_autodiff_void((void *)forward, X, D, N);
    // The adjoint of the transform is the transform with the other sign.
    fft(W, N, 1);
    for (int I = 0; I < 2 * N; ++I)
      SAME(D[I], W[I]);
    memcpy(X, Save, sizeof X);
    __enzyme_autodiff((void *)power, X, G, N);
    for (int I = 0; I < 2 * N; ++I) // Parseval: N |x|^2
      SAME(G[I], 2 * N * Save[I]);
  }
  return check_done();
}
