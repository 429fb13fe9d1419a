// A two-layer perceptron with softmax cross-entropy in float.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

enum { In = 5, Hid = 4, Out = 3 };
typedef struct { float W1[Hid][In], B1[Hid], W2[Out][Hid], B2[Out]; } Model;
float __enzyme_autodiff_f(void *, ...);

#define BODY(REAL)                                                             \
  REAL H[Hid], Z[Out], M, S = 0;                                               \
  for (int I = 0; I < Hid; ++I) {                                              \
    H[I] = P->B1[I];                                                           \
    for (int J = 0; J < In; ++J)                                               \
      H[I] += P->W1[I][J] * X[J];                                              \
    H[I] = H[I] > 0 ? H[I] : 0;                                                \
  }                                                                            \
  for (int I = 0; I < Out; ++I) {                                              \
    Z[I] = P->B2[I];                                                           \
    for (int J = 0; J < Hid; ++J)                                              \
      Z[I] += P->W2[I][J] * H[J];                                              \
  }                                                                            \
  M = Z[0];                                                                    \
  for (int I = 1; I < Out; ++I)                                                \
    M = Z[I] > M ? Z[I] : M;

NOINLINE static float loss(const Model *P, const float *X, int Label) {
  BODY(float)
  for (int I = 0; I < Out; ++I)
    S += expf(Z[I] - M);
  return logf(S) + M - Z[Label];
}
// The same in double precision, for the differences.
typedef struct { double W1[Hid][In], B1[Hid], W2[Out][Hid], B2[Out]; } ModelD;
static double loss_double(const ModelD *P, const double *X, int Label) {
  BODY(double)
  for (int I = 0; I < Out; ++I)
    S += exp(Z[I] - M);
  return log(S) + M - Z[Label];
}

int main(void) {
  enum { Size = sizeof(Model) / sizeof(float) };
  Model P, G;
  ModelD Pd;
  float X[In];
  double Xd[In];
  memset(&G, 0, sizeof G);
  for (int I = 0; I < Size; ++I)
    ((double *)&Pd)[I] = ((float *)&P)[I] = (float)sample(I);
  for (int I = 0; I < In; ++I)
    Xd[I] = X[I] = (float)sample(I + 100);
  for (int Label = 0; Label < Out; ++Label) {
    memset(&G, 0, sizeof G);
    __enzyme_autodiff_f((void *)loss, enzyme_dup, &P, &G, enzyme_const, X,
                        enzyme_const, Label);
    GRADIENT((float *)&G, loss_double(&Pd, Xd, Label), (double *)&Pd, Size, 1e-5);
  }
  return check_done();
}
