// Timing and checking shared by the benchmarks.
#ifndef WENGERT_BENCH_HARNESS_H
#define WENGERT_BENCH_HARNESS_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed;
void __enzyme_autodiff(void *, ...);

static inline double seconds(void) {
  struct timespec T;
  clock_gettime(CLOCK_MONOTONIC, &T);
  return T.tv_sec + 1e-9 * T.tv_nsec;
}

static inline double uniform(void) { return rand() / (double)RAND_MAX - 0.5; }

/// What is measured: a function of Size parameters, its gradient into G, and
/// the data both need.
typedef struct {
  int Size;
  double *P, *G;
  void *Data;
} Problem;
typedef double (*ValueFn)(const Problem *);
typedef void (*GradientFn)(const Problem *);

static inline int by_size(const void *A, const void *B) {
  double D = *(const double *)A - *(const double *)B;
  return (D > 0) - (D < 0);
}

/// Median seconds of a call of Gradient, or of Value where that is null.
static inline double timed(ValueFn Value, GradientFn Gradient,
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
        Sink = Value(Q);
      ++Calls;
      End = seconds();
    } while (End - Begin < 0.05);
    Samples[R] = (End - Begin) / Calls;
  }
  (void)Sink;
  qsort(Samples, Rounds, sizeof *Samples, by_size);
  return Samples[Rounds / 2];
}

/// Checks the gradient along a random direction, times both, prints a line.
/// Returns 1 if the gradient is wrong.
static inline int run(const char *Label, ValueFn Value, GradientFn Gradient,
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
    V[S] = Value(Q);
  }
  for (int I = 0; I < Q->Size; ++I)
    Q->P[I] = Save[I];
  free(Save);
  free(T);
  double Difference = (V[0] - V[1]) / (2 * H);
  int Wrong = !(fabs(Slope - Difference) <= 1e-4 * (1 + fabs(Difference)));
  double Tp = timed(Value, 0, Q), Tg = timed(Value, Gradient, Q);
  printf("%-34s primal %9.3f ms  gradient %9.3f ms  ratio %5.2f%s\n", Label,
         Tp * 1e3, Tg * 1e3, Tg / Tp, Wrong ? "  WRONG GRADIENT" : "");
  fflush(stdout);
  return Wrong;
}

static inline void zero(double *X, int N) {
  for (int I = 0; I < N; ++I)
    X[I] = 0;
}
static inline Problem make_problem(int Size, void *Data) {
  Problem Q = {Size, (double *)malloc(Size * sizeof(double)),
               (double *)malloc(Size * sizeof(double)), Data};
  for (int I = 0; I < Size; ++I)
    Q.P[I] = uniform();
  return Q;
}
static inline void drop_problem(Problem *Q) {
  free(Q->P);
  free(Q->G);
}

#endif
