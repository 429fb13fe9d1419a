// std::function that owns a float: copied, swapped, stored.
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <functional>

struct Scale {
  double F;
  double operator()(double V) const { return F * V; }
};

static double held(const double *X, int) {
  std::function<double(double)> F = Scale{X[0]}, G = Scale{X[1] * X[2]};
  std::swap(F, G);
  std::function<double(double)> H = G;
  return F(X[3]) * G(X[1]) + H(X[4]);
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(held, X, 5);
  return check_done();
}
