// Exceptions thrown and caught in differentiated code: what ran before the
// throw is undone by the reverse sweep, clean-ups and handlers included.
// sanitize
// debug
// lto O3
#include "check.h"
#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);
extern int enzyme_dup, enzyme_const;

struct Negative : std::runtime_error {
  int Where;
  explicit Negative(int K) : std::runtime_error("negative"), Where(K) {}
};

/// Scales an element for its lifetime.
struct Scaled {
  double &X;
  double Factor;
  Scaled(double &X, double Factor) : X(X), Factor(Factor) { X *= Factor; }
  ~Scaled() { X = X / Factor + 0.125 * X; }
};

NOINLINE static double term(double *X, int I) {
  Scaled S(X[I], 2.0);
  X[0] = X[0] * X[0] + 0.5;
  if (X[I] < 0)
    throw Negative(I);
  if (I == 5)
    throw std::out_of_range("five");
  return std::sin(X[I]);
}

// By type, by base class, everything; going on in a loop.
NOINLINE static double byType(double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    try {
      S += term(X, I);
    } catch (const Negative &E) {
      S += X[E.Where] * X[E.Where] * X[0];
    } catch (const std::exception &) {
      S += 3 * X[I];
      continue;
    }
    S *= 1.1;
  }
  return S;
}

// Through several frames with clean-ups, caught far out, thrown again.
NOINLINE static double deep(double *X, int I, int Depth) {
  std::vector<double> Copy(X, X + I + 1);
  Scaled S(X[I], 1.5);
  if (Depth == 0) {
    if (X[I] > 0.55)
      throw I;
    return Copy[I] * X[0];
  }
  return deep(X, I, Depth - 1) * (1 + Copy[0]);
}
NOINLINE static double again(double *X, int I) {
  try {
    return deep(X, I, 3);
  } catch (int K) {
    X[K] *= X[0];
    throw;
  }
}
NOINLINE static double rethrown(double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    try {
      S += again(X, I) * X[I];
    } catch (...) {
      S += std::exp(X[I]);
    }
  return S;
}

// Virtual calls and function pointers inside of the block.
struct Shape {
  virtual ~Shape() = default;
  virtual double area(const double *X) const = 0;
};
struct Disc : Shape {
  NOINLINE double area(const double *X) const override {
    if (X[0] > 0.4)
      throw std::string("too big");
    return X[0] * X[0] * X[1];
  }
};
struct Strip : Shape {
  NOINLINE double area(const double *X) const override { return X[0] * X[1]; }
};
NOINLINE static double dynamic(double *X, int N) {
  double S = 0;
  for (int I = 0; I + 1 < N; ++I) {
    std::unique_ptr<Shape> P;
    if (I % 2)
      P = std::make_unique<Disc>();
    else
      P = std::make_unique<Strip>();
    try {
      S += P->area(X + I);
    } catch (const std::string &E) {
      S += X[I] * double(E.size());
    }
  }
  return S;
}

// A handler that nothing reaches, noexcept, and a library's exception.
NOINLINE static double calm(double X) noexcept {
  try {
    return std::sqrt(X * X + 1);
  } catch (...) {
    return X;
  }
}
NOINLINE static double library(double *X, int N) {
  std::vector<double> V(X, X + N);
  double S = 0;
  for (int I = 0; I <= N; ++I)
    try {
      S += V.at(I) * calm(X[0]);
    } catch (const std::out_of_range &) {
      S += S * X[0];
    }
  return S;
}

using Fn = double(double *, int);
static void both(Fn *F, double (*Run)(double *, int),
                 void (*Reverse)(double *, double *, int),
                 double (*Forward)(double *, double *, int), int N) {
  (void)F;
  const double Start[7] = {.1, -.2, .31, .43, -.5, .61, .7};
  double X[7], G[7] = {0};
  for (int K = 0; K < 7; ++K)
    X[K] = Start[K];
  Reverse(X, G, N);
  for (int K = 0; K < N; ++K) {
    double H = 1e-5, P[7], M[7], Y[7], D[7] = {0};
    for (int J = 0; J < 7; ++J)
      P[J] = M[J] = Y[J] = Start[J];
    P[K] += H, M[K] -= H, D[K] = 1;
    double Want = (Run(P, N) - Run(M, N)) / (2 * H);
    NEAR(G[K], Want, 1e-7);
    NEAR(Forward(Y, D, N), Want, 1e-7);
  }
}

#define BOTH(F, N)                                                             \
  both(                                                                        \
      F, [](double *X, int K) { return F(X, K); },                             \
      [](double *X, double *G, int K) {                                        \
        __enzyme_autodiff((void *)F, enzyme_dup, X, G, enzyme_const, K);       \
      },                                                                       \
      [](double *X, double *D, int K) {                                        \
        return __enzyme_fwddiff((void *)F, enzyme_dup, X, D, enzyme_const, K); \
      },                                                                       \
      N)

int main() {
  for (int N : {0, 1, 2, 5, 7}) {
    BOTH(byType, N);
    BOTH(rethrown, N);
    BOTH(dynamic, N);
    BOTH(library, N);
  }
  return check_done();
}
