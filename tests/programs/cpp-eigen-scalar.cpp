// Eigen without vectorization of its own.
// flags: -isystem /usr/include/eigen3 -DEIGEN_DONT_VECTORIZE
// levels: O0
#include "eigen-cases.hpp"

int main() {
  double X[9] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6, 0.15, -0.85};
  BOTH_MODES(cases::cwise, X, 8);
  BOTH_MODES(cases::qr, X, 5);
  return check_done();
}
