// double: the plain case, one scalar in and out, reverse and forward.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

static double square(double X) { return X * X; }
static double constant(double X) { return 7; }
static double identity(double X) { return X; }
static double negate(double X) { return -X; }
static double mixed(double X) { return X * sin(X) + exp(X) / (2 + cos(X)); }

int main(void) {
  for (int I = 0; I < 10; ++I) {
    double X = 3 * sample(I);
    SAME(__enzyme_autodiff((void *)square, X), 2 * X);
    SAME(__enzyme_autodiff((void *)constant, X), 0);
    SAME(__enzyme_autodiff((void *)identity, X), 1);
    SAME(__enzyme_autodiff((void *)negate, X), -1);
    double C = 2 + cos(X);
    double Want =
        sin(X) + X * cos(X) + exp(X) / C + exp(X) * sin(X) / (C * C);
    SAME(__enzyme_autodiff((void *)mixed, X), Want);
    SAME(__enzyme_fwddiff((void *)mixed, X, 2.0), 2 * Want);
    SAME(__enzyme_fwddiff((void *)constant, X, 1.0), 0);
  }
  return check_done();
}
