// LSTM: a stack of cells whose state is updated in place over a sequence.
// sanitize
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <cmath>
#include <memory>

namespace {
double sigmoid(double X) { return 1 / (1 + std::exp(-X)); }

class Cell {
public:
  Cell(const double *W, const double *B, int N)
      : W(W), B(B), H(N, 0.0), C(N, 0.0) {}
  /// One step; the input is replaced by the output.
  void step(std::vector<double> &X) {
    int N = int(H.size());
    for (int I = 0; I < N; ++I) {
      double Forget = sigmoid(X[I] * W[I] + B[I]);
      double In = sigmoid(H[I] * W[N + I] + B[N + I]);
      double Out = sigmoid(X[I] * W[2 * N + I] + B[2 * N + I]);
      double Change = std::tanh(H[I] * W[3 * N + I] + B[3 * N + I]);
      C[I] = C[I] * Forget + In * Change;
      H[I] = Out * std::tanh(C[I]);
    }
    X = H;
  }

private:
  const double *W, *B;
  std::vector<double> H, C;
};

class Network {
public:
  Network(const double *P, int Layers, int N) : N(N) {
    for (int L = 0; L < Layers; ++L, P += 8 * N)
      Cells.push_back(std::make_unique<Cell>(P, P + 4 * N, N));
    Extra = P;
  }
  std::vector<double> predict(const std::vector<double> &Input) {
    std::vector<double> X(N);
    for (int I = 0; I < N; ++I)
      X[I] = Input[I] * Extra[I];
    for (auto &C : Cells)
      C->step(X);
    for (int I = 0; I < N; ++I)
      X[I] = X[I] * Extra[N + I] + Extra[2 * N + I];
    return X;
  }

private:
  int N;
  std::vector<std::unique_ptr<Cell>> Cells;
  const double *Extra;
};

constexpr int Layers = 2, Width = 3, Steps = 5;

double loss(const double *X, int) {
  Network Net(X, Layers, Width);
  double Total = 0;
  for (int T = 0; T + 1 < Steps; ++T) {
    std::vector<double> In(Width), Want(Width);
    for (int I = 0; I < Width; ++I) {
      In[I] = sample(11 * T + I);
      Want[I] = sample(11 * (T + 1) + I);
    }
    std::vector<double> Y = Net.predict(In);
    double S = 0;
    for (double V : Y)
      S += std::exp(V);
    double Log = std::log(S + 2);
    for (int I = 0; I < Width; ++I)
      Total += Want[I] * (Y[I] - Log);
  }
  return -Total / (Width * (Steps - 1));
}
} // namespace

int main() {
  constexpr int N = Layers * 8 * Width + 3 * Width;
  double X[N];
  for (int I = 0; I < N; ++I)
    X[I] = sample(I);
  BOTH_MODES(loss, X, N);
  return check_done();
}
