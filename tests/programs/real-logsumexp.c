// logsumexp: its gradient is softmax.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double logsumexp(const double *X, int N) {
  double M = X[0];
  for (int I = 1; I < N; ++I)
    M = M < X[I] ? X[I] : M;
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += exp(X[I] - M);
  return M + log(S);
}

int main(void) {
  int Ns[] = {1, 2, 13, 101};
  for (int K = 0; K < 4; ++K) {
    int N = Ns[K];
    double X[101], G[101] = {0}, S = 0;
    for (int I = 0; I < N; ++I)
      X[I] = 300 * sample(I); // would overflow without the shift
    double L = logsumexp(X, N);
    __enzyme_autodiff((void *)logsumexp, X, G, N);
    for (int I = 0; I < N; ++I) {
      SAME(G[I], exp(X[I] - L));
      S += G[I];
    }
    SAME(S, 1);
  }
  return check_done();
}
