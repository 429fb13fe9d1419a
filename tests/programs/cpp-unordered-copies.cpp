// Copies and swaps of unordered_map.
// debug
// lto-no-exceptions O3
// untyped O2
#include "check.hpp"
#include <unordered_map>

static double copied(const double *X, int N) {
  std::unordered_map<int, double> M;
  for (int I = 0; I < N; ++I)
    M[I * 7] += X[I] * X[0];
  std::unordered_map<int, double> C = M;
  C[7] *= X[2];
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += sin(C[I * 7]) * M.at(7);
  std::swap(C, M);
  M = C;
  for (auto &[K, V] : M)
    S += V * V * K;
  return S;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(copied, X, 7);
  return check_done();
}
