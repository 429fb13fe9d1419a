// Eigen: least squares by Householder reflections, without optimization, where
// all of the vector code is calls.
// flags: -isystem /usr/include/eigen3
// levels: O0
#include "eigen-cases.hpp"

int main() {
  double X[9] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6, 0.15, -0.85};
  BOTH_MODES(cases::qr, X, 5);
  return check_done();
}
