// Standard algorithms, lambdas with captures, functors and templates.
// no-exceptions
// debug
// lto O2
#include "check.h"
#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

template <typename T, size_t N> struct Polynomial {
  std::array<T, N> C;
  T operator()(T X) const {
    return std::accumulate(C.rbegin(), C.rend(), T(0),
                           [X](T S, T A) { return S * X + A; });
  }
};
template <typename F> static double simpson(F Fn, double A, double B, int N) {
  double H = (B - A) / (2 * N), S = Fn(A) + Fn(B);
  for (int I = 1; I < 2 * N; ++I)
    S += Fn(A + I * H) * (I % 2 ? 4 : 2);
  return S * H / 3;
}

NOINLINE static double poly(const double *C, double X) {
  Polynomial<double, 5> P;
  std::copy(C, C + 5, P.C.begin());
  return P(X);
}
NOINLINE static double integral(double A, double B) {
  double Shift = A * 0.5;
  auto Fn = [&](double T) { return exp(-T * T) * (T + Shift); };
  return simpson(Fn, A, B, 20);
}
NOINLINE static double sorted(const double *X, int N) {
  double Y[13];
  std::copy(X, X + N, Y);
  std::sort(Y, Y + N);
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += (I + 1) * Y[I];
  return S;
}
NOINLINE static double chained(const double *X, int N) {
  std::array<double, 13> Y{};
  std::transform(X, X + N, Y.begin(), [](double V) { return V * V; });
  std::partial_sum(Y.begin(), Y.begin() + N, Y.begin());
  return std::inner_product(Y.begin(), Y.begin() + N, X, 0.0);
}

int main() {
  double X[13], C[5], G[5] = {0};
  for (int I = 0; I < 13; ++I)
    X[I] = sample(I);
  std::copy(X, X + 5, C);
  double At = 0.9;
  double Dx = __enzyme_autodiff((void *)poly, C, G, At);
  for (int I = 0; I < 5; ++I)
    SAME(G[I], pow(At, I));
  SAME(Dx, C[1] + 2 * C[2] * At + 3 * C[3] * At * At + 4 * C[4] * At * At * At);
  double A = 0.2;
  double Da = __enzyme_autodiff((void *)integral, enzyme_out, A, enzyme_const, 1.5);
  NEAR(Da, FD(integral(A, 1.5), A), 1e-9);
  for (int N = 0; N <= 13; N += N ? 12 : 1) {
    double S[13] = {0}, H[13] = {0};
    __enzyme_autodiff((void *)sorted, X, S, N);
    for (int I = 0; I < N; ++I) // the rank of each entry
      SAME(S[I], 1 + std::count_if(X, X + N, [&](double V) { return V < X[I]; }));
    __enzyme_autodiff((void *)chained, X, H, N);
    GRADIENT(H, chained(X, N), X, N, 1e-9);
  }
  return check_done();
}
