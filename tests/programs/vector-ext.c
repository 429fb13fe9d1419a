// Vector extensions: arithmetic, shuffles, elements, vector loads and stores.
#include "check.h"

typedef double double4 __attribute__((ext_vector_type(4)));
typedef float float8 __attribute__((ext_vector_type(8)));

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);
float __enzyme_autodiff_f(void *, ...);

NOINLINE static double norm_of_product(const double4 *A, const double4 *B,
                                       int N) {
  double4 S = 0;
  for (int I = 0; I < N; ++I)
    S += A[I] * B[I] * A[I];
  return S.x + 2 * S.y + 3 * S.z + 4 * S.w;
}

NOINLINE static double swizzle(const double *X) {
  double4 V = *(const double4 *)X;
  double4 W = V.wzyx * V + V.xxyy;
  W.y = W.x * W.z;
  return W.x + W.y + W.z / W.w;
}

NOINLINE static float sum8(const float8 *X) {
  float8 Y = *X * *X + 1.0f;
  float S = 0;
  for (int I = 0; I < 8; ++I)
    S += (float)(I + 1) * Y[I];
  return S;
}

static double swizzle_scalar(const double *V) {
  double W0 = V[3] * V[0] + V[0], W2 = V[1] * V[2] + V[1];
  double W3 = V[0] * V[3] + V[1];
  return W0 + W0 * W2 + W2 / W3;
}

int main(void) {
  double4 A[3], B[3], Da[3], Db[3];
  for (int I = 0; I < 12; ++I) {
    A[I / 4][I % 4] = sample(I);
    B[I / 4][I % 4] = sample(I + 50);
  }
  memset(Da, 0, sizeof Da);
  memset(Db, 0, sizeof Db);
  __enzyme_autodiff((void *)norm_of_product, enzyme_dup, A, Da, enzyme_dup, B,
                    Db, enzyme_const, 3);
  for (int I = 0; I < 12; ++I) {
    int K = I / 4, L = I % 4;
    SAME(Da[K][L], 2 * (L + 1) * A[K][L] * B[K][L]);
    SAME(Db[K][L], (L + 1) * A[K][L] * A[K][L]);
  }
  double Tangent =
      __enzyme_fwddiff((void *)norm_of_product, enzyme_dup, A, Da, enzyme_dup,
                       B, Db, enzyme_const, 3);
  double Want = 0;
  for (int I = 0; I < 3; ++I)
    for (int L = 0; L < 4; ++L)
      Want += Da[I][L] * Da[I][L] + Db[I][L] * Db[I][L];
  SAME(Tangent, Want);

  double X[4] __attribute__((aligned(32))) = {0.5, 1.5, -0.7, 2.0}, G[4] = {0};
  double Gs[4] __attribute__((aligned(32))) = {0};
  __enzyme_autodiff((void *)swizzle, X, Gs);
  memcpy(G, Gs, sizeof G);
  GRADIENT(G, swizzle_scalar(X), X, 4, 1e-9);

  float8 F, Df = 0;
  for (int I = 0; I < 8; ++I)
    F[I] = (float)sample(I);
  __enzyme_autodiff_f((void *)sum8, &F, &Df);
  for (int I = 0; I < 8; ++I)
    NEAR(Df[I], 2 * (I + 1) * F[I], 1e-6);
  return check_done();
}
