// <numeric> and <algorithm> over vectors.
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <algorithm>
#include <numeric>

static double sums(const double *X, int N) {
  std::vector<double> A(X, X + N), B(A.size()), C(A.size());
  std::partial_sum(A.begin(), A.end(), B.begin());
  std::adjacent_difference(A.begin(), A.end(), C.begin());
  std::vector<double> D(A.size());
  std::exclusive_scan(A.begin(), A.end(), D.begin(), 1.0,
                      [](double P, double Q) { return P * (1 + Q); });
  return std::inner_product(B.begin(), B.end(), C.begin(), 0.0) * D.back() +
         std::accumulate(A.begin(), A.end(), 1.0, std::multiplies<>()) +
         std::transform_reduce(A.begin(), A.end(), B.begin(), 0.0);
}

static double changes(const double *X, int N) {
  std::vector<double> A(X, X + N), B(size_t(N), 0.0);
  std::transform(A.begin(), A.end(), A.rbegin(), B.begin(),
                 [](double P, double Q) { return P * Q + P; });
  std::rotate(B.begin(), B.begin() + 2, B.end());
  std::reverse(B.begin() + 1, B.end());
  std::fill_n(A.begin(), 2, X[1] * X[2]);
  std::iter_swap(A.begin(), B.begin() + 3);
  std::for_each(B.begin(), B.end(), [&](double &V) { V *= A[0]; });
  std::generate(A.begin() + 3, A.end(), [&, K = 0]() mutable {
    return X[0] * ++K;
  });
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += A[size_t(I)] * B[size_t(I)];
  return S;
}

static double ordered(const double *X, int N) {
  std::vector<double> A(X, X + N);
  std::nth_element(A.begin(), A.begin() + N / 2, A.end());
  double Median = A[size_t(N) / 2];
  std::stable_sort(A.begin(), A.end(), std::greater<>());
  auto [Lo, Hi] = std::minmax_element(A.begin(), A.end());
  std::vector<int> Order(A.size());
  std::iota(Order.begin(), Order.end(), 0);
  std::sort(Order.begin(), Order.end(),
            [&](int P, int Q) { return X[P] < X[Q]; });
  double S = Median * Median + *Lo * *Hi;
  for (size_t I = 0; I < Order.size(); ++I)
    S += X[Order[I]] * A[I];
  auto End = std::remove_if(A.begin(), A.end(), [](double V) { return V < 0; });
  A.erase(End, A.end());
  return S + std::lower_bound(A.begin(), A.end(), 0.5, std::greater<>())[0] +
         A.back() * std::clamp(X[0], 0.0, 2.0);
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(sums, X, 7);
  BOTH_MODES(changes, X, 7);
  BOTH_MODES(ordered, X, 7);
  return check_done();
}
