// std::vector: sized, grown by push_back, copied, moved, nested.
// sanitize
// debug
// lto-no-exceptions O1
// untyped
#include "check.h"
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

NOINLINE static double sized(const double *X, int N) {
  std::vector<double> V(N, 1.0), W;
  for (int I = 0; I < N; ++I)
    V[I] *= X[I] * X[I];
  W = V;
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += V[I] * W[N - 1 - I];
  return S;
}
NOINLINE static double grown(const double *X, int N) {
  std::vector<double> V;
  for (int I = 0; I < N; ++I) {
    V.push_back(sin(X[I]));
    if (I % 3 == 2)
      V.push_back(V.front() * X[I]);
  }
  double S = 0;
  for (double E : V)
    S += E * E;
  return S;
}
static std::vector<double> scaled(std::vector<double> V, double F) {
  for (double &E : V)
    E *= F;
  return V;
}
NOINLINE static double moved(const double *X, int N) {
  std::vector<double> V(X, X + N);
  V = scaled(std::move(V), N ? X[0] : 1);
  std::vector<std::vector<double>> Rows(2, V);
  Rows[0].resize(N / 2);
  double S = 0;
  for (auto &R : Rows)
    for (double E : R)
      S += E * E;
  return S;
}

int main() {
  double X[13], T[13];
  for (int I = 0; I < 13; ++I)
    X[I] = sample(I), T[I] = sample(I + 20);
  for (int N = 0; N <= 13; N += N ? 12 : 1) {
    double G[3][13] = {{0}};
    __enzyme_autodiff((void *)sized, X, G[0], N);
    GRADIENT(G[0], sized(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)grown, X, G[1], N);
    GRADIENT(G[1], grown(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)moved, X, G[2], N);
    GRADIENT(G[2], moved(X, N), X, N, 1e-9);
    SAME(__enzyme_fwddiff((void *)grown, X, T, N), inner(G[1], T, N));
    SAME(__enzyme_fwddiff((void *)moved, X, T, N), inner(G[2], T, N));
  }
  return check_done();
}
