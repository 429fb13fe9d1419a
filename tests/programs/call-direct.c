// Direct calls: several levels, many arguments, results unused, inactive.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double leaf(double A, double B) { return A * B + sin(A); }
NOINLINE static double middle(double A, const double *W, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += leaf(A * W[I], W[N - 1 - I]);
  return S;
}
NOINLINE static double top(double A, const double *W, int N) {
  return middle(A, W, N) * middle(A * A, W, N / 2) + leaf(A, 1);
}
NOINLINE static double many(double A, double B, double C, double D, double E,
                            double F, double G, double H, double I, int J,
                            double K, const double *L) {
  return A * B + C * D + E * F + G * H + I * J + K * *L;
}
NOINLINE static double call_many(double X) {
  double L = X * X;
  return many(X, 2, X, 3, X * X, 4, X, X, X, 7, X, &L);
}
NOINLINE static int count_large(const double *X, int N) {
  int C = 0;
  for (int I = 0; I < N; ++I)
    C += X[I] > 0;
  return C;
}
NOINLINE static double integer_result(const double *X, int N) {
  double S = 0;
  int C = count_large(X, N);
  for (int I = 0; I < C; ++I)
    S += X[I] * C;
  return S;
}
NOINLINE static void by_pointer(double A, double *Out, double *Out2) {
  *Out = A * A;
  *Out2 += *Out * A;
}
NOINLINE static double results_by_pointer(double X) {
  double P, Q = X;
  by_pointer(X, &P, &Q);
  by_pointer(P, &P, &Q);
  return P + Q;
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double W[7], G[7] = {0}, H[7] = {0}, A = 0.4;
    for (int I = 0; I < 7; ++I)
      W[I] = sample(I);
    double Da = __enzyme_autodiff((void *)top, A, W, G, N);
    NEAR(Da, FD(top(A, W, N), A), 1e-9);
    GRADIENT(G, top(A, W, N), W, N, 1e-9);
    __enzyme_autodiff((void *)integer_result, W, H, N);
    int C = count_large(W, N);
    for (int I = 0; I < N; ++I)
      SAME(H[I], I < C ? C : 0);
  }
  double X = 1.5;
  SAME(__enzyme_autodiff((void *)call_many, X),
       2 + 3 + 8 * X + 2 * X + 7 + 3 * X * X);
  // p = x^2, q = x + x^3; then p = x^4, q += x^6
  SAME(__enzyme_autodiff((void *)results_by_pointer, X),
       4 * pow(X, 3) + 1 + 3 * X * X + 6 * pow(X, 5));
  return check_done();
}
