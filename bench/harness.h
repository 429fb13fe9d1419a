// Timing and checking shared by the benchmarks. A program is compiled twice:
// with RESTRICT empty, so that its pointers may alias, and with __restrict.
// It prints one line of JSON for each measurement; bench.py makes the table.
#ifndef WENGERT_BENCH_HARNESS_H
#define WENGERT_BENCH_HARNESS_H

#include <malloc.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef RESTRICT
#define RESTRICT
#endif

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed;
void __enzyme_autodiff(void *, ...);

/// Processor time of this process, the system's for it included: other work on
/// the machine does not count.
static inline double seconds(void) {
  struct timespec T;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &T);
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
static inline double *numbers(int N) {
  return (double *)malloc(N * sizeof(double));
}
static inline void zero(double *X, int N) {
  memset(X, 0, N * sizeof(double));
}

/// What is measured: a function of Size parameters, its gradient into G, and
/// the data both need.
typedef struct {
  int Size;
  double *P, *G;
  void *Data;
} Problem;
typedef double (*ValueFn)(const Problem *);
typedef void (*GradientFn)(const Problem *);
typedef struct {
  const char *Name;
  ValueFn Value;
  GradientFn Gradient;
  GradientFn Hand; ///< the gradient written by hand, or null
  /// Where what is measured are rows of a Jacobian: makes G of them.
  GradientFn Gather;
} Bench;

static inline Problem make_problem(int Size, void *Data) {
  Problem Q = {Size, numbers(Size), numbers(Size), Data};
  for (int I = 0; I < Size; ++I)
    Q.P[I] = uniform();
  return Q;
}
static inline void drop_problem(Problem *Q) {
  free(Q->P);
  free(Q->G);
}

static inline void call(const Bench *B, GradientFn Gradient, const Problem *Q) {
  static volatile double Sink;
  if (Gradient)
    Gradient(Q);
  else
    Sink = B->Value(Q);
  (void)Sink;
}
/// Seconds that Calls calls take.
static inline double timed(const Bench *B, GradientFn Gradient,
                           const Problem *Q, int Calls) {
  double Begin = seconds();
  for (int I = 0; I < Calls; ++I)
    call(B, Gradient, Q);
  return seconds() - Begin;
}
static inline int calls_for(const Bench *B, GradientFn Gradient,
                            const Problem *Q) {
  int Calls = 1;
  while (timed(B, Gradient, Q, Calls) < 0.03)
    Calls *= 2;
  return Calls;
}

/// The most heap bytes at a time during one call.
static inline long peak(const Bench *B, GradientFn Gradient, const Problem *Q) {
  heap_now = heap_most = 0;
  heap_counting = 1;
  call(B, Gradient, Q);
  heap_counting = 0;
  return heap_most;
}

/// Whether the gradient is right along a random direction.
static inline int is_right(const Bench *B, GradientFn Gradient,
                           const Problem *Q) {
  Gradient(Q);
  if (B->Gather)
    B->Gather(Q);
  double Slope = 0, H = 1e-5, V[2];
  double *Save = numbers(Q->Size), *T = numbers(Q->Size);
  for (int I = 0; I < Q->Size; ++I) {
    Save[I] = Q->P[I];
    T[I] = uniform();
    Slope += T[I] * Q->G[I];
  }
  for (int S = 0; S < 2; ++S) {
    for (int I = 0; I < Q->Size; ++I)
      Q->P[I] = Save[I] + (S ? -H : H) * T[I];
    V[S] = B->Value(Q);
  }
  memcpy(Q->P, Save, Q->Size * sizeof(double));
  free(Save);
  free(T);
  double Difference = (V[0] - V[1]) / (2 * H);
  int Right = fabs(Slope - Difference) <= 1e-4 * (1e-3 + fabs(Difference));
  if (!Right)
    fprintf(stderr, "%s: slope %.12g, difference %.12g\n", B->Name, Slope,
            Difference);
  return Right;
}

static inline int by_size(const void *A, const void *B) {
  double D = *(const double *)A - *(const double *)B;
  return (D > 0) - (D < 0);
}
static inline double median(double *X, int N) {
  qsort(X, N, sizeof *X, by_size);
  return X[N / 2];
}

/// Checks the gradients, measures in rounds, prints. Ratios are medians of each
/// round's, so that slow spells of the machine hit both alike. Returns 1 if a
/// gradient is wrong. With BENCH_CHECK in the environment it measures nothing.
__attribute__((format(printf, 3, 4))) static inline int
run(const Bench *B, const Problem *Q, const char *Size, ...) {
  char Label[80];
  va_list Args;
  va_start(Args, Size);
  vsnprintf(Label, sizeof Label, Size, Args);
  va_end(Args);
  int Right = is_right(B, B->Gradient, Q);
  if (B->Hand)
    Right &= is_right(B, B->Hand, Q);
  if (!Right || getenv("BENCH_CHECK")) {
    printf("%s %s: %s\n", B->Name, Label, Right ? "right" : "WRONG GRADIENT");
    return !Right;
  }
  enum { Rounds = 9 };
  double Primal[Rounds], Gradient[Rounds], Hand[Rounds], Ratio[Rounds],
      Over[Rounds];
  int Np = calls_for(B, 0, Q), Ng = calls_for(B, B->Gradient, Q);
  int Nh = B->Hand ? calls_for(B, B->Hand, Q) : 1;
  for (int R = 0; R < Rounds; ++R) {
    Primal[R] = timed(B, 0, Q, Np) / Np;
    Gradient[R] = timed(B, B->Gradient, Q, Ng) / Ng;
    Hand[R] = B->Hand ? timed(B, B->Hand, Q, Nh) / Nh : 1;
    Ratio[R] = Gradient[R] / Primal[R];
    Over[R] = Gradient[R] / Hand[R];
  }
  long Extra = peak(B, B->Gradient, Q) - peak(B, 0, Q);
  printf("{\"program\": \"%s\", \"size\": \"%s\", \"primal_ms\": %.5f, "
         "\"gradient_ms\": %.5f, \"ratio\": %.3f, ",
         B->Name, Label, 1e3 * median(Primal, Rounds),
         1e3 * median(Gradient, Rounds), median(Ratio, Rounds));
  if (B->Hand)
    printf("\"hand_ms\": %.5f, \"over_hand\": %.3f, ",
           1e3 * median(Hand, Rounds), median(Over, Rounds));
  printf("\"heap_kib\": %.1f}\n", (double)Extra / 1024);
  fflush(stdout);
  return 0;
}

#endif
