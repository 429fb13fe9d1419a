// Indices from data: gather, scatter, histograms, sorting networks, interpolation.
// sanitize
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double gather_scatter(const double *X, const int *Index,
                                      double *Out, int N) {
  for (int I = 0; I < N; ++I)
    Out[Index[I]] += X[I] * X[Index[N - 1 - I]];
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += Out[I] * Out[I];
  return S;
}
static double gather_scatter_zero(const double *X, const int *Index, int N) {
  double Out[13] = {0};
  return gather_scatter(X, Index, Out, N);
}
// The place is computed from the active value; only the fraction is smooth.
NOINLINE static double interpolate(const double *Table, int N, double X) {
  double P = X * (N - 1);
  int I = (int)P;
  if (I > N - 2)
    I = N - 2;
  double F = P - I;
  return Table[I] * (1 - F) + Table[I + 1] * F;
}
NOINLINE static double insertion_sort(double *X, int N) {
  for (int I = 1; I < N; ++I) {
    double V = X[I];
    int J = I - 1;
    for (; J >= 0 && X[J] > V; --J)
      X[J + 1] = X[J];
    X[J + 1] = V;
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += (I + 1) * X[I] * X[I];
  return S;
}

int main(void) {
  int Index[] = {3, 0, 0, 5, 12, 7, 7, 1, 2, 11, 4, 4, 9};
  for (int N = 0; N <= 13; N += 13) {
    double X[13], G[13] = {0}, Out[13] = {0}, Dout[13] = {0};
    for (int I = 0; I < 13; ++I)
      X[I] = sample(I);
    __enzyme_autodiff((void *)gather_scatter, enzyme_dup, X, G, enzyme_const,
                      Index, enzyme_dup, Out, Dout, enzyme_const, N);
    GRADIENT(G, gather_scatter_zero(X, Index, N), X, N, 1e-9);
  }
  double T[6], Dt[6] = {0}, X = 0.47;
  for (int I = 0; I < 6; ++I)
    T[I] = sample(I + 30);
  double Dx = __enzyme_autodiff((void *)interpolate, T, Dt, 6, X);
  NEAR(Dx, FD(interpolate(T, 6, X), X), 1e-9);
  GRADIENT(Dt, interpolate(T, 6, X), T, 6, 1e-9);
  for (int N = 0; N <= 11; N += N ? 10 : 1) {
    double V[11], Y[11], G[11] = {0};
    for (int I = 0; I < 11; ++I)
      Y[I] = V[I] = sample(I + 60);
    __enzyme_autodiff((void *)insertion_sort, Y, G, N);
    for (int I = 0; I < N; ++I) {
      int Rank = 1;
      for (int J = 0; J < N; ++J)
        Rank += V[J] < V[I];
      SAME(G[I], 2 * Rank * V[I]);
    }
  }
  return check_done();
}
