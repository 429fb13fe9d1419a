// Trip counts computed at entry: from arguments, with strides, downwards.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double power(double X, int N) {
  double P = 1;
  for (int I = 0; I < N; ++I)
    P *= X;
  return P;
}

NOINLINE static double strided(const double *X, long Begin, long End,
                               long Step) {
  double S = 0;
  for (long I = Begin; I < End; I += Step)
    S += X[I] * X[I] * X[I];
  return S;
}

NOINLINE static double downwards(const double *X, unsigned N) {
  double S = 1;
  for (unsigned I = N; I-- > 0;)
    S = S * 0.5 + X[I] * S;
  return S;
}

NOINLINE static double at_least_once(double X, int N) {
  int I = 0;
  do {
    X = sin(X) + 1;
    ++I;
  } while (I < N);
  return X;
}

NOINLINE static double small_counter(double X, unsigned char N) {
  double S = 0;
  for (unsigned char I = 0; I != N; ++I)
    S += X * I;
  return S * X;
}

int main(void) {
  int Ns[] = {0, 1, 2, 13};
  for (int K = 0; K < 4; ++K) {
    int N = Ns[K];
    SAME(__enzyme_autodiff((void *)power, 1.1, N), N * pow(1.1, N - 1));
    SAME(__enzyme_fwddiff((void *)power, 1.1, 1.0, N), N * pow(1.1, N - 1));
    double X[13], G[13] = {0};
    for (int I = 0; I < 13; ++I)
      X[I] = sample(I);
    __enzyme_autodiff((void *)strided, X, G, 0L, (long)N, 3L);
    for (int I = 0; I < 13; ++I)
      SAME(G[I], I < N && I % 3 == 0 ? 3 * X[I] * X[I] : 0);
    memset(G, 0, sizeof G);
    __enzyme_autodiff((void *)downwards, X, G, N);
    GRADIENT(G, downwards(X, N), X, 13, 1e-10);
    double Y = 0.4;
    NEAR(__enzyme_autodiff((void *)at_least_once, Y, N),
         FD(at_least_once(Y, N), Y), 1e-10);
  }
  SAME(__enzyme_autodiff((void *)small_counter, 2.0, 251), 2 * 2.0 * 31375);
  return check_done();
}
