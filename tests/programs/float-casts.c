// Conversions between widths and to and from integers.
#include "check.h"

double __enzyme_autodiff(void *, ...);
float __enzyme_autodiff_f(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double through_float(double X) {
  float F = (float)X;
  long double L = (long double)F * F;
  return (double)(L * X);
}

NOINLINE static float narrow(double X, int N) {
  return (float)(X * X) * (float)N;
}

// The integer part carries no derivative.
NOINLINE static double sawtooth(double X) {
  int I = (int)X;
  return X - I + (double)(unsigned)I;
}

int main(void) {
  double X = 1.25;
  SAME(__enzyme_autodiff((void *)through_float, X), 3 * X * X);
  SAME(__enzyme_fwddiff((void *)through_float, X, 1.0), 3 * X * X);
  double G = __enzyme_autodiff((void *)narrow, enzyme_out, X, enzyme_const, 3);
  SAME(G, 6 * X);
  SAME(__enzyme_autodiff((void *)sawtooth, 7.75), 1);
  SAME(__enzyme_fwddiff((void *)sawtooth, 7.75, 3.0), 3);
  return check_done();
}
