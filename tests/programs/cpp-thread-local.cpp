// thread_local and static counters and tables beside active data, scratch space
// of fixed size among them.
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <array>
#include <string>

struct Workspace {
  std::array<double, 16> Buffer{};
  int Uses = 0;
};
static thread_local Workspace Space;
static thread_local int Calls;
static const std::array<double, 4> Weights{0.1, 0.4, 0.3, 0.2};

static double smooth(const double *X, int N) {
  ++Calls;
  ++Space.Uses;
  for (int I = 0; I < N; ++I) {
    double S = 0;
    for (int J = 0; J < 4; ++J)
      S += Weights[size_t(J)] * X[(I + J) % N];
    Space.Buffer[size_t(I)] = S;
  }
  double R = 0;
  for (int I = 0; I < N; ++I)
    R += Space.Buffer[size_t(I)] * Space.Buffer[size_t((I + 1) % N)];
  return R;
}
static double named(const double *X, int N) {
  static thread_local const std::string Names[2] = {"even", "odd and longer"};
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I] * double(Names[I & 1].size());
  return S;
}

int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(smooth, X, 6);
  BOTH_MODES(named, X, 6);
  return check_done();
}
