// Function values, whose storage holds pointers in one and numbers in another,
// beside copies of arrays: what is copied is told by the source, not by what
// else such memory is used for.
// debug
// lto Os
#include "check.hpp"
#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>

static double sortedCopy(const double *X, int N) {
  double S = X[0];
  std::function<double(double)> F = [&](double) {
    return sin(tanh(std::max<double>(S, X[1 % N])));
  };
  std::function<double(double)> G = [&](double) {
    return tanh(pow(1.25 + X[0] * X[0], 1.5));
  };
  std::vector<double> V(X, X + N);
  std::sort(V.begin(), V.end(), [](double A, double B) { return A < B; });
  double Total = S + F(S) * G(S);
  for (double &E : V)
    Total = Total * 0.5 + E;
  return Total;
}

static double dequeCopy(const double *X, int N) {
  double S = X[0];
  std::function<double(double)> F = [&](double T) {
    return tanh(T * sin(X[2 % N]));
  };
  std::deque<double> V(X, X + N);
  V[2 % V.size()] = sin(F(hypot(V[3 % V.size()], 0.5)));
  double Total = S;
  for (double &E : V)
    Total = Total * 0.5 + E;
  return Total;
}

static double closureOfNumber(const double *X, int N) {
  double S = X[0], R = cos(X[1 % N]);
  std::vector<double> V{sin(S), atan(R), S * R};
  for (double &E : V)
    E = sin(E * R);
  std::function<double(double)> F = [=](double) { return atan(cos(R) * R); };
  try {
    if (V[0] < -5)
      throw 1;
    R = sin(F(-0.75));
  } catch (int Code) {
    R = sin(X[0] + Code);
  }
  double Total = S + R * 1.5;
  for (double &E : V)
    Total = Total * 0.5 + E;
  return Total;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(sortedCopy, X, 5);
  BOTH_MODES(dequeCopy, X, 5);
  BOTH_MODES(closureOfNumber, X, 5);
  return check_done();
}
