// A loop entered at two places, and a state machine written with goto.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double two_entries(double X, int N, int Enter) {
  double Y = X;
  int I = 0;
  if (Enter)
    goto middle;
top:
  Y = Y * X + 1;
  if (++I >= N)
    goto end;
middle:
  Y = sin(Y) + X;
  if (++I < N)
    goto top;
end:
  return Y * Y;
}

NOINLINE static double machine(const double *X, int N) {
  double A = 1, B = 0;
  int I = 0;
first:
  if (I >= N)
    goto out;
  A += X[I] * A;
  if (X[I++] > 0)
    goto second;
  goto third;
second:
  if (I >= N)
    goto out;
  B += A * X[I];
  if (X[I++] < 0)
    goto first;
  goto third;
third:
  if (I >= N)
    goto out;
  A -= B * X[I] * X[I];
  if (X[I++] > 0.3)
    goto second;
  goto first;
out:
  return A * B;
}

int main(void) {
  for (int N = 0; N < 8; ++N)
    for (int Enter = 0; Enter < 2; ++Enter) {
      double X = 0.6;
      NEAR(__enzyme_autodiff((void *)two_entries, X, N, Enter),
           FD(two_entries(X, N, Enter), X), 1e-9);
      NEAR(__enzyme_fwddiff((void *)two_entries, X, 1.0, N, Enter),
           FD(two_entries(X, N, Enter), X), 1e-9);
    }
  for (int N = 0; N <= 17; N += N ? 16 : 1)
    for (int Seed = 0; Seed < 5; ++Seed) {
      double X[17], G[17] = {0};
      for (int I = 0; I < 17; ++I)
        X[I] = sample(I + 17 * Seed);
      __enzyme_autodiff((void *)machine, X, G, N);
      GRADIENT(G, machine(X, N), X, 17, 1e-8);
    }
  return check_done();
}
