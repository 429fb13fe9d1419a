// Leapfrog n-body in structure of arrays, gradient of the final energy.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { double *X, *Y, *Vx, *Vy; int N; } System;

NOINLINE static void kick(System *S, double Dt) {
  for (int I = 0; I < S->N; ++I)
    for (int J = 0; J < S->N; ++J) {
      if (I == J)
        continue;
      double Dx = S->X[J] - S->X[I], Dy = S->Y[J] - S->Y[I];
      double R2 = Dx * Dx + Dy * Dy + 0.1, F = Dt / (R2 * sqrt(R2));
      S->Vx[I] += F * Dx;
      S->Vy[I] += F * Dy;
    }
}
NOINLINE static double simulate(System *S, int Steps) {
  for (int T = 0; T < Steps; ++T) {
    kick(S, 0.05);
    for (int I = 0; I < S->N; ++I) {
      S->X[I] += 0.05 * S->Vx[I];
      S->Y[I] += 0.05 * S->Vy[I];
    }
  }
  double E = 0;
  for (int I = 0; I < S->N; ++I)
    E += S->Vx[I] * S->Vx[I] + S->Vy[I] * S->Vy[I] + S->X[I] * S->Y[I];
  return E;
}
static System view(double *P, int N) {
  System S = {P, P + N, P + 2 * N, P + 3 * N, N};
  return S;
}
static double simulate_copy(const double *P, int N, int Steps) {
  double Q[20];
  memcpy(Q, P, 4 * N * sizeof *P);
  System S = view(Q, N);
  return simulate(&S, Steps);
}

int main(void) {
  int Ns[] = {0, 1, 2, 5};
  for (int K = 0; K < 4; ++K) {
    int N = Ns[K];
    double P[20], Q[20], G[20] = {0};
    for (int I = 0; I < 4 * N; ++I)
      Q[I] = P[I] = sample(I);
    System S = view(Q, N), D = view(G, N);
    __enzyme_autodiff((void *)simulate, &S, &D, 11);
    // Close encounters: the default step is too long for them.
    for (int I = 0; I < 4 * N; ++I)
      NEAR(G[I], FD_STEP(simulate_copy(P, N, 11), P[I], 1e-4), 1e-8);
  }
  return check_done();
}
