// std::function: calls found at run time.
// debug
// lto-no-exceptions O3
// untyped Os
#include "check.h"
#include <functional>

extern "C" double __enzyme_autodiff(void *, ...);

static double with_function(const double *W, double X) {
  std::function<double(double)> F = [W](double T) { return W[0] * T * T; };
  std::function<double(double)> G = [F, W](double T) { return F(T) + W[1] * T; };
  return G(G(X));
}

int main() {
  double W[4] = {0.7, 1.3, -0.4, 2}, X = 0.6, K[4] = {0};
  double Df = __enzyme_autodiff((void *)with_function, W, K, X);
  GRADIENT(K, with_function(W, X), W, 4, 1e-9);
  NEAR(Df, FD(with_function(W, X), X), 1e-9);
  return check_done();
}
