// Ranges: views of views, iota, filter, take_while, reverse.
// lto-no-exceptions O2
#include "check.hpp"
#include <ranges>
#include <span>

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
int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(pipeline, X, 6);
  return check_done();
}
