// Allocators the compiler cannot see into, registered by type: shadows come from
// them and go back. Expected values are closed forms.
// sanitize
#include "check.h"
#include <new>
#include <vector>
#include <wengert/allocators.hpp>
#include <wengert/wengert.hpp>

// Weak functions may be replaced when linking: nothing is known of their bodies.
static int Live, Taken;
static size_t Bytes;
[[gnu::weak]] void *pool_take(int Pool, size_t N) {
  ++Live, ++Taken;
  Bytes += N * (Pool == 7);
  return malloc(N);
}
[[gnu::weak]] void pool_give(void *P) {
  --Live;
  free(P);
}
template struct wengert::custom_allocator<pool_take, pool_give, 1>;

[[gnu::weak]] double *sized_take(size_t N, int Pool) {
  ++Live, ++Taken;
  Bytes += N * (Pool == 7);
  return static_cast<double *>(malloc(N));
}
[[gnu::weak]] void sized_give(int Pool, double *P, size_t N) {
  --Live;
  Bytes -= N * (Pool == 7);
  free(P);
}
namespace inside {
inline wengert::custom_allocator<sized_take, sized_give, 0, 1, -1, 0> Sized;
}

static double power(double X, int N) {
  auto *P = static_cast<double *>(pool_take(7, (N + 1) * sizeof(double)));
  P[0] = 1;
  for (int I = 0; I < N; ++I)
    P[I + 1] = P[I] * X;
  double R = P[N];
  pool_give(P);
  return R;
}
static double sized_power(double X, int N) {
  double R = 0;
  for (int K = 1; K <= N; ++K) {
    double *P = sized_take(K * sizeof(double), 7);
    for (int I = 0; I < K; ++I)
      P[I] = (I ? P[I - 1] : 1) * X;
    R += P[K - 1];
    sized_give(7, P, K * sizeof(double));
  }
  return R;
}

// The allocator of a standard container.
template <class T> struct pool {
  using value_type = T;
  pool() = default;
  template <class U> pool(const pool<U> &) {}
  T *allocate(size_t N) {
    return static_cast<T *>(pool_take(7, N * sizeof(T)));
  }
  void deallocate(T *P, size_t) { pool_give(P); }
  bool operator==(const pool &) const { return true; }
};
static double in_vector(double X, int N) {
  std::vector<double, pool<double>> V;
  for (int I = 0; I < N; ++I)
    V.push_back((I ? V.back() : 1) * X);
  return V.back();
}

int main() {
  NEAR(wengert::gradient<power>(2.0, 3), 12, 0);
  NEAR(Taken, 2, 0); // the memory and its shadow
  NEAR(Live, 0, 0);
  NEAR(Bytes, 2 * 4 * sizeof(double), 0);
  NEAR(wengert::jvp<power>(wengert::duplicated(2.0, 1.0), 3), 12, 0);
  NEAR(Live, 0, 0);
  Bytes = 0;
  // 1 + 2 x + 3 x^2
  NEAR(wengert::gradient<sized_power>(2.0, 3), 17, 0);
  NEAR(Live, 0, 0);
  NEAR(Bytes, 0, 0);
  NEAR(wengert::jvp<sized_power>(wengert::duplicated(2.0, 1.0), 3), 17, 0);
  Taken = 0;
  NEAR(wengert::gradient<in_vector>(2.0, 5), 80, 0);
  NEAR(Taken >= 2, 1, 0);
  NEAR(Live, 0, 0);
  return check_done();
}
