// A natural cubic spline: a tridiagonal system solved in place, evaluation by
// binary search.
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <algorithm>

class Spline {
public:
  Spline(std::vector<double> Knots, std::vector<double> Values)
      : T(std::move(Knots)), Y(std::move(Values)), M(T.size(), 0.0) {
    size_t N = T.size();
    std::vector<double> Diagonal(N, 1.0), Upper(N, 0.0);
    for (size_t I = 1; I + 1 < N; ++I) {
      double H0 = T[I] - T[I - 1], H1 = T[I + 1] - T[I];
      Diagonal[I] = 2 * (H0 + H1) - H0 * Upper[I - 1];
      Upper[I] = H1 / Diagonal[I];
      double Right = 6 * ((Y[I + 1] - Y[I]) / H1 - (Y[I] - Y[I - 1]) / H0);
      M[I] = (Right - H0 * M[I - 1]) / Diagonal[I];
    }
    for (size_t I = N - 1; I-- > 1;)
      M[I] -= Upper[I] * M[I + 1];
  }
  double operator()(double X) const {
    auto It = std::upper_bound(T.begin() + 1, T.end() - 1, X);
    size_t K = size_t(It - T.begin()) - 1;
    double H = T[K + 1] - T[K], A = (T[K + 1] - X) / H, B = (X - T[K]) / H;
    return A * Y[K] + B * Y[K + 1] +
           ((A * A * A - A) * M[K] + (B * B * B - B) * M[K + 1]) * H * H / 6;
  }

private:
  std::vector<double> T, Y, M;
};
static double interpolated(const double *X, int N) {
  std::vector<double> T, Y;
  for (int I = 0; I < N; ++I) {
    T.push_back(I + 0.2 * X[I]);
    Y.push_back(X[(I + 1) % N]);
  }
  Spline F(std::move(T), std::move(Y));
  double S = 0;
  for (int I = 0; I < 5; ++I)
    S += F(0.4 + 0.9 * I) * (I + 1);
  return S * S;
}

int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(interpolated, X, 6);
  return check_done();
}
