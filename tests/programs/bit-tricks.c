// Floats handled as bits, the way real code does: sign flips, masks, copysign.
#include "check.h"
#include <stdint.h>

double __enzyme_autodiff(void *, ...);
float __enzyme_autodiff_f(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double flip_sign(double X) {
  uint64_t U;
  memcpy(&U, &X, 8);
  U ^= 0x8000000000000000ull;
  memcpy(&X, &U, 8);
  return X * X * X;
}

NOINLINE static double mask_abs(double X) {
  union {
    double D;
    uint64_t U;
  } V = {X};
  V.U &= 0x7fffffffffffffffull;
  return V.D * 3;
}

NOINLINE static float flip_float(float X) {
  union {
    float F;
    uint32_t U;
  } V = {X * X};
  V.U ^= 0x80000000u;
  return V.F;
}

// Sign of Y, magnitude of X.
NOINLINE static double mask_copysign(double X, double Y) {
  uint64_t A, B;
  memcpy(&A, &X, 8);
  memcpy(&B, &Y, 8);
  A = (A & 0x7fffffffffffffffull) | (B & 0x8000000000000000ull);
  memcpy(&X, &A, 8);
  return X * 2;
}

// A power of two from the exponent alone: constant but for jumps.
NOINLINE static double scaled(double X) {
  uint64_t B;
  memcpy(&B, &X, 8);
  uint64_t E = B >> 52 & 2047, S = (2 * 1023 - E) << 52;
  double P;
  memcpy(&P, &S, 8);
  return X * P * X;
}

// e^x as 2^n p(x - n ln 2): n by a large sum, whose last bits become the
// exponent.
NOINLINE static double exponential(double X) {
  double N = X * 1.4426950408889634 + 0x1.8p52, P = 1;
  uint64_t B;
  memcpy(&B, &N, 8);
  B = (B + 1023) << 52;
  double Two;
  memcpy(&Two, &B, 8);
  double R = X - (N - 0x1.8p52) * 0.6931471805599453;
  for (int K = 16; K > 0; --K)
    P = 1 + P * R / K;
  return P * Two;
}

int main(void) {
  double Xs[] = {1.5, -2.25, 0.75};
  for (int I = 0; I < 3; ++I) {
    double X = Xs[I], Sign = X < 0 ? -1 : 1;
    SAME(__enzyme_autodiff((void *)flip_sign, X), -3 * X * X);
    SAME(__enzyme_fwddiff((void *)flip_sign, X, 1.0), -3 * X * X);
    SAME(__enzyme_autodiff((void *)mask_abs, X), 3 * Sign);
    SAME(__enzyme_fwddiff((void *)mask_abs, X, 1.0), 3 * Sign);
    SAME(__enzyme_autodiff_f((void *)flip_float, (float)X), -2 * X);
    SAME(__enzyme_autodiff((void *)mask_copysign, enzyme_out, X, enzyme_const,
                           -1.0),
         -2 * Sign);
    SAME(__enzyme_autodiff((void *)scaled, X), 2 * scaled(X) / X);
    SAME(__enzyme_fwddiff((void *)scaled, X, 1.0), 2 * scaled(X) / X);
    SAME(exponential(X), exp(X));
    SAME(__enzyme_autodiff((void *)exponential, X), exp(X));
    SAME(__enzyme_fwddiff((void *)exponential, X, 1.0), exp(X));
  }
  return check_done();
}
