// Member functions, references, operators, move-only and value types.
// debug
// lto-no-exceptions O3
#include "check.h"
#include <tuple>
#include <utility>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

struct Quaternion {
  double W, X, Y, Z;
  Quaternion operator*(const Quaternion &O) const {
    return {W * O.W - X * O.X - Y * O.Y - Z * O.Z,
            W * O.X + X * O.W + Y * O.Z - Z * O.Y,
            W * O.Y - X * O.Z + Y * O.W + Z * O.X,
            W * O.Z + X * O.Y - Y * O.X + Z * O.W};
  }
  Quaternion &operator*=(double S) {
    W *= S, X *= S, Y *= S, Z *= S;
    return *this;
  }
  double norm() const { return sqrt(W * W + X * X + Y * Y + Z * Z); }
};
class Oscillator {
  double Position, Velocity;
  const double &Stiffness;

public:
  Oscillator(double P, double V, const double &K)
      : Position(P), Velocity(V), Stiffness(K) {}
  void step(double Dt) {
    Velocity -= Dt * Stiffness * Position;
    Position += Dt * Velocity;
  }
  std::pair<double, double> state() const { return {Position, Velocity}; }
};

NOINLINE static double turn(const double *P) {
  Quaternion Q{P[0], P[1], P[2], P[3]}, V{0, 1, 2, 3};
  Q *= 1 / Q.norm();
  Quaternion C{Q.W, -Q.X, -Q.Y, -Q.Z};
  Quaternion R = Q * V * C;
  return R.X + 2 * R.Y - R.Z;
}
NOINLINE static double swing(double K, int Steps) {
  Oscillator O(1, 0, K);
  for (int I = 0; I < Steps; ++I)
    O.step(0.01);
  auto [P, V] = O.state();
  return P * P + V;
}

int main() {
  double P[4] = {0.3, -0.5, 0.7, 0.2}, G[4] = {0};
  __enzyme_autodiff((void *)turn, P, G);
  GRADIENT(G, turn(P), P, 4, 1e-8);
  // A rotation does not depend on the length of the quaternion.
  NEAR(inner(P, G, 4), 0, 1e-12);
  for (int N = 0; N < 200; N += 67) {
    double K = 4;
    NEAR(__enzyme_autodiff((void *)swing, K, N), FD(swing(K, N), K), 1e-9);
    NEAR(__enzyme_fwddiff((void *)swing, K, 1.0, N), FD(swing(K, N), K), 1e-9);
  }
  return check_done();
}
