// std::span and iterators: views of memory that somebody else owns.
// no-exceptions
// debug
// lto O3
#include "check.hpp"
#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>

static double window(std::span<const double> S) {
  double R = 0;
  for (size_t I = 0; I + 3 <= S.size(); ++I) {
    auto W = S.subspan(I, 3);
    R += W[0] * W[2] - W[1] * W[1];
  }
  return R;
}

static double views(const double *X, int N) {
  std::span<const double> S(X, size_t(N));
  return window(S) * window(S.first(5)) + S.back() * S.front();
}

static void scale(std::span<double> S, double F) {
  for (double &V : S)
    V *= F;
}

static double in_place(const double *X, int N) {
  std::vector<double> V(X, X + N);
  scale(std::span(V).last(3), X[0]);
  scale(std::span<double, 2>(V.data() + 1, 2), X[1]);
  return std::accumulate(V.rbegin(), V.rend(), 0.0,
                         [](double A, double B) { return A * 0.5 + B * B; });
}

static double iterators(const double *X, int N) {
  std::vector<double> V;
  std::copy_if(X, X + N, std::back_inserter(V), [](double A) { return A > 0; });
  std::reverse_copy(X, X + 3, std::inserter(V, V.begin() + 1));
  auto It = std::next(V.begin(), 2);
  std::advance(It, 1);
  double S = *It * *std::prev(It);
  for (auto R = std::make_move_iterator(V.begin());
       R != std::make_move_iterator(V.end()); ++R)
    S += *R * *R;
  return S + double(std::distance(V.begin(), V.end()));
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(views, X, 7);
  BOTH_MODES(in_place, X, 7);
  BOTH_MODES(iterators, X, 7);
  return check_done();
}
