// The Brusselator on a periodic grid: vector-Jacobian and Jacobian-vector.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

enum { N = 5 };
void __enzyme_autodiff_void(void *, ...);
void __enzyme_fwddiff_void(void *, ...);

NOINLINE static void rhs(const double *U, const double *P, double *Du) {
  const double *V = U + N * N;
  double A = P[0], B = P[1], Alpha = P[2] * (N - 1) * (N - 1);
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J) {
      int C = I * N + J, Up = ((I + N - 1) % N) * N + J;
      int Down = ((I + 1) % N) * N + J, Left = I * N + (J + N - 1) % N;
      int Right = I * N + (J + 1) % N;
      double Lu = U[Up] + U[Down] + U[Left] + U[Right] - 4 * U[C];
      double Lv = V[Up] + V[Down] + V[Left] + V[Right] - 4 * V[C];
      Du[C] = B + U[C] * U[C] * V[C] - (A + 1) * U[C] + Alpha * Lu;
      Du[N * N + C] = A * U[C] - U[C] * U[C] * V[C] + Alpha * Lv;
    }
}
static double weighted(const double *U, const double *P, const double *W) {
  double Du[2 * N * N];
  rhs(U, P, Du);
  return inner(Du, W, 2 * N * N);
}

int main(void) {
  enum { M = 2 * N * N };
  double U[M], P[3] = {3.4, 1, 0.01}, Du[M], W[M], Seed[M];
  double Gu[M] = {0}, Gp[3] = {0}, Tu[M], Tp[3] = {0.5, -1, 0.1}, Tdu[M];
  for (int I = 0; I < M; ++I)
    U[I] = 1 + sample(I) / 2, W[I] = Seed[I] = sample(I + M), Tu[I] = sample(I + 2 * M);
  __enzyme_autodiff_void((void *)rhs, U, Gu, P, Gp, Du, Seed);
  GRADIENT(Gu, weighted(U, P, W), U, M, 1e-9);
  GRADIENT(Gp, weighted(U, P, W), P, 3, 1e-9);
  __enzyme_fwddiff_void((void *)rhs, U, Tu, P, Tp, Du, Tdu);
  // <w, J t> = <J^T w, t>
  SAME(inner(W, Tdu, M), inner(Gu, Tu, M) + inner(Gp, Tp, 3));
  return check_done();
}
