// Atomic operations on floats in serial code.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double accumulate(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    double T = X[I] * X[I];
    __atomic_fetch_add(&S, T, __ATOMIC_RELAXED);
  }
  return S * S;
}
NOINLINE static double old_value(double *Cell, double X) {
  double Old = __atomic_fetch_add(Cell, X, __ATOMIC_SEQ_CST);
  double Old2 = __atomic_fetch_sub(Cell, X * X, __ATOMIC_SEQ_CST);
  return Old * Old2; // c (c + x)
}
NOINLINE static double load_store(double *Cell, double X) {
  double V, W = X * X;
  __atomic_store(Cell, &W, __ATOMIC_RELEASE);
  __atomic_load(Cell, &V, __ATOMIC_ACQUIRE);
  return V * X;
}
NOINLINE static double exchange(double *Cell, double X) {
  double Old, New = sin(X);
  __atomic_exchange(Cell, &New, &Old, __ATOMIC_ACQ_REL);
  return Old * *Cell;
}
NOINLINE static double c11(double X) {
  _Atomic double A = 1;
  A += X; // a compare-exchange loop or atomicrmw
  A *= X;
  return A;
}

int main(void) {
  double X[5], G[5] = {0}, S = 0;
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I), S += X[I] * X[I];
  __enzyme_autodiff((void *)accumulate, X, G, 5);
  for (int I = 0; I < 5; ++I)
    SAME(G[I], 4 * S * X[I]);
  double C = 2, Dc = 1, Dx;
  Dx = __enzyme_autodiff((void *)old_value, &C, &Dc, 0.5);
  SAME(C, 2.25);
  // seeds: result 1, final cell 1 (cell = c + x - x^2)
  SAME(Dc, 2 * 2 + 0.5 + 1);
  SAME(Dx, 2 + 1 - 2 * 0.5);
  C = 5, Dc = 0;
  Dx = __enzyme_autodiff((void *)load_store, &C, &Dc, 0.5);
  SAME(Dx, 0.75);
  SAME(Dc, 0);
  C = 5, Dc = 0;
  Dx = __enzyme_autodiff((void *)exchange, &C, &Dc, 0.5);
  SAME(Dx, 5 * cos(0.5));
  SAME(Dc, sin(0.5));
  SAME(__enzyme_autodiff((void *)c11, 0.7), 1 + 2 * 0.7);
  SAME(__enzyme_fwddiff((void *)c11, 0.7, 1.0), 1 + 2 * 0.7);
  return check_done();
}
