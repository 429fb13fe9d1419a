// dot, matrix-vector, matrix-matrix, and their adjoints by the text book.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double dot(const double *A, const double *B, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += A[I] * B[I];
  return S;
}
NOINLINE static void matvec(const double *A, const double *X, double *Y, int M,
                            int N) {
  for (int I = 0; I < M; ++I) {
    Y[I] = 0;
    for (int J = 0; J < N; ++J)
      Y[I] += A[I * N + J] * X[J];
  }
}
NOINLINE static void matmul(const double *A, const double *B, double *C, int N) {
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < N; ++J)
      C[I * N + J] = 0;
  for (int I = 0; I < N; ++I)
    for (int K = 0; K < N; ++K)
      for (int J = 0; J < N; ++J)
        C[I * N + J] += A[I * N + K] * B[K * N + J];
}

int main(void) {
  int Ns[] = {0, 1, 2, 7};
  for (int Q = 0; Q < 4; ++Q) {
    int N = Ns[Q], M = N + 2;
    double A[81], B[81], C[81], X[9], Y[9];
    double Da[81] = {0}, Db[81] = {0}, Dc[81], Dx[9] = {0}, Dy[9], S[81];
    for (int I = 0; I < 81; ++I)
      A[I] = sample(I), B[I] = sample(I + 81), S[I] = Dc[I] = sample(I + 200);
    for (int I = 0; I < 9; ++I)
      X[I] = sample(I + 300), Dy[I] = S[I];
    __enzyme_autodiff((void *)dot, A, Da, B, Db, N);
    for (int I = 0; I < N; ++I) {
      SAME(Da[I], B[I]);
      SAME(Db[I], A[I]);
    }
    memset(Da, 0, sizeof Da);
    memset(Db, 0, sizeof Db);
    __enzyme_autodiff((void *)matvec, enzyme_dup, A, Da, enzyme_dup, X, Dx,
                      enzyme_dup, Y, Dy, enzyme_const, M, enzyme_const, N);
    for (int J = 0; J < N; ++J) {
      double Want = 0;
      for (int I = 0; I < M; ++I) {
        SAME(Da[I * N + J], S[I] * X[J]); // dA = y' x^T
        Want += A[I * N + J] * S[I];      // dx = A^T y'
      }
      SAME(Dx[J], Want);
    }
    memset(Da, 0, sizeof Da);
    __enzyme_autodiff((void *)matmul, A, Da, B, Db, C, Dc, N);
    for (int I = 0; I < N; ++I)
      for (int J = 0; J < N; ++J) {
        double Wa = 0, Wb = 0;
        for (int K = 0; K < N; ++K) {
          Wa += S[I * N + K] * B[J * N + K]; // dA = C' B^T
          Wb += A[K * N + I] * S[K * N + J]; // dB = A^T C'
        }
        SAME(Da[I * N + J], Wa);
        SAME(Db[I * N + J], Wb);
      }
  }
  return check_done();
}
