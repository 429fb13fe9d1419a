// Buffers that are filled with constants, then grow by active values: constant
// memory is its own shadow until then.
// sanitize
#include "check.h"

double __enzyme_fwddiff(void *, ...);
void __enzyme_autodiff(void *, ...);

typedef struct {
  double *Data;
  long Size, Room;
} Buffer;

NOINLINE static void push(Buffer *B, double V) {
  if (B->Size == B->Room) {
    B->Room = B->Room ? 2 * B->Room : 1;
    B->Data = realloc(B->Data, B->Room * sizeof(double));
  }
  B->Data[B->Size++] = V;
}
NOINLINE static double total(const Buffer *B) {
  double S = 0;
  for (long I = 0; I < B->Size; ++I)
    S += (I + 1) * B->Data[I] * B->Data[I];
  return S;
}
static double buffers(const double *X, long N) {
  Buffer B[3] = {{0}};
  for (long I = 0; I < N; ++I) {
    push(&B[0], 0.5 * I);
    push(&B[1], X[I]);
  }
  push(&B[0], X[0]);
  for (long I = 0; I < N; ++I)
    push(&B[I % 3], B[1].Data[I] * X[N - 1 - I]);
  double S = 0;
  for (int I = 0; I < 3; ++I)
    S += total(&B[I]);
  for (int I = 0; I < 3; ++I)
    free(B[I].Data);
  return S;
}

int main(void) {
  static const long Sizes[] = {1, 2, 3, 7};
  for (int K = 0; K < 4; ++K) {
    long N = Sizes[K];
    double X[7], G[7] = {0}, V[7];
    for (int I = 0; I < 7; ++I) {
      X[I] = sample(I);
      V[I] = sample(20 + I);
    }
    __enzyme_autodiff((void *)buffers, enzyme_dup, X, G, N);
    GRADIENT(G, buffers(X, N), X, N, 1e-9);
    NEAR(__enzyme_fwddiff((void *)buffers, enzyme_dup, X, V, N),
         inner(G, V, (int)N), 1e-12);
  }
  return check_done();
}
