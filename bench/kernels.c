// Small kernels of numerical programs: each a function of one array.
#include "harness.h"

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

static void fft(double *X, double *T, int N) {
  if (N < 2)
    return;
  for (int I = 0; I < N / 2; ++I) {
    T[2 * I] = X[4 * I], T[2 * I + 1] = X[4 * I + 1];
    T[N + 2 * I] = X[4 * I + 2], T[N + 2 * I + 1] = X[4 * I + 3];
  }
  fft(T, X, N / 2);
  fft(T + N, X + N, N / 2);
  double Wr = 1, Wi = 0, Cr = cos(2 * M_PI / N), Ci = -sin(2 * M_PI / N);
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
static double spectrum(const double *P, int Size) {
  double *X = (double *)malloc(Size * sizeof(double));
  double *T = (double *)malloc(Size * sizeof(double));
  for (int I = 0; I < Size; ++I)
    X[I] = P[I];
  fft(X, T, Size / 2);
  double S = 0;
  for (int I = 0; I < Size; ++I)
    S += X[I] * X[I] * (I % 7);
  free(X);
  free(T);
  return S;
}

// Explicit Euler, constant step: parameters are the start and the rates.
static double euler(const double *P, int Size) {
  double X = 1 + P[0], Y = 1 + P[1], A = 1 + P[2], B = 1 + P[3];
  for (int I = 0; I < 100000; ++I) {
    double Dx = A * X - X * Y, Dy = X * Y - B * Y;
    X += 1e-4 * Dx;
    Y += 1e-4 * Dy;
  }
  return X * Y;
}

// One layer of an LSTM over a sequence; parameters are weights and biases.
static double lstm(const double *W, int Size) {
  enum { H = 14, Steps = 100 };
  double State[H] = {0}, Memory[H] = {0}, Loss = 0;
  for (int T = 0; T < Steps; ++T) {
    double Gate[4 * H];
    for (int I = 0; I < 4 * H; ++I) {
      const double *Row = W + I * (2 * H + 1);
      double S = Row[2 * H];
      for (int J = 0; J < H; ++J)
        S += Row[J] * ((T * 7 + J * 3) % 11 - 5) * 0.1 + Row[H + J] * State[J];
      Gate[I] = I < 3 * H ? 1 / (1 + exp(-S)) : tanh(S);
    }
    for (int I = 0; I < H; ++I) {
      Memory[I] = Memory[I] * Gate[I] + Gate[H + I] * Gate[3 * H + I];
      State[I] = Gate[2 * H + I] * tanh(Memory[I]);
      Loss += State[I] * State[I] * (I + 1);
    }
  }
  return Loss;
}

double __enzyme_autodiff_value(void *, ...);
#define KERNEL(NAME)                                                           \
  static double NAME##_value(const Problem *Q) { return NAME(Q->P, Q->Size); } \
  static void NAME##_gradient(const Problem *Q) {                              \
    zero(Q->G, Q->Size);                                                       \
    __enzyme_autodiff_value((void *)NAME, enzyme_dup, Q->P, Q->G,              \
                            enzyme_const, Q->Size);                            \
  }
KERNEL(logsumexp)
KERNEL(matvec)
KERNEL(brusselator)
KERNEL(spectrum)
KERNEL(euler)
KERNEL(lstm)

static int measure(const char *Label, ValueFn V, GradientFn G, int Size) {
  Problem Q = make_problem(Size, 0);
  int Wrong = run(Label, V, G, &Q);
  drop_problem(&Q);
  return Wrong;
}

int main(void) {
  int Wrong = 0;
#define MEASURE(LABEL, NAME, SIZE)                                             \
  Wrong |= measure(LABEL, NAME##_value, NAME##_gradient, SIZE)
  MEASURE("logsumexp 1000", logsumexp, 1000);
  MEASURE("logsumexp 1000000", logsumexp, 1000000);
  MEASURE("matrix-vector 1000 x 1000", matvec, 1000000);
  MEASURE("brusselator 32 x 32", brusselator, 2 * 32 * 32);
  MEASURE("fft 1024", spectrum, 2 * 1024);
  MEASURE("fft 65536", spectrum, 2 * 65536);
  MEASURE("euler 100000 steps", euler, 4);
  MEASURE("lstm 14 units, 100 steps", lstm, 4 * 14 * 29);
  return Wrong;
}
