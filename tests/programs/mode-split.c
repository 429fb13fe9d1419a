// Split reverse: augmented primal, other work, then the pullback.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { void *Tape; double Primal; } Augmented;
typedef struct { double A, B; } Two;
void *__enzyme_augmentfwd(void *, ...);
Augmented __enzyme_augmentfwd_primal(void *, ...);
double __enzyme_reverse(void *, ...);
void __enzyme_reverse_void(void *, ...);
Two __enzyme_reverse_two(void *, ...);

NOINLINE static double f(double X, double Y) { return X * X * sin(Y); }
NOINLINE static double iterate(double X, int N) {
  for (int I = 0; I < N; ++I)
    X = sin(X) * X + 0.1 * I;
  return X;
}
NOINLINE static double product(const double *X, int N) {
  double P = 1;
  for (int I = 0; I < N; ++I)
    P *= X[I];
  return P;
}
NOINLINE static void square_in_place(double *X, int N) {
  for (int I = 0; I < N; ++I)
    X[I] *= X[I];
}
NOINLINE static double with_heap(const double *X, int N) {
  double *T = (double *)malloc((N + 1) * sizeof *T);
  T[0] = 1;
  for (int I = 0; I < N; ++I)
    T[I + 1] = T[I] * X[I] + X[I];
  double R = T[N] * T[N / 2];
  free(T);
  return R;
}

int main(void) {
  double X = 0.8, Y = 0.5;
  void *Tape = __enzyme_augmentfwd((void *)f, X, Y);
  Two G = __enzyme_reverse_two((void *)f, X, Y, 1.0, Tape);
  SAME(G.A, 2 * X * sin(Y));
  SAME(G.B, X * X * cos(Y));
  Augmented A = __enzyme_augmentfwd_primal((void *)f, X, Y);
  SAME(A.Primal, f(X, Y));
  G = __enzyme_reverse_two((void *)f, X, Y, -3.0, A.Tape);
  SAME(G.A, -6 * X * sin(Y));

  // Several tapes alive at a time, consumed in another order.
  void *Tapes[5];
  for (int N = 0; N < 5; ++N)
    Tapes[N] = __enzyme_augmentfwd((void *)iterate, X, 3 * N);
  for (int N = 4; N >= 0; --N)
    NEAR(__enzyme_reverse((void *)iterate, X, 3 * N, 1.0, Tapes[N]),
         FD_STEP(iterate(X, 3 * N), X, 1e-4), 1e-9);

  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double V[7], W[7], Dv[7] = {0}, H[7] = {0};
    for (int I = 0; I < 7; ++I)
      W[I] = V[I] = sample(I);
    Augmented B = __enzyme_augmentfwd_primal((void *)product, V, Dv, N);
    SAME(B.Primal, product(W, N));
    // Memory the primal read may change between the two halves.
    for (int I = 0; I < 7; ++I)
      V[I] = 1000;
    __enzyme_reverse_void((void *)product, V, Dv, N, 1.0, B.Tape);
    for (int I = 0; I < N; ++I)
      SAME(Dv[I], product(W, N) / W[I]);

    double U[7], Du[7];
    for (int I = 0; I < 7; ++I)
      U[I] = W[I], Du[I] = 1 + I;
    void *C = __enzyme_augmentfwd((void *)square_in_place, U, Du, N);
    for (int I = 0; I < N; ++I)
      SAME(U[I], W[I] * W[I]);
    __enzyme_reverse_void((void *)square_in_place, U, Du, N, C);
    for (int I = 0; I < N; ++I)
      SAME(Du[I], 2 * W[I] * (1 + I));

    void *D = __enzyme_augmentfwd((void *)with_heap, W, H, N);
    __enzyme_reverse_void((void *)with_heap, W, H, N, 2.0, D);
    for (int I = 0; I < N; ++I)
      NEAR(H[I], 2 * FD(with_heap(W, N), W[I]), 1e-9);
  }
  return check_done();
}
