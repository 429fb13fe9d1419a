// Eigen: least squares by Householder reflections, with and without pivoting.
// flags: -isystem /usr/include/eigen3
// levels: O1 O3
#include "eigen-cases.hpp"

int main() {
  double X[9] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6, 0.15, -0.85};
  BOTH_MODES(cases::qr, X, 5);
  BOTH_MODES(cases::pivoted, X, 5);
  return check_done();
}
