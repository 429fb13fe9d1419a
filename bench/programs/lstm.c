// The LSTM of the ADBench suite, from its published formula: gates with diagonal
// weights, the log-likelihood of a sequence. Parameters: for each layer weights
// and biases of four gates [2][4 B]; weights of input and output, bias of the
// output [3 B]; for each layer hidden value and cell at the beginning [2][B].
#include "../harness.h"

enum { B = 14 };
typedef struct {
  int Layers, Length;
  double *Sequence; // [Length][B]
} Text;

static double sigmoid(double X) { return 1 / (1 + exp(-X)); }

static void layer(const double *RESTRICT Weight, const double *RESTRICT Bias,
                  double *RESTRICT Hidden, double *RESTRICT Cell,
                  const double *RESTRICT Input) {
  for (int I = 0; I < B; ++I) {
    double Forget = sigmoid(Input[I] * Weight[I] + Bias[I]);
    double In = sigmoid(Hidden[I] * Weight[B + I] + Bias[B + I]);
    double Out = sigmoid(Input[I] * Weight[2 * B + I] + Bias[2 * B + I]);
    double Change = tanh(Hidden[I] * Weight[3 * B + I] + Bias[3 * B + I]);
    Cell[I] = Cell[I] * Forget + In * Change;
    Hidden[I] = Out * tanh(Cell[I]);
  }
}

static void predict(int Layers, const double *RESTRICT Main,
                    const double *RESTRICT Extra, double *RESTRICT State,
                    const double *RESTRICT Input, double *RESTRICT Output) {
  double First[B];
  for (int I = 0; I < B; ++I)
    First[I] = Input[I] * Extra[I];
  const double *Below = First;
  for (int L = 0; L < Layers; ++L) {
    double *Hidden = State + 2 * B * L;
    layer(Main + 8 * B * L, Main + 8 * B * L + 4 * B, Hidden, Hidden + B, Below);
    Below = Hidden;
  }
  for (int I = 0; I < B; ++I)
    Output[I] = Below[I] * Extra[B + I] + Extra[2 * B + I];
}

static void lstm(int Layers, int Length, const double *RESTRICT Main,
                 const double *RESTRICT Extra, double *RESTRICT State,
                 const double *RESTRICT Sequence, double *RESTRICT Loss) {
  double Total = 0, Output[B];
  for (int T = 0; T + 1 < Length; ++T) {
    predict(Layers, Main, Extra, State, Sequence + T * B, Output);
    double Sum = 2;
    for (int I = 0; I < B; ++I)
      Sum += exp(Output[I]);
    double Log = log(Sum);
    for (int I = 0; I < B; ++I)
      Total += Sequence[(T + 1) * B + I] * (Output[I] - Log);
  }
  *Loss = -Total / (B * (Length - 1));
}

// The state is overwritten, so both work on a copy.
static double value(const Problem *Q) {
  const Text *X = (const Text *)Q->Data;
  int Main = X->Layers * 8 * B, States = X->Layers * 2 * B;
  double *State = numbers(States), Loss;
  memcpy(State, Q->P + Main + 3 * B, States * sizeof(double));
  lstm(X->Layers, X->Length, Q->P, Q->P + Main, State, X->Sequence, &Loss);
  free(State);
  return Loss;
}
static void gradient(const Problem *Q) {
  const Text *X = (const Text *)Q->Data;
  int Main = X->Layers * 8 * B, States = X->Layers * 2 * B;
  double *State = numbers(States), Loss, Seed = 1;
  memcpy(State, Q->P + Main + 3 * B, States * sizeof(double));
  zero(Q->G, Q->Size);
  __enzyme_autodiff((void *)lstm, enzyme_const, X->Layers, enzyme_const,
                    X->Length, enzyme_dup, Q->P, Q->G, enzyme_dup, Q->P + Main,
                    Q->G + Main, enzyme_dup, State, Q->G + Main + 3 * B,
                    enzyme_const, X->Sequence, enzyme_dupnoneed, &Loss, &Seed);
  free(State);
}

// Keeps, of each step and layer, four gates, the cells before and behind it, the
// hidden value before it and the input: [8][B].
static void hand(const Problem *Q) {
  const Text *X = (const Text *)Q->Data;
  int Layers = X->Layers, Steps = X->Length - 1;
  const double *Main = Q->P, *Extra = Main + Layers * 8 * B;
  const double *Start = Extra + 3 * B;
  double *Gm = Q->G, *Ge = Gm + Layers * 8 * B, *Gs = Ge + 3 * B;
  double *Kept = numbers(Steps * Layers * 8 * B), *Outs = numbers(Steps * B);
  double *State = numbers(Layers * 2 * B), Scale = -1.0 / (B * Steps);
  memcpy(State, Start, Layers * 2 * B * sizeof(double));
  zero(Q->G, Q->Size);
  for (int T = 0; T < Steps; ++T) {
    const double *In = X->Sequence + T * B;
    for (int L = 0; L < Layers; ++L) {
      double *RESTRICT K = Kept + (T * Layers + L) * 8 * B;
      double *RESTRICT S = State + 2 * B * L;
      const double *RESTRICT W = Main + 8 * B * L;
      for (int I = 0; I < B; ++I) {
        double Below = L ? S[I - 2 * B] : In[I] * Extra[I], H = S[I];
        K[4 * B + I] = S[B + I], K[6 * B + I] = H, K[7 * B + I] = Below;
        K[I] = sigmoid(Below * W[I] + W[4 * B + I]);
        K[B + I] = sigmoid(H * W[B + I] + W[5 * B + I]);
        K[2 * B + I] = sigmoid(Below * W[2 * B + I] + W[6 * B + I]);
        K[3 * B + I] = tanh(H * W[3 * B + I] + W[7 * B + I]);
        S[B + I] = S[B + I] * K[I] + K[B + I] * K[3 * B + I];
        K[5 * B + I] = tanh(S[B + I]);
        S[I] = K[2 * B + I] * K[5 * B + I];
      }
    }
    memcpy(Outs + T * B, State + 2 * B * (Layers - 1), B * sizeof(double));
  }
  for (int T = Steps; T-- > 0;) {
    const double *In = X->Sequence + T * B, *Next = In + B;
    double E[B], Sum = 2, All = 0, Above[B];
    for (int I = 0; I < B; ++I) {
      E[I] = exp(Outs[T * B + I] * Extra[B + I] + Extra[2 * B + I]);
      Sum += E[I];
      All += Next[I];
    }
    for (int I = 0; I < B; ++I) {
      double D = Scale * (Next[I] - All * E[I] / Sum);
      Ge[B + I] += D * Outs[T * B + I];
      Ge[2 * B + I] += D;
      Above[I] = D * Extra[B + I];
    }
    for (int L = Layers; L-- > 0;) {
      const double *RESTRICT K = Kept + (T * Layers + L) * 8 * B;
      const double *RESTRICT W = Main + 8 * B * L;
      double *RESTRICT G = Gm + 8 * B * L, *RESTRICT S = Gs + 2 * B * L;
      for (int I = 0; I < B; ++I) {
        double F = K[I], N = K[B + I], O = K[2 * B + I], C = K[3 * B + I];
        double Dh = S[I] + Above[I], Th = K[5 * B + I];
        double Dc = S[B + I] + Dh * O * (1 - Th * Th);
        double Do = Dh * Th * O * (1 - O), Df = Dc * K[4 * B + I] * F * (1 - F);
        double Dn = Dc * C * N * (1 - N), Dg = Dc * N * (1 - C * C);
        G[I] += Df * K[7 * B + I], G[4 * B + I] += Df;
        G[B + I] += Dn * K[6 * B + I], G[5 * B + I] += Dn;
        G[2 * B + I] += Do * K[7 * B + I], G[6 * B + I] += Do;
        G[3 * B + I] += Dg * K[6 * B + I], G[7 * B + I] += Dg;
        S[B + I] = Dc * F;
        S[I] = Dn * W[B + I] + Dg * W[3 * B + I];
        Above[I] = Df * W[I] + Do * W[2 * B + I];
      }
    }
    for (int I = 0; I < B; ++I)
      Ge[I] += Above[I] * In[I];
  }
  free(Kept);
  free(Outs);
  free(State);
}

int main(void) {
  static const int Sizes[][2] = {{2, 1024}, {4, 1024}, {4, 4096}};
  Bench Measured = {"LSTM", value, gradient, hand, 0};
  int Wrong = 0;
  for (unsigned I = 0; I < sizeof Sizes / sizeof *Sizes; ++I) {
    Text X = {Sizes[I][0], Sizes[I][1], numbers(Sizes[I][1] * B)};
    for (int J = 0; J < X.Length * B; ++J)
      X.Sequence[J] = J % B == J / B * 5 % B;
    Problem Q = make_problem(X.Layers * 10 * B + 3 * B, &X);
    Wrong |= run(&Measured, &Q, "%d layers, %d characters", X.Layers, X.Length);
    drop_problem(&Q);
    free(X.Sequence);
  }
  return Wrong;
}
