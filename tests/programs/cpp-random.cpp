// Random engines inside: their state is integers, inactive by proof.
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <random>

static double monte_carlo(const double *X, int N) {
  std::mt19937 Engine(42);
  std::uniform_real_distribution<double> U(0, 1);
  double S = 0;
  for (int I = 0; I < 20; ++I) {
    double T = U(Engine);
    double P = 0;
    for (int K = N - 1; K >= 0; --K)
      P = P * T + X[K];
    S += P * P;
  }
  return S / 20;
}

static double congruential(const double *X, int N) {
  std::minstd_rand Engine(7);
  std::uniform_int_distribution<int> Pick(0, N - 1);
  double S = 1;
  for (int I = 0; I < 12; ++I)
    S = 0.9 * S + X[Pick(Engine)] * X[Pick(Engine)];
  return S;
}

static double normal_noise(const double *X, int N) {
  std::mt19937_64 Engine(1);
  std::normal_distribution<double> Z;
  double S = X[0];
  for (int I = 1; I < N; ++I)
    S += X[I] * S * 0.1 * Z(Engine) + X[I];
  return S;
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(monte_carlo, X, 4);
  BOTH_MODES(congruential, X, 4);
  BOTH_MODES(normal_noise, X, 4);
  return check_done();
}
