// std::optional and std::expected-like results.
// no-exceptions
// debug
// lto Os
#include "check.hpp"
#include <optional>

static std::optional<double> root(double X) {
  if (X < 0)
    return std::nullopt;
  return sqrt(X);
}

static double values(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    if (auto R = root(X[I]))
      S += *R * X[0];
    else
      S += root(-X[I]).value() * root(X[I]).value_or(X[1]);
  return S;
}

struct Point {
  double X, Y;
};

static double members(const double *X, int N) {
  std::optional<Point> Best;
  for (int I = 0; I + 1 < N; ++I)
    if (!Best || X[I] > Best->X)
      Best = Point{X[I], X[I + 1] * X[I]};
  std::optional<Point> Copy = Best;
  Best.reset();
  Best.emplace(Point{X[0], X[1]});
  return Copy->Y * Copy->X + Best->Y;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(values, X, 7);
  BOTH_MODES(members, X, 7);
  return check_done();
}
