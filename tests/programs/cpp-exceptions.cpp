// Code that could throw: unwinding paths exist and are not taken.
// debug
// lto O1
#include "check.h"
#include <stdexcept>
#include <string>
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

struct Guard {
  int &Count;
  explicit Guard(int &C) : Count(C) { ++Count; }
  ~Guard() { --Count; }
};

NOINLINE static double checked(const std::vector<double> &V, size_t I) {
  if (I >= V.size())
    throw std::out_of_range("index " + std::to_string(I));
  return V[I] * V[I];
}
NOINLINE static double sum(const double *X, int N) {
  int Live = 0;
  double S = 0;
  for (int I = 0; I < N; ++I) {
    Guard G(Live);
    std::vector<double> V(X, X + N);
    S += checked(V, I) * V.at(0);
  }
  return S + Live;
}

int main() {
  double X[7];
  for (int I = 0; I < 7; ++I)
    X[I] = sample(I);
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double G[7] = {0};
    __enzyme_autodiff((void *)sum, X, G, N);
    GRADIENT(G, sum(X, N), X, N, 1e-9);
  }
  return check_done();
}
