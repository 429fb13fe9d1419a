// RAII: guards that run on every way out, early returns, noexcept, moves.
// sanitize
// no-exceptions
// lto
// debug
#include "check.hpp"
#include <memory>
#include <utility>

static int Open;
struct Guard {
  Guard() { ++Open; }
  ~Guard() { --Open; }
};
struct Restore {
  double &Ref;
  double Old;
  explicit Restore(double &R) : Ref(R), Old(R) {}
  ~Restore() { Ref = Old + 0.5 * Ref; }
};

static double early(const double *X, int N) {
  Guard G;
  auto Copy = std::make_unique<double[]>(size_t(N));
  for (int I = 0; I < N; ++I) {
    Guard Inner;
    Copy[I] = X[I] * X[I];
    if (Copy[I] > 1)
      return Copy[I] * X[0];
  }
  return Copy[0];
}

static double restored(const double *X, int N) noexcept {
  double V = X[0], S = 0;
  for (int I = 1; I < N; ++I) {
    Restore R(V);
    V *= X[I];
    S += V * V;
  }
  return S + V;
}

class Buffer {
public:
  explicit Buffer(int N) : P(new double[size_t(N)]()), N(N) {}
  Buffer(Buffer &&O) noexcept : P(std::exchange(O.P, nullptr)), N(O.N) {}
  Buffer &operator=(Buffer &&O) noexcept {
    std::swap(P, O.P);
    std::swap(N, O.N);
    return *this;
  }
  ~Buffer() { delete[] P; }
  double &operator[](int I) { return P[I]; }
  int size() const { return N; }

private:
  double *P;
  int N;
};

static Buffer filled(const double *X, int N) {
  Buffer B(N);
  for (int I = 0; I < N; ++I)
    B[I] = sin(X[I]);
  return B;
}

static double moved(const double *X, int N) {
  Buffer A = filled(X, N), B(2);
  B[1] = X[1];
  A = std::move(B);
  Buffer C = std::move(B);
  return C[N - 1] * C[0] * A[1];
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(early, X, 5);
  BOTH_MODES(restored, X, 5);
  BOTH_MODES(moved, X, 5);
  SAME(Open, 0);
  return check_done();
}
