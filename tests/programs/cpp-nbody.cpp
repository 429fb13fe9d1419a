// N-body system advanced in place by a leapfrog scheme; energy and momentum.
// sanitize
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <cmath>

namespace {
struct Vec {
  double X = 0, Y = 0, Z = 0;
  Vec &operator+=(const Vec &O) {
    X += O.X, Y += O.Y, Z += O.Z;
    return *this;
  }
  Vec &operator-=(const Vec &O) {
    X -= O.X, Y -= O.Y, Z -= O.Z;
    return *this;
  }
  friend Vec operator-(Vec A, const Vec &B) { return A -= B; }
  friend Vec operator*(double F, const Vec &A) {
    return {F * A.X, F * A.Y, F * A.Z};
  }
  double squared() const { return X * X + Y * Y + Z * Z; }
};
struct Body {
  Vec Position, Velocity;
  double Mass;
  const char *Name;
};
class System {
public:
  std::vector<Body> Bodies;
  void advance(double Dt) {
    kick(Dt / 2);
    for (Body &B : Bodies)
      B.Position += Dt * B.Velocity;
    kick(Dt / 2);
  }
  double energy() const {
    double E = 0;
    for (size_t I = 0; I < Bodies.size(); ++I) {
      const Body &A = Bodies[I];
      E += 0.5 * A.Mass * A.Velocity.squared();
      for (size_t J = I + 1; J < Bodies.size(); ++J) {
        const Body &B = Bodies[J];
        E -= A.Mass * B.Mass /
             std::sqrt((A.Position - B.Position).squared() + 0.01);
      }
    }
    return E;
  }

private:
  void kick(double Dt) {
    for (auto A = Bodies.begin(); A != Bodies.end(); ++A)
      for (auto B = std::next(A); B != Bodies.end(); ++B) {
        Vec D = A->Position - B->Position;
        double R2 = D.squared() + 0.01;
        double F = Dt / (R2 * std::sqrt(R2));
        A->Velocity -= (F * B->Mass) * D;
        B->Velocity += (F * A->Mass) * D;
      }
  }
};

double simulate(const double *X, int N) {
  System S;
  for (int I = 0; I + 7 <= N; I += 7)
    S.Bodies.push_back({{X[I], X[I + 1], X[I + 2]},
                        {X[I + 3], X[I + 4], X[I + 5]},
                        1 + X[I + 6] * X[I + 6],
                        I ? "planet" : "sun"});
  double E0 = S.energy();
  for (int T = 0; T < 10; ++T)
    S.advance(0.02);
  Vec P;
  for (const Body &B : S.Bodies)
    P += B.Mass * B.Position;
  return S.energy() * E0 + P.squared();
}
} // namespace

int main() {
  double X[21];
  for (int I = 0; I < 21; ++I)
    X[I] = sample(I);
  BOTH_MODES(simulate, X, 21);
  return check_done();
}
