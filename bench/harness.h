// Timing and checking shared by the benchmarks.
#ifndef WENGERT_BENCH_HARNESS_H
#define WENGERT_BENCH_HARNESS_H

#include <malloc.h>
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

/// The heap, seen by the linker's --wrap: bytes in use since counting began, and
/// the most there were.
static long heap_now, heap_most;
static int heap_counting;
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void *__real_aligned_alloc(size_t, size_t);
void __real_free(void *);
static void *heap_add(void *P) {
  if (heap_counting && P) {
    heap_now += (long)malloc_usable_size(P);
    if (heap_now > heap_most)
      heap_most = heap_now;
  }
  return P;
}
static void heap_remove(void *P) {
  if (heap_counting && P)
    heap_now -= (long)malloc_usable_size(P);
}
void *__wrap_malloc(size_t N) { return heap_add(__real_malloc(N)); }
void *__wrap_calloc(size_t N, size_t S) {
  return heap_add(__real_calloc(N, S));
}
void *__wrap_realloc(void *P, size_t N) {
  heap_remove(P);
  return heap_add(__real_realloc(P, N));
}
void *__wrap_aligned_alloc(size_t A, size_t N) {
  return heap_add(__real_aligned_alloc(A, N));
}
void __wrap_free(void *P) {
  heap_remove(P);
  __real_free(P);
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

/// The most heap bytes at a time during one call.
static inline long peak(ValueFn Value, GradientFn Gradient, const Problem *Q) {
  volatile double Sink;
  heap_now = heap_most = 0;
  heap_counting = 1;
  if (Gradient)
    Gradient(Q);
  else
    Sink = Value(Q);
  heap_counting = 0;
  (void)Sink;
  return heap_most;
}

/// Checks the gradient along a random direction, times both, prints a line.
/// Memory is what the gradient's heap has more than the primal's: tapes and
/// shadows. Returns 1 if the gradient is wrong.
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
  long Extra = peak(Value, Gradient, Q) - peak(Value, 0, Q);
  printf("| %-34s | %9.3f | %9.3f | %5.2f | %9.1f |%s\n", Label, Tp * 1e3,
         Tg * 1e3, Tg / Tp, (double)Extra / 1024,
         Wrong ? " WRONG GRADIENT" : "");
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
