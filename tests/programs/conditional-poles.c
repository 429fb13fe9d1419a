// Values computed ahead of the condition that guards them, by the program or by
// an optimizer: what is not used contributes zero, also where its derivative is
// infinite. (With math errno off, optimizers speculate sqrt.)
// flags: -fno-math-errno
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double guarded_root(double X) { return X > 0 ? sqrt(X) : 0; }
NOINLINE static double guarded_quotient(double X) {
  double R = 0;
  if (X > 0)
    R = 1 / X;
  return R;
}
NOINLINE static double guarded_norm(double X) {
  if (X != 0)
    return X / sqrt(X * X);
  return 1;
}
NOINLINE static double guarded_chain(double X) {
  double S = 0;
  if (X > 0) {
    double T = sqrt(X);
    S = T * T * T / X;
  }
  return S;
}
NOINLINE static double computed_early(double X) {
  double L = log(X), S = 0;
  if (X > 0)
    S += X * L;
  return S + X;
}
NOINLINE static double clamped(double X) { return fmax(sqrt(X), 1); }
NOINLINE static double masked_sum(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double R = sqrt(X[I]) / X[I];
    S += X[I] > 0 ? R : 0;
  }
  return S;
}
// Too large to be inlined: the zero is the callee's seed.
NOINLINE static double recursive_log(double X, int N) {
  return N > 0 ? recursive_log(X, N - 1) : log(X);
}
NOINLINE static double unused_call(double X) {
  double L = recursive_log(X, 3);
  return X > 0 ? X * L : X;
}

#define BOTH(F, X, WANT)                                                       \
  SAME(__enzyme_autodiff((void *)F, (double)(X)), WANT);                       \
  SAME(__enzyme_fwddiff((void *)F, (double)(X), 1.0), WANT)

int main(void) {
  BOTH(guarded_root, 0, 0);
  BOTH(guarded_root, 4, 0.25);
  BOTH(guarded_quotient, 0, 0);
  BOTH(guarded_quotient, 2, -0.25);
  BOTH(guarded_norm, 0, 0);
  BOTH(guarded_norm, 3, 0);
  BOTH(guarded_chain, 0, 0);
  BOTH(guarded_chain, 4, 0.25);
  BOTH(computed_early, 0, 1);
  BOTH(computed_early, 1, 2);
  BOTH(unused_call, 0, 1);
  BOTH(unused_call, 1, 1);
  BOTH(clamped, 0, 0);
  BOTH(clamped, 4, 0.25);
  double X[5] = {4, 0, 1, -1, 0.25}, G[5] = {0};
  __enzyme_autodiff((void *)masked_sum, X, G, 5);
  for (int I = 0; I < 5; ++I) // d/dx x^(-1/2)
    SAME(G[I], X[I] > 0 ? -0.5 / (X[I] * sqrt(X[I])) : 0);
  return check_done();
}
