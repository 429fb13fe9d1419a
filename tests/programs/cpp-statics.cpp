// Static locals with their guards, inline variables, thread_local scratch.
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <array>

struct Settings {
  double Step = 0.25;
  static Settings &get() {
    static Settings S;
    return S;
  }
};
inline int Calls = 0;

static double singleton(const double *X, int N) {
  ++Calls;
  double S = X[0];
  for (int I = 1; I < N; ++I)
    S += Settings::get().Step * sin(S * X[I]);
  return S;
}

/// Scratch space that lives between calls.
static double scratch(const double *X, int N) {
  thread_local std::array<double, 8> Buffer;
  for (int I = 0; I < N; ++I)
    Buffer[size_t(I)] = X[I] * X[(I + 1) % N];
  double S = 1;
  for (int I = 0; I < N; ++I)
    S = S * 0.5 + Buffer[size_t(I)] * S;
  return S;
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(singleton, X, 5);
  BOTH_MODES(scratch, X, 5);
  return check_done();
}
