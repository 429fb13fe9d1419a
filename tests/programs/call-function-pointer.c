// Calls through pointers: tables, arguments, struct members.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef double (*Fn)(double);
NOINLINE static double twice(double X) { return 2 * X; }
NOINLINE static double square(double X) { return X * X; }
NOINLINE static double wave(double X) { return sin(X); }
static const Fn Table[3] = {twice, square, wave};

NOINLINE static double from_table(double X, const int *Which, int N) {
  for (int I = 0; I < N; ++I)
    X = Table[Which[I]](X);
  return X;
}
NOINLINE static double trapezoid(Fn F, double A, double B, int N) {
  double H = (B - A) / N, S = 0.5 * (F(A) + F(B));
  for (int I = 1; I < N; ++I)
    S += F(A + I * H);
  return S * H;
}
static double integrate(double B, int Which) {
  return trapezoid(Which ? wave : square, 0, B, 50);
}
typedef struct {
  Fn Activation;
  double Weight;
} Layer;
NOINLINE static double network(const Layer *L, int N, double X) {
  for (int I = 0; I < N; ++I)
    X = L[I].Activation(X * L[I].Weight);
  return X;
}
static double run_network(const double *W, double X) {
  Layer L[3] = {{square, W[0]}, {wave, W[1]}, {twice, W[2]}};
  return network(L, 3, X);
}

int main(void) {
  int Which[] = {1, 2, 0, 1};
  double X = 0.7, S = sin(X * X), C = cos(X * X);
  double Want = 8 * S * C * 2 * X; // (2 sin x^2)^2
  double G = __enzyme_autodiff((void *)from_table, enzyme_out, X, enzyme_const,
                               Which, enzyme_const, 4);
  SAME(G, Want);
  double T = __enzyme_fwddiff((void *)from_table, enzyme_dup, X, 1.0,
                              enzyme_const, Which, enzyme_const, 4);
  SAME(T, Want);
  double B = 1.2;
  for (int K = 0; K < 2; ++K) {
    NEAR(__enzyme_autodiff((void *)integrate, B, K), FD(integrate(B, K), B),
         1e-10);
    NEAR(__enzyme_fwddiff((void *)integrate, B, 1.0, K), FD(integrate(B, K), B),
         1e-10);
  }
  double W[3] = {0.5, 1.5, -1}, Dw[3] = {0};
  double Dx = __enzyme_autodiff((void *)run_network, W, Dw, X);
  GRADIENT(Dw, run_network(W, X), W, 3, 1e-10);
  NEAR(Dx, FD(run_network(W, X), X), 1e-10);
  return check_done();
}
