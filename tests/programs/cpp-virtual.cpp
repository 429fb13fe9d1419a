// Virtual functions and abstract bases: calls found at run time.
// debug
// lto-no-exceptions Os
#include "check.h"
#include <memory>
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

struct Layer {
  virtual ~Layer() = default;
  virtual double apply(double X) const = 0;
};
struct Scale : Layer {
  double Factor;
  explicit Scale(double F) : Factor(F) {}
  double apply(double X) const override { return Factor * X; }
};
struct Wave : Layer {
  double Frequency, Phase;
  Wave(double F, double P) : Frequency(F), Phase(P) {}
  double apply(double X) const override { return sin(Frequency * X + Phase); }
};

NOINLINE static double run(const Layer *const *Layers, int N, double X) {
  for (int I = 0; I < N; ++I)
    X = Layers[I]->apply(X);
  return X;
}
static double network(const double *W, double X) {
  Scale A(W[0]);
  Wave B(W[1], W[2]);
  Scale C(W[3]);
  const Layer *Layers[] = {&A, &B, &C, &B};
  return run(Layers, 4, X);
}
static double owned(const double *W, int N, double X) {
  std::vector<std::unique_ptr<Layer>> Layers;
  for (int I = 0; I < N; ++I)
    if (I % 2)
      Layers.push_back(std::make_unique<Wave>(W[I % 4], 0.5));
    else
      Layers.push_back(std::make_unique<Scale>(W[I % 4]));
  for (auto &L : Layers)
    X = L->apply(X) + 0.1 * X;
  return X;
}
int main() {
  double W[4] = {0.7, 1.3, -0.4, 2}, X = 0.6;
  double G[4] = {0};
  double Dx = __enzyme_autodiff((void *)network, W, G, X);
  GRADIENT(G, network(W, X), W, 4, 1e-9);
  NEAR(Dx, FD(network(W, X), X), 1e-9);
  double T[4] = {1, -1, 0.5, 2};
  SAME(__enzyme_fwddiff((void *)network, W, T, X, 3.0), inner(G, T, 4) + 3 * Dx);
  for (int N = 0; N <= 5; N += 5) {
    double Gn[4] = {0};
    __enzyme_autodiff((void *)owned, W, Gn, N, X);
    GRADIENT(Gn, owned(W, N, X), W, 4, 1e-9);
  }
  return check_done();
}
