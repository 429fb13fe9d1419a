// <complex.h>: each function as a map of two reals, against differences.
#include "check.h"
#include <complex.h>

typedef double _Complex cplx;
double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);
float __enzyme_autodiff_f(void *, ...);

static cplx make(double X, double Y) {
  cplx Z;
  ((double *)&Z)[0] = X;
  ((double *)&Z)[1] = Y;
  return Z;
}
// A real number that depends on both parts of the result.
static double probe(cplx W) { return creal(W) + 2 * cimag(W); }

#define FUNCTIONS(DO)                                                          \
  DO(cexp) DO(clog) DO(csqrt) DO(csin) DO(ccos) DO(ctan) DO(casin) DO(cacos)   \
  DO(catan) DO(csinh) DO(ccosh) DO(ctanh) DO(casinh) DO(cacosh) DO(catanh)     \
  DO(conj) DO(cproj)
#define DEFINE(NAME)                                                           \
  NOINLINE static double use_##NAME(double X, double Y) {                      \
    return probe(NAME(make(X, Y)));                                            \
  }
FUNCTIONS(DEFINE)
NOINLINE static double use_cabs(double X, double Y) { return cabs(make(X, Y)); }
NOINLINE static double use_carg(double X, double Y) { return carg(make(X, Y)); }
NOINLINE static double use_creal(double X, double Y) { return creal(make(X, Y)) * Y; }
NOINLINE static double use_cimag(double X, double Y) { return cimag(make(X, Y)) * X; }
NOINLINE static double use_cpow(double X, double Y) {
  return probe(cpow(make(X, Y), make(Y, 0.5)));
}
NOINLINE static double use_multiply(double X, double Y) {
  cplx Z = make(X, Y);
  return probe(Z * Z * make(0.5, -1) + Z);
}
NOINLINE static double use_divide(double X, double Y) {
  cplx Z = make(X, Y);
  return probe((Z + 1) / (Z * Z - make(0, 3)));
}
NOINLINE static float use_cexpf(float X, float Y) {
  float _Complex Z = cexpf(X + Y * (float _Complex)I);
  return crealf(Z) * cimagf(Z);
}

#define CHECK_BOTH(FN)                                                         \
  for (int K = 0; K < 4; ++K) {                                                \
    double X = 0.3 + 0.2 * K, Y = K % 2 ? -0.6 : 0.4;                          \
    double Dx = FD(FN(X, Y), X), Dy = FD(FN(X, Y), Y);                         \
    NEAR(__enzyme_autodiff((void *)FN, enzyme_out, X, enzyme_const, Y), Dx,    \
         1e-8);                                                                \
    NEAR(__enzyme_autodiff((void *)FN, enzyme_const, X, enzyme_out, Y), Dy,    \
         1e-8);                                                                \
    NEAR(__enzyme_fwddiff((void *)FN, X, 1.0, Y, 2.0), Dx + 2 * Dy, 1e-8);     \
  }
#define CHECK(NAME) CHECK_BOTH(use_##NAME)

int main(void) {
  FUNCTIONS(CHECK)
  CHECK(cabs) CHECK(carg) CHECK(creal) CHECK(cimag) CHECK(cpow)
  CHECK(multiply) CHECK(divide)
  // e^(2x) cos y sin y
  NEAR(__enzyme_autodiff_f((void *)use_cexpf, enzyme_out, 0.5f, enzyme_const, 0.25f),
       exp(1.0) * sin(0.5), 1e-6);
  return check_done();
}
