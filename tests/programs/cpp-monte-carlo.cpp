// Random engines inside of the differentiated function: a priced path and a
// shuffled sum, the same numbers in every call.
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <algorithm>
#include <random>

static double price(const double *X, int) {
  std::mt19937 Engine(42);
  std::normal_distribution<double> Normal;
  double Spot = 1 + 0.1 * X[0], Sigma = 0.3 + 0.1 * X[1], Rate = 0.05 * X[2];
  double Sum = 0;
  constexpr int Paths = 20, Steps = 4;
  for (int P = 0; P < Paths; ++P) {
    double S = Spot;
    for (int T = 0; T < Steps; ++T)
      S *= exp((Rate - 0.5 * Sigma * Sigma) * 0.25 +
               Sigma * 0.5 * Normal(Engine));
    Sum += std::max(S - 0.9 - 0.05 * X[3], 0.0);
  }
  return exp(-Rate) * Sum / Paths;
}
static double shuffled(const double *X, int N) {
  std::vector<int> Order(static_cast<size_t>(N));
  for (int I = 0; I < N; ++I)
    Order[size_t(I)] = I;
  std::shuffle(Order.begin(), Order.end(), std::minstd_rand(7));
  double S = 0;
  for (int I : Order)
    S = S * 0.5 + X[I] * X[I];
  return S;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES_STEP(price, X, 4, 1e-7, 1e-5);
  BOTH_MODES(shuffled, X, 5);
  return check_done();
}
