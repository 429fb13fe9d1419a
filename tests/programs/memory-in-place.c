// Arrays updated in place: every old value that reverse needs is gone.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static void relax(double *U, int N, int Steps) {
  for (int S = 0; S < Steps; ++S)
    for (int I = 1; I + 1 < N; ++I)
      U[I] = 0.5 * U[I] + 0.25 * U[I - 1] * U[I + 1] + 0.1 * sin(U[I]);
}
NOINLINE static double energy(double *U, int N, int Steps) {
  relax(U, N, Steps);
  double E = 0;
  for (int I = 0; I < N; ++I)
    E += U[I] * U[I] * (I + 1);
  return E;
}
static double energy_copy(const double *U, int N, int Steps) {
  double V[16];
  memcpy(V, U, N * sizeof *U);
  return energy(V, N, Steps);
}
NOINLINE static void square_all(double *X, int N) {
  for (int I = 0; I < N; ++I)
    X[I] *= X[I];
}

int main(void) {
  int Ns[] = {0, 1, 3, 13};
  for (int K = 0; K < 4; ++K) {
    int N = Ns[K];
    double X[13], U[13], G[13] = {0};
    for (int I = 0; I < N; ++I)
      U[I] = X[I] = sample(I);
    __enzyme_autodiff((void *)energy, U, G, N, 5);
    GRADIENT(G, energy_copy(X, N, 5), X, N, 1e-9);
    // The primal effect happens as well.
    double V[13];
    memcpy(V, X, sizeof V);
    relax(V, N, 5);
    for (int I = 0; I < N; ++I)
      SAME(U[I], V[I]);
    // forward: the tangent is updated in place, too
    double T[13], E[13];
    for (int I = 0; I < N; ++I) {
      E[I] = X[I];
      T[I] = 1 + I;
    }
    __enzyme_fwddiff((void *)square_all, E, T, N);
    for (int I = 0; I < N; ++I)
      SAME(T[I], 2 * X[I] * (1 + I));
  }
  return check_done();
}
