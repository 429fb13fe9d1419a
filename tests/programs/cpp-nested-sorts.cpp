// std::sort of few and of many elements in loops around it: its loops are behind
// several comparisons, and the tape of all runs is sized before the first.
// lto
// no-exceptions
#include "check.hpp"
#include <algorithm>
#include <functional>
#include <vector>

static volatile int Elements = 1;

static double sorted(const double *X, int N) {
  std::vector<double> V;
  for (int I = 0; I < Elements; ++I)
    V.push_back(std::atan(X[(3 * I) % N] * (1 + I * 0.37)));
  double S = X[0];
  for (int I = 0; I < 2; ++I)
    for (int K = 0; K < 2; ++K) {
      std::function<double(double)> F = [=](double T) {
        return std::tanh(T + K * 0.25);
      };
      std::sort(V.begin(), V.end(), [](double A, double B) { return A < B; });
      if (K % 2 == 0 && !V.empty())
        V[V.size() / 2] = std::sin(F(V[0]) * X[1 % N]);
    }
  for (size_t I = 0; I < V.size(); ++I)
    S += V[I] * V[I] * (I + 1);
  return S;
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  for (int E : {0, 1, 2, 16, 17, 23, 40}) {
    Elements = E;
    // A short step: elements must not change places within it.
    BOTH_MODES_STEP(sorted, X, 5, 1e-6, 1e-5);
    BOTH_MODES_STEP(sorted, X, 1, 1e-6, 1e-5);
  }
  return check_done();
}
