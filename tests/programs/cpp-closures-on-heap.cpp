// Function objects too large, or too particular, for the storage inside of a
// std::function: copied by a function that only a pointer leads to, and that
// takes descriptions of types at the same place as well.
// levels: O1 O2 O3 Os
// lto-no-exceptions O1
#include "check.hpp"
#include <cmath>
#include <functional>

struct Line {
  double A, B;
  Line(double A, double B) : A(A), B(B) {}
  Line(const Line &) = default;
  ~Line() {}
  double operator()(double V) const { return A * V + B * A; }
};

static double lines(const double *X, int N) {
  std::function<double(double)> Fs[2] = {Line(X[1], X[0]),
                                         [X](double V) { return V * X[1]; }};
  double V = X[2];
  for (int I = 0; I < N; ++I) {
    std::function<double(double)> G = Fs[I % 2], H;
    V = G(V);
    H = G;
    V *= H(X[3]) + 1;
  }
  return V;
}

static double nested(const double *X, int N) {
  double A = X[0] * 2, B = X[1];
  std::function<double(double)> F = [=](double V) {
    return V * A + B * X[N - 1];
  };
  auto G = F;
  std::function<double(double)> H = [F, G](double V) { return F(G(V)); };
  auto K = std::move(H);
  auto L = K;
  return L(X[2]) + K(X[3]);
}

static double list(const double *X, int N) {
  std::vector<std::function<double(double)>> Fs;
  for (int I = 0; I < N; ++I) {
    Fs.push_back(Line(X[I], X[0]));
    Fs.push_back([X](double V) { return V * X[1]; });
  }
  auto G = Fs;
  double V = X[2];
  for (auto &F : Fs)
    V = F(V);
  return V * G[2](X[3]);
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(lines, X, 5);
  BOTH_MODES(nested, X, 5);
  BOTH_MODES(list, X, 5);
  return check_done();
}
