// Generic code: class templates, specialization, type erasure, float and
// double from one source, variadic recursion.
// lto
// debug
// no-exceptions O2
#include "check.hpp"
#include <memory>
#include <type_traits>

template <class T, int N> struct Small {
  T D[N];
  template <class F> auto map(F Fn) const {
    Small R{};
    for (int I = 0; I < N; ++I)
      R.D[I] = Fn(D[I]);
    return R;
  }
  T dot(const Small &O) const {
    T S = 0;
    for (int I = 0; I < N; ++I)
      S += D[I] * O.D[I];
    return S;
  }
};
template <class T> struct Small<T, 1> {
  T D[1];
  T dot(const Small &O) const { return D[0] * O.D[0]; }
};

static double mapped(const double *X, int) {
  Small<double, 3> A{{X[0], X[1], X[2]}};
  Small<float, 2> B{{float(X[0]), float(X[3])}};
  Small<double, 1> C{{X[1]}};
  return A.map([](double V) { return V * V; }).dot(A) * C.dot(C) +
         0 * double(B.dot(B));
}

class Any {
  struct Base {
    virtual ~Base() = default;
    virtual double call(double) const = 0;
  };
  template <class F> struct Holder : Base {
    F Fn;
    explicit Holder(F Fn) : Fn(std::move(Fn)) {}
    double call(double X) const override { return Fn(X); }
  };
  std::shared_ptr<Base> P;

public:
  template <class F> Any(F Fn) : P(std::make_shared<Holder<F>>(std::move(Fn))) {}
  double operator()(double X) const { return P->call(X); }
};

static double erased(const double *X, int) {
  double W = X[1];
  std::vector<Any> V{[W](double T) { return W * T; },
                     [](double T) { return T * T; },
                     [P = X](double T) { return P[2] + T; }};
  double T = X[0];
  for (int I = 0; I < 6; ++I)
    T = V[size_t(I % 3)](T);
  return T;
}

template <class T> static T sum(T V) { return V; }
template <class T, class... R> static T sum(T V, R... Rest) {
  return V * T(0.5) + sum(Rest...);
}

static double variadic(const double *X, int) {
  return sum(X[0] * X[1], X[2], X[3], 1.0) * sum(X[1], X[1]);
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(mapped, X, 4);
  BOTH_MODES(erased, X, 4);
  BOTH_MODES(variadic, X, 4);
  return check_done();
}
