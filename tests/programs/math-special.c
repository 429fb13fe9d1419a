// erf, gamma and Bessel functions in their widths.
#include "check.h"

double __enzyme_autodiff(void *, ...);
float __enzyme_autodiff_f(void *, ...);
long double __enzyme_autodiff_l(void *, ...);
double __enzyme_fwddiff(void *, ...);

#define DEFINE(NAME, LO, HI, DERIVATIVE)                                       \
  NOINLINE static double NAME##_d(double X) { return NAME(X); }                \
  NOINLINE static float NAME##_f(float X) { return NAME##f(X); }               \
  NOINLINE static long double NAME##_l(long double X) { return NAME##l(X); }

#define CHECK(NAME, LO, HI, DERIVATIVE)                                        \
  for (int I = 0; I < 5; ++I) {                                                \
    double X = (LO) + ((HI) - (LO)) * (I + 0.37) / 5;                          \
    double Want = DERIVATIVE;                                                  \
    NEAR(__enzyme_autodiff((void *)NAME##_d, X), Want, 1e-9);                  \
    NEAR(__enzyme_fwddiff((void *)NAME##_d, X, 1.0), Want, 1e-9);              \
    float Xf = (float)X;                                                       \
    float Got = __enzyme_autodiff_f((void *)NAME##_f, Xf);                     \
    NEAR(__enzyme_autodiff_l((void *)NAME##_l, (long double)X), Want, 1e-9);   \
    X = Xf;                                                                    \
    NEAR(Got, DERIVATIVE, 1e-5);                                               \
  }

#define TWO_OVER_SQRT_PI 1.12837916709551257390

#define FUNCTIONS(DO)                                                          \
  DO(erf, -2, 2, TWO_OVER_SQRT_PI * exp(-X * X))                               \
  DO(erfc, -2, 2, -TWO_OVER_SQRT_PI * exp(-X * X))                             \
  DO(tgamma, 0.6, 5, FD(tgamma(X), X))                                         \
  DO(lgamma, 0.6, 9, FD(lgamma(X), X))                                         \
  DO(j0, 0.2, 9, -j1(X))                                                       \
  DO(j1, 0.2, 9, j0(X) - j1(X) / X)                                            \
  DO(y0, 0.5, 9, -y1(X))                                                       \
  DO(y1, 0.5, 9, y0(X) - y1(X) / X)

FUNCTIONS(DEFINE)

NOINLINE static double jn_d(int N, double X) { return jn(N, X); }
NOINLINE static double yn_d(int N, double X) { return yn(N, X); }

int main(void) {
  FUNCTIONS(CHECK)
  for (int N = -3; N <= 4; ++N)
    for (int I = 0; I < 4; ++I) {
      double X = 0.8 + 1.7 * I;
      double J = __enzyme_autodiff((void *)jn_d, N, X);
      NEAR(J, 0.5 * (jn(N - 1, X) - jn(N + 1, X)), 1e-11);
      double Y = __enzyme_autodiff((void *)yn_d, N, X);
      NEAR(Y, 0.5 * (yn(N - 1, X) - yn(N + 1, X)), 1e-10);
    }
  return check_done();
}
