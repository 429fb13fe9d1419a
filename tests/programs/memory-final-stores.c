// Results stored at the end through pointers that may alias what was read, and
// sometimes do. The memory must be afterwards as the function leaves it.
// sanitize
#include "check.h"

void __enzyme_autodiff(void *, ...);
void __enzyme_fwddiff(void *, ...);

enum { MAX = 7 };

static void one(const double *X, long N, double *Out) {
  double S = 0;
  for (long I = 0; I < N; ++I)
    for (long J = 0; J <= I; ++J)
      S += X[I] * sin(X[J]);
  *Out = S;
}
// Two results, which may be one; the second is made from what the first
// replaced.
static void two(const double *X, long N, double *Out) {
  double S = 1, T = 0;
  for (long I = 0; I < N; ++I) {
    S *= 0.5 + X[I] * X[I];
    T += exp(0.2 * X[I]) * X[N - 1 - I];
  }
  Out[0] = S;
  Out[1] = T * X[0];
}
// The value read before the store is asked for by what comes after it.
static void late(const double *X, long N, double *Out) {
  double A = X[N / 2], S = 0;
  for (long I = 0; I < N; ++I)
    S += X[I] * X[I] * X[I];
  Out[0] = S;
  Out[1] = A * A + S * A;
  Out[0] += X[N / 2] * A;
}
NOINLINE static double inner_product(const double *X, long N) {
  double S = 0;
  for (long I = 0; I + 1 < N; ++I)
    S += X[I] * X[I] * X[I + 1];
  return S;
}
static void called(const double *X, long N, double *Out) {
  double S = inner_product(X, N);
  S *= inner_product(X + N / 2, N - N / 2);
  Out[1] = S + X[0];
}
// Under a condition: not every run stores.
static void maybe(const double *X, long N, double *Out) {
  double S = 0;
  for (long I = 0; I < N; ++I)
    S += cos(X[I]) * X[I];
  if (S > 0.4)
    Out[0] = S * S;
  else
    Out[1] = S;
}
// An integer that was read as an index, and a pointer.
typedef struct {
  double *Data;
  long Count, Step;
} View;
static void through(View *V, long N, double *Out) {
  double S = 0;
  for (long I = 0; I < V->Count; I += V->Step)
    S += V->Data[I] * V->Data[I];
  double *D = V->Data;
  V->Count = 1;
  V->Step = N;
  Out[0] = S;
  V->Data = D + 1;
}

typedef void Fn(const double *, long, double *);

/// The output is at Memory + At, the input at Memory.
static void test(int Line, Fn *F,
                 void (*Gradient)(double *, double *, long, long),
                 void (*Tangent)(double *, double *, long, long), long N) {
  for (long At = 0; At + 2 <= MAX + 2; ++At) {
    double X[MAX + 2], V[MAX + 2], W[MAX + 2], M[MAX + 2], D[MAX + 2];
    for (int I = 0; I < MAX + 2; ++I) {
      X[I] = 0.4 + 0.3 * sample(I);
      V[I] = sample(50 + I);
      W[I] = sample(90 + I);
    }
    // <W, J V> by differences, by the tangent and by the gradient.
    double Want = 0, H = 1e-4, Forward = 0;
    for (int K = -2; K <= 2; ++K) {
      static const double Weight[] = {1, -8, 0, 8, -1};
      for (int I = 0; I < MAX + 2; ++I)
        M[I] = X[I] + K * H * V[I];
      F(M, N, M + At);
      Want += Weight[K + 2] * inner(M, W, MAX + 2) / (12 * H);
    }
    memcpy(M, X, sizeof M);
    memcpy(D, V, sizeof D);
    Tangent(M, D, N, At);
    Forward = inner(D, W, MAX + 2);
    check_near("tangent", Line, Forward, Want, 1e-9L);
    memcpy(M, X, sizeof M);
    memcpy(D, W, sizeof D);
    Gradient(M, D, N, At);
    check_near("gradient", Line, inner(D, V, MAX + 2), Forward, 1e-12L);
    F(X, N, X + At);
    for (int I = 0; I < MAX + 2; ++I)
      check_near("memory", Line, M[I], X[I], 0);
  }
}

#define CASE(F)                                                                \
  static void d_##F(double *M, double *D, long N, long At) {                   \
    __enzyme_autodiff((void *)F, enzyme_dup, M, D, N, enzyme_dup, M + At,      \
                      D + At);                                                 \
  }                                                                            \
  static void t_##F(double *M, double *D, long N, long At) {                   \
    __enzyme_fwddiff((void *)F, enzyme_dup, M, D, N, enzyme_dup, M + At,       \
                     D + At);                                                  \
  }
CASE(one)
CASE(two)
CASE(late)
CASE(called)
CASE(maybe)

int main(void) {
  static const long Sizes[] = {1, 2, 3, 7};
  for (int K = 0; K < 4; ++K) {
    test(__LINE__, one, d_one, t_one, Sizes[K]);
    test(__LINE__, two, d_two, t_two, Sizes[K]);
    test(__LINE__, late, d_late, t_late, Sizes[K]);
    test(__LINE__, called, d_called, t_called, Sizes[K]);
    test(__LINE__, maybe, d_maybe, t_maybe, Sizes[K]);
  }
  double X[MAX], G[MAX] = {0}, Out[2] = {0}, D[2] = {1, 0};
  for (int I = 0; I < MAX; ++I)
    X[I] = sample(I);
  View V = {X, MAX, 2}, S = {G, MAX, 2};
  __enzyme_autodiff((void *)through, enzyme_dup, &V, &S, 5L, enzyme_dup, Out,
                    D);
  for (int I = 0; I < MAX; ++I)
    SAME(G[I], I % 2 ? 0 : 2 * X[I]);
  SAME(V.Count, 1);
  SAME(V.Step, 5);
  SAME(V.Data - X, 1);
  return check_done();
}
