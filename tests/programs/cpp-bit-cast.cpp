// Bits: bit_cast, memcpy punning, structs seen as bytes, unions of one layout.
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <array>
#include <bit>
#include <cstdint>

static double moved_bits(const double *X, int N) {
  std::vector<uint64_t> Bits;
  for (int I = 0; I < N; ++I)
    Bits.push_back(std::bit_cast<uint64_t>(X[I]));
  std::swap(Bits[0], Bits[2]);
  double S = 0;
  for (size_t I = 0; I < Bits.size(); ++I)
    S += std::bit_cast<double>(Bits[I]) * X[I];
  return S;
}

struct Pair {
  double A, B;
};

static double as_array(const double *X, int) {
  auto P = std::bit_cast<Pair>(std::array<double, 2>{X[0] * X[1], X[2]});
  char Raw[sizeof(Pair)];
  memcpy(Raw, &P, sizeof P);
  Pair Q;
  memcpy(&Q, Raw, sizeof Q);
  return Q.A * Q.B + P.A;
}

union Vec {
  struct {
    double X, Y, Z;
  } Named;
  double At[3];
};

static double viewed_twice(const double *X, int) {
  Vec V;
  V.Named = {X[0], X[1], X[2]};
  for (double &E : V.At)
    E *= X[3];
  return V.Named.X * V.Named.Y + V.At[2];
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(moved_bits, X, 4);
  BOTH_MODES(as_array, X, 4);
  BOTH_MODES(viewed_twice, X, 4);
  return check_done();
}
