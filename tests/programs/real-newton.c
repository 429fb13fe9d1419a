// Newton iterations in a while loop: implicit functions and a 2 x 2 system.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double kepler(double M, double E) {
  // solves x - e sin x = m
  double X = M, Step;
  int Guard = 0;
  do {
    Step = (X - E * sin(X) - M) / (1 - E * cos(X));
    X -= Step;
  } while (fabs(Step) > 1e-12 && ++Guard < 50);
  return X - (X - E * sin(X) - M) / (1 - E * cos(X)); // one more, so that
                                                      // the derivative settles
}
NOINLINE static double circle_and_line(double R, double S) {
  // x^2 + y^2 = r^2, y = s x
  double X = 1, Y = 1;
  for (;;) {
    double F = X * X + Y * Y - R * R, G = Y - S * X;
    double Det = 2 * X + 2 * Y * S;
    double Dx = (F - 2 * Y * G) / Det, Dy = (S * F + 2 * X * G) / Det;
    X -= Dx;
    Y -= Dy;
    if (Dx * Dx + Dy * Dy < 1e-28)
      break;
  }
  return X * Y; // r^2 s / (1 + s^2)
}

int main(void) {
  for (int I = 0; I < 5; ++I) {
    double M = 0.4 + 0.5 * I, E = 0.3, X = kepler(M, E), Q = 1 - E * cos(X);
    SAME(__enzyme_autodiff((void *)kepler, enzyme_out, M, enzyme_const, E), 1 / Q);
    SAME(__enzyme_autodiff((void *)kepler, enzyme_const, M, enzyme_out, E),
         sin(X) / Q);
    SAME(__enzyme_fwddiff((void *)kepler, M, 1.0, E, 0.0), 1 / Q);
    double R = 1 + 0.3 * I, S = 0.5 + 0.4 * I, D = 1 + S * S;
    NEAR(__enzyme_autodiff((void *)circle_and_line, enzyme_out, R, enzyme_const, S),
         2 * R * S / D, 1e-10);
    NEAR(__enzyme_autodiff((void *)circle_and_line, enzyme_const, R, enzyme_out, S),
         R * R * (1 - S * S) / (D * D), 1e-10);
  }
  return check_done();
}
