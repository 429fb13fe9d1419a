// Allocators of the program's own, and std::pmr arenas.
// sanitize
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <memory>
#include <numeric>

template <class T> struct Counting {
  using value_type = T;
  int *Count;
  explicit Counting(int *C) : Count(C) {}
  template <class U> Counting(const Counting<U> &O) : Count(O.Count) {}
  T *allocate(size_t N) {
    ++*Count;
    return static_cast<T *>(malloc(N * sizeof(T)));
  }
  void deallocate(T *P, size_t) {
    --*Count;
    free(P);
  }
  template <class U> bool operator==(const Counting<U> &O) const {
    return Count == O.Count;
  }
};

static double counted(const double *X, int N) {
  int Live = 0;
  double S = 0;
  {
    std::vector<double, Counting<double>> V{Counting<double>(&Live)};
    for (int I = 0; I < N; ++I)
      V.push_back(X[I] * X[I]);
    S = std::accumulate(V.begin(), V.end(), 0.0) * Live;
  }
  return S + Live;
}

/// A bump arena: one block, pieces handed out in order.
struct Arena {
  explicit Arena(size_t N) : Block(std::make_unique<double[]>(N)) {}
  double *take(size_t N) {
    double *P = Block.get() + Used;
    Used += N;
    return P;
  }
  std::unique_ptr<double[]> Block;
  size_t Used = 0;
};

static double arena(const double *X, int N) {
  Arena A(64);
  double *P = A.take(size_t(N)), *Q = A.take(size_t(N));
  for (int I = 0; I < N; ++I) {
    P[I] = exp(X[I]);
    Q[I] = P[I] * X[N - 1 - I];
  }
  return inner(P, Q, N);
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(counted, X, 5);
  BOTH_MODES(arena, X, 5);
  return check_done();
}
