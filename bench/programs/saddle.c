// A saddle point by descent in x and ascent in y at once, whose steps take the
// gradient of f by a derivative call inside of the function whose gradient is
// measured:
//   f(x, y) = |x|^2 / 2 - |y|^2 / 2 + sin(x)' B y.
// Parameters: x and y at the beginning [2][N], B [N][N].
#include "../harness.h"

double __enzyme_autodiff_value(void *, ...);

enum { N = 24, Paces = 100 };
static const double Pace = 0.05;

static double f(const double *RESTRICT X, const double *RESTRICT Y,
                const double *RESTRICT B) {
  double Sum = 0;
  for (int I = 0; I < N; ++I) {
    double Row = 0;
    for (int J = 0; J < N; ++J)
      Row += B[I * N + J] * Y[J];
    Sum += 0.5 * (X[I] * X[I] - Y[I] * Y[I]) + sin(X[I]) * Row;
  }
  return Sum;
}

/// The value where the steps end, and how far that is from the origin.
static double saddle(const double *RESTRICT Start, const double *RESTRICT B) {
  double X[N], Y[N];
  for (int I = 0; I < N; ++I)
    X[I] = Start[I], Y[I] = Start[N + I];
  for (int T = 0; T < Paces; ++T) {
    double Dx[N] = {0}, Dy[N] = {0};
    __enzyme_autodiff_value((void *)f, enzyme_dup, X, Dx, enzyme_dup, Y, Dy,
                            enzyme_const, B);
    for (int I = 0; I < N; ++I) {
      X[I] -= Pace * Dx[I];
      Y[I] += Pace * Dy[I];
    }
  }
  double Sum = f(X, Y, B);
  for (int I = 0; I < N; ++I)
    Sum += X[I] * X[I] + Y[I] * Y[I];
  return Sum;
}

static double value(const Problem *Q) { return saddle(Q->P, Q->P + 2 * N); }
static void gradient(const Problem *Q) {
  zero(Q->G, Q->Size);
  __enzyme_autodiff_value((void *)saddle, enzyme_dup, Q->P, Q->G, enzyme_dup,
                          Q->P + 2 * N, Q->G + 2 * N);
}

// B y, and B' z added to R.
static void rows(const double *RESTRICT B, const double *RESTRICT Y,
                 double *RESTRICT R) {
  for (int I = 0; I < N; ++I) {
    R[I] = 0;
    for (int J = 0; J < N; ++J)
      R[I] += B[I * N + J] * Y[J];
  }
}
static void columns(const double *RESTRICT B, const double *RESTRICT Z,
                    double *RESTRICT R) {
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      R[J] += B[I * N + J] * Z[I];
}

// Keeps x, y and B y before each step.
static void hand(const Problem *Q) {
  const double *RESTRICT B = Q->P + 2 * N;
  double *RESTRICT Gb = Q->G + 2 * N, *RESTRICT Lx = Q->G;
  double *RESTRICT Ly = Lx + N, X[N], Y[N], S[N];
  double *Kept = numbers(3 * N * Paces);
  memcpy(X, Q->P, sizeof X);
  memcpy(Y, Q->P + N, sizeof Y);
  zero(Gb, N * N);
  for (int T = 0; T < Paces; ++T) {
    double *K = Kept + 3 * N * T, By[N], Dy[N];
    memcpy(K, X, sizeof X);
    memcpy(K + N, Y, sizeof Y);
    rows(B, Y, By);
    memcpy(K + 2 * N, By, sizeof By);
    for (int I = 0; I < N; ++I) {
      Dy[I] = -Y[I];
      S[I] = sin(X[I]);
      X[I] -= Pace * (X[I] + cos(X[I]) * By[I]);
    }
    columns(B, S, Dy);
    for (int I = 0; I < N; ++I)
      Y[I] += Pace * Dy[I];
  }
  double By[N], Dy[N];
  rows(B, Y, By);
  for (int I = 0; I < N; ++I) {
    S[I] = sin(X[I]);
    Lx[I] = 3 * X[I] + cos(X[I]) * By[I];
    Ly[I] = Y[I];
  }
  columns(B, S, Ly);
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      Gb[I * N + J] += S[I] * Y[J];
  for (int T = Paces; T-- > 0;) {
    const double *K = Kept + 3 * N * T, *Yt = K + N;
    double Z[N], Bl[N];
    rows(B, Ly, Bl);
    for (int I = 0; I < N; ++I) {
      double C = cos(K[I]);
      S[I] = sin(K[I]);
      Z[I] = -Pace * Lx[I] * C;
      Lx[I] += Pace * (C * Bl[I] - Lx[I] * (1 - S[I] * K[2 * N + I]));
    }
    for (int I = 0; I < N; ++I)
      for (int J = 0; J < N; ++J)
        Gb[I * N + J] += Z[I] * Yt[J] + Pace * S[I] * Ly[J];
    for (int J = 0; J < N; ++J)
      Dy[J] = (1 - Pace) * Ly[J];
    columns(B, Z, Dy);
    memcpy(Ly, Dy, sizeof Dy);
  }
  free(Kept);
}

int main(void) {
  Problem Q = make_problem(N * (N + 2), 0);
  Bench B = {"saddle", value, gradient, hand, 0};
  return run(&B, &Q, "%d unknowns, %d steps, nested", 2 * N, Paces);
}
