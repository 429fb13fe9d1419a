// Tangents between the halves of a split derivative, of functions that change
// the memory they read: in place, in loops, through calls and recursion, with
// copies. Several tangents from one run, then the gradient from the same tape.
// sanitize
#include "check.h"

void *__enzyme_augmentfwd(void *, ...);
void __enzyme_fwdsplit(void *, ...);
void __enzyme_reverse(void *, ...);

enum { MAX = 11 };

static void squares(double *X, long N) {
  for (long I = 0; I < N; ++I)
    X[I] *= X[I] + 0.1;
}
static void sweep(double *X, long N) {
  for (long T = 0; T < 3; ++T)
    for (long I = 1; I < N; ++I)
      X[I] = 0.5 * X[I] + 0.4 * sin(X[I - 1]) * X[I];
}
NOINLINE static void shift(double *X, long N) {
  double T = X[0];
  memmove(X, X + 1, (N - 1) * sizeof *X);
  X[N - 1] = T * T;
}
NOINLINE static void halves(double *X, long N) {
  if (N < 2)
    return;
  halves(X, N / 2);
  X[N / 2] += X[0] * X[N / 2 - 1];
  halves(X + N / 2, N - N / 2);
}
static void calls(double *X, long N) {
  if (!N)
    return;
  double Local[MAX];
  for (long I = 0; I < N; ++I)
    Local[I] = cos(X[I]);
  shift(Local, N);
  shift(X, N);
  halves(X, N);
  for (long I = 0; I < N; ++I)
    X[I] += Local[I] * X[0];
}
typedef struct {
  long Count;
  double *Data;
} Queue;
static void moved(Queue *Q, long N) {
  Q->Data[0] *= Q->Data[1];
  Q->Data++;
  Q->Count -= 2;
  for (long I = 0; I < Q->Count && I < N; ++I)
    Q->Data[I] *= Q->Data[I + 1];
}

typedef void Fn(double *, long);

#define CASE(F)                                                                \
  static void *a_##F(double *X, double *D, long N) {                           \
    return __enzyme_augmentfwd((void *)F, enzyme_dup, X, D, N);                \
  }                                                                            \
  static void t_##F(double *X, double *D, long N, void *Tape) {                \
    __enzyme_fwdsplit((void *)F, enzyme_dup, X, D, N, Tape);                   \
  }                                                                            \
  static void r_##F(double *X, double *D, long N, void *Tape) {                \
    __enzyme_reverse((void *)F, enzyme_dup, X, D, N, Tape);                    \
  }
CASE(squares)
CASE(sweep)
CASE(calls)

typedef void *Augmented(double *, double *, long);
typedef void Half(double *, double *, long, void *);

static void test(int Line, Fn *F, Augmented *A, Half *T, Half *R, long N) {
  double X[MAX], Y[MAX], B[MAX], V[MAX], After[MAX], Sum[3];
  for (int I = 0; I < MAX; ++I) {
    X[I] = Y[I] = After[I] = 0.6 + 0.3 * sample(I);
    B[I] = sample(90 + I);
  }
  F(After, N);
  double W[MAX];
  memcpy(W, B, sizeof B);
  void *Tape = A(Y, B, N);
  for (int Round = 0; Round < 3; ++Round) {
    for (int I = 0; I < MAX; ++I)
      V[I] = sample(7 * Round + I);
    double Want = 0, H = 1e-4;
    for (int K = -2; K <= 2; ++K) {
      static const double Weight[] = {1, -8, 0, 8, -1};
      double M[MAX];
      for (int I = 0; I < MAX; ++I)
        M[I] = X[I] + K * H * V[I];
      F(M, N);
      Want += Weight[K + 2] * inner(M, W, MAX) / (12 * H);
    }
    T(Y, V, N, Tape);
    Sum[Round] = inner(V, W, MAX);
    check_near("tangent", Line, Sum[Round], Want, 1e-9L);
    for (int I = 0; I < MAX; ++I)
      check_near("memory", Line, Y[I], After[I], 0);
  }
  R(Y, B, N, Tape);
  for (int Round = 0; Round < 3; ++Round) {
    for (int I = 0; I < MAX; ++I)
      V[I] = sample(7 * Round + I);
    check_near("gradient", Line, inner(B, V, MAX), Sum[Round], 1e-12L);
  }
}

int main(void) {
  static const long Sizes[] = {0, 1, 2, 5, 11};
  for (int K = 0; K < 5; ++K) {
    test(__LINE__, squares, a_squares, t_squares, r_squares, Sizes[K]);
    test(__LINE__, sweep, a_sweep, t_sweep, r_sweep, Sizes[K]);
    test(__LINE__, calls, a_calls, t_calls, r_calls, Sizes[K]);
  }
  // A pointer and a count that the function itself moves on.
  double X[6] = {1, 2, 3, 4, 5, 6}, B[6] = {1, 1, 1, 1, 1, 1};
  Queue Q = {6, X}, S = {6, B};
  void *Tape = __enzyme_augmentfwd((void *)moved, enzyme_dup, &Q, &S, 9L);
  SAME(Q.Count, 4);
  SAME(Q.Data - X, 1);
  double V[6] = {0, 1, 0, 0, 0, 0};
  Queue T = {6, V};
  __enzyme_fwdsplit((void *)moved, enzyme_dup, &Q, &T, 9L, Tape);
  SAME(Q.Count, 4);
  SAME(Q.Data - X, 1);
  SAME(X[1], 6);
  SAME(V[0], 1);
  SAME(V[1], 3);
  __enzyme_reverse((void *)moved, enzyme_dup, &Q, &S, 9L, Tape);
  SAME(B[0], 2);
  SAME(B[1], 4);
  return check_done();
}
