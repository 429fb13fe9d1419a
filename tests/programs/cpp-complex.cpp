// std::complex: the operators and functions of the standard library.
// debug
// lto-no-exceptions O2
#include "check.h"
#include <complex>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

using complex = std::complex<double>;

NOINLINE static double mandelbrot(double X, double Y) {
  complex C(X, Y), Z = 0;
  for (int I = 0; I < 6; ++I)
    Z = Z * Z + C;
  return std::norm(Z);
}
NOINLINE static double functions(double X, double Y) {
  complex Z(X, Y);
  complex W = std::exp(Z) / (Z + 2.0) + std::sqrt(Z) * std::conj(Z);
  W += std::polar(X, Y) - std::log(Z) + std::sin(Z) * std::pow(Z, 3);
  return W.real() + 2 * W.imag() + std::abs(W) * std::arg(Z);
}

int main() {
  double X = 0.3, Y = 0.4;
  NEAR(__enzyme_autodiff((void *)mandelbrot, enzyme_out, X, enzyme_const, Y),
       FD_STEP(mandelbrot(X, Y), X, 1e-4), 1e-9);
  NEAR(__enzyme_autodiff((void *)mandelbrot, enzyme_const, X, enzyme_out, Y),
       FD_STEP(mandelbrot(X, Y), Y, 1e-4), 1e-9);
  NEAR(__enzyme_autodiff((void *)functions, enzyme_out, X, enzyme_const, Y),
       FD(functions(X, Y), X), 1e-8);
  NEAR(__enzyme_autodiff((void *)functions, enzyme_const, X, enzyme_out, Y),
       FD(functions(X, Y), Y), 1e-8);
  NEAR(__enzyme_fwddiff((void *)functions, X, 1.0, Y, 2.0),
       FD(functions(X, Y), X) + 2 * FD(functions(X, Y), Y), 1e-8);
  return check_done();
}
