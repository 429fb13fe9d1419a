// A charged particle among fixed charges, as in Siskind and Pearlmutter's examples of
// nested derivatives: its acceleration is the gradient of the potential, which is
// taken by a derivative call inside of the function whose gradient is measured.
// Parameters: the places of the charges [Charges][2].
#include "../harness.h"

double __enzyme_autodiff_value(void *, ...);

enum { Charges = 16, Moves = 500 };
static const double Pace = 2e-3;

/// Softened, so that nothing flies away.
static double potential(const double *RESTRICT X, const double *RESTRICT C) {
  double Sum = 0;
  for (int K = 0; K < Charges; ++K) {
    double A = X[0] - C[2 * K], B = X[1] - C[2 * K + 1];
    Sum += 1 / sqrt(A * A + B * B + 0.1);
  }
  return Sum;
}

/// Where the particle is in the end, squared.
static double flight(const double *RESTRICT C) {
  double X[2] = {0.3, 0.2}, V[2] = {0.75, -0.1};
  for (int T = 0; T < Moves; ++T) {
    double F[2] = {0, 0};
    __enzyme_autodiff_value((void *)potential, enzyme_dup, X, F, enzyme_const, C);
    for (int I = 0; I < 2; ++I) {
      V[I] -= Pace * F[I];
      X[I] += Pace * V[I];
    }
  }
  return X[0] * X[0] + X[1] * X[1];
}

static double value(const Problem *Q) { return flight(Q->P); }
static void gradient(const Problem *Q) {
  zero(Q->G, Q->Size);
  __enzyme_autodiff_value((void *)flight, enzyme_dup, Q->P, Q->G);
}

// Keeps the places before each move.
static void hand(const Problem *Q) {
  double X[2] = {0.3, 0.2}, V[2] = {0.75, -0.1};
  double *Kept = numbers(2 * Moves);
  const double *RESTRICT C = Q->P;
  double *RESTRICT G = Q->G;
  for (int T = 0; T < Moves; ++T) {
    double F[2] = {0, 0};
    Kept[2 * T] = X[0], Kept[2 * T + 1] = X[1];
    for (int K = 0; K < Charges; ++K) {
      double A = X[0] - C[2 * K], B = X[1] - C[2 * K + 1];
      double R = A * A + B * B + 0.1, W = 1 / (R * sqrt(R));
      F[0] -= W * A, F[1] -= W * B;
    }
    for (int I = 0; I < 2; ++I) {
      V[I] -= Pace * F[I];
      X[I] += Pace * V[I];
    }
  }
  double Dx[2] = {2 * X[0], 2 * X[1]}, Dv[2] = {0, 0};
  zero(G, Q->Size);
  for (int T = Moves; T-- > 0;) {
    double E[2];
    for (int I = 0; I < 2; ++I) {
      Dv[I] += Pace * Dx[I];
      E[I] = Pace * Dv[I]; // of -F
    }
    for (int K = 0; K < Charges; ++K) {
      double A = Kept[2 * T] - C[2 * K], B = Kept[2 * T + 1] - C[2 * K + 1];
      double R = A * A + B * B + 0.1, W = 1 / (R * sqrt(R));
      double M = 3 * W / R * (A * E[0] + B * E[1]);
      double Da = W * E[0] - M * A, Db = W * E[1] - M * B;
      Dx[0] += Da, Dx[1] += Db;
      G[2 * K] -= Da, G[2 * K + 1] -= Db;
    }
  }
  free(Kept);
}

int main(void) {
  Problem Q = make_problem(2 * Charges, 0);
  for (int I = 0; I < Q.Size; ++I)
    Q.P[I] *= 6;
  Bench B = {"particle", value, gradient, hand, 0};
  return run(&B, &Q, "%d charges, %d steps, nested", Charges, Moves);
}
