// Virtual bases: the diamond, offsets found through the vtable at run time.
// debug
// lto-no-exceptions O3
#include "check.hpp"

struct State {
  double V = 1;
  virtual ~State() = default;
  virtual double read() const { return V; }
};
struct Grow : virtual State {
  double Rate = 1;
  void grow() { V *= 1 + Rate; }
};
struct Shift : virtual State {
  double By = 0;
  void shift() { V += By * By; }
};
struct Both : Grow, Shift {
  double read() const override { return V * Rate + By; }
};

static double step(Grow &G) {
  G.grow();
  return G.V;
}

static double diamond(const double *X, int) {
  Both B;
  B.V = X[0];
  B.Rate = X[1];
  B.By = X[2];
  double S = 0;
  for (int I = 0; I < 3; ++I) {
    S += step(B);
    B.shift();
  }
  State &Base = B;
  Shift *Sh = &B;
  Sh->By *= 2;
  return S * Base.read();
}

static double alone(const double *X, int N) {
  Grow G;
  G.Rate = X[3];
  for (int I = 0; I < N; ++I) {
    G.V += X[I];
    G.grow();
  }
  return G.read();
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(diamond, X, 4);
  BOTH_MODES(alone, X, 4);
  return check_done();
}
