// Hooks declared as C++ functions and templates: mangled names.
// debug
// lto-no-exceptions O3
#include "check.h"


double __enzyme_autodiff_plain(void *, ...);
template <typename R, typename... A> R __enzyme_autodiff(void *, A...);
template <typename R, typename... A> R __enzyme_fwddiff(void *, A...);

static double cube(double X) { return X * X * X; }
static double product(double X, double Y) { return X * Y; }

struct Two {
  double A, B;
};

int main() {
  SAME(__enzyme_autodiff_plain((void *)cube, 2.0), 12);
  SAME((__enzyme_autodiff<double>((void *)cube, 2.0)), 12);
  SAME((__enzyme_fwddiff<double>((void *)cube, 2.0, 0.5)), 6);
  Two T = __enzyme_autodiff<Two>((void *)product, enzyme_out, 2.0, enzyme_out, 5.0);
  SAME(T.A, 5);
  SAME(T.B, 2);
  return check_done();
}
