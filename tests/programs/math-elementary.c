// Every one-argument function of <math.h>, in its three widths, reverse and
// forward, against closed forms.
#include "check.h"

double __enzyme_autodiff(void *, ...);
float __enzyme_autodiff_f(void *, ...);
long double __enzyme_autodiff_l(void *, ...);
double __enzyme_fwddiff(void *, ...);

#define WIDTHS(NAME)                                                           \
  NOINLINE static double NAME##_d(double X) { return NAME(X); }                \
  NOINLINE static float NAME##_f(float X) { return NAME##f(X); }               \
  NOINLINE static long double NAME##_l(long double X) { return NAME##l(X); }

#define CHECK(NAME, LO, HI, DERIVATIVE)                                        \
  for (int I = 0; I < 7; ++I) {                                                \
    double X = (LO) + ((HI) - (LO)) * (I + 0.37) / 7;                          \
    double Want = DERIVATIVE;                                                  \
    SAME(__enzyme_autodiff((void *)NAME##_d, X), Want);                        \
    SAME(__enzyme_fwddiff((void *)NAME##_d, X, 1.0), Want);                    \
    float Xf = (float)X;                                                       \
    float Got = __enzyme_autodiff_f((void *)NAME##_f, Xf);                     \
    X = Xf;                                                                    \
    NEAR(Got, DERIVATIVE, 1e-5);                                               \
    NEAR(__enzyme_autodiff_l((void *)NAME##_l, (long double)X), DERIVATIVE,    \
         1e-12L);                                                              \
  }

#define FUNCTIONS(DO)                                                          \
  DO(sqrt, 0.1, 9, 0.5 / sqrt(X))                                              \
  DO(cbrt, 0.1, 9, 1 / (3 * cbrt(X) * cbrt(X)))                                \
  DO(exp, -3, 3, exp(X))                                                       \
  DO(exp2, -3, 3, exp2(X) * M_LN2)                                             \
  DO(expm1, -2, 2, exp(X))                                                     \
  DO(log, 0.1, 9, 1 / X)                                                       \
  DO(log2, 0.1, 9, 1 / (X * M_LN2))                                            \
  DO(log10, 0.1, 9, 1 / (X * M_LN10))                                          \
  DO(log1p, -0.9, 5, 1 / (1 + X))                                              \
  DO(sin, -4, 4, cos(X))                                                       \
  DO(cos, -4, 4, -sin(X))                                                      \
  DO(tan, -1.4, 1.4, 1 + tan(X) * tan(X))                                      \
  DO(asin, -0.95, 0.95, 1 / sqrt(1 - X * X))                                   \
  DO(acos, -0.95, 0.95, -1 / sqrt(1 - X * X))                                  \
  DO(atan, -4, 4, 1 / (1 + X * X))                                             \
  DO(sinh, -3, 3, cosh(X))                                                     \
  DO(cosh, -3, 3, sinh(X))                                                     \
  DO(tanh, -3, 3, 1 / (cosh(X) * cosh(X)))                                     \
  DO(asinh, -3, 3, 1 / sqrt(1 + X * X))                                        \
  DO(acosh, 1.1, 5, 1 / sqrt(X * X - 1))                                       \
  DO(atanh, -0.9, 0.9, 1 / (1 - X * X))                                        \
  DO(fabs, -3, 3, X < 0 ? -1 : 1)                                              \
  DO(floor, -3, 3, 0)                                                          \
  DO(ceil, -3, 3, 0)                                                           \
  DO(trunc, -3, 3, 0)                                                          \
  DO(round, -3, 3, 0)                                                          \
  DO(rint, -3, 3, 0)                                                           \
  DO(nearbyint, -3, 3, 0)                                                      \
  DO(logb, 1.1, 9, 0)

#define DEFINE(NAME, LO, HI, DERIVATIVE) WIDTHS(NAME)
FUNCTIONS(DEFINE)

int main(void) {
  FUNCTIONS(CHECK)
  return check_done();
}
