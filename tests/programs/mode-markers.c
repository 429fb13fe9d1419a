// Markers of arguments and calls in reverse mode.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

void __enzyme_autodiff_void(void *, ...);
typedef struct { double A, B; } Two;
Two __enzyme_autodiff_two(void *, ...);
double __enzyme_call_inactive(void *, ...);

NOINLINE static double f(double X, double *Out) {
  *Out = X * X;
  return sin(X) * *Out;
}
NOINLINE static void g(const double *X, double *Y, int N) {
  for (int I = 0; I < N; ++I)
    Y[I] = X[I] * X[I];
}
NOINLINE static double constant_part(double X) {
  return X * __enzyme_call_inactive((void *)exp, X);
}
NOINLINE static double same(double X) { return X; }
NOINLINE static double constant_self(double X) {
  return X * __enzyme_call_inactive((void *)same, X);
}
NOINLINE static double either(double *A, double *B, double X) {
  double *P = X > 0 ? A : B;
  *P *= X;
  return *A + *B;
}

int main(void) {
  double X = 0.8, Out, Dout = 3;
  // Held constant, also by a function that simplifies to its argument.
  SAME(__enzyme_autodiff((void *)constant_self, X), X);
  // Both results: seed 1 for what is returned, 3 for what is stored.
  double Want = cos(X) * X * X + sin(X) * 2 * X + 3 * 2 * X;
  SAME(__enzyme_autodiff((void *)f, X, &Out, &Dout), Want);
  SAME(Out, X * X);
  // enzyme_const_return: only the stored result counts.
  Dout = 3;
  SAME(__enzyme_autodiff((void *)f, enzyme_const_return, X, &Out, &Dout), 6 * X);
  // A seed of 0 does the same, -2 weighs the result.
  Dout = 3;
  SAME(__enzyme_autodiff((void *)f, X, &Out, &Dout, 0.0), 6 * X);
  Dout = 0;
  SAME(__enzyme_autodiff((void *)f, X, &Out, &Dout, -2.0),
       -2 * (cos(X) * X * X + sin(X) * 2 * X));
  double V[3] = {1, 2, 3}, Dv[3] = {0}, Y[3], Dy[3] = {1, 10, 100};
  __enzyme_autodiff_void((void *)g, enzyme_dup, V, Dv, enzyme_dupnoneed, Y, Dy,
                         enzyme_const, 3);
  SAME(Dv[0], 2);
  SAME(Dv[1], 40);
  SAME(Dv[2], 600);
  // X counts through the product only, not through the inactive call.
  SAME(__enzyme_autodiff((void *)constant_part, X), exp(X));
  // Const memory and active memory in one pointer: shadow equal to primal
  // means inactive.
  for (int Sign = -1; Sign <= 1; Sign += 2) {
    double A = 2, Da = 0, B = 5;
    double Dx = __enzyme_autodiff((void *)either, enzyme_runtime_activity,
                                  enzyme_dup, &A, &Da, enzyme_dup, &B, &B,
                                  enzyme_out, Sign * 0.5);
    SAME(Dx, Sign > 0 ? 2 : 0);
    SAME(Da, Sign > 0 ? 0.5 : 1);
  }
  return check_done();
}
