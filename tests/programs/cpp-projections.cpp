// Range algorithms with projections, over a vector of structs that grows.
// lto-no-exceptions O1
#include "check.hpp"
#include <algorithm>
#include <ranges>

struct Sample {
  double Value, Weight;
};
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
  BOTH_MODES(projected, X, 6);
  return check_done();
}
