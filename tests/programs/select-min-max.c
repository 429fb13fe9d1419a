// Choices without branches: ternaries, fmin, fmax, clamps, ReLU.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double clamp(double X, double Lo, double Hi) {
  return X < Lo ? Lo : X > Hi ? Hi : X;
}
NOINLINE static double largest(const double *X, int N) {
  double M = X[0];
  for (int I = 1; I < N; ++I)
    M = fmax(M, X[I]);
  return M;
}
NOINLINE static double relu_net(const double *W, double X) {
  double H[4], Y = 0;
  for (int I = 0; I < 4; ++I) {
    double A = W[I] * X + W[4 + I];
    H[I] = A > 0 ? A : 0.01 * A;
  }
  for (int I = 0; I < 4; ++I)
    Y += W[8 + I] * H[I];
  return Y;
}

int main(void) {
  SAME(__enzyme_autodiff((void *)clamp, enzyme_out, 0.5, enzyme_const, 0.0,
                         enzyme_const, 1.0), 1);
  SAME(__enzyme_autodiff((void *)clamp, enzyme_out, 1.5, enzyme_const, 0.0,
                         enzyme_const, 1.0), 0);
  SAME(__enzyme_autodiff((void *)clamp, enzyme_const, 1.5, enzyme_const, 0.0,
                         enzyme_out, 1.0), 1);
  for (int N = 1; N < 8; N += 2) {
    double X[7], G[7] = {0};
    int Best = 0;
    for (int I = 0; I < N; ++I) {
      X[I] = sample(I + N);
      if (X[I] > X[Best])
        Best = I;
    }
    __enzyme_autodiff((void *)largest, X, G, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], I == Best);
  }
  double W[12], G[12] = {0};
  for (int I = 0; I < 12; ++I)
    W[I] = sample(I);
  double Dx = __enzyme_autodiff((void *)relu_net, enzyme_dup, W, G, enzyme_out,
                                0.3);
  GRADIENT(G, relu_net(W, 0.3), W, 12, 1e-9);
  double X = 0.3;
  NEAR(Dx, FD(relu_net(W, X), X), 1e-9);
  return check_done();
}
