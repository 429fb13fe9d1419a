// Rules of functions whose bodies say the opposite: that return what they got, or
// always the same, or do nothing, or are a step. Expected values are the rules' by
// hand.
#include "check.h"
#include <cmath>
#include <cstdlib>
#include <wengert/rules.hpp>
#include <wengert/wengert.h>

double clip(double X) { return X; }
template struct wengert::custom_vjp<clip, [](double, double Seed) {
  return Seed > 1 ? 1 : Seed;
}>;
template struct wengert::custom_jvp<clip, [](double, double D) { return 5 * D; }>;

static void clip_all(double *, int) {}
template struct wengert::custom_vjp<clip_all, [](double *, double *D, int N) {
  for (int I = 0; I < N; ++I)
    D[I] *= 10;
}>;

double one(double) { return 1; }
template struct wengert::custom_vjp<one, [](double X, double Seed) {
  return X * Seed;
}>;
template struct wengert::custom_jvp<one, [](double X, double D) { return X * D; }>;

// The straight-through estimator.
float quantized(float X) { return std::round(8 * X) / 8; }
template struct wengert::custom_vjp<quantized,
                                    [](float, float Seed) { return Seed; }>;
template struct wengert::custom_jvp<quantized, [](float, float D) { return D; }>;

void level(const double *X, double *Y) { *Y = std::floor(*X); }
template struct wengert::custom_vjp<
    level, [](const double *, double *DX, double *, double *DY) {
      if (DX)
        *DX += 7 * *DY;
      *DY = 0;
    }>;


WENGERT_INACTIVE double same(double X) { return X; }
double my_sine(double X) { return X; }
WENGERT_FUNCTION_LIKE(my_sine, "sin");

static double f(double X) { return 3 * clip(X) + 0.5 * clip(2 * X); }
static double g(double X) {
  double Y[3] = {X, 2 * X, X};
  clip_all(Y, 2);
  return Y[0] + Y[1] + Y[2];
}
static double h(double X) { return 3 * one(X) * one(2.0 * X); }
static float q(float X, float Y) { return quantized(X) * quantized(Y); }
static double l(double X) {
  double Y;
  level(&X, &Y);
  return X * Y;
}
static double k(double X) { return X * same(X) + my_sine(X); }
static double grows(double X, int N) {
  double *P = (double *)std::calloc(unsigned(N), sizeof(double)), R = 0;
  for (int I = 0; I < N; ++I) {
    P[I] = clip(X * I);
    R += P[I];
  }
  clip_all(P, N);
  std::free(P);
  return R;
}

int main() {
  NEAR(wengert::gradient<f>(2.0), 1 + 0.5 * 2, 0);
  NEAR(wengert::jvp<f>(wengert::duplicated(2.0, 1.0)), 15 + 5, 0);
  NEAR(wengert::gradient<g>(2.0), 10 + 20 + 1, 0);
  // d/dx: 3 (x + 2 x * 2)
  NEAR(wengert::gradient<h>(2.0), 3 * (2 + 8), 0);
  NEAR(wengert::jvp<h>(wengert::duplicated(2.0, 1.0)), 3 * (2 + 8), 0);
  auto [DX, DY] = wengert::gradient<q>(0.3f, 0.9f);
  NEAR(DX, 0.875, 0);
  NEAR(DY, 0.25, 0);
  NEAR(wengert::jvp<q>(wengert::duplicated(0.3f, 1.0f), wengert::constant(0.9f)), 0.875, 0);
  NEAR(wengert::gradient<l>(2.5), 2 + 7 * 2.5, 0);
  NEAR(wengert::gradient<k>(2.0), 2 + std::cos(2.0), 1e-15);
  for (int N : {0, 1, 5})
    NEAR(wengert::gradient<grows>(2.0, N), N * (N - 1) / 2, 0);
  return check_done();
}
