// The Gaussian-mixture objective of the ADBench suite, from its published
// formula. Parameters: log-weights [k]; means [k][d]; per component the
// log-diagonal and the strict lower triangle, by columns, of a factor of the
// inverse covariance [k][d (d + 1) / 2].
#include "../harness.h"

typedef struct {
  int D, K, N;
  double *X;
} Mixture;

static double log_sum_exp(const double *X, int N) {
  double Max = X[0];
  for (int I = 1; I < N; ++I)
    if (X[I] > Max)
      Max = X[I];
  double Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += exp(X[I] - Max);
  return log(Sum) + Max;
}

static void gmm(int D, int K, int N, const double *RESTRICT Alphas,
                const double *RESTRICT Means, const double *RESTRICT Icfs,
                const double *RESTRICT X, double *RESTRICT Result) {
  int Icf = D * (D + 1) / 2;
  double *Diagonals = numbers(D * K), *SumLogs = numbers(K);
  double *Centred = numbers(D), *Product = numbers(D), *Main = numbers(K);
  double Frobenius = 0;
  for (int C = 0; C < K; ++C) {
    const double *F = Icfs + C * Icf;
    SumLogs[C] = 0;
    for (int J = 0; J < D; ++J) {
      SumLogs[C] += F[J];
      Diagonals[C * D + J] = exp(F[J]);
      Frobenius += Diagonals[C * D + J] * Diagonals[C * D + J];
    }
    for (int J = D; J < Icf; ++J)
      Frobenius += F[J] * F[J];
  }
  double Total = 0;
  for (int I = 0; I < N; ++I) {
    for (int C = 0; C < K; ++C) {
      for (int J = 0; J < D; ++J)
        Centred[J] = X[I * D + J] - Means[C * D + J];
      for (int J = 0; J < D; ++J)
        Product[J] = Diagonals[C * D + J] * Centred[J];
      const double *L = Icfs + C * Icf + D;
      for (int J = 0; J < D; ++J) {
        for (int R = J + 1; R < D; ++R)
          Product[R] += L[R - J - 1] * Centred[J];
        L += D - J - 1;
      }
      double Square = 0;
      for (int J = 0; J < D; ++J)
        Square += Product[J] * Product[J];
      Main[C] = Alphas[C] + SumLogs[C] - 0.5 * Square;
    }
    Total += log_sum_exp(Main, K);
  }
  *Result = Total - N * log_sum_exp(Alphas, K) - 0.5 * Frobenius;
  free(Diagonals);
  free(SumLogs);
  free(Centred);
  free(Product);
  free(Main);
}

static double value(const Problem *Q) {
  const Mixture *M = (const Mixture *)Q->Data;
  double *Means = Q->P + M->K, *Icfs = Means + M->K * M->D, Result;
  gmm(M->D, M->K, M->N, Q->P, Means, Icfs, M->X, &Result);
  return Result;
}

static void gradient(const Problem *Q) {
  const Mixture *M = (const Mixture *)Q->Data;
  int Means = M->K, Icfs = M->K + M->K * M->D;
  double Result = 0, Seed = 1;
  zero(Q->G, Q->Size);
  __enzyme_autodiff((void *)gmm, enzyme_const, M->D, enzyme_const, M->K,
                    enzyme_const, M->N, enzyme_dup, Q->P, Q->G, enzyme_dup,
                    Q->P + Means, Q->G + Means, enzyme_dup, Q->P + Icfs,
                    Q->G + Icfs, enzyme_const, M->X, enzyme_dupnoneed, &Result,
                    &Seed);
}

// exp(X[I] - log_sum_exp(X)) into W, times Scale.
static void softmax(const double *X, int N, double Scale, double *W) {
  double Log = log_sum_exp(X, N);
  for (int I = 0; I < N; ++I)
    W[I] = Scale * exp(X[I] - Log);
}

// One point at a time: its centred points and products for all components,
// then their weights, then the adjoints.
static void hand(const Problem *Q) {
  const Mixture *M = (const Mixture *)Q->Data;
  int D = M->D, K = M->K, Icf = D * (D + 1) / 2;
  const double *Alphas = Q->P, *Means = Q->P + K, *Icfs = Means + K * D;
  double *RESTRICT Ga = Q->G, *RESTRICT Gm = Ga + K, *RESTRICT Gi = Gm + K * D;
  double *RESTRICT Diagonals = numbers(D * K), *RESTRICT Centred = numbers(D * K);
  double *RESTRICT Product = numbers(D * K), *RESTRICT Dc = numbers(D);
  double *SumLogs = numbers(K), *Main = numbers(K), *W = numbers(K);
  softmax(Alphas, K, -M->N, Ga);
  zero(Gm, K * D);
  for (int C = 0; C < K; ++C) {
    const double *F = Icfs + C * Icf;
    SumLogs[C] = 0;
    for (int J = 0; J < D; ++J) {
      SumLogs[C] += F[J];
      Diagonals[C * D + J] = exp(F[J]);
      Gi[C * Icf + J] = -Diagonals[C * D + J] * Diagonals[C * D + J];
    }
    for (int J = D; J < Icf; ++J)
      Gi[C * Icf + J] = -F[J];
  }
  for (int I = 0; I < M->N; ++I) {
    for (int C = 0; C < K; ++C) {
      double *RESTRICT Cp = Centred + C * D, *RESTRICT Pp = Product + C * D;
      for (int J = 0; J < D; ++J) {
        Cp[J] = M->X[I * D + J] - Means[C * D + J];
        Pp[J] = Diagonals[C * D + J] * Cp[J];
      }
      const double *L = Icfs + C * Icf + D;
      for (int J = 0; J < D; L += D - J - 1, ++J)
        for (int R = J + 1; R < D; ++R)
          Pp[R] += L[R - J - 1] * Cp[J];
      double Square = 0;
      for (int J = 0; J < D; ++J)
        Square += Pp[J] * Pp[J];
      Main[C] = Alphas[C] + SumLogs[C] - 0.5 * Square;
    }
    softmax(Main, K, 1, W);
    for (int C = 0; C < K; ++C) {
      double *RESTRICT Cp = Centred + C * D, *RESTRICT Pp = Product + C * D;
      double *RESTRICT Gd = Gi + C * Icf, *RESTRICT Gl = Gd + D;
      const double *L = Icfs + C * Icf + D;
      Ga[C] += W[C];
      for (int J = 0; J < D; ++J) {
        Pp[J] *= -W[C];
        Dc[J] = Diagonals[C * D + J] * Pp[J];
        Gd[J] += W[C] + Dc[J] * Cp[J];
      }
      for (int J = 0; J < D; L += D - J - 1, Gl += D - J - 1, ++J) {
        double Sum = 0;
        for (int R = J + 1; R < D; ++R) {
          Gl[R - J - 1] += Pp[R] * Cp[J];
          Sum += L[R - J - 1] * Pp[R];
        }
        Gm[C * D + J] -= Dc[J] + Sum;
      }
    }
  }
  free(Diagonals);
  free(Centred);
  free(Product);
  free(Dc);
  free(SumLogs);
  free(Main);
  free(W);
}

int main(void) {
  static const int Sizes[][3] = {
      {2, 5, 1000}, {10, 25, 1000}, {20, 50, 1000}, {64, 25, 1000}};
  Bench B = {"GMM", value, gradient, hand, 0};
  int Wrong = 0;
  for (unsigned I = 0; I < sizeof Sizes / sizeof *Sizes; ++I) {
    Mixture M = {Sizes[I][0], Sizes[I][1], Sizes[I][2], 0};
    M.X = numbers(M.N * M.D);
    for (int J = 0; J < M.N * M.D; ++J)
      M.X[J] = 2 * uniform();
    Problem Q = make_problem(M.K * (1 + M.D + M.D * (M.D + 1) / 2), &M);
    Wrong |= run(&B, &Q, "d=%d k=%d n=%d", M.D, M.K, M.N);
    drop_problem(&Q);
    free(M.X);
  }
  return Wrong;
}
