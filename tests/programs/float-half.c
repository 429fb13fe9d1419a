// _Float16: the rules at 16 bits, against the closed form in double.
#include "check.h"

_Float16 __enzyme_autodiff_half(void *, ...);
_Float16 __enzyme_fwddiff_half(void *, ...);

NOINLINE static _Float16 rational(_Float16 X) {
  return X * X * X / (X + (_Float16)1) - X;
}

NOINLINE static _Float16 sum_of_squares(const _Float16 *X, int N) {
  _Float16 S = 0;
  for (int I = 0; I < N; ++I)
    S += X[I] * X[I];
  return S;
}

int main(void) {
  for (int I = 1; I < 8; ++I) {
    _Float16 X = (_Float16)(I * 0.25);
    double D = (double)X;
    double Want = (3 * D * D * (D + 1) - D * D * D) / ((D + 1) * (D + 1)) - 1;
    NEAR(__enzyme_autodiff_half((void *)rational, X), Want, 4e-3);
    NEAR(__enzyme_fwddiff_half((void *)rational, X, (_Float16)1), Want, 4e-3);
  }
  _Float16 X[7], G[7];
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    for (int I = 0; I < N; ++I)
      X[I] = (_Float16)sample(I), G[I] = 0;
    __enzyme_autodiff_half((void *)sum_of_squares, enzyme_dup, X, G,
                           enzyme_const, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], 2 * X[I]);
  }
  return check_done();
}
