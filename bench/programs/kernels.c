// Small kernels of numerical programs, each a function of one array.
#include "../harness.h"

double __enzyme_autodiff_value(void *, ...);
#define KERNEL(NAME)                                                           \
  static double NAME##_value(const Problem *Q) { return NAME(Q->P, Q->Size); } \
  static void NAME##_gradient(const Problem *Q) {                              \
    zero(Q->G, Q->Size);                                                       \
    __enzyme_autodiff_value((void *)NAME, enzyme_dup, Q->P, Q->G,              \
                            enzyme_const, Q->Size);                            \
  }

static double logsumexp(const double *X, int N) {
  double Max = X[0];
  for (int I = 1; I < N; ++I)
    if (X[I] > Max)
      Max = X[I];
  double Sum = 0;
  for (int I = 0; I < N; ++I)
    Sum += exp(X[I] - Max);
  return Max + log(Sum);
}
static void logsumexp_hand(const Problem *Q) {
  double Max = Q->P[0], Sum = 0;
  for (int I = 1; I < Q->Size; ++I)
    if (Q->P[I] > Max)
      Max = Q->P[I];
  for (int I = 0; I < Q->Size; ++I)
    Sum += Q->G[I] = exp(Q->P[I] - Max);
  for (int I = 0; I < Q->Size; ++I)
    Q->G[I] /= Sum;
}

// The matrix is the parameter; N is its order.
static double matvec(const double *A, int Size) {
  int N = (int)sqrt((double)Size);
  double Norm = 0;
  for (int I = 0; I < N; ++I) {
    double Y = 0;
    for (int J = 0; J < N; ++J)
      Y += A[I * N + J] * (1.0 / (J + 1));
    Norm += Y * Y;
  }
  return Norm;
}
static void matvec_hand(const Problem *Q) {
  int N = (int)sqrt((double)Q->Size);
  for (int I = 0; I < N; ++I) {
    double Y = 0;
    for (int J = 0; J < N; ++J)
      Y += Q->P[I * N + J] * (1.0 / (J + 1));
    for (int J = 0; J < N; ++J)
      Q->G[I * N + J] = 2 * Y * (1.0 / (J + 1));
  }
}

// Brusselator right-hand side on a periodic grid, weighted sum of the result.
static double brusselator(const double *U, int Size) {
  int N = (int)sqrt(Size / 2.0);
  const double *V = U + N * N;
  double A = 3.4, B = 1, Alpha = 10, S = 0;
  for (int I = 0; I < N; ++I) {
    int Up = (I == 0 ? N - 1 : I - 1) * N, Down = (I == N - 1 ? 0 : I + 1) * N;
    for (int J = 0; J < N; ++J) {
      int C = I * N + J, L = I * N + (J == 0 ? N - 1 : J - 1);
      int R = I * N + (J == N - 1 ? 0 : J + 1);
      double Lu = U[Up + J] + U[Down + J] + U[L] + U[R] - 4 * U[C];
      double Lv = V[Up + J] + V[Down + J] + V[L] + V[R] - 4 * V[C];
      S += B + U[C] * U[C] * V[C] - (A + 1) * U[C] + Alpha * Lu * (J + 1);
      S += 0.5 * (A * U[C] - U[C] * U[C] * V[C] + Alpha * Lv * (I + 1));
    }
  }
  return S;
}

// Explicit Euler, constant step: parameters are the start and the rates.
enum { EulerSteps = 100000 };
static double euler(const double *P, int Size) {
  (void)Size;
  double X = 1 + P[0], Y = 1 + P[1], A = 1 + P[2], B = 1 + P[3];
  for (int I = 0; I < EulerSteps; ++I) {
    double Dx = A * X - X * Y, Dy = X * Y - B * Y;
    X += 1e-4 * Dx;
    Y += 1e-4 * Dy;
  }
  return X * Y;
}
static void euler_hand(const Problem *Q) {
  double X = 1 + Q->P[0], Y = 1 + Q->P[1], A = 1 + Q->P[2], B = 1 + Q->P[3];
  double *Xs = numbers(EulerSteps), *Ys = numbers(EulerSteps);
  for (int I = 0; I < EulerSteps; ++I) {
    Xs[I] = X, Ys[I] = Y;
    double Dx = A * X - X * Y, Dy = X * Y - B * Y;
    X += 1e-4 * Dx;
    Y += 1e-4 * Dy;
  }
  double Gx = Y, Gy = X, Ga = 0, Gb = 0;
  for (int I = EulerSteps; I-- > 0;) {
    double Dx = 1e-4 * Gx, Dy = 1e-4 * Gy;
    Ga += Dx * Xs[I];
    Gb -= Dy * Ys[I];
    Gx += Dx * (A - Ys[I]) + Dy * Ys[I];
    Gy += Dy * (Xs[I] - B) - Dx * Xs[I];
  }
  Q->G[0] = Gx, Q->G[1] = Gy, Q->G[2] = Ga, Q->G[3] = Gb;
  free(Xs);
  free(Ys);
}

// Recursive FFT, Sign -1, and its inverse but for a factor, Sign 1.
static void fft(double *X, double *T, int N, double Sign) {
  if (N < 2)
    return;
  for (int I = 0; I < N / 2; ++I) {
    T[2 * I] = X[4 * I], T[2 * I + 1] = X[4 * I + 1];
    T[N + 2 * I] = X[4 * I + 2], T[N + 2 * I + 1] = X[4 * I + 3];
  }
  fft(T, X, N / 2, Sign);
  fft(T + N, X + N, N / 2, Sign);
  double Wr = 1, Wi = 0, Cr = cos(2 * M_PI / N), Ci = Sign * sin(2 * M_PI / N);
  for (int I = 0; I < N / 2; ++I) {
    double Re = Wr * T[N + 2 * I] - Wi * T[N + 2 * I + 1];
    double Im = Wr * T[N + 2 * I + 1] + Wi * T[N + 2 * I];
    X[2 * I] = T[2 * I] + Re, X[2 * I + 1] = T[2 * I + 1] + Im;
    X[N + 2 * I] = T[2 * I] - Re, X[N + 2 * I + 1] = T[2 * I + 1] - Im;
    double Next = Wr * Cr - Wi * Ci;
    Wi = Wr * Ci + Wi * Cr;
    Wr = Next;
  }
}
static double there_and_back(const double *P, int Size) {
  double *X = numbers(Size), *T = numbers(Size), S = 0;
  for (int I = 0; I < Size; ++I)
    X[I] = P[I];
  fft(X, T, Size / 2, -1);
  fft(X, T, Size / 2, 1);
  for (int I = 0; I < Size; ++I)
    S += X[I] * X[I] * (I % 7);
  free(X);
  free(T);
  return S;
}
// The transpose of a transform is the one with the other sign.
static void there_and_back_hand(const Problem *Q) {
  double *T = numbers(Q->Size);
  memcpy(Q->G, Q->P, Q->Size * sizeof(double));
  fft(Q->G, T, Q->Size / 2, -1);
  fft(Q->G, T, Q->Size / 2, 1);
  for (int I = 0; I < Q->Size; ++I)
    Q->G[I] *= 2 * (I % 7);
  fft(Q->G, T, Q->Size / 2, -1);
  fft(Q->G, T, Q->Size / 2, 1);
  free(T);
}

KERNEL(logsumexp)
KERNEL(matvec)
KERNEL(brusselator)
KERNEL(euler)
KERNEL(there_and_back)

static int measure(Bench B, int Size, const char *Label) {
  Problem Q = make_problem(Size, 0);
  int Wrong = run(&B, &Q, "%s", Label);
  drop_problem(&Q);
  return Wrong;
}

int main(void) {
  int Wrong = 0;
#define MEASURE(NAME, FUNCTION, HAND, SIZE, LABEL)                             \
  Wrong |= measure(                                                            \
      (Bench){NAME, FUNCTION##_value, FUNCTION##_gradient, HAND, 0}, SIZE, LABEL)
  MEASURE("logsumexp", logsumexp, logsumexp_hand, 1000, "1,000");
  MEASURE("logsumexp", logsumexp, logsumexp_hand, 1000000, "1,000,000");
  MEASURE("matrix-vector", matvec, matvec_hand, 1000000, "1000 × 1000");
  MEASURE("Brusselator", brusselator, 0, 2 * 32 * 32, "32 × 32");
  MEASURE("Euler", euler, euler_hand, 4, "100,000 steps");
#define FFT(SIZE, LABEL)                                                       \
  MEASURE("FFT and inverse", there_and_back, there_and_back_hand, 2 * (SIZE),  \
          LABEL)
  FFT(1024, "1,024");
  FFT(65536, "65,536");
  return Wrong;
}
