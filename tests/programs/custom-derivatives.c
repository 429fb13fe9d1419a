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

/* In both halves of a split derivative; s += x^2 cos s with 10 times the true
   derivative of the square. */
NOINLINE double square(double X) { return X * X; }
typedef struct { void *Tape; double Result; } AugmentedSquare;
AugmentedSquare square_augmented(double X) {
  double *Kept = malloc(sizeof(double));
  *Kept = X;
  AugmentedSquare A = {Kept, X * X};
  return A;
}
double square_reverse(double X, double Dy, void *Tape) {
  double Kept = *(double *)Tape;
  free(Tape);
  return 20 * Kept * Dy + 0 * X;
}
void *__enzyme_register_gradient_square[] = {
    (void *)square, (void *)square_augmented, (void *)square_reverse};
NOINLINE static double spiral(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += square(X[I]) * cos(S);
  return S;
}
AugmentedSquare __enzyme_augmentfwd(void *, ...);
void __enzyme_reverse(void *, ...);

/* Three gradients, which the ABI returns through memory. */
NOINLINE double product(double X, double Y, double Z) { return X * Y * Z; }
typedef struct { double X, Y, Z; } Three;
double product_augmented(double X, double Y, double Z) { return X * Y * Z; }
Three product_reverse(double X, double Y, double Z, double D) {
  Three T = {10 * Y * Z * D, 10 * X * Z * D, 10 * X * Y * D};
  return T;
}
void *__enzyme_register_gradient_product[] = {
    (void *)product, (void *)product_augmented, (void *)product_reverse};
static double of_product(double X) { return product(X, 2 * X, X + 1); }

int main(void) {
  double P[3] = {1, 2, 3}, D[3] = {0}, E[3] = {0}, S[4] = {0}, A = 1;
  AugmentedSquare K = __enzyme_augmentfwd((void *)spiral, enzyme_dup, P, D, 3);
  SAME(K.Result, spiral(P, 3));
  __enzyme_reverse((void *)spiral, enzyme_dup, P, D, 3, 1.0, K.Tape);
  __enzyme_autodiff((void *)spiral, enzyme_dup, P, E, 3);
  for (int I = 0; I < 3; ++I)
    S[I + 1] = S[I] + P[I] * P[I] * cos(S[I]);
  for (int I = 2; I >= 0; --I) {
    SAME(D[I], A * 20 * P[I] * cos(S[I]));
    SAME(E[I], A * 20 * P[I] * cos(S[I]));
    A *= 1 - P[I] * P[I] * sin(S[I]);
  }
  SAME(__enzyme_autodiff((void *)of_product, 3.0), 10 * (6 * 9 + 4 * 3.0));
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
