// What combined reverse returns: one and several gradients, primal first.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct { double A, B; } Two;
typedef struct { double A, B, C; } Three;
typedef struct { float A, B; } TwoFloats;
typedef struct { float A; double B; } Uneven;
Two __enzyme_autodiff_two(void *, ...);
Three __enzyme_autodiff_three(void *, ...);
TwoFloats __enzyme_autodiff_floats(void *, ...);
Uneven __enzyme_autodiff_uneven(void *, ...);
void __enzyme_autodiff_void(void *, ...);

NOINLINE static double f2(double X, double Y) { return X * X * Y; }
NOINLINE static double f3(double X, double Y, double Z) { return X * Y + Z * Z; }
NOINLINE static float ff(float X, float Y) { return X * X * Y; }
NOINLINE static double fu(float X, double Y) { return X * X * Y; }
NOINLINE static void into(double X, double *Out) {
  Out[0] = X * X;
  Out[1] = X * X * X;
}

int main(void) {
  double X = 1.5, Y = 2.5, Z = -0.5;
  Two T = __enzyme_autodiff_two((void *)f2, X, Y);
  SAME(T.A, 2 * X * Y);
  SAME(T.B, X * X);
  Three H = __enzyme_autodiff_three((void *)f3, X, Y, Z);
  SAME(H.A, Y);
  SAME(H.B, X);
  SAME(H.C, 2 * Z);
  // Constants leave no gap.
  T = __enzyme_autodiff_two((void *)f3, enzyme_out, X, enzyme_const, Y,
                            enzyme_out, Z);
  SAME(T.A, Y);
  SAME(T.B, 2 * Z);
  // The primal comes first.
  H = __enzyme_autodiff_three((void *)f2, enzyme_primal_return, X, Y);
  SAME(H.A, X * X * Y);
  SAME(H.B, 2 * X * Y);
  SAME(H.C, X * X);
  T = __enzyme_autodiff_two((void *)f2, enzyme_primal_return, enzyme_out, X,
                            enzyme_const, Y);
  SAME(T.A, X * X * Y);
  SAME(T.B, 2 * X * Y);
  TwoFloats F = __enzyme_autodiff_floats((void *)ff, 1.5f, 2.5f);
  SAME(F.A, 7.5f);
  SAME(F.B, 2.25f);
  Uneven U = __enzyme_autodiff_uneven((void *)fu, 1.5f, Y);
  SAME(U.A, 7.5f);
  SAME(U.B, 2.25);
  // A seed for the result, as last argument.
  SAME(__enzyme_autodiff((void *)f2, enzyme_out, X, enzyme_const, Y, 10.0),
       20 * X * Y);
  // Several outputs in memory, each with its seed; the shadow is consumed.
  double Out[2], Seed[2] = {2, 3};
  double G = __enzyme_autodiff((void *)into, X, Out, Seed);
  SAME(G, 2 * 2 * X + 3 * 3 * X * X);
  SAME(Out[1], X * X * X);
  SAME(Seed[0], 0);
  SAME(Seed[1], 0);
  // Gradients accumulate into shadows.
  double V[2] = {1, 2}, Dv[2] = {100, 200};
  extern double norm2(const double *);
  __enzyme_autodiff_void((void *)norm2, V, Dv);
  SAME(Dv[0], 102);
  SAME(Dv[1], 204);
  return check_done();
}

NOINLINE double norm2(const double *V) { return V[0] * V[0] + V[1] * V[1]; }
