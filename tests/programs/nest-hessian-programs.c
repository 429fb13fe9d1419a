// Hessian-vector products of programs with loops, heap, calls and memory.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

void __enzyme_autodiff_void(void *, ...);
void __enzyme_fwddiff_void(void *, ...);

NOINLINE static double cell(double A, double B) { return tanh(A) * B + A * A * B * B; }
NOINLINE static double chain(const double *X, int N) {
  double *T = (double *)malloc((N + 1) * sizeof *T);
  T[0] = 1;
  for (int I = 0; I < N; ++I)
    T[I + 1] = cell(T[I], X[I]) + (X[I] > 0 ? X[I] * T[I / 2] : 0);
  double S = 0;
  for (int I = 0; I <= N; ++I)
    S += T[I] * T[N - I];
  free(T);
  return S;
}
static void gradient(const double *X, double *G, int N) {
  for (int I = 0; I < N; ++I)
    G[I] = 0;
  __enzyme_autodiff_void((void *)chain, X, G, N);
}
static double slope_along(const double *X, const double *T, int N) {
  return __enzyme_fwddiff((void *)chain, X, T, N);
}
static double component(double *X, int N, int J) {
  double G[7];
  gradient(X, G, N);
  return G[J];
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 3 : 1) {
    double X[7], T[7], G[7], H[7], R[7] = {0};
    for (int I = 0; I < 7; ++I)
      X[I] = sample(I), T[I] = sample(I + 7);
    gradient(X, G, N);
    GRADIENT(G, chain(X, N), X, N, 1e-8);
    __enzyme_fwddiff_void((void *)gradient, enzyme_dup, X, T, enzyme_dup, G, H,
                          enzyme_const, N);
    for (int J = 0; J < N; ++J) {
      // differences of the gradient, which was checked above
      double Want = 0;
      for (int I = 0; I < N; ++I)
        Want += T[I] * FD(component(X, N, J), X[I]);
      NEAR(H[J], Want, 1e-7);
    }
    // Reverse over forward gives the same product.
    __enzyme_autodiff((void *)slope_along, enzyme_dup, X, R, enzyme_const, T,
                      enzyme_const, N);
    for (int J = 0; J < N; ++J)
      NEAR(R[J], H[J], 1e-11);
  }
  return check_done();
}
