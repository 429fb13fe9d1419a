// Ranges: views of views, iota, filter, take_while, reverse, algorithms with
// projections.
#include "check.hpp"
#include <algorithm>
#include <ranges>
#include <span>

struct Sample {
  double Value, Weight;
};
static double pipeline(const double *X, int N) {
  std::span<const double> In(X, size_t(N));
  double S = 0;
  for (double V : In | std::views::transform([](double V) { return V * V; }) |
                      std::views::drop(1) | std::views::reverse)
    S = 0.5 * S + V;
  for (int I : std::views::iota(0, N) |
                   std::views::filter([](int I) { return I % 2 == 0; }))
    S += X[I] * S;
  return S;
}
static double projected(const double *X, int N) {
  std::vector<Sample> All;
  for (int I = 0; I < N; ++I)
    All.push_back({X[I], 1 + X[I] * X[I]});
  std::ranges::sort(All, std::ranges::greater(), &Sample::Value);
  auto Largest = std::ranges::max_element(All, {}, &Sample::Weight);
  double S = Largest->Weight;
  for (const Sample &A : All | std::views::take(3))
    S += A.Value * A.Weight;
  return S;
}

int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(pipeline, X, 6);
  BOTH_MODES(projected, X, 6);
  return check_done();
}
