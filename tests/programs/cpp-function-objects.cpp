// std::function, bind, reference_wrapper, function objects in containers.
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <functional>
#include <map>

static double square(double V) { return V * V; }
static double table(const double *X, int N) {
  std::vector<std::function<double(double)>> Fs;
  Fs.push_back(square);
  Fs.push_back([X](double V) { return V * X[0]; });
  Fs.push_back([P = X + N](double V) { return V + P[-1]; });
  double V = X[3];
  for (int I = 0; I < 2; ++I)
    for (auto &F : Fs)
      V = F(V) + 0.1;
  return V;
}

static double bound(const double *X, int) {
  auto F = std::bind([](double A, double B, double C) { return A * B - C; },
                     std::placeholders::_2, X[0], std::placeholders::_1);
  double A = X[1];
  auto R = std::ref(A);
  R.get() *= F(X[2], X[3]);
  return A * std::invoke(square, X[4]) * std::plus<>()(A, X[1]);
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(table, X, 5);
  BOTH_MODES(bound, X, 5);
  return check_done();
}
