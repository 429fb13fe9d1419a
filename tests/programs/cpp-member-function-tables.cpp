// Tables of member function pointers, virtual functions among them, and of
// pointers to data members; std::invoke and std::mem_fn.
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <array>
#include <functional>

class Machine {
public:
  virtual ~Machine() = default;
  double A = 1, B = 0.5;
  double add(double X) { return A += X; }
  double scale(double X) { return A *= 1 + 0.1 * X; }
  virtual double bend(double X) { return B = sin(A * X); }
};
class Other : public Machine {
  double bend(double X) override { return B = cos(B + X); }
};
using Op = double (Machine::*)(double);

NOINLINE static double run(Machine &M, const double *X, int N) {
  static constexpr std::array<Op, 3> Ops{&Machine::add, &Machine::scale,
                                         &Machine::bend};
  static constexpr double Machine::*Fields[] = {&Machine::A, &Machine::B};
  double S = 0;
  for (int I = 0; I < N; ++I) {
    S += std::invoke(Ops[size_t(I % 3)], M, X[I]);
    S += M.*Fields[I & 1] * 0.25;
  }
  auto Bend = std::mem_fn(&Machine::bend);
  return S + Bend(M, S);
}
static double both(const double *X, int N) {
  Machine M;
  Other O;
  return run(M, X, N) * run(O, X, N);
}

int main() {
  double X[6];
  for (int I = 0; I < 6; ++I)
    X[I] = sample(I);
  BOTH_MODES(both, X, 6);
  return check_done();
}
