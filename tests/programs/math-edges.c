// Boundary points: the derivative there is the documented convention, not NaN.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double power(double X, double Y) { return pow(X, Y); }
NOINLINE static double absolute(double X) { return fabs(X); }
NOINLINE static double unused_pole(double X) {
  double L = log(X);
  return X > 0 ? X * L : 0; // the branch decides, the pole is not used
}
NOINLINE static double smooth_at_zero(double X) {
  return X == 0 ? 1 : sin(X) / X;
}
NOINLINE static double large(double X) { return exp(X) / (1 + exp(X)); }

int main(void) {
  SAME(__enzyme_autodiff((void *)power, enzyme_out, 0.0, enzyme_const, 1.0), 1);
  SAME(__enzyme_autodiff((void *)power, enzyme_out, 0.0, enzyme_const, 2.0), 0);
  SAME(__enzyme_autodiff((void *)power, enzyme_out, -2.0, enzyme_const, 3.0), 12);
  SAME(__enzyme_autodiff((void *)power, enzyme_out, 5.0, enzyme_const, 0.0), 0);
  SAME(__enzyme_autodiff((void *)power, enzyme_out, 0.0, enzyme_const, 0.0), 0);
  double A = __enzyme_autodiff((void *)absolute, 0.0);
  NEAR(A, 0, 1); // any subgradient
  SAME(__enzyme_autodiff((void *)unused_pole, 2.0), log(2.0) + 1);
  // log(-1) is computed, and not used: its NaN must not come back as 0 * NaN.
  SAME(__enzyme_autodiff((void *)unused_pole, enzyme_strong_zero, -1.0), 0);
  SAME(__enzyme_autodiff((void *)smooth_at_zero, 0.0), 0);
  SAME(__enzyme_autodiff((void *)smooth_at_zero, 1.0), cos(1.0) - sin(1.0));
  SAME(__enzyme_autodiff((void *)large, 3.0), exp(-3.0) / pow(1 + exp(-3.0), 2));
  return check_done();
}
