// operator new and delete in all forms.
// sanitize
// lto-no-exceptions O1
#include "check.h"
#include <cstddef>
#include <new>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

struct Cell {
  double Value;
  int Uses = 0;
  explicit Cell(double V) : Value(V * V) {}
  ~Cell() { Uses = -1; }
};
struct alignas(64) Wide {
  double Lane[8];
};

NOINLINE static double scalar_new(double X) {
  Cell *C = new Cell(X);
  double R = C->Value * X;
  delete C;
  return R; // x^3
}
NOINLINE static double array_new(const double *X, int N) {
  double *T = new double[N]();
  for (int I = 0; I < N; ++I)
    T[I] += X[I] * X[N - 1 - I];
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += T[I] * T[I];
  delete[] T;
  return S;
}
NOINLINE static double array_of_objects(const double *X, int N) {
  // has a cookie, because Cell has a destructor
  Cell *C = new Cell[3]{Cell(X[0]), Cell(X[0] * 2), Cell(N > 1 ? X[1] : 1)};
  double S = C[0].Value + C[1].Value * C[2].Value;
  delete[] C;
  return S;
}
NOINLINE static double nothrow_new(double X) {
  double *T = new (std::nothrow) double(X);
  if (!T)
    return 0;
  *T *= *T;
  double R = sin(*T);
  delete T;
  return R;
}
NOINLINE static double aligned_new(const double *X) {
  Wide *W = new Wide;
  Wide *A = new Wide[2];
  for (int I = 0; I < 8; ++I) {
    W->Lane[I] = X[I];
    A[I % 2].Lane[I] = X[I] * X[I];
  }
  double S = 0;
  for (int I = 0; I < 8; ++I)
    S += W->Lane[I] * A[I % 2].Lane[I];
  delete W;
  delete[] A;
  return S;
}
NOINLINE static double placement_new(double X) {
  alignas(Cell) unsigned char Room[sizeof(Cell)];
  Cell *C = new (Room) Cell(X);
  double R = C->Value + X;
  C->~Cell();
  return R;
}
NOINLINE static double raw_operator_new(double X) {
  void *P = ::operator new(2 * sizeof(double));
  double *T = static_cast<double *>(P);
  T[0] = X;
  T[1] = T[0] * 3;
  double R = T[0] * T[1];
  ::operator delete(P, 2 * sizeof(double)); // the sized form
  return R;
}

int main() {
  double X = 0.8;
  SAME(__enzyme_autodiff((void *)scalar_new, X), 3 * X * X);
  SAME(__enzyme_fwddiff((void *)scalar_new, X, 1.0), 3 * X * X);
  SAME(__enzyme_autodiff((void *)nothrow_new, X), 2 * X * cos(X * X));
  SAME(__enzyme_autodiff((void *)placement_new, X), 2 * X + 1);
  SAME(__enzyme_autodiff((void *)raw_operator_new, X), 6 * X);
  SAME(__enzyme_fwddiff((void *)raw_operator_new, X, 1.0), 6 * X);
  double V[8], T[8];
  for (int I = 0; I < 8; ++I)
    V[I] = sample(I), T[I] = sample(I + 8);
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double G[8] = {0};
    __enzyme_autodiff((void *)array_new, V, G, N);
    for (int I = 0; I < N; ++I)
      SAME(G[I], 4 * V[I] * V[N - 1 - I] * V[N - 1 - I]);
    SAME(__enzyme_fwddiff((void *)array_new, V, T, N), inner(G, T, N));
  }
  double G[8] = {0}, H[8] = {0};
  __enzyme_autodiff((void *)array_of_objects, V, G, 2);
  GRADIENT(G, array_of_objects(V, 2), V, 2, 1e-9);
  __enzyme_autodiff((void *)aligned_new, V, H);
  for (int I = 0; I < 8; ++I)
    SAME(H[I], 3 * V[I] * V[I]);
  return check_done();
}
