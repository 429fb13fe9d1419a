// Forward mode: scalars, arrays, results in memory, primal and tangent.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { double Primal, Tangent; } Dual;
Dual __enzyme_fwddiff_both(void *, ...);
void __enzyme_fwddiff_void(void *, ...);

NOINLINE static double f(double X, double Y) { return X * X * Y + exp(Y); }
NOINLINE static void spherical(const double *P, double *Out) {
  Out[0] = P[0] * sin(P[1]) * cos(P[2]);
  Out[1] = P[0] * sin(P[1]) * sin(P[2]);
  Out[2] = P[0] * cos(P[1]);
}
NOINLINE static double dot(const double *A, const double *B, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += A[I] * B[I];
  return S;
}

int main(void) {
  double X = 1.2, Y = 0.4;
  double Fx = 2 * X * Y, Fy = X * X + exp(Y);
  SAME(__enzyme_fwddiff((void *)f, X, 1.0, Y, 0.0), Fx);
  SAME(__enzyme_fwddiff((void *)f, X, 0.0, Y, 1.0), Fy);
  SAME(__enzyme_fwddiff((void *)f, enzyme_dup, X, 3.0, enzyme_const, Y), 3 * Fx);
  SAME(__enzyme_fwddiff((void *)f, enzyme_const, X, enzyme_dup, Y, -2.0),
       -2 * Fy);
  Dual D = __enzyme_fwddiff_both((void *)f, enzyme_primal_return, X, 1.0, Y, 1.0);
  SAME(D.Primal, f(X, Y));
  SAME(D.Tangent, Fx + Fy);

  double P[3] = {2, 0.7, 0.3};
  for (int J = 0; J < 3; ++J) {
    double T[3] = {0}, Out[3] = {9, 9, 9}, Dout[3] = {9, 9, 9};
    T[J] = 1;
    __enzyme_fwddiff_void((void *)spherical, P, T, Out, Dout);
    double S1 = sin(P[1]), C1 = cos(P[1]), S2 = sin(P[2]), C2 = cos(P[2]);
    double Want[3][3] = {{S1 * C2, S1 * S2, C1},
                         {P[0] * C1 * C2, P[0] * C1 * S2, -P[0] * S1},
                         {-P[0] * S1 * S2, P[0] * S1 * C2, 0}};
    for (int I = 0; I < 3; ++I)
      SAME(Dout[I], Want[J][I]);
    SAME(Out[2], P[0] * C1);
    // dupnoneed: the tangents are asked for, the primal output may be skipped
    double Again[3] = {0};
    __enzyme_fwddiff_void((void *)spherical, enzyme_dup, P, T,
                          enzyme_dupnoneed, Out, Again);
    for (int I = 0; I < 3; ++I)
      SAME(Again[I], Want[J][I]);
  }
  double A[13], B[13], Da[13], Db[13];
  for (int I = 0; I < 13; ++I) {
    A[I] = sample(I), B[I] = sample(I + 13);
    Da[I] = sample(I + 26), Db[I] = sample(I + 39);
  }
  for (int N = 0; N <= 13; N += N ? 12 : 1) {
    SAME(__enzyme_fwddiff((void *)dot, A, Da, B, Db, N),
         inner(Da, B, N) + inner(A, Db, N));
    SAME(__enzyme_fwddiff((void *)dot, A, Da, A, Da, N), 2 * inner(A, Da, N));
  }
  return check_done();
}
