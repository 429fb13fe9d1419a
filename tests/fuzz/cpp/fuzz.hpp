//===- fuzz.hpp - Random C++ programs: oracle and comparison ---*- C++ -*-===//
//
// A random program is a function template over its number type R. With R =
// double the plugin differentiates it; with R = Dual it computes its own
// tangents by operator overloading (Clifford 1873; Wengert 1964).
//
// Each comparison of numbers notes how close it was to going the other way:
// points near a kink or a branch are skipped.
//
//===----------------------------------------------------------------------===//
#ifndef FUZZ_HPP
#define FUZZ_HPP

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

inline double Margin; // smallest distance to a branch so far

struct Dual {
  double V = 0, D = 0;
  Dual() = default;
  Dual(double V, double D = 0) : V(V), D(D) {}
  Dual operator-() const { return {-V, -D}; }
  Dual &operator+=(Dual O) { return *this = *this + O; }
  Dual &operator-=(Dual O) { return *this = *this - O; }
  Dual &operator*=(Dual O) { return *this = *this * O; }
  Dual &operator/=(Dual O) { return *this = *this / O; }
  friend Dual operator+(Dual A, Dual B) { return {A.V + B.V, A.D + B.D}; }
  friend Dual operator-(Dual A, Dual B) { return {A.V - B.V, A.D - B.D}; }
  friend Dual operator*(Dual A, Dual B) {
    return {A.V * B.V, A.D * B.V + A.V * B.D};
  }
  friend Dual operator/(Dual A, Dual B) {
    return {A.V / B.V, (A.D - A.V / B.V * B.D) / B.V};
  }
  static void note(Dual A, Dual B) {
    // What is equal along the direction as well is no branch.
    if (A.V != B.V || A.D != B.D)
      Margin = std::min(Margin, std::fabs(A.V - B.V));
  }
  friend bool operator<(Dual A, Dual B) { return note(A, B), A.V < B.V; }
  friend bool operator>(Dual A, Dual B) { return note(A, B), A.V > B.V; }
  friend bool operator<=(Dual A, Dual B) { return note(A, B), A.V <= B.V; }
  friend bool operator>=(Dual A, Dual B) { return note(A, B), A.V >= B.V; }
};

inline Dual sin(Dual X) { return {std::sin(X.V), std::cos(X.V) * X.D}; }
inline Dual cos(Dual X) { return {std::cos(X.V), -std::sin(X.V) * X.D}; }
inline Dual exp(Dual X) { return {std::exp(X.V), std::exp(X.V) * X.D}; }
inline Dual log(Dual X) { return {std::log(X.V), X.D / X.V}; }
inline Dual sqrt(Dual X) {
  return {std::sqrt(X.V), 0.5 / std::sqrt(X.V) * X.D};
}
inline Dual tanh(Dual X) {
  double T = std::tanh(X.V);
  return {T, (1 - T * T) * X.D};
}
inline Dual atan(Dual X) { return {std::atan(X.V), X.D / (1 + X.V * X.V)}; }
inline Dual fabs(Dual X) { return X < Dual(0) ? -X : X; }
inline Dual pow(Dual X, double P) {
  return {std::pow(X.V, P), P * std::pow(X.V, P - 1) * X.D};
}
inline Dual hypot(Dual X, Dual Y) { return sqrt(X * X + Y * Y); }

/// Stops the optimizer from seeing what N is.
inline long hidden(long N) {
  volatile long X = N;
  return X;
}

template <class R> struct Pair {
  R A, B;
  Pair operator+(const Pair &O) const { return {A + O.A, B + O.B}; }
  Pair operator*(R S) const { return {A * S, B * S}; }
  R dot(const Pair &O) const { return A * O.A + B * O.B; }
};

extern int enzyme_dup, enzyme_const;
template <class T> T __enzyme_autodiff(void *, ...);
template <class T> T __enzyme_fwddiff(void *, ...);

inline double sample(unsigned I) {
  unsigned long long Z = (I + 1) * 0x9E3779B97F4A7C15ull;
  Z = (Z ^ (Z >> 30)) * 0xBF58476D1CE4E5B9ull;
  Z = (Z ^ (Z >> 27)) * 0x94D049BB133111EBull;
  return double(Z >> 11) * 0x1p-52 - 1;
}

inline bool close(double Got, double Want) {
  return std::fabs(Got - Want) <= 1e-9 * (1 + std::fabs(Want));
}

/// Compares the derivatives of one program at several points and sizes.
/// Prints "seed WORD" where WORD is ok, skip or wrong.
template <class Value, class Oracle, class Gradient, class Tangent>
void check(unsigned Seed, Value F, Oracle G, Gradient Grad, Tangent Tan) {
  int Compared = 0;
  for (unsigned Point = 0; Point < 6; ++Point) {
    int N = 2 + (Seed + Point) % 5;
    std::vector<double> X(N), V(N), D(N, 0.0);
    std::vector<Dual> Z(N);
    for (int I = 0; I < N; ++I) {
      X[I] = sample(97 * Seed + 31 * Point + I);
      V[I] = sample(89 * Seed + 37 * Point + 1000 + I);
      Z[I] = {X[I], V[I]};
    }
    Margin = 1;
    Dual Want = G(Z.data(), N);
    if (!std::isfinite(Want.V) || !std::isfinite(Want.D) || Margin < 1e-7 ||
        std::fabs(Want.D) > 1e6)
      continue;
    ++Compared;
    double Got = F(X.data(), N);
    double Forward = Tan(X.data(), V.data(), N);
    Grad(X.data(), D.data(), N);
    double Reverse = std::inner_product(D.begin(), D.end(), V.begin(), 0.0);
    if (!close(Got, Want.V) || !close(Forward, Want.D) ||
        !close(Reverse, Want.D)) {
      std::printf("%u wrong: value %.15g, oracle %.15g; tangent %.15g, "
                  "gradient %.15g, oracle %.15g (n = %d, point %u)\n",
                  Seed, Got, Want.V, Forward, Reverse, Want.D, N, Point);
      return;
    }
  }
  std::printf("%u %s\n", Seed, Compared ? "ok" : "skip");
}

#define CHECK_PROGRAM(SEED)                                                    \
  check(                                                                       \
      SEED, program##SEED<double>, program##SEED<Dual>,                        \
      [](const double *X, double *D, int N) {                                  \
        __enzyme_autodiff<void>((void *)program##SEED<double>, enzyme_dup, X,  \
                                D, enzyme_const, N);                           \
      },                                                                       \
      [](const double *X, const double *V, int N) {                            \
        return __enzyme_fwddiff<double>((void *)program##SEED<double>,         \
                                        enzyme_dup, X, V, enzyme_const, N);    \
      })

#endif
