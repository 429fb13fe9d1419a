// Heat equation on a grid: two buffers swapped every step, a conductivity that
// depends on the temperature, boundary conditions by a callable.
// sanitize
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <cmath>
#include <functional>
#include <memory>

namespace {
class Grid {
public:
  Grid(int Nx, int Ny) : Nx(Nx), Ny(Ny), T(new double[size_t(Nx * Ny)]()) {}
  double &operator()(int I, int J) { return T[size_t(I * Ny + J)]; }
  double operator()(int I, int J) const { return T[size_t(I * Ny + J)]; }
  const int Nx, Ny;
  friend void swap(Grid &A, Grid &B) { std::swap(A.T, B.T); }

private:
  std::unique_ptr<double[]> T;
};

template <class Boundary>
void step(const Grid &Old, Grid &New, double Dt, double K0, double K1,
          Boundary Edge) {
  for (int I = 0; I < Old.Nx; ++I)
    for (int J = 0; J < Old.Ny; ++J) {
      if (I == 0 || J == 0 || I + 1 == Old.Nx || J + 1 == Old.Ny) {
        New(I, J) = Edge(I, J);
        continue;
      }
      double C = Old(I, J), K = K0 + K1 * C * C;
      New(I, J) = C + Dt * K *
                          (Old(I + 1, J) + Old(I - 1, J) + Old(I, J + 1) +
                           Old(I, J - 1) - 4 * C);
    }
}

double heat(const double *X, int N) {
  constexpr int Nx = 6, Ny = 5;
  Grid A(Nx, Ny), B(Nx, Ny);
  for (int I = 1; I + 1 < Nx; ++I)
    for (int J = 1; J + 1 < Ny; ++J)
      A(I, J) = X[2 + (I * 3 + J) % (N - 2)];
  for (int S = 0; S < 8; ++S) {
    step(A, B, 0.05, 1 + X[0], X[1],
         [&](int I, int J) { return X[0] * std::sin(I + 0.5 * J) * S; });
    swap(A, B);
  }
  double E = 0;
  for (int I = 0; I < Nx; ++I)
    for (int J = 0; J < Ny; ++J)
      E += A(I, J) * A(I, J) * (I + 1);
  return E;
}
} // namespace

int main() {
  double X[9];
  for (int I = 0; I < 9; ++I)
    X[I] = 0.4 * sample(I);
  BOTH_MODES(heat, X, 9);
  return check_done();
}
