// enum classes, switch, function tables, a small state machine.
// debug
// lto-no-exceptions O2
#include "check.hpp"

enum class State { Idle, Heat, Cool, Done };

static double machine(const double *X, int N) {
  State S = State::Idle;
  double T = X[0], Work = 0;
  for (int I = 0; I < 12 && S != State::Done; ++I) {
    switch (S) {
    case State::Idle:
      S = T < 0.5 ? State::Heat : State::Cool;
      break;
    case State::Heat:
      T += X[1 + I % (N - 1)] * X[1 + I % (N - 1)];
      Work += T * X[0];
      if (T > 1)
        S = State::Cool;
      break;
    case State::Cool:
      T *= 0.5 + 0.1 * X[1];
      Work += T * T;
      if (T < 0.2)
        S = State::Done;
      break;
    case State::Done:
      break;
    }
  }
  return Work + T;
}

using Step = double (*)(double, double);
static double add(double A, double B) { return A + B; }
static double mul(double A, double B) { return A * B; }
static double wave(double A, double B) { return sin(A) * B; }

static double table(const double *X, int N) {
  static constexpr Step Steps[] = {add, mul, wave, mul, add};
  double V = 1;
  for (int I = 0; I < N; ++I)
    V = Steps[(I * 3) % 5](V, X[I]);
  return V;
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(machine, X, 4);
  BOTH_MODES(table, X, 4);
  return check_done();
}
