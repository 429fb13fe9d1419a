// k-means, a dense neural net, the logarithm of a determinant.
#include "../harness.h"

// Squared distances of points to their nearest centres; centres are parameters.
typedef struct {
  int N, K, D;
  double *X;
} Points;
static double kmeans(const double *RESTRICT C, const double *RESTRICT X, int N,
                     int K, int D) {
  double Sum = 0;
  for (int I = 0; I < N; ++I) {
    double Least = 1e300;
    for (int J = 0; J < K; ++J) {
      double Square = 0;
      for (int L = 0; L < D; ++L) {
        double E = X[I * D + L] - C[J * D + L];
        Square += E * E;
      }
      if (Square < Least)
        Least = Square;
    }
    Sum += Least;
  }
  return Sum;
}
double __enzyme_autodiff_value(void *, ...);
static double kmeans_value(const Problem *Q) {
  const Points *S = (const Points *)Q->Data;
  return kmeans(Q->P, S->X, S->N, S->K, S->D);
}
static void kmeans_gradient(const Problem *Q) {
  const Points *S = (const Points *)Q->Data;
  zero(Q->G, Q->Size);
  __enzyme_autodiff_value((void *)kmeans, enzyme_dup, Q->P, Q->G, enzyme_const,
                          S->X, enzyme_const, S->N, enzyme_const, S->K,
                          enzyme_const, S->D);
}
static void kmeans_hand(const Problem *Q) {
  const Points *S = (const Points *)Q->Data;
  int D = S->D;
  zero(Q->G, Q->Size);
  for (int I = 0; I < S->N; ++I) {
    double Least = 1e300;
    int Nearest = 0;
    for (int J = 0; J < S->K; ++J) {
      double Square = 0;
      for (int L = 0; L < D; ++L) {
        double E = S->X[I * D + L] - Q->P[J * D + L];
        Square += E * E;
      }
      if (Square < Least)
        Least = Square, Nearest = J;
    }
    for (int L = 0; L < D; ++L)
      Q->G[Nearest * D + L] += 2 * (Q->P[Nearest * D + L] - S->X[I * D + L]);
  }
}

// One hidden layer of tanh, softmax, cross-entropy. Parameters: [Hidden][In],
// [Hidden], [Out][Hidden], [Out].
enum { In = 196, Hidden = 32, Out = 10, Images = 50 };
static double net(const double *RESTRICT W, const double *RESTRICT X) {
  const double *B = W + Hidden * In, *V = B + Hidden, *C = V + Out * Hidden;
  double Loss = 0;
  for (int N = 0; N < Images; ++N) {
    double H[Hidden], Y[Out], Sum = 0;
    for (int I = 0; I < Hidden; ++I) {
      double A = B[I];
      for (int J = 0; J < In; ++J)
        A += W[I * In + J] * X[N * In + J];
      H[I] = tanh(A);
    }
    for (int I = 0; I < Out; ++I) {
      Y[I] = C[I];
      for (int J = 0; J < Hidden; ++J)
        Y[I] += V[I * Hidden + J] * H[J];
      Sum += exp(Y[I]);
    }
    Loss += log(Sum) - Y[N % Out];
  }
  return Loss;
}
static double net_value(const Problem *Q) {
  return net(Q->P, (const double *)Q->Data);
}
static void net_gradient(const Problem *Q) {
  zero(Q->G, Q->Size);
  __enzyme_autodiff_value((void *)net, enzyme_dup, Q->P, Q->G, enzyme_const,
                          (const double *)Q->Data);
}
static void net_hand(const Problem *Q) {
  const double *W = Q->P, *X = (const double *)Q->Data;
  const double *B = W + Hidden * In, *V = B + Hidden, *C = V + Out * Hidden;
  double *RESTRICT Gw = Q->G, *RESTRICT Gb = Gw + Hidden * In;
  double *RESTRICT Gv = Gb + Hidden, *RESTRICT Gc = Gv + Out * Hidden;
  zero(Q->G, Q->Size);
  for (int N = 0; N < Images; ++N) {
    double H[Hidden], Y[Out], D[Hidden] = {0}, Sum = 0;
    for (int I = 0; I < Hidden; ++I) {
      double A = B[I];
      for (int J = 0; J < In; ++J)
        A += W[I * In + J] * X[N * In + J];
      H[I] = tanh(A);
    }
    for (int I = 0; I < Out; ++I) {
      double A = C[I];
      for (int J = 0; J < Hidden; ++J)
        A += V[I * Hidden + J] * H[J];
      Sum += Y[I] = exp(A);
    }
    for (int I = 0; I < Out; ++I) {
      double E = Y[I] / Sum - (I == N % Out);
      Gc[I] += E;
      for (int J = 0; J < Hidden; ++J) {
        Gv[I * Hidden + J] += E * H[J];
        D[J] += E * V[I * Hidden + J];
      }
    }
    for (int I = 0; I < Hidden; ++I) {
      double E = D[I] * (1 - H[I] * H[I]);
      Gb[I] += E;
      for (int J = 0; J < In; ++J)
        Gw[I * In + J] += E * X[N * In + J];
    }
  }
}

// log |det A| by elimination; the diagonal of A is large.
static double log_det(const double *RESTRICT P, double *RESTRICT A, int N) {
  for (int I = 0; I < N * N; ++I)
    A[I] = P[I];
  double Sum = 0;
  for (int K = 0; K < N; ++K) {
    Sum += log(fabs(A[K * N + K]));
    for (int I = K + 1; I < N; ++I) {
      double F = A[I * N + K] / A[K * N + K];
      for (int J = K + 1; J < N; ++J)
        A[I * N + J] -= F * A[K * N + J];
    }
  }
  return Sum;
}
typedef struct {
  int N;
  double *A, *B;
} Matrix;
static double log_det_value(const Problem *Q) {
  const Matrix *M = (const Matrix *)Q->Data;
  return log_det(Q->P, M->A, M->N);
}
static void log_det_gradient(const Problem *Q) {
  const Matrix *M = (const Matrix *)Q->Data;
  zero(Q->G, Q->Size);
  zero(M->B, Q->Size);
  __enzyme_autodiff_value((void *)log_det, enzyme_dup, Q->P, Q->G, enzyme_dup,
                          M->A, M->B, enzyme_const, M->N);
}
// The transposed inverse, by Gauss and Jordan.
static void log_det_hand(const Problem *Q) {
  const Matrix *M = (const Matrix *)Q->Data;
  int N = M->N;
  double *RESTRICT A = M->A, *RESTRICT B = M->B;
  memcpy(A, Q->P, Q->Size * sizeof(double));
  zero(B, Q->Size);
  for (int I = 0; I < N; ++I)
    B[I * N + I] = 1;
  for (int K = 0; K < N; ++K) {
    double F = 1 / A[K * N + K];
    for (int J = 0; J < N; ++J)
      A[K * N + J] *= F, B[K * N + J] *= F;
    for (int I = 0; I < N; ++I) {
      if (I == K)
        continue;
      double E = A[I * N + K];
      for (int J = K; J < N; ++J)
        A[I * N + J] -= E * A[K * N + J];
      for (int J = 0; J <= K; ++J)
        B[I * N + J] -= E * B[K * N + J];
    }
  }
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      Q->G[I * N + J] = B[J * N + I];
}

int main(void) {
  Points S = {10000, 16, 8, numbers(80000)};
  for (int I = 0; I < 80000; ++I)
    S.X[I] = uniform();
  Problem Q = make_problem(S.K * S.D, &S);
  Bench B = {"k-means", kmeans_value, kmeans_gradient, kmeans_hand, 0};
  int Wrong = run(&B, &Q, "10,000 points, k=16 d=8");
  drop_problem(&Q);

  Q = make_problem(Hidden * (In + 1) + Out * (Hidden + 1), S.X);
  B = (Bench){"neural net", net_value, net_gradient, net_hand, 0};
  Wrong |= run(&B, &Q, "196-32-10, 50 images");
  drop_problem(&Q);
  free(S.X);

  Matrix M = {100, numbers(10000), numbers(10000)};
  Q = make_problem(10000, &M);
  for (int I = 0; I < M.N; ++I)
    Q.P[I * M.N + I] += 20;
  B = (Bench){"log det by LU", log_det_value, log_det_gradient, log_det_hand, 0};
  Wrong |= run(&B, &Q, "100 × 100");
  drop_problem(&Q);
  free(M.A);
  free(M.B);
  return Wrong;
}
