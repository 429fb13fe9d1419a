// Gradient time over primal time of the Gaussian-mixture objective, with and
// without restrict. Every gradient is checked against differences along a
// random direction before it is timed.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NAME(X) plain_##X
#define QUALIFIER
#include "gmm.h"
#undef NAME
#undef QUALIFIER
#define NAME(X) restrict_##X
#define QUALIFIER __restrict
#include "gmm.h"

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed;
void __enzyme_autodiff(void *, ...);

typedef void (*Primal)(int, int, int, const double *, const double *,
                       const double *, const double *, double *);
typedef struct {
  int D, K, N, Size;
  double *P, *G, *X;
} Problem;

static double seconds(void) {
  struct timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec + 1e-9 * T.tv_nsec;
}
static double uniform(void) { return rand() / (double)RAND_MAX - 0.5; }

static double value(Primal F, const Problem *Q) {
  double Result;
  F(Q->D, Q->K, Q->N, Q->P, Q->P + Q->K, Q->P + Q->K + Q->K * Q->D, Q->X,
    &Result);
  return Result;
}

#define GRADIENT(NAME)                                                         \
  static void NAME##_gradient(const Problem *Q) {                              \
    double Result = 0, Seed = 1;                                               \
    int Means = Q->K, Icfs = Q->K + Q->K * Q->D;                               \
    for (int I = 0; I < Q->Size; ++I)                                          \
      Q->G[I] = 0;                                                             \
    __enzyme_autodiff((void *)NAME##_gmm, enzyme_const, Q->D, enzyme_const,    \
                      Q->K, enzyme_const, Q->N, enzyme_dup, Q->P, Q->G,        \
                      enzyme_dup, Q->P + Means, Q->G + Means, enzyme_dup,      \
                      Q->P + Icfs, Q->G + Icfs, enzyme_const, Q->X,            \
                      enzyme_dupnoneed, &Result, &Seed);                       \
  }
GRADIENT(plain)
GRADIENT(restrict)

static int by_size(const void *A, const void *B) {
  double D = *(const double *)A - *(const double *)B;
  return (D > 0) - (D < 0);
}

static double timed(Primal F, void (*Gradient)(const Problem *),
                    const Problem *Q) {
  enum { Rounds = 7 };
  double Samples[Rounds];
  volatile double Sink;
  for (int R = 0; R < Rounds; ++R) {
    double Begin = seconds(), End;
    int Calls = 0;
    do {
      if (Gradient)
        Gradient(Q);
      else
        Sink = value(F, Q);
      ++Calls;
      End = seconds();
    } while (End - Begin < 0.05);
    Samples[R] = (End - Begin) / Calls;
  }
  (void)Sink;
  qsort(Samples, Rounds, sizeof *Samples, by_size);
  return Samples[Rounds / 2];
}

static int run(const char *Label, Primal F, void (*Gradient)(const Problem *),
               const Problem *Q) {
  Gradient(Q);
  double Slope = 0, H = 1e-4, V[2];
  double *Save = (double *)malloc(Q->Size * sizeof(double));
  double *T = (double *)malloc(Q->Size * sizeof(double));
  for (int I = 0; I < Q->Size; ++I) {
    Save[I] = Q->P[I];
    T[I] = uniform();
    Slope += T[I] * Q->G[I];
  }
  for (int S = 0; S < 2; ++S) {
    for (int I = 0; I < Q->Size; ++I)
      Q->P[I] = Save[I] + (S ? -H : H) * T[I];
    V[S] = value(F, Q);
  }
  for (int I = 0; I < Q->Size; ++I)
    Q->P[I] = Save[I];
  free(Save);
  free(T);
  double Difference = (V[0] - V[1]) / (2 * H);
  int Wrong = !(fabs(Slope - Difference) <= 1e-4 * (1 + fabs(Difference)));
  double Tp = timed(F, 0, Q), Tg = timed(F, Gradient, Q);
  printf("gmm d=%-2d k=%-3d n=%-5d %-8s primal %9.3f ms  gradient %9.3f ms  "
         "ratio %5.2f%s\n", Q->D, Q->K, Q->N, Label, Tp * 1e3, Tg * 1e3,
         Tg / Tp, Wrong ? "  WRONG GRADIENT" : "");
  fflush(stdout);
  return Wrong;
}

int main(void) {
  static const int Sizes[][3] = {
      {2, 5, 1000}, {10, 25, 1000}, {20, 50, 1000}, {64, 25, 1000}};
  int Wrong = 0;
  for (unsigned I = 0; I < sizeof Sizes / sizeof *Sizes; ++I) {
    Problem Q = {Sizes[I][0], Sizes[I][1], Sizes[I][2], 0, 0, 0, 0};
    Q.Size = Q.K * (1 + Q.D + Q.D * (Q.D + 1) / 2);
    Q.P = (double *)malloc(Q.Size * sizeof(double));
    Q.G = (double *)malloc(Q.Size * sizeof(double));
    Q.X = (double *)malloc(Q.N * Q.D * sizeof(double));
    for (int J = 0; J < Q.Size; ++J)
      Q.P[J] = uniform();
    for (int J = 0; J < Q.N * Q.D; ++J)
      Q.X[J] = 2 * uniform();
    Wrong |= run("plain", plain_gmm, plain_gradient, &Q);
    Wrong |= run("restrict", restrict_gmm, restrict_gradient, &Q);
    free(Q.P);
    free(Q.G);
    free(Q.X);
  }
  return Wrong;
}
