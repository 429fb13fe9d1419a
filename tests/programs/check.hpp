// What most C++ run programs need beside check.h: reverse and forward mode of a
// function of an array, both against differences.
#ifndef WENGERT_TESTS_CHECK_HPP
#define WENGERT_TESTS_CHECK_HPP

#include "check.h"
#include <vector>

extern "C" void __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

/// FN is double(const double *, int); X a double array of N. The gradient by
/// reverse mode and the derivative in a direction by forward mode.
#define BOTH_MODES_STEP(FN, X, N, TOL, H)                                      \
  do {                                                                         \
    std::vector<double> Bm_g(N), Bm_v(N), Bm_d(N);                             \
    for (int Bm_i = 0; Bm_i < (int)(N); ++Bm_i) {                              \
      Bm_v[Bm_i] = sample(Bm_i + 7);                                           \
      Bm_d[Bm_i] = FD_STEP(FN(X, N), (X)[Bm_i], H);                            \
    }                                                                          \
    __enzyme_autodiff((void *)FN, enzyme_dup, X, Bm_g.data(), enzyme_const,    \
                      (int)(N));                                               \
    for (int Bm_i = 0; Bm_i < (int)(N); ++Bm_i)                                \
      check_near("reverse " #FN, __LINE__, Bm_g[Bm_i], Bm_d[Bm_i], TOL);       \
    double Bm_t = __enzyme_fwddiff((void *)FN, enzyme_dup, X, Bm_v.data(),     \
                                   enzyme_const, (int)(N));                    \
    check_near("forward " #FN, __LINE__, Bm_t,                                 \
               inner(Bm_d.data(), Bm_v.data(), N), TOL);                       \
  } while (0)
#define BOTH_MODES(FN, X, N) BOTH_MODES_STEP(FN, X, N, 1e-8, 1e-3)

#endif
