// Tapes of many sizes, used up in several orders, some of them by another thread,
// and all given back.
// flags: -pthread -Wl,--wrap=malloc,--wrap=calloc,--wrap=aligned_alloc,--wrap=free
// sanitize
#include "check.h"
#include <pthread.h>
#include <stdatomic.h>

// Blocks of the heap in use.
static atomic_int Blocks;
void *__real_malloc(size_t);
void *__real_calloc(size_t, size_t);
void *__real_aligned_alloc(size_t, size_t);
void __real_free(void *);
void *__wrap_malloc(size_t N) { return ++Blocks, __real_malloc(N); }
void *__wrap_calloc(size_t N, size_t S) { return ++Blocks, __real_calloc(N, S); }
void *__wrap_aligned_alloc(size_t A, size_t N) {
  return ++Blocks, __real_aligned_alloc(A, N);
}
void __wrap_free(void *P) {
  if (P)
    --Blocks;
  __real_free(P);
}

void *__enzyme_augmentfwd(void *, ...);
void __enzyme_reverse(void *, ...);

// Multiplies X[0] to X[N - 1] up by halves, which takes a tape per call; the
// long products take one array each.
NOINLINE static double product(const double *X, int N) {
  if (N < 1)
    return 1;
  if (N < 4 || N > 300) {
    double P = 1;
    for (int I = 0; I < N; ++I)
      P *= X[I];
    return P;
  }
  return product(X, N / 2) * product(X + N / 2, N - N / 2);
}
static void root(const double *X, double *Y, int N) { *Y = product(X, N); }

enum { Most = 40, Longest = 2000 };
static double X[Longest];
static struct {
  void *Tape;
  double *Dx, Y, Dy;
  int N;
} Runs[Most];

static const int Sizes[] = {0, 1, 2, 3, 7, 64, 101, 300, 301, 1024, Longest};
static void begin(int K) {
  int N = Sizes[K % (int)(sizeof Sizes / sizeof *Sizes)];
  Runs[K].N = N;
  Runs[K].Dx = (double *)calloc(N + 1, sizeof(double));
  Runs[K].Dy = 1;
  Runs[K].Tape = __enzyme_augmentfwd(
      (void *)root, enzyme_dup, X, Runs[K].Dx, enzyme_dup, &Runs[K].Y,
      &Runs[K].Dy, enzyme_const, N);
}
static void end(int K) {
  __enzyme_reverse((void *)root, enzyme_dup, X, Runs[K].Dx, enzyme_dup,
                   &Runs[K].Y, &Runs[K].Dy, enzyme_const, Runs[K].N,
                   Runs[K].Tape);
}
static void check(int K) {
  double P = 1;
  for (int I = 0; I < Runs[K].N; ++I)
    P *= X[I];
  NEAR(Runs[K].Y, P, 1e-10);
  for (int I = 0; I < Runs[K].N; ++I)
    NEAR(Runs[K].Dx[I], P / X[I], 1e-10);
  free(Runs[K].Dx);
}

// Ends every third run, and makes and ends one of its own in between.
static void *other(void *Own) {
  for (int K = 0; K < Most; K += 3)
    end(K);
  begin(*(int *)Own);
  end(*(int *)Own);
  return NULL;
}

static void in_order(int Order) {
  for (int K = 0; K < Most; ++K)
    begin(K);
  pthread_t Thread;
  switch (Order) {
  case 0: // last in, first out
    for (int K = Most; K-- > 0;)
      end(K);
    break;
  case 1: // first in, first out
    for (int K = 0; K < Most; ++K)
      end(K);
    break;
  case 2: // any order: 7 has no divisor in common with 40
    for (int K = 0; K < Most; ++K)
      end(K * 7 % Most);
    break;
  case 3: { // another thread ends a third of them while this goes on
    int Own = Most - 2;
    end(Own);
    free(Runs[Own].Dx);
    pthread_create(&Thread, NULL, other, &Own);
    for (int K = 1; K < Most; K += 3)
      end(K);
    pthread_join(Thread, NULL);
    for (int K = 2; K < Most; K += 3)
      if (K != Own)
        end(K);
    break;
  }
  }
  for (int K = 0; K < Most; ++K)
    check(K);
}

int main(void) {
  for (int I = 0; I < Longest; ++I)
    X[I] = 1 + 0.01 * sample(I);
  for (int Order = 0; Order < 4; ++Order) {
    in_order(Order);
    check_near("blocks in use", __LINE__, Blocks, 0, 0);
  }
  return check_done();
}
