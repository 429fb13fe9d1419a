// A small LSTM over a few steps with a loss on the last state.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

enum { H = 3 };
static double sigmoid(double X) { return 1 / (1 + exp(-X)); }

NOINLINE static void cell(const double *W, const double *B, double *State,
                          double *Memory, const double *Input) {
  double Gate[4 * H];
  for (int I = 0; I < 4 * H; ++I) {
    double S = B[I];
    for (int J = 0; J < H; ++J)
      S += W[I * 2 * H + J] * Input[J] + W[I * 2 * H + H + J] * State[J];
    Gate[I] = S;
  }
  for (int I = 0; I < H; ++I) {
    double Forget = sigmoid(Gate[I]), In = sigmoid(Gate[H + I]);
    double Out = sigmoid(Gate[2 * H + I]), Change = tanh(Gate[3 * H + I]);
    Memory[I] = Memory[I] * Forget + In * Change;
    State[I] = Out * tanh(Memory[I]);
  }
}
NOINLINE static double loss(const double *W, const double *B,
                            const double *Sequence, int Steps) {
  double State[H] = {0}, Memory[H] = {0};
  for (int T = 0; T < Steps; ++T)
    cell(W, B, State, Memory, Sequence + T * H);
  double L = 0;
  for (int I = 0; I < H; ++I)
    L += (State[I] - 0.5) * (State[I] - 0.5);
  return L;
}

int main(void) {
  double W[4 * H * 2 * H], B[4 * H], S[7 * H];
  for (int I = 0; I < 8 * H * H; ++I)
    W[I] = sample(I);
  for (int I = 0; I < 4 * H; ++I)
    B[I] = sample(I + 100);
  for (int I = 0; I < 7 * H; ++I)
    S[I] = sample(I + 200);
  for (int Steps = 0; Steps <= 7; Steps += Steps ? 6 : 1) {
    double Dw[8 * H * H] = {0}, Db[4 * H] = {0}, Ds[7 * H] = {0};
    __enzyme_autodiff((void *)loss, W, Dw, B, Db, S, Ds, Steps);
    GRADIENT(Dw, loss(W, B, S, Steps), W, 8 * H * H, 1e-9);
    GRADIENT(Db, loss(W, B, S, Steps), B, 4 * H, 1e-9);
    GRADIENT(Ds, loss(W, B, S, Steps), S, 7 * H, 1e-9);
  }
  return check_done();
}
