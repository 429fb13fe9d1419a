// Arrays of structs that are larger than what is looked at byte by byte, of
// which an unknown number is copied; and a large buffer, copied into in part.
#include "check.h"

double __enzyme_autodiff(void *, ...);

enum { N = 3000 };
typedef struct {
  long Factor;
  double V[N];
} Large;

static double copied(const double *X, long Count) {
  Large *A = malloc(Count * sizeof(Large)), *B = malloc(Count * sizeof(Large));
  for (long I = 0; I < Count; ++I) {
    A[I].Factor = I + 1;
    for (int J = 0; J < N; ++J)
      A[I].V[J] = X[I] * J;
  }
  memcpy(B, A, Count * sizeof(Large));
  double Sum = 0;
  for (long I = 0; I < Count; ++I)
    Sum += B[I].V[1] * B[I].V[2] * B[I].Factor;
  free(A);
  free(B);
  return Sum;
}

static double buffered(const double *X, long Count) {
  double T[4 * N];
  for (int I = 0; I < 4 * N; ++I)
    T[I] = 1;
  memcpy(T + N, X, Count * sizeof(double));
  double Sum = 0;
  for (long I = 0; I < Count; ++I)
    Sum += T[N + I] * T[N + I + 1];
  return Sum;
}

int main(void) {
  double X[3] = {1, 2, 3}, D[3] = {0};
  __enzyme_autodiff((void *)copied, X, D, 3L);
  for (int I = 0; I < 3; ++I) // of 2 x^2 (i + 1)
    SAME(D[I], 4 * X[I] * (I + 1));

  double E[3] = {0};
  __enzyme_autodiff((void *)buffered, X, E, 3L);
  SAME(E[0], X[1]); // of x y + y z + z
  SAME(E[1], X[0] + X[2]);
  SAME(E[2], X[1] + 1);
  return check_done();
}
