// What every run program shares: comparisons that count, difference quotients,
// and the markers of the wire convention. For C and C++.
#ifndef WENGERT_TESTS_CHECK_H
#define WENGERT_TESTS_CHECK_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif
extern int enzyme_const, enzyme_dup, enzyme_dupnoneed, enzyme_out;
extern int enzyme_primal_return, enzyme_noret, enzyme_const_return;
extern int enzyme_allocated, enzyme_tape, enzyme_nofree;
extern int enzyme_runtime_activity, enzyme_strong_zero;
#ifdef __cplusplus
}
#endif

#define NOINLINE __attribute__((noinline))

static int check_count, check_failures;

static inline void check_near(const char *What, int Line, long double Got,
                              long double Want, long double Tol) {
  ++check_count;
  // Written so that a NaN fails.
  if (fabsl(Got - Want) <= Tol * (1 + fabsl(Want)))
    return;
  ++check_failures;
  printf("line %d: %s is %.12Lg, expected %.12Lg\n", Line, What, Got, Want);
}

/// Equal up to Tol, relative to 1 + |Want|.
#define NEAR(GOT, WANT, TOL)                                                   \
  check_near(#GOT, __LINE__, (long double)(GOT), (long double)(WANT), TOL)
/// Equal up to rounding in double.
#define SAME(GOT, WANT) NEAR(GOT, WANT, 1e-12L)

/// Derivative of EXPR with respect to the double lvalue X: central difference
/// of fourth order. The error is about 1e-11 for tame functions of size 1.
#define FD(EXPR, X) FD_STEP(EXPR, X, 1e-3)
#define FD_STEP(EXPR, X, H)                                                    \
  __extension__({                                                              \
    double Fd_x = (X), Fd_h = (H), Fd_1, Fd_2, Fd_3, Fd_4;                     \
    (X) = Fd_x + Fd_h;                                                         \
    Fd_1 = (EXPR);                                                             \
    (X) = Fd_x - Fd_h;                                                         \
    Fd_2 = (EXPR);                                                             \
    (X) = Fd_x + 2 * Fd_h;                                                     \
    Fd_3 = (EXPR);                                                             \
    (X) = Fd_x - 2 * Fd_h;                                                     \
    Fd_4 = (EXPR);                                                             \
    (X) = Fd_x;                                                                \
    (8 * (Fd_1 - Fd_2) - (Fd_3 - Fd_4)) / (12 * Fd_h);                         \
  })

/// The N entries of GRAD against the differences of EXPR in the array X.
#define GRADIENT(GRAD, EXPR, X, N, TOL)                                        \
  for (int Gr_i = 0; Gr_i < (int)(N); ++Gr_i)                                  \
  check_near(#GRAD, __LINE__, (GRAD)[Gr_i], FD(EXPR, (X)[Gr_i]), TOL)

/// A reproducible number in [-1, 1].
static inline double sample(unsigned I) {
  unsigned long long Z = (I + 1) * 0x9E3779B97F4A7C15ull;
  Z = (Z ^ (Z >> 30)) * 0xBF58476D1CE4E5B9ull;
  Z = (Z ^ (Z >> 27)) * 0x94D049BB133111EBull;
  return (double)(Z >> 11) * 0x1p-52 - 1;
}

static inline double inner(const double *A, const double *B, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += A[I] * B[I];
  return S;
}

/// main ends with `return check_done();`.
static inline int check_done(void) {
  printf("%d of %d comparisons failed\n", check_failures, check_count);
  return check_failures != 0 || check_count == 0;
}

#endif
