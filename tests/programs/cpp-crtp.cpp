// Static polymorphism: CRTP, concepts, policies, fold expressions.
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <concepts>

template <class D> struct Integrator {
  double run(double Y, double H, int N) const {
    for (int I = 0; I < N; ++I)
      Y += H * static_cast<const D *>(this)->slope(Y + 0.5 * H *
           static_cast<const D *>(this)->slope(Y));
    return Y;
  }
};
struct Decay : Integrator<Decay> {
  double K;
  explicit Decay(double K) : K(K) {}
  double slope(double Y) const { return -K * Y; }
};
struct Logistic : Integrator<Logistic> {
  double R, C;
  Logistic(double R, double C) : R(R), C(C) {}
  double slope(double Y) const { return R * Y * (1 - Y / C); }
};

static double integrated(const double *X, int) {
  return Decay(X[0]).run(X[1], 0.1, 10) *
         Logistic(X[2], 2 + X[3]).run(0.5, 0.1, 12);
}

template <std::floating_point... T> static auto norm(T... V) {
  return sqrt(((V * V) + ...));
}
template <int N> static double power(double X) {
  if constexpr (N == 0)
    return 1;
  else if constexpr (N % 2)
    return X * power<N - 1>(X);
  else {
    double H = power<N / 2>(X);
    return H * H;
  }
}

static double folded(const double *X, int) {
  return norm(X[0], X[1], X[2]) * power<7>(X[2]) + power<4>(X[3]);
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(integrated, X, 4);
  BOTH_MODES(folded, X, 4);
  return check_done();
}
