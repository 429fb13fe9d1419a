// Lambdas: captures by value, by reference, by move, mutable, generic, nested.
// no-exceptions
// debug
// lto O2
#include "check.hpp"
#include <memory>

template <class F> static double twice(F Fn, double V) { return Fn(Fn(V)); }

static double captures(const double *X, int) {
  double A = X[0], B = X[1];
  auto ByValue = [A](double V) { return A * V * V; };
  auto ByRef = [&](double V) { return B += V, B * V; };
  A = 100;
  double S = twice(ByValue, X[2]) + twice(ByRef, X[3]);
  return S * B;
}

static double stateful(const double *X, int N) {
  auto Run = [Sum = 0.0, X, N]() mutable {
    for (int I = 0; I < N; ++I)
      Sum = Sum * 0.5 + X[I] * X[I];
    return Sum;
  };
  double A = Run();
  auto Moved = [P = std::make_unique<double>(X[1])](auto V) { return *P * V; };
  return A * Run() + Moved(X[0]) * Moved(2);
}

static auto adder(double A) {
  return [A](double B) { return [A, B](double C) { return A * B + C; }; };
}

static double nested(const double *X, int) {
  auto Fact = [](auto Self, int K, double V) -> double {
    return K == 0 ? 1 : V * Self(Self, K - 1, V + 0.1);
  };
  return adder(X[0])(X[1])(X[2]) * Fact(Fact, 4, X[3]);
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(captures, X, 5);
  BOTH_MODES(stateful, X, 5);
  BOTH_MODES(nested, X, 5);
  return check_done();
}
