// Ranges and views: filter, transform, take, reverse, iota.
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <algorithm>
#include <ranges>
#include <span>

namespace rv = std::views;

static double pipeline(const double *X, int N) {
  std::span<const double> S(X, size_t(N));
  double R = 0;
  for (double V : S | rv::filter([](double A) { return A > -0.5; }) |
                      rv::transform([](double A) { return A * A; }) |
                      rv::take(4))
    R = R * 0.5 + V;
  for (double V : S | rv::reverse | rv::drop(2))
    R += V * X[0];
  return R;
}

static double indices(const double *X, int N) {
  double R = 0;
  for (int I : rv::iota(1, N))
    R += X[I] * X[I - 1] * I;
  std::vector<double> V(X, X + N);
  std::ranges::sort(V);
  std::ranges::transform(V, V.begin(), [&](double A) { return A * R; });
  return *std::ranges::max_element(V) + V[0] * V[2];
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(pipeline, X, 7);
  BOTH_MODES(indices, X, 7);
  return check_done();
}
