// noexcept functions, moves chosen by it, and the same code with exceptions
// turned off.
// no-exceptions
// debug
// lto O1
#include "check.hpp"
#include <type_traits>
#include <utility>

class Buffer {
public:
  Buffer(const double *X, int N) : V(X, X + N) {}
  Buffer(Buffer &&O) noexcept : V(std::move(O.V)), Moves(O.Moves + 1) {}
  Buffer &operator=(Buffer &&O) noexcept {
    V = std::move(O.V);
    Moves = O.Moves + 1;
    return *this;
  }
  double norm() const noexcept {
    double S = 0;
    for (double E : V)
      S += E * E;
    return S;
  }
  void scale(double F) noexcept(noexcept(F * F)) {
    for (double &E : V)
      E *= F;
  }

private:
  std::vector<double> V;
  int Moves = 0;
};
static double grow(const double *X, int N) {
  static_assert(std::is_nothrow_move_constructible_v<Buffer>);
  std::vector<Buffer> All;
  for (int I = 1; I <= N; ++I) {
    All.emplace_back(X, I);
    All.back().scale(X[I - 1]);
  }
  std::swap(All.front(), All.back());
  double S = 0;
  for (size_t I = 0; I < All.size(); ++I)
    S += All[I].norm() * double(I + 1);
  return S;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(grow, X, 5);
  return check_done();
}
