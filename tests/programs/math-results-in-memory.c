// Functions that write a second result: frexp, modf, sincos, remquo, lgamma_r.
// flags: -D_GNU_SOURCE
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

float __enzyme_autodiff_f(void *, ...);

NOINLINE static double use_frexp(double X) {
  int E;
  double M = frexp(X, &E);
  return M * M * E;
}
NOINLINE static double use_modf(double X) {
  double Whole, Part = modf(X, &Whole);
  return Part * Part + Whole * X;
}
NOINLINE static float use_modff(float X) {
  float Whole, Part = modff(X, &Whole);
  return Part * Part * Whole;
}
NOINLINE static double use_sincos(double X) {
  double S, C;
  sincos(X * X, &S, &C);
  return 2 * S + 3 * C;
}
NOINLINE static double use_remquo(double X) {
  int Q;
  double R = remquo(X * X, 0.75, &Q);
  return R * R + (Q & 1);
}
NOINLINE static double use_lgamma_r(double X) {
  int Sign;
  double L = lgamma_r(X, &Sign);
  return Sign * L * X;
}

int main(void) {
  double Xs[] = {0.7, 2.3, 5.9};
  for (int I = 0; I < 3; ++I) {
    double X = Xs[I];
    int E;
    double M = frexp(X, &E);
    SAME(__enzyme_autodiff((void *)use_frexp, X), 2 * M * E * pow(2, -E));
    SAME(__enzyme_fwddiff((void *)use_frexp, X, 1.0), 2 * M * E * pow(2, -E));
    SAME(__enzyme_autodiff((void *)use_modf, X), 2 * (X - floor(X)) + floor(X));
    SAME(__enzyme_fwddiff((void *)use_modf, X, 1.0),
         2 * (X - floor(X)) + floor(X));
    double Xf = (float)X;
    NEAR(__enzyme_autodiff_f((void *)use_modff, (float)X),
         2 * (Xf - floor(Xf)) * floor(Xf), 1e-6);
    double Want = 2 * X * (2 * cos(X * X) - 3 * sin(X * X));
    SAME(__enzyme_autodiff((void *)use_sincos, X), Want);
    SAME(__enzyme_fwddiff((void *)use_sincos, X, 1.0), Want);
    SAME(__enzyme_autodiff((void *)use_remquo, X),
         4 * X * remainder(X * X, 0.75));
    SAME(__enzyme_fwddiff((void *)use_remquo, X, 1.0),
         4 * X * remainder(X * X, 0.75));
    NEAR(__enzyme_autodiff((void *)use_lgamma_r, X), FD(use_lgamma_r(X), X),
         1e-9);
  }
  return check_done();
}
