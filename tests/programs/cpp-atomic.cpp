// std::atomic<double> and a reference to an atomic, in serial code.
// debug
// lto-no-exceptions O1
#include "check.h"
#include <atomic>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

NOINLINE static double sum(const double *X, int N) {
  std::atomic<double> S{0};
  for (int I = 0; I < N; ++I)
    S.fetch_add(X[I] * X[I], std::memory_order_relaxed);
  return S.load() * S.load();
}
NOINLINE static double by_reference(double *Cell, double X) {
  std::atomic_ref<double> R(*Cell);
  R += X;
  R.store(R.load() * X);
  return R.exchange(1);
}

int main() {
  double X[5], G[5] = {0}, S = 0;
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I), S += X[I] * X[I];
  __enzyme_autodiff((void *)sum, X, G, 5);
  for (int I = 0; I < 5; ++I)
    SAME(G[I], 4 * S * X[I]);
  double C = 2, D = 0;
  double Dx = __enzyme_autodiff((void *)by_reference, &C, &D, 3.0);
  SAME(Dx, 2 + 2 * 3);
  SAME(D, 3);
  return check_done();
}
