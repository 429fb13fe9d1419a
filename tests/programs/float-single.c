// float: gradients of arrays and scalars, against double.
#include "check.h"

float __enzyme_autodiff_f(void *, ...);
float __enzyme_fwddiff_f(void *, ...);

NOINLINE static float wave(float X) { return sinf(X * X) / (1.0f + expf(-X)); }

NOINLINE static float rosenbrock(const float *X, int N) {
  float S = 0;
  for (int I = 0; I + 1 < N; ++I) {
    float A = X[I + 1] - X[I] * X[I], B = 1 - X[I];
    S += 100 * A * A + B * B;
  }
  return S;
}

int main(void) {
  for (int I = 0; I < 20; ++I) {
    float X = (float)(2 * sample(I));
    double D = X, E = exp(-D), S = 1 / (1 + E);
    double Want = 2 * D * cos(D * D) * S + sin(D * D) * S * S * E;
    NEAR(__enzyme_autodiff_f((void *)wave, X), Want, 2e-6);
    NEAR(__enzyme_fwddiff_f((void *)wave, X, 1.0f), Want, 2e-6);
  }
  int Sizes[] = {0, 1, 2, 13};
  for (int K = 0; K < 4; ++K) {
    int N = Sizes[K];
    float X[13], G[13] = {0};
    double Want[13] = {0};
    for (int I = 0; I < N; ++I)
      X[I] = (float)sample(I);
    for (int I = 0; I + 1 < N; ++I) {
      double A = X[I + 1] - (double)X[I] * X[I];
      Want[I + 1] += 200 * A;
      Want[I] += -400 * A * X[I] - 2 * (1 - (double)X[I]);
    }
    __enzyme_autodiff_f((void *)rosenbrock, X, G, N);
    for (int I = 0; I < N; ++I)
      NEAR(G[I], Want[I], 1e-5);
  }
  return check_done();
}
