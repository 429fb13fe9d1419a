// Registered derivatives: the fast inverse square root differentiates as 1/sqrt.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

float __enzyme_autodiff_f(void *, ...);
float __enzyme_fwddiff_f(void *, ...);

NOINLINE float fast_rsqrt(float X) {
  union { float F; unsigned U; } V = {X};
  V.U = 0x5f3759df - (V.U >> 1);
  float Y = V.F;
  for (int I = 0; I < 3; ++I)
    Y *= 1.5f - 0.5f * X * Y * Y;
  return Y;
}
typedef struct { void *Tape; float Result; } Augmented;
Augmented fast_rsqrt_augmented(float X) {
  Augmented A = {0, fast_rsqrt(X)};
  return A;
}
float fast_rsqrt_reverse(float X, float Dy, void *Tape) {
  float Y = fast_rsqrt(X);
  return -0.5f * Y * Y * Y * Dy;
}
float fast_rsqrt_forward(float X, float Dx) {
  float Y = fast_rsqrt(X);
  return -0.5f * Y * Y * Y * Dx;
}
void *__enzyme_register_gradient_rsqrt[] = {
    (void *)fast_rsqrt, (void *)fast_rsqrt_augmented, (void *)fast_rsqrt_reverse};
void *__enzyme_register_derivative_rsqrt[] = {(void *)fast_rsqrt,
                                              (void *)fast_rsqrt_forward};

NOINLINE static float normalized(const float *V, int N) {
  float S = 0;
  for (int I = 0; I < N; ++I)
    S += V[I] * V[I];
  return V[0] * fast_rsqrt(S);
}

int calls;
NOINLINE double traced(double X) {
  ++calls;
  return X * X;
}
void *__enzyme_inactivefn_traced[] = {(void *)traced};
NOINLINE static double with_inactive(double X) { return X * traced(X); }

int main(void) {
  float V[3] = {1, 2, 2}, G[3] = {0}, T[3] = {1, -1, 0.5f};
  __enzyme_autodiff_f((void *)normalized, V, G, 3);
  double Want[] = {1 / 3.0 - 1 / 27.0, -2 / 27.0, -2 / 27.0}, Along = 0;
  for (int I = 0; I < 3; ++I) {
    NEAR(G[I], Want[I], 1e-5);
    Along += Want[I] * T[I];
  }
  NEAR(__enzyme_fwddiff_f((void *)normalized, V, T, 3), Along, 1e-5);
  SAME(__enzyme_autodiff((void *)with_inactive, 3.0), 9);
  SAME(__enzyme_fwddiff((void *)with_inactive, 3.0, 1.0), 9);
  return check_done();
}
