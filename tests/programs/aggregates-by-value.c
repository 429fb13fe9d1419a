// Structs passed and returned by value, in registers and in memory.
#include "check.h"

typedef struct { double X, Y; } Pair;
typedef struct { float X, Y, Z; } Float3;
typedef struct { double M[3][3]; } Matrix;

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static Pair rotate(Pair P, double A) {
  Pair Q = {P.X * cos(A) - P.Y * sin(A), P.X * sin(A) + P.Y * cos(A)};
  return Q;
}
NOINLINE static Float3 cross(Float3 A, Float3 B) {
  Float3 C = {A.Y * B.Z - A.Z * B.Y, A.Z * B.X - A.X * B.Z,
              A.X * B.Y - A.Y * B.X};
  return C;
}
NOINLINE static Matrix multiply(Matrix A, Matrix B) {
  Matrix C;
  for (int I = 0; I < 3; ++I)
    for (int J = 0; J < 3; ++J) {
      C.M[I][J] = 0;
      for (int K = 0; K < 3; ++K)
        C.M[I][J] += A.M[I][K] * B.M[K][J];
    }
  return C;
}

static double use_pair(double A) {
  Pair P = {1, 2};
  P = rotate(rotate(P, A), A * A);
  return P.X * P.Y;
}
static double use_float3(const double *X) {
  Float3 A = {(float)X[0], (float)X[1], (float)X[2]}, B = {1, -2, 0.5f};
  Float3 C = cross(A, B), D = cross(C, A);
  return D.X + 2 * D.Y + 3 * D.Z;
}
static double use_matrix(const double *X) {
  Matrix A, B;
  for (int I = 0; I < 9; ++I) {
    A.M[I / 3][I % 3] = X[I];
    B.M[I % 3][I / 3] = X[I] * X[I];
  }
  Matrix C = multiply(multiply(A, B), A);
  return C.M[0][0] + C.M[1][2] * C.M[2][1];
}

int main(void) {
  double A = 0.6;
  // rotation by A + A^2: P.X P.Y in closed form
  double T = A + A * A, X = cos(T) - 2 * sin(T), Y = sin(T) + 2 * cos(T);
  SAME(__enzyme_autodiff((void *)use_pair, A), (1 + 2 * A) * (X * X - Y * Y));
  SAME(__enzyme_fwddiff((void *)use_pair, A, 1.0),
       (1 + 2 * A) * (X * X - Y * Y));

  double V[9], G[9] = {0};
  for (int I = 0; I < 9; ++I)
    V[I] = sample(I);
  __enzyme_autodiff((void *)use_matrix, V, G);
  GRADIENT(G, use_matrix(V), V, 9, 1e-9);

  // (A x B) x A is quadratic in A; differences with step 1/4 are exact.
  double F[3] = {0.5, -0.25, 1.0}, H[3] = {0};
  __enzyme_autodiff((void *)use_float3, F, H);
  for (int I = 0; I < 3; ++I)
    NEAR(H[I], FD_STEP(use_float3(F), F[I], 0.25), 1e-6);
  return check_done();
}
