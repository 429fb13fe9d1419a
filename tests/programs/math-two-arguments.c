// Functions of two and three arguments.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

float __enzyme_autodiff_f(void *, ...);
long double __enzyme_autodiff_l(void *, ...);

#define DEFINE(NAME, XS, YS, DX, DY)                                           \
  NOINLINE static double NAME##_d(double X, double Y) { return NAME(X, Y); }   \
  NOINLINE static float NAME##_f(float X, float Y) { return NAME##f(X, Y); }   \
  NOINLINE static long double NAME##_l(long double X, long double Y) {         \
    return NAME##l(X, Y);                                                      \
  }

#define CHECK(NAME, XS, YS, DX, DY)                                            \
  for (int I = 0; I < 3; ++I)                                                  \
    for (int J = 0; J < 3; ++J) {                                              \
      double X = (XS)[I], Y = (YS)[J];                                         \
      SAME(__enzyme_autodiff((void *)NAME##_d, enzyme_out, X, enzyme_const, Y),\
           DX);                                                                \
      SAME(__enzyme_autodiff((void *)NAME##_d, enzyme_const, X, enzyme_out, Y),\
           DY);                                                                \
      SAME(__enzyme_fwddiff((void *)NAME##_d, X, 2.0, Y, 3.0),                 \
           2 * (DX) + 3 * (DY));                                               \
      float Gf = __enzyme_autodiff_f((void *)NAME##_f, enzyme_out, (float)X,   \
                                     enzyme_const, (float)Y);                  \
      NEAR(Gf, DX, 2e-5);                                                      \
      long double Gl =                                                         \
          __enzyme_autodiff_l((void *)NAME##_l, enzyme_const, (long double)X,  \
                              enzyme_out, (long double)Y);                     \
      SAME(Gl, DY);                                                            \
    }

// Multiples of 1/8, so that float holds them exactly.
static const double Positive[] = {0.375, 1.5, 2.625};
static const double Any[] = {-1.25, 0.5, 1.875};
static const double Wide[] = {-7.375, 3.125, 12.625};
static const double Thirds[] = {-0.75, 0.25, 2.25}; // no ties with Any

#define FUNCTIONS(DO)                                                          \
  DO(pow, Positive, Any, Y * pow(X, Y - 1), pow(X, Y) * log(X))                \
  DO(atan2, Any, Any, Y / (X * X + Y * Y), -X / (X * X + Y * Y))               \
  DO(hypot, Any, Any, X / hypot(X, Y), Y / hypot(X, Y))                        \
  DO(fmod, Wide, Positive, 1, -trunc(X / Y))                                   \
  DO(remainder, Wide, Positive, 1, -rint(X / Y))                               \
  DO(fdim, Any, Thirds, X > Y, -(X > Y))                                     \
  DO(fmax, Any, Thirds, X > Y, X < Y)                                        \
  DO(fmin, Any, Thirds, X < Y, X > Y)                                        \
  DO(copysign, Any, Any, (X < 0) == (Y < 0) ? 1 : -1, 0)

FUNCTIONS(DEFINE)
NOINLINE static double fma_d(double X, double Y, double Z) { return fma(X, Y, Z); }
NOINLINE static double ldexp_d(double X, int N) { return ldexp(X, N); }
NOINLINE static double scalbn_d(double X, int N) { return scalbn(X, N); }
NOINLINE static double scalbln_d(double X, long N) { return scalbln(X, N); }
NOINLINE static double int_power(double X, int N) { return pow(X, N); }

int main(void) {
  FUNCTIONS(CHECK)
  SAME(__enzyme_autodiff((void *)fma_d, enzyme_out, 2.0, enzyme_const, 3.0,
                         enzyme_const, 4.0), 3);
  SAME(__enzyme_fwddiff((void *)fma_d, 2.0, 1.0, 3.0, 10.0, 4.0, 100.0), 123);
  for (int N = -3; N < 4; ++N) {
    SAME(__enzyme_autodiff((void *)ldexp_d, 1.3, N), pow(2, N));
    SAME(__enzyme_autodiff((void *)scalbn_d, 1.3, N), pow(2, N));
    SAME(__enzyme_autodiff((void *)scalbln_d, 1.3, (long)N), pow(2, N));
    SAME(__enzyme_autodiff((void *)int_power, -1.3, N), N * pow(-1.3, N - 1));
  }
  return check_done();
}
