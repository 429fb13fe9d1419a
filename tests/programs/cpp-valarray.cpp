// std::valarray: expressions, slices, apply.
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <valarray>

static double expressions(const double *X, int N) {
  std::valarray<double> A(X, size_t(N)), B = A * A + 2.0 * A;
  A *= B;
  return (sin(A) + B).sum() * A[1] + A.max() * B.min();
}

static double slices(const double *X, int N) {
  std::valarray<double> A(X, size_t(N));
  std::valarray<double> Even = A[std::slice(0, 3, 2)];
  A[std::slice(1, 3, 2)] *= Even;
  std::valarray<double> C = A.cshift(2);
  return (A * C).sum() + A.apply([](double V) { return V * V * V; }).sum();
}

int main() {
  double X[6] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4};
  BOTH_MODES(expressions, X, 6);
  BOTH_MODES(slices, X, 6);
  return check_done();
}
