// Eigen with packets of four doubles and fused multiply-add.
// flags: -isystem /usr/include/eigen3 -mavx2 -mfma
// levels: O2
#include "eigen-cases.hpp"

int main() {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
    return 0;
  double X[9] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6, 0.15, -0.85};
  BOTH_MODES(cases::cwise, X, 8);
  BOTH_MODES(cases::lu, X, 4);
  BOTH_MODES_STEP(cases::single, X, 8, 3e-3, 3e-2);
  return check_done();
}
