// A struct with active numbers that points to memory the function itself has
// made and filled with constants: that has no shadow, and whoever gets the
// struct by reference must know.
// sanitize
#include "check.h"
#include <stdlib.h>

typedef struct {
  double X, Y;
} Both;
Both __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct {
  double A;
  double *Weights;
  long N;
} Model;

NOINLINE static double value(const Model *M, double T) {
  double S = 0;
  for (long I = 0; I < M->N; ++I)
    S += M->Weights[I] * T;
  return tanh(S) + M->A * T;
}

static double f(double X, double Y) {
  Model M = {cos(Y), malloc(2 * sizeof(double)), 2};
  M.Weights[0] = 0.5;
  M.Weights[1] = 0.25;
  double S = value(&M, X) + value(&M, Y);
  // What a derivative added to the constants by mistake would show.
  S += X * M.Weights[0] * M.Weights[1];
  free(M.Weights);
  return S;
}

// d/dT of value, and d/dA.
static double dt(double A, double T) {
  double H = tanh(0.75 * T);
  return 0.75 * (1 - H * H) + A;
}

int main(void) {
  for (int K = -2; K < 4; ++K) {
    double X = 0.3 * K - 0.1, Y = 0.7 - 0.2 * K, A = cos(Y);
    double Dx = dt(A, X) + 0.125;
    double Dy = dt(A, Y) - sin(Y) * (X + Y);
    check_near("dx", __LINE__, __enzyme_fwddiff((void *)f, X, 1.0, Y, 0.0), Dx,
               1e-13);
    check_near("dy", __LINE__, __enzyme_fwddiff((void *)f, X, 0.0, Y, 1.0), Dy,
               1e-13);
    Both G = __enzyme_autodiff((void *)f, X, Y);
    check_near("gradient x", __LINE__, G.X, Dx, 1e-13);
    check_near("gradient y", __LINE__, G.Y, Dy, 1e-13);
  }
  return check_done();
}
