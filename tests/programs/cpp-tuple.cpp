// std::tuple and pair: structured bindings, tie, apply, references.
// no-exceptions
// debug
// lto O1
#include "check.hpp"
#include <tuple>
#include <utility>

static std::tuple<double, int, double> polar(double X, double Y) {
  return {hypot(X, Y), X > 0 ? 1 : 2, atan2(Y, X)};
}

static double bindings(const double *X, int N) {
  double S = 0;
  for (int I = 0; I + 1 < N; ++I) {
    auto [R, Side, Phi] = polar(X[I], X[I + 1]);
    S += R * Side * Phi;
  }
  return S;
}

static double ties(const double *X, int) {
  double A = X[0], B = X[1], C = X[2];
  for (int I = 0; I < 4; ++I)
    std::tie(A, B, C) = std::make_tuple(B * C, C + A, A * 0.5);
  auto T = std::tuple_cat(std::tuple(A, B), std::pair(C, X[3]));
  return std::apply(
      [](double P, double Q, double R, double U) { return P * Q + R * U; }, T);
}

static double references(const double *X, int) {
  double A[2] = {X[0], X[1]};
  std::pair<double &, double> P(A[0], A[1]);
  P.first *= P.second;
  P.second = P.first * X[2];
  std::tuple<double &, const double &> R = std::forward_as_tuple(A[1], X[3]);
  std::get<0>(R) += std::get<1>(R) * P.second;
  return A[0] * A[1];
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(bindings, X, 5);
  BOTH_MODES(ties, X, 5);
  BOTH_MODES(references, X, 5);
  return check_done();
}
