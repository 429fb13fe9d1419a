// Eigen with its own vectorization (SSE2): products, blocks, reductions, and
// functions of arrays, whose vector code works on the bits of floats.
// flags: -isystem /usr/include/eigen3
// levels: O0 O1 O2
#include "eigen-cases.hpp"

int main() {
  double X[9] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6, 0.15, -0.85};
  BOTH_MODES(cases::fixed, X, 9);
  BOTH_MODES(cases::blocks, X, 9);
  BOTH_MODES(cases::cwise, X, 8);
  BOTH_MODES_STEP(cases::single, X, 7, 3e-3, 3e-2);
  BOTH_MODES(cases::complex_product, X, 4);
  return check_done();
}
