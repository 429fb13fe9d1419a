// Short-circuit conditions, switch in loops, do-while with continue, pointers as counters.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double short_circuit(const double *X, int N) {
  double S = 0;
  int I = 0;
  while (I < N && X[I] < 0.9 && (S < 3 || X[I] > 0)) {
    S += X[I] > 0 && I % 2 ? X[I] * X[I] : sin(X[I]);
    ++I;
  }
  return S * (I + 1);
}
NOINLINE static double switch_in_loop(const double *X, int N) {
  double A = 1, B = 2;
  for (int I = 0; I < N; ++I) {
    switch ((int)floor(4 * X[I])) {
    case -4: case -3: A *= X[I]; continue;
    case -2: B += A * X[I]; break;
    case -1: case 0: A += B; // falls through
    case 1: B *= 0.5 + X[I]; break;
    case 2: if (I > N / 2) return A * B * X[I]; break;
    default: A = B - A * X[I];
    }
    B += 0.1 * A;
  }
  return A * B;
}
NOINLINE static double pointer_loop(const double *Begin, const double *End) {
  double S = 1;
  const double *P = Begin;
  do {
    if (P == End)
      break;
    if (*P < 0)
      continue;
    S += *P * S;
  } while (++P < End); // continue comes here
  while (P-- > Begin)
    S -= *P * 0.25;
  return S;
}
static double pointer_sum(const double *X, int N) { return pointer_loop(X, X + N); }

int main(void) {
  for (int N = 0; N <= 13; N += N ? 6 : 1)
    for (int Seed = 0; Seed < 4; ++Seed) {
      double X[13], G[3][13] = {{0}};
      for (int I = 0; I < 13; ++I) {
        X[I] = sample(I + 13 * Seed);
        // Not near a multiple of 1/4, where the branch changes.
        double F = 4 * X[I] - floor(4 * X[I]);
        if (F < 0.05 || F > 0.95)
          X[I] += 0.1;
      }
      __enzyme_autodiff((void *)short_circuit, X, G[0], N);
      GRADIENT(G[0], short_circuit(X, N), X, 13, 1e-8);
      __enzyme_autodiff((void *)switch_in_loop, X, G[1], N);
      GRADIENT(G[1], switch_in_loop(X, N), X, 13, 1e-8);
      __enzyme_autodiff((void *)pointer_sum, X, G[2], N);
      GRADIENT(G[2], pointer_sum(X, N), X, 13, 1e-8);
    }
  return check_done();
}
