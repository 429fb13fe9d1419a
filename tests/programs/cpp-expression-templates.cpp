// Lazy expressions: templates over templates that end as one loop.
// debug
// lto-no-exceptions O2
#include "check.h"
#include <cstddef>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

template <typename E> struct Expression {
  double operator[](size_t I) const { return static_cast<const E &>(*this)[I]; }
};
template <typename L, typename R> struct Sum : Expression<Sum<L, R>> {
  const L &A;
  const R &B;
  Sum(const L &A, const R &B) : A(A), B(B) {}
  double operator[](size_t I) const { return A[I] + B[I]; }
};
template <typename L, typename R> struct Product : Expression<Product<L, R>> {
  const L &A;
  const R &B;
  Product(const L &A, const R &B) : A(A), B(B) {}
  double operator[](size_t I) const { return A[I] * B[I]; }
};
template <size_t N> struct Vec : Expression<Vec<N>> {
  double Data[N];
  Vec() = default;
  template <typename E> Vec(const Expression<E> &Ex) {
    for (size_t I = 0; I < N; ++I)
      Data[I] = Ex[I];
  }
  double operator[](size_t I) const { return Data[I]; }
};
template <typename L, typename R>
Sum<L, R> operator+(const Expression<L> &A, const Expression<R> &B) {
  return {static_cast<const L &>(A), static_cast<const R &>(B)};
}
template <typename L, typename R>
Product<L, R> operator*(const Expression<L> &A, const Expression<R> &B) {
  return {static_cast<const L &>(A), static_cast<const R &>(B)};
}

constexpr size_t N = 11;
NOINLINE static double energy(const Vec<N> &A, const Vec<N> &B) {
  Vec<N> C = A * B + A;
  Vec<N> D = C * C + B * A;
  double S = 0;
  for (size_t I = 0; I < N; ++I)
    S += D[I] * double(I + 1);
  return S;
}

int main() {
  Vec<N> A, B, Da, Db;
  for (size_t I = 0; I < N; ++I) {
    A.Data[I] = sample(I), B.Data[I] = sample(I + N);
    Da.Data[I] = Db.Data[I] = 0;
  }
  __enzyme_autodiff((void *)energy, &A, &Da, &B, &Db);
  for (size_t I = 0; I < N; ++I) {
    double X = A[I], Y = B[I], C = X * Y + X, W = double(I + 1);
    SAME(Da[I], W * (2 * C * (Y + 1) + Y));
    SAME(Db[I], W * (2 * C * X + X));
  }
  return check_done();
}
