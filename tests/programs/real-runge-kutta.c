// Classical Runge-Kutta on the Lorenz system; sensitivity to start and parameters.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static void lorenz(const double *Y, const double *P, double *D) {
  D[0] = P[0] * (Y[1] - Y[0]);
  D[1] = Y[0] * (P[1] - Y[2]) - Y[1];
  D[2] = Y[0] * Y[1] - P[2] * Y[2];
}
typedef void (*Field)(const double *, const double *, double *);
static inline void step(Field F, double *Y, const double *P, double H) {
  double K1[3], K2[3], K3[3], K4[3], T[3];
  F(Y, P, K1);
  for (int I = 0; I < 3; ++I)
    T[I] = Y[I] + H / 2 * K1[I];
  F(T, P, K2);
  for (int I = 0; I < 3; ++I)
    T[I] = Y[I] + H / 2 * K2[I];
  F(T, P, K3);
  for (int I = 0; I < 3; ++I)
    T[I] = Y[I] + H * K3[I];
  F(T, P, K4);
  for (int I = 0; I < 3; ++I)
    Y[I] += H / 6 * (K1[I] + 2 * K2[I] + 2 * K3[I] + K4[I]);
}
NOINLINE static double integrate(const double *Y0, const double *P, int Steps) {
  double Y[3];
  memcpy(Y, Y0, sizeof Y);
  for (int S = 0; S < Steps; ++S)
    step(lorenz, Y, P, 0.01);
  return Y[0] + Y[1] * Y[2];
}

int main(void) {
  for (int Steps = 0; Steps <= 53; Steps += Steps ? 52 : 1) {
    double Y[3] = {1, 1.5, 20}, P[3] = {10, 28, 8.0 / 3};
    double Gy[3] = {0}, Gp[3] = {0}, Ty[3] = {1, -1, 2}, Tp[3] = {0.5, 0, 1};
    __enzyme_autodiff((void *)integrate, Y, Gy, P, Gp, Steps);
    GRADIENT(Gy, integrate(Y, P, Steps), Y, 3, 1e-8);
    GRADIENT(Gp, integrate(Y, P, Steps), P, 3, 1e-8);
    double T = __enzyme_fwddiff((void *)integrate, Y, Ty, P, Tp, Steps);
    SAME(T, inner(Gy, Ty, 3) + inner(Gp, Tp, 3));
  }
  return check_done();
}
