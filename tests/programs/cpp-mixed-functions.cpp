// std::functions in one array: a closure holds a number here and an address
// there, in the same place, and copies of them move both alike.
// debug
// sanitize
// no-exceptions O2
// lto-no-exceptions O1
// untyped O3
#include "check.hpp"
#include <functional>
#include <vector>

static double functionsInArray(const double *X, int N) {
  std::vector<double> W(X, X + N);
  const double A = N > 0 ? X[0] * X[0] : 1.0;
  std::function<double(double)> F[3] = {
      [A](double V) { return A * V; },
      [&W](double V) {
        double S = V;
        for (double E : W)
          S += E * V;
        return S;
      },
      [P = W.data(), N](double V) { return N > 1 ? P[1] * V : V; }};
  double Sum = 0.0;
  for (int I = 0; I < N; ++I)
    Sum += F[I % 3](X[I]) * (I + 1);
  return Sum;
}

static double copiesOfFunctions(const double *X, int N) {
  double Total = 0.0;
  std::vector<std::function<double(double)>> F;
  for (int I = 0; I < N; ++I) {
    if (I % 2)
      F.push_back([C = X[I]](double V) { return C * V + C; });
    else
      F.push_back([&Total, X, I](double V) { return X[I] * V * V + Total; });
  }
  std::vector<std::function<double(double)>> G = F;
  for (int I = 0; I < N; ++I)
    Total += G[N - 1 - I](X[I] * 0.5);
  return Total;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  for (int N : {0, 1, 2, 5, 7}) {
    BOTH_MODES(functionsInArray, X, N);
    BOTH_MODES(copiesOfFunctions, X, N);
  }
  return check_done();
}
