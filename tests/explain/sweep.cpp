// What must be stored is known here: `stores NAME` at the end of a line says
// that the reverse sweep needs 8 bytes of it for every iteration, and nothing
// else is stored anywhere.
#include <cmath>
#include <cstdio>
void __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);
extern int enzyme_dup, enzyme_const;

// The square's partial needs x[i], which the next line overwrites.
__attribute__((noinline)) static double squares(double *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += x[i] * x[i]; // stores x[…]
    x[i] = 0;
  }
  return sum;
}

// The partial is 1/x[i], and y may be x.
__attribute__((noinline)) static double logarithms(const double *x, double *y,
                                                   int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::log(x[i]); // stores x[…]
    y[i] = sum;
  }
  return sum;
}

// The same with the promise that y is not.
__attribute__((noinline)) static double
promised(const double *__restrict x, double *__restrict y, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += std::log(x[i]);
    y[i] = sum;
  }
  return sum;
}

// How often it runs shows only while it runs: exp(x) for each time.
static double until(double x) {
  while (x < 100)
    x = std::exp(x) + 1; // stores -
  return x;
}

// A name that HTML would take for a tag, and a call.
template <class T> struct Less {
  static double operator_of(double *x, int n) { return 3 * squares(x, n); }
};

static double forward(double x) { return std::sin(x) * x; }

int main() {
  double x[3] = {1, 2, 3}, y[3] = {}, dx[3] = {}, dy[3] = {};
  __enzyme_autodiff((void *)squares, enzyme_dup, x, dx, 3);
  x[0] = 1, x[1] = 2, x[2] = 4;
  __enzyme_autodiff((void *)logarithms, enzyme_dup, x, dx, enzyme_dup, y, dy, 3);
  __enzyme_autodiff((void *)promised, enzyme_dup, x, dx, enzyme_dup, y, dy, 3);
  __enzyme_autodiff((void *)Less<double>::operator_of, enzyme_dup, x, dx,
                    3);
  __enzyme_autodiff((void *)until, 0.5);
  // By hand: 6x. The last function sets x, so that of what was in its shadow
  // nothing is left.
  std::printf("%.6f %.6f %.6f\n", dx[0], dx[1], dx[2]);
  std::printf("%.6f\n", __enzyme_fwddiff((void *)forward, 0.5, 1.0));
}
