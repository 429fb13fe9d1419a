// Values hidden from the optimizer by empty inline assembly, as Eigen and
// benchmark libraries do.
#include "check.hpp"

template <class T> static void hide(T &V) { asm("" : "+x"(V)); }
static double hidden(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double V = X[I] * X[I];
    hide(V);
    asm volatile("" : "+x"(S));
    S += V * X[I] * (1 + S);
  }
  return S;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(hidden, X, 5);
  return check_done();
}
