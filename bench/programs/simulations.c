// Bodies that attract each other, a reaction with diffusion on a grid, a sparse
// matrix times a vector.
#include "../harness.h"

double __enzyme_autodiff_value(void *, ...);

// Symplectic Euler; parameters are places [Bodies][3], then velocities.
enum { Bodies = 8, Moves = 500 };
static double energy_after(const double *RESTRICT P, double *RESTRICT S) {
  for (int I = 0; I < 6 * Bodies; ++I)
    S[I] = P[I] + (I < 3 * Bodies ? I % 5 : 0);
  double *V = S + 3 * Bodies;
  for (int T = 0; T < Moves; ++T) {
    for (int I = 0; I < Bodies; ++I)
      for (int J = 0; J < I; ++J) {
        double X = S[3 * J] - S[3 * I], Y = S[3 * J + 1] - S[3 * I + 1];
        double Z = S[3 * J + 2] - S[3 * I + 2];
        double R = X * X + Y * Y + Z * Z + 0.1, F = 1e-3 / (R * sqrt(R));
        V[3 * I] += F * X, V[3 * I + 1] += F * Y, V[3 * I + 2] += F * Z;
        V[3 * J] -= F * X, V[3 * J + 1] -= F * Y, V[3 * J + 2] -= F * Z;
      }
    for (int I = 0; I < 3 * Bodies; ++I)
      S[I] += 1e-3 * V[I];
  }
  double Sum = 0;
  for (int I = 0; I < 6 * Bodies; ++I)
    Sum += S[I] * S[I] * (I % 3 + 1);
  return Sum;
}
static double bodies_value(const Problem *Q) {
  double S[6 * Bodies];
  return energy_after(Q->P, S);
}
static void bodies_gradient(const Problem *Q) {
  double S[6 * Bodies], D[6 * Bodies] = {0};
  zero(Q->G, Q->Size);
  __enzyme_autodiff_value((void *)energy_after, enzyme_dup, Q->P, Q->G,
                          enzyme_dup, S, D);
}
// Keeps the places before each move; forces are computed again.
static void bodies_hand(const Problem *Q) {
  enum { N = 3 * Bodies };
  double S[2 * N], *Kept = numbers(Moves * N), *V = S + N;
  double *RESTRICT G = Q->G, *RESTRICT Gv = G + N;
  for (int I = 0; I < 2 * N; ++I)
    S[I] = Q->P[I] + (I < N ? I % 5 : 0);
  for (int T = 0; T < Moves; ++T) {
    memcpy(Kept + T * N, S, N * sizeof(double));
    for (int I = 0; I < Bodies; ++I)
      for (int J = 0; J < I; ++J) {
        double D[3], R = 0.1;
        for (int K = 0; K < 3; ++K) {
          D[K] = S[3 * J + K] - S[3 * I + K];
          R += D[K] * D[K];
        }
        double F = 1e-3 / (R * sqrt(R));
        for (int K = 0; K < 3; ++K)
          V[3 * I + K] += F * D[K], V[3 * J + K] -= F * D[K];
      }
    for (int I = 0; I < N; ++I)
      S[I] += 1e-3 * V[I];
  }
  for (int I = 0; I < 2 * N; ++I)
    G[I] = 2 * S[I] * (I % 3 + 1);
  for (int T = Moves; T-- > 0;) {
    const double *X = Kept + T * N;
    for (int I = 0; I < N; ++I)
      Gv[I] += 1e-3 * G[I];
    for (int I = 0; I < Bodies; ++I)
      for (int J = 0; J < I; ++J) {
        double D[3], E[3], R = 0.1, Dot = 0;
        for (int K = 0; K < 3; ++K) {
          D[K] = X[3 * J + K] - X[3 * I + K];
          E[K] = Gv[3 * I + K] - Gv[3 * J + K];
          R += D[K] * D[K];
          Dot += D[K] * E[K];
        }
        double F = 1e-3 / (R * sqrt(R)), A = 3 * F * Dot / R;
        for (int K = 0; K < 3; ++K) {
          double B = F * E[K] - A * D[K];
          G[3 * J + K] += B, G[3 * I + K] -= B;
        }
      }
  }
  free(Kept);
}

// u' = laplace u + u - u^3 with fixed rim; explicit steps between two grids.
enum { Side = 64, Times = 100 };
static void heat_step(const double *RESTRICT U, double *RESTRICT V) {
  for (int I = 1; I < Side - 1; ++I)
    for (int J = 1; J < Side - 1; ++J) {
      int C = I * Side + J;
      double X = U[C];
      V[C] = X + 0.1 * (U[C - 1] + U[C + 1] + U[C - Side] + U[C + Side] - 4 * X) +
             0.01 * (X - X * X * X);
    }
}
static double heat(const double *RESTRICT P, double *RESTRICT U,
                   double *RESTRICT V) {
  for (int I = 0; I < Side * Side; ++I)
    U[I] = V[I] = P[I];
  for (int T = 0; T < Times; T += 2) {
    heat_step(U, V);
    heat_step(V, U);
  }
  double Sum = 0;
  for (int I = 0; I < Side * Side; ++I)
    Sum += U[I] * U[I] * (I % 5);
  return Sum;
}
static double Grids[4][Side * Side];
static double heat_value(const Problem *Q) {
  return heat(Q->P, Grids[0], Grids[1]);
}
static void heat_gradient(const Problem *Q) {
  zero(Q->G, Q->Size);
  zero(Grids[2], 2 * Side * Side);
  __enzyme_autodiff_value((void *)heat, enzyme_dup, Q->P, Q->G, enzyme_dup,
                          Grids[0], Grids[2], enzyme_dup, Grids[1], Grids[3]);
}
static void heat_hand(const Problem *Q) {
  enum { N = Side * Side };
  double *Kept = numbers((Times + 1) * N), *RESTRICT G = Q->G;
  double *RESTRICT D = Grids[0];
  memcpy(Kept, Q->P, N * sizeof(double));
  memcpy(Kept + N, Q->P, N * sizeof(double));
  for (int T = 0; T < Times; ++T) {
    if (T)
      memcpy(Kept + (T + 1) * N, Kept + T * N, N * sizeof(double));
    heat_step(Kept + T * N, Kept + (T + 1) * N);
  }
  for (int I = 0; I < N; ++I)
    G[I] = 2 * Kept[Times * N + I] * (I % 5);
  for (int T = Times; T-- > 0;) {
    const double *U = Kept + T * N;
    memcpy(D, G, N * sizeof(double));
    for (int I = 1; I < Side - 1; ++I)
      for (int J = 1; J < Side - 1; ++J)
        G[I * Side + J] = 0;
    for (int I = 1; I < Side - 1; ++I)
      for (int J = 1; J < Side - 1; ++J) {
        int C = I * Side + J;
        G[C] += D[C] * (0.6 + 0.01 * (1 - 3 * U[C] * U[C]));
        G[C - 1] += 0.1 * D[C], G[C + 1] += 0.1 * D[C];
        G[C - Side] += 0.1 * D[C], G[C + Side] += 0.1 * D[C];
      }
  }
  free(Kept);
}

// Norm of a sparse matrix (by rows) times a vector; parameters are its entries,
// then the vector.
enum { Rows = 20000, PerRow = 8 };
static double spmv(const double *RESTRICT A, const double *RESTRICT X,
                   const int *RESTRICT Begin, const int *RESTRICT Column) {
  double Sum = 0;
  for (int I = 0; I < Rows; ++I) {
    double Y = 0;
    for (int K = Begin[I]; K < Begin[I + 1]; ++K)
      Y += A[K] * X[Column[K]];
    Sum += Y * Y;
  }
  return Sum;
}
static int Begin[Rows + 1], Column[Rows * PerRow];
static double spmv_value(const Problem *Q) {
  return spmv(Q->P, Q->P + Rows * PerRow, Begin, Column);
}
static void spmv_gradient(const Problem *Q) {
  zero(Q->G, Q->Size);
  __enzyme_autodiff_value((void *)spmv, enzyme_dup, Q->P, Q->G, enzyme_dup,
                          Q->P + Rows * PerRow, Q->G + Rows * PerRow,
                          enzyme_const, Begin, enzyme_const, Column);
}
static void spmv_hand(const Problem *Q) {
  const double *A = Q->P, *X = A + Rows * PerRow;
  double *RESTRICT Ga = Q->G, *RESTRICT Gx = Ga + Rows * PerRow;
  zero(Gx, Rows);
  for (int I = 0; I < Rows; ++I) {
    double Y = 0;
    for (int K = Begin[I]; K < Begin[I + 1]; ++K)
      Y += A[K] * X[Column[K]];
    for (int K = Begin[I]; K < Begin[I + 1]; ++K) {
      Ga[K] = 2 * Y * X[Column[K]];
      Gx[Column[K]] += 2 * Y * A[K];
    }
  }
}

static int measure(Bench B, int Size, const char *Label) {
  Problem Q = make_problem(Size, 0);
  int Wrong = run(&B, &Q, "%s", Label);
  drop_problem(&Q);
  return Wrong;
}

int main(void) {
  for (int I = 0; I < Rows; ++I) {
    Begin[I + 1] = PerRow * (I + 1);
    for (int K = 0; K < PerRow; ++K)
      Column[PerRow * I + K] = (int)((I + 37L * K * K * (I % 11)) % Rows);
  }
  return measure((Bench){"N-body", bodies_value, bodies_gradient, bodies_hand, 0},
                 6 * Bodies, "8 bodies, 500 steps") |
         measure((Bench){"heat", heat_value, heat_gradient, heat_hand, 0},
                 Side * Side, "64 × 64, 100 steps") |
         measure((Bench){"SpMV", spmv_value, spmv_gradient, spmv_hand, 0},
                 Rows * (PerRow + 1), "20,000 rows of 8");
}
