// std::valarray: slices, shifts and element functions on a grid.
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <valarray>

static double stencil(const double *X, int N) {
  std::valarray<double> U(X, size_t(N)), K(0.2, size_t(N));
  for (int T = 0; T < 4; ++T) {
    std::valarray<double> Left = U.cshift(-1), Right = U.cshift(1);
    U += K * (Left - 2.0 * U + Right);
    U[std::slice(0, size_t(N) / 2, 2)] *= std::valarray<double>(0.9, size_t(N) / 2);
  }
  std::valarray<double> E = std::exp(U) - std::sin(U * U);
  return E.sum() + std::pow(E, 2.0).sum();
}

int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(stencil, X, 6);
  return check_done();
}
