// std::deque, array of arrays, optional, variant, valarray, span.
// sanitize
// lto
// no-exceptions
// debug
#include "check.h"
#include <array>
#include <deque>
#include <optional>
#include <span>
#include <valarray>
#include <variant>
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

NOINLINE static double deques(const double *X, int N) {
  std::deque<double> Q(X, X + N);
  double S = 0;
  while (Q.size() > 1) {
    double A = Q.front();
    Q.pop_front();
    S += A * Q.back();
    Q.pop_back();
  }
  return S;
}
NOINLINE static double choices(const double *X, int N) {
  std::optional<double> Last;
  std::variant<int, double> V = 3;
  double S = 0;
  for (int I = 0; I < N; ++I) {
    if (Last)
      S += *Last * X[I];
    if (X[I] > 0)
      Last = X[I] * 2;
    if (I == 2)
      V = X[I] * X[I];
  }
  if (auto *D = std::get_if<double>(&V))
    S *= *D;
  return S;
}
static double total(std::span<const double> S) {
  double T = 0;
  for (double V : S)
    T += V;
  return T;
}
NOINLINE static double views(const double *X, int N) {
  std::span<const double> S(X, N);
  std::valarray<double> V(X, N);
  std::array<std::array<double, 3>, 2> A{};
  if (N > 2)
    A[1][2] = X[0] * X[1], A[0][1] = X[2];
  return total(S.first(N / 2)) * total(S.last(N / 3)) + (V * V + 1.0).sum() +
         A[1][2] * A[0][1];
}

int main() {
  double X[13];
  for (int I = 0; I < 13; ++I)
    X[I] = sample(I);
  for (int N = 0; N <= 13; N += N ? 6 : 1) {
    double G[3][13] = {{0}};
    __enzyme_autodiff((void *)deques, X, G[0], N);
    GRADIENT(G[0], deques(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)choices, X, G[1], N);
    GRADIENT(G[1], choices(X, N), X, N, 1e-9);
    if (N > 0) { // valarray<double>(pointer, 0).sum() is undefined
      __enzyme_autodiff((void *)views, X, G[2], N);
      GRADIENT(G[2], views(X, N), X, N, 1e-9);
    }
  }
  return check_done();
}
