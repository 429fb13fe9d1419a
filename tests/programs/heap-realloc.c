// A growing buffer: realloc moves primal and shadow alike.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct {
  double *Data;
  size_t Size, Capacity;
} Buffer;

NOINLINE static void push(Buffer *B, double X) {
  if (B->Size == B->Capacity) {
    B->Capacity = B->Capacity ? 2 * B->Capacity : 1;
    B->Data = (double *)realloc(B->Data, B->Capacity * sizeof(double));
  }
  B->Data[B->Size++] = X;
}
NOINLINE static double grow(const double *X, int N) {
  Buffer B = {0, 0, 0};
  for (int I = 0; I < N; ++I) {
    push(&B, X[I] * X[I]);
    if (I % 2)
      push(&B, B.Data[0] * X[I]);
  }
  double S = 0;
  for (size_t I = 0; I < B.Size; ++I)
    S += B.Data[I] * B.Data[B.Size - 1 - I];
  free(B.Data);
  return S;
}
NOINLINE static double shrink(const double *X, int N) {
  double *T = (double *)malloc((N + 1) * sizeof *T);
  for (int I = 0; I <= N; ++I)
    T[I] = I < N ? exp(X[I]) : 1;
  T = (double *)realloc(T, (N / 2 + 1) * sizeof *T);
  double S = 1;
  for (int I = 0; I <= N / 2; ++I)
    S *= T[I];
  free(T);
  return S;
}

int main(void) {
  for (int N = 0; N <= 13; N += N ? 6 : 1) {
    double X[13], G[13] = {0}, H[13] = {0}, T[13];
    for (int I = 0; I < 13; ++I)
      X[I] = sample(I), T[I] = sample(I + 40);
    __enzyme_autodiff((void *)grow, X, G, N);
    GRADIENT(G, grow(X, N), X, N, 1e-9);
    SAME(__enzyme_fwddiff((void *)grow, X, T, N), inner(G, T, N));
    __enzyme_autodiff((void *)shrink, X, H, N);
    GRADIENT(H, shrink(X, N), X, N, 1e-9);
  }
  return check_done();
}
