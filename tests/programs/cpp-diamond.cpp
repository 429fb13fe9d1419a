// Virtual inheritance: a shared base with state, casts across the diamond,
// dynamic_cast between its sides.
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <memory>

struct State {
  double Energy = 0;
  virtual ~State() = default;
  virtual void step(double X) = 0;
};
struct Kinetic : virtual State {
  double Speed = 0.5;
  void accelerate(double X) {
    Speed += 0.1 * X;
    Energy += Speed * Speed;
  }
};
struct Potential : virtual State {
  double Height = 1;
  void lift(double X) {
    Height *= 1 + 0.2 * X;
    Energy += 9.81 * Height;
  }
};
struct Body : Kinetic, Potential {
  void step(double X) override {
    accelerate(X);
    lift(X * Speed);
  }
};
NOINLINE static void advance(State &S, double X) {
  S.step(X);
  if (auto *P = dynamic_cast<Potential *>(&S))
    P->Height += 0.01 * X * X;
}
static double total(const double *X, int N) {
  std::unique_ptr<State> S = std::make_unique<Body>();
  for (int I = 0; I < N; ++I)
    advance(*S, X[I]);
  const auto &K = dynamic_cast<const Kinetic &>(*S);
  return S->Energy + K.Speed;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(total, X, 5);
  return check_done();
}
