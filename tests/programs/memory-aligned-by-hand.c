// Memory aligned by hand, as libraries for vectors do: the address is computed
// as an integer, and the block it lies in is kept before it.
// sanitize
#include "check.h"
#include <stdint.h>

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static void *take(size_t size) {
  void *block = malloc(size + 32);
  if (!block)
    return 0;
  void *p = (void *)(((uintptr_t)block & ~(uintptr_t)31) + 32);
  *((void **)p - 1) = block;
  return p;
}
static void give(void *p) {
  if (p)
    free(*((void **)p - 1));
}
static double heap(const double *x, int n) {
  double *b = take(n * sizeof(double));
  for (int i = 0; i < n; ++i)
    b[i] = x[i] * x[n - 1 - i];
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += b[i] * b[i];
  give(b);
  return s;
}
static double local(const double *x, int n) {
  char block[sizeof(double) * 8 + 64];
  uintptr_t a = ((uintptr_t)block + 63) & -(uintptr_t)64;
  double *b = (double *)(a | 16), s = 0;
  for (int i = 0; i < n; ++i)
    b[i] = x[i] * x[i];
  for (int i = 1; i < n; ++i)
    s += b[i] * b[i - 1];
  return s;
}

// The vectors of an array begin where its address says. The shadow may lie
// otherwise.
typedef double v2 __attribute__((vector_size(16)));
static double vectors(const double *x, int n) {
  double s = 0;
  int i = 0;
  if ((uintptr_t)x & 8)
    s += x[i] * x[i], ++i;
  v2 sum = {0, 0};
  for (; i + 2 <= n; i += 2) {
    v2 v = *(const v2 *)__builtin_assume_aligned(x + i, 16);
    sum += v * v * v;
  }
  for (; i < n; ++i)
    s += x[i];
  return s + sum[0] * sum[1];
}

#define BOTH(FN, X, N)                                                         \
  do {                                                                         \
    double g[N] = {0}, v[N], d[N];                                             \
    for (int i = 0; i < N; ++i) {                                              \
      v[i] = sample(i);                                                        \
      d[i] = FD(FN(X, N), (X)[i]);                                             \
    }                                                                          \
    __enzyme_autodiff((void *)FN, enzyme_dup, X, g, enzyme_const, N);          \
    for (int i = 0; i < N; ++i)                                                \
      NEAR(g[i], d[i], 1e-8);                                                  \
    NEAR(__enzyme_fwddiff((void *)FN, enzyme_dup, X, v, enzyme_const, N),      \
         inner(d, v, N), 1e-8);                                                \
  } while (0)

int main(void) {
  double x[6] = {0.3, -0.7, 1.1, 0.2, 0.9, -0.4};
  BOTH(heap, x, 6);
  BOTH(local, x, 6);
  _Alignas(16) double even[8] = {0.3, -0.7, 1.1, 0.2, 0.9, -0.4, 0.5, 0.6};
  _Alignas(16) double shadow[8];
  for (int at = 0; at < 2; ++at)
    for (int off = 0; off < 2; ++off) {
      memset(shadow, 0, sizeof shadow);
      double *x = even + at, *g = shadow + off, d[6];
      for (int i = 0; i < 6; ++i)
        d[i] = FD(vectors(x, 6), x[i]);
      __enzyme_autodiff((void *)vectors, enzyme_dup, x, g, enzyme_const, 6);
      for (int i = 0; i < 6; ++i)
        NEAR(g[i], d[i], 1e-8);
      NEAR(__enzyme_fwddiff((void *)vectors, enzyme_dup, x, g, enzyme_const, 6),
           inner(d, g, 6), 1e-8);
    }
  return check_done();
}
