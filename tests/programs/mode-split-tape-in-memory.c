// Split reverse with the tape in memory of the caller, sized by augmentsize.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

size_t __enzyme_augmentsize(void *, ...);
void __enzyme_augmentfwd(void *, ...);
double __enzyme_augmentfwd_primal(void *, ...);
void __enzyme_reverse(void *, ...);
double __enzyme_reverse_scalar(void *, ...);

NOINLINE static void layer(const double *W, const double *X, double *Y, int N) {
  for (int I = 0; I < N; ++I) {
    double S = 0;
    for (int J = 0; J < N; ++J)
      S += W[I * N + J] * X[J];
    Y[I] = tanh(S);
  }
}
NOINLINE static double power(double X, int N) {
  double P = 1;
  for (int I = 0; I < N; ++I)
    P *= X;
  return P;
}

int main(void) {
  enum { N = 3 };
  double W[N * N], X[N], Y[N], Dw[N * N] = {0}, Dx[N] = {0}, Dy[N];
  for (int I = 0; I < N * N; ++I)
    W[I] = sample(I);
  for (int I = 0; I < N; ++I)
    X[I] = sample(I + 20), Dy[I] = 1 + I;
  size_t Size = __enzyme_augmentsize((void *)layer, enzyme_dup, enzyme_dup,
                                     enzyme_dup, enzyme_const);
  // At least room for a pointer.
  void *Tape = malloc(Size < sizeof(void *) ? sizeof(void *) : Size);
  __enzyme_augmentfwd((void *)layer, enzyme_tape, Tape, enzyme_dup, W, Dw,
                      enzyme_dup, X, Dx, enzyme_dup, Y, Dy, enzyme_const, N);
  __enzyme_reverse((void *)layer, enzyme_tape, Tape, enzyme_dup, W, Dw,
                   enzyme_dup, X, Dx, enzyme_dup, Y, Dy, enzyme_const, N);
  free(Tape);
  double WantX[N] = {0};
  for (int I = 0; I < N; ++I) {
    double D = (1 - Y[I] * Y[I]) * (1 + I);
    for (int J = 0; J < N; ++J) {
      SAME(Dw[I * N + J], D * X[J]);
      WantX[J] += D * W[I * N + J];
    }
    SAME(Dy[I], 0);
  }
  for (int J = 0; J < N; ++J)
    SAME(Dx[J], WantX[J]);

  void *Slot;
  double P = __enzyme_augmentfwd_primal((void *)power, enzyme_tape, &Slot,
                                        enzyme_primal_return, enzyme_out, 1.1,
                                        enzyme_const, 7);
  SAME(P, pow(1.1, 7));
  double G = __enzyme_reverse_scalar((void *)power, enzyme_tape, &Slot,
                                     enzyme_out, 1.1, enzyme_const, 7, 1.0);
  SAME(G, 7 * pow(1.1, 6));
  return check_done();
}
