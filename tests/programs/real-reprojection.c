// Bundle adjustment: Rodrigues rotation, radial distortion, projection.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

void __enzyme_autodiff_void(void *, ...);

// cam: rotation[3], centre[3], focal, x0[2], k[2]
NOINLINE static void residual(const double *Cam, const double *X, double W,
                              const double *Feature, double *Err) {
  double T = sqrt(Cam[0] * Cam[0] + Cam[1] * Cam[1] + Cam[2] * Cam[2]);
  double P[3], Q[3];
  for (int I = 0; I < 3; ++I)
    P[I] = X[I] - Cam[3 + I];
  if (T > 1e-12) {
    double K[3] = {Cam[0] / T, Cam[1] / T, Cam[2] / T};
    double C = cos(T), S = sin(T);
    double Dot = (K[0] * P[0] + K[1] * P[1] + K[2] * P[2]) * (1 - C);
    double X3[3] = {K[1] * P[2] - K[2] * P[1], K[2] * P[0] - K[0] * P[2],
                    K[0] * P[1] - K[1] * P[0]};
    for (int I = 0; I < 3; ++I)
      Q[I] = P[I] * C + X3[I] * S + K[I] * Dot;
  } else {
    Q[0] = P[0] + Cam[1] * P[2] - Cam[2] * P[1];
    Q[1] = P[1] + Cam[2] * P[0] - Cam[0] * P[2];
    Q[2] = P[2] + Cam[0] * P[1] - Cam[1] * P[0];
  }
  double U = Q[0] / Q[2], V = Q[1] / Q[2], R = U * U + V * V;
  double L = 1 + Cam[9] * R + Cam[10] * R * R;
  Err[0] = W * (U * L * Cam[6] + Cam[7] - Feature[0]);
  Err[1] = W * (V * L * Cam[6] + Cam[8] - Feature[1]);
}
static double part(const double *Cam, const double *X, double W,
                   const double *Feature, int Which) {
  double E[2];
  residual(Cam, X, W, Feature, E);
  return E[Which];
}

int main(void) {
  double Cam[11] = {0.1, -0.2, 0.15, 0.3, 0.1, -4, 1.2, 0.05, -0.02, 0.01, 0.002};
  double X[3] = {0.5, -0.3, 1.1}, F[2] = {0.2, 0.1}, W = 0.8;
  for (int Case = 0; Case < 2; ++Case) {
    for (int Which = 0; Which < 2; ++Which) {
      double Gc[11] = {0}, Gx[3] = {0}, E[2], De[2] = {Which == 0, Which == 1};
      __enzyme_autodiff_void((void *)residual, enzyme_dup, Cam, Gc, enzyme_dup,
                             X, Gx, enzyme_const, W, enzyme_const, F,
                             enzyme_dup, E, De);
      for (int I = Case ? 3 : 0; I < 11; ++I)
        NEAR(Gc[I], FD(part(Cam, X, W, F, Which), Cam[I]), 1e-9);
      GRADIENT(Gx, part(Cam, X, W, F, Which), X, 3, 1e-9);
    }
    Cam[0] = Cam[1] = Cam[2] = 0; // the small-angle branch
  }
  return check_done();
}
