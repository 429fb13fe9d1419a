// Eigen: systems of equations by LLT, LDLT and LU with partial pivoting.
// flags: -isystem /usr/include/eigen3
// levels: O0 O2
#include "eigen-cases.hpp"

int main() {
  double X[9] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6, 0.15, -0.85};
  BOTH_MODES(cases::cholesky, X, 5);
  BOTH_MODES(cases::lu, X, 4);
  return check_done();
}
