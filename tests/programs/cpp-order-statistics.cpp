// Sorting and friends on active data: median, trimmed mean, prefix sums,
// merged sequences, inner products with own operations.
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <algorithm>
#include <functional>
#include <numeric>

static double statistics(const double *X, int N) {
  std::vector<double> V(X, X + N), W(static_cast<size_t>(N));
  std::nth_element(V.begin(), V.begin() + N / 2, V.end());
  double Median = V[size_t(N / 2)];
  std::sort(V.begin(), V.end(),
            [=](double A, double B) { return A * A < B * B; });
  double Trimmed = std::accumulate(V.begin() + 1, V.end() - 1, 0.0);
  std::partial_sum(V.begin(), V.end(), W.begin());
  std::adjacent_difference(W.begin(), W.end(), W.begin(), std::multiplies<>());
  double Dot = std::inner_product(V.begin(), V.end(), W.begin(), 1.0,
                                  std::plus<>(), [](double A, double B) {
                                    return A * sin(B);
                                  });
  std::rotate(W.begin(), W.begin() + 2, W.end());
  return Median * Trimmed + Dot + W.front() * W.back();
}
static double merged(const double *X, int N) {
  std::vector<double> A(X, X + N / 2), B(X + N / 2, X + N), M;
  std::sort(A.begin(), A.end());
  std::sort(B.begin(), B.end(), std::greater<>());
  std::reverse(B.begin(), B.end());
  std::merge(A.begin(), A.end(), B.begin(), B.end(), std::back_inserter(M));
  double S = 0, F = 1;
  for (double E : M)
    S += E * E * (F *= 0.8);
  auto [Lo, Hi] = std::minmax_element(M.begin(), M.end());
  return S + *Lo * *Hi;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(statistics, X, 7);
  BOTH_MODES(merged, X, 7);
  return check_done();
}
