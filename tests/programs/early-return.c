// Several returns, some before any work is done.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double piecewise(double X) {
  if (X < -1)
    return -2 * X - 1;
  if (X < 0)
    return X * X;
  double Y = exp(X);
  if (Y > 10)
    return Y;
  Y += X;
  return Y * X;
}

NOINLINE static void maybe_scale(double *Y, const double *X, int N,
                                 int Which) {
  if (Which == 0)
    return;
  for (int I = 0; I < N; ++I) {
    if (Which == 1 && I == N / 2)
      return;
    Y[I] = X[I] * X[I];
  }
  if (Which == 2)
    return;
  for (int I = 0; I < N; ++I)
    Y[I] *= X[N - 1 - I];
}

int main(void) {
  double Xs[] = {-3, -0.5, 0.7, 3};
  for (int I = 0; I < 4; ++I) {
    double X = Xs[I];
    double Want = X < -1  ? -2
                  : X < 0 ? 2 * X
                  : X > 2.5 ? exp(X)
                          : (exp(X) + 1) * X + exp(X) + X;
    SAME(__enzyme_autodiff((void *)piecewise, X), Want);
    SAME(__enzyme_fwddiff((void *)piecewise, X, 1.0), Want);
  }
  for (int Which = 0; Which < 4; ++Which) {
    double X[5], Dx[5] = {0}, Y[5], Dy[5], Seed[5];
    for (int I = 0; I < 5; ++I)
      X[I] = sample(I), Y[I] = 7, Seed[I] = Dy[I] = 1 + I;
    __enzyme_autodiff((void *)maybe_scale, enzyme_dup, Y, Dy, enzyme_dup, X,
                      Dx, enzyme_const, 5, enzyme_const, Which);
    for (int I = 0; I < 5; ++I) {
      int Written = Which == 1 ? I < 2 : Which > 1;
      double Want = 0;
      if (Which < 3)
        Want = Written ? 2 * X[I] * Seed[I] : 0;
      else // Y[i] = X[i]^2 X[4-i]
        Want = Seed[I] * 2 * X[I] * X[4 - I] + Seed[4 - I] * X[4 - I] * X[4 - I];
      SAME(Dx[I], Want);
      // What was overwritten has no adjoint left; what was not keeps it.
      SAME(Dy[I], Written ? 0 : Seed[I]);
    }
  }
  return check_done();
}
