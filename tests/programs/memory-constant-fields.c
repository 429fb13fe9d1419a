// Structs that hold pointers to constant arrays beside pointers to active
// ones, handed by reference, by value and copied to functions of their own.
// sanitize
#include "check.h"

void __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

enum { MAX = 7 };

typedef struct {
  const double *X; // active
  const double *C; // constant
  long N;
} Pair;
typedef struct {
  const char *Name;
  Pair *P;
  struct {
    const double *Scale, *Y;
  } In;
} Nest;
typedef struct Frame {
  const double *C, *X;
  const struct Frame *Up;
} Frame;

NOINLINE static double dot(const Pair *P) {
  double S = 0;
  for (long I = 0; I < P->N; ++I)
    S += sin(P->X[I]) * P->C[I];
  return S;
}
NOINLINE static double copied(const Pair *P) {
  Pair Q = *P;
  Q.N -= Q.N > 2;
  return dot(&Q) + 0.5 * dot(P);
}
NOINLINE static double value(Pair P) { return dot(&P) * 2; }
NOINLINE static void swapped(Pair *P) {
  const double *T = P->X;
  P->X = P->C;
  P->C = T;
}
NOINLINE static double nested(const Nest *N) {
  double S = copied(N->P);
  for (long I = 0; I < N->P->N; ++I)
    S += N->In.Scale[I] * N->In.Y[I] * N->In.Y[I];
  return S;
}
static double by_pair(const double *X, const double *C, long N) {
  Pair P = {X, C, N};
  return dot(&P) + copied(&P) + value(P);
}
static double by_nest(const double *X, const double *C, long N) {
  Pair P = {X, C, N};
  Nest Q = {"n", &P, {C, X}};
  return nested(&Q);
}
// Constants come first in one, second in the other.
static double by_swap(const double *X, const double *C, long N) {
  Pair P = {C, X, N};
  swapped(&P);
  double S = 0;
  for (long I = 0; I < P.N; ++I)
    S += exp(0.3 * P.X[I]) * P.C[I];
  return S;
}
// A chain of frames, made by recursion.
NOINLINE static double climb(const Frame *F, long K) {
  double S = 0;
  for (; F; F = F->Up, ++K)
    S += F->C[K % MAX] * F->X[0] * F->X[0];
  return S;
}
NOINLINE static double descend(const double *X, const double *C, long N,
                               const Frame *Up) {
  if (!N)
    return climb(Up, 1);
  Frame F = {C, X, Up};
  return descend(X + 1, C, N - 1, &F) + C[0] * X[0];
}
static double by_frames(const double *X, const double *C, long N) {
  return descend(X, C, N, 0);
}
typedef double Visitor(void *, long);
typedef struct {
  const double *C, *X;
  double *Out;
} Closure;
NOINLINE static double visit(void *Context, long I) {
  Closure *K = Context;
  K->Out[I] = K->C[I] * K->X[I] * K->X[I];
  return cos(K->X[I]);
}
NOINLINE static double ignore(void *Context, long I) { return I; }
Visitor *volatile Chosen;
NOINLINE static double each(Visitor *V, void *Context, long N) {
  double S = 0;
  for (long I = 0; I < N; ++I)
    S += V(Context, I);
  return S;
}
static double by_callback(const double *X, const double *C, long N) {
  double Out[MAX] = {0};
  Closure K = {C, X, Out};
  double S = each(Chosen, &K, N);
  for (long I = 0; I < N; ++I)
    S += Out[I] * C[I];
  return S;
}

// One field that points to either, told apart at run time.
static double by_choice(const double *X, const double *C, long N) {
  Pair P = {N % 2 ? X : C, N % 2 ? C : X, N}, Q = {X, X, N};
  return dot(&P) + 0.3 * copied(&P) + dot(&Q);
}

typedef double Fn(const double *, const double *, long);

static int Line; // the case at hand
static void
test(Fn *F, long N,
     void (*Gradient)(const double *, double *, const double *, long),
     double (*Tangent)(const double *, const double *, const double *, long)) {
  double X[MAX], C[MAX], C0[MAX], G[MAX] = {0}, V[MAX];
  for (long I = 0; I < MAX; ++I) {
    X[I] = 0.3 + 0.17 * I;
    C[I] = C0[I] = 1.1 - 0.4 * I;
    V[I] = 0.5 - 0.2 * I;
  }
  Gradient(X, G, C, N);
  for (long I = 0; I < N; ++I)
    check_near("gradient", Line, G[I], FD(F(X, C, N), X[I]), 1e-9L);
  for (long I = N; I < MAX; ++I)
    check_near("beyond", Line, G[I], 0, 0);
  check_near("tangent", Line, Tangent(X, V, C, N), inner(G, V, MAX), 1e-12L);
  // What was declared constant is untouched.
  for (long I = 0; I < MAX; ++I)
    check_near("constant", Line, C[I], C0[I], 0);
}

#define CASE(F)                                                                \
  static void d_##F(const double *X, double *G, const double *C, long N) {     \
    __enzyme_autodiff((void *)F, enzyme_dup, X, G, enzyme_const, C, N);        \
  }                                                                            \
  static double t_##F(const double *X, const double *V, const double *C,       \
                      long N) {                                                \
    return __enzyme_fwddiff((void *)F, enzyme_dup, X, V, enzyme_const, C, N);  \
  }
CASE(by_pair)
CASE(by_nest)
CASE(by_swap)
CASE(by_frames)
CASE(by_callback)
CASE(by_choice)

int main(void) {
  long Sizes[] = {0, 1, 2, 7};
  Chosen = ignore;
  Chosen = visit;
  for (int K = 0; K < 4; ++K) {
    long N = Sizes[K];
    Line = __LINE__;
    test(by_pair, N, d_by_pair, t_by_pair);
    Line = __LINE__;
    test(by_nest, N, d_by_nest, t_by_nest);
    Line = __LINE__;
    test(by_swap, N, d_by_swap, t_by_swap);
    Line = __LINE__;
    test(by_frames, N, d_by_frames, t_by_frames);
    Line = __LINE__;
    test(by_callback, N, d_by_callback, t_by_callback);
    Line = __LINE__;
    test(by_choice, N, d_by_choice, t_by_choice);
  }
  return check_done();
}
