// Static objects that own memory, constructed once and mostly outside of any
// derivative: tables, singletons, registries of models and of functions.
// sanitize
// debug
// lto
// no-exceptions O3
#include "check.hpp"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

static const std::vector<double> &reciprocals() {
  static const std::vector<double> T = [] {
    std::vector<double> V;
    for (int I = 0; I < 6; ++I)
      V.push_back(1.0 / (I + 1));
    return V;
  }();
  return T;
}
static double table(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += reciprocals()[size_t(I)] * X[I] * X[I];
  return S;
}

static const std::map<std::string, double> Named = {{"a", 0.5}, {"b", 2.0}};
static std::vector<std::vector<double>> Rows = {{1, 2}, {3, 4}};
static double global(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += Named.at(I & 1 ? "a" : "b") * X[I] * X[I] * Rows[size_t(I & 1)][0];
  return S;
}

struct Model {
  virtual ~Model() = default;
  virtual double eval(double X) const = 0;
};
struct Linear : Model {
  double K;
  explicit Linear(double K) : K(K) {}
  double eval(double X) const override { return K * X; }
};
struct Quadratic : Model {
  std::vector<double> C{1, 0.5};
  double eval(double X) const override { return C[0] * X * X + C[1]; }
};
static const Model &registered(int I) {
  static const std::unique_ptr<Model> M[2] = {std::make_unique<Linear>(3.0),
                                              std::make_unique<Quadratic>()};
  return *M[I & 1];
}
static double models(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += registered(I).eval(X[I]);
  return S;
}

static double functions(const double *X, int N) {
  static const std::unordered_map<int, std::function<double(double)>> Ops = {
      {0, [](double V) { return sin(V); }},
      {1, [](double V) { return V * V; }}};
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += Ops.at(I & 1)(X[I]);
  return S;
}

struct Parameters {
  static Parameters &get() {
    static Parameters P;
    return P;
  }
  std::vector<double> W{0.1, 0.2, 0.3, 0.4, 0.5};
  double Scale = 2;
};
static double singleton(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += Parameters::get().W[size_t(I)] * X[I] * X[I] * Parameters::get().Scale;
  return S;
}

/// The table or active data behind one reference; a copy that becomes active.
static double mixed(const double *X, int N) {
  static const std::vector<double> T(8, 0.5);
  std::vector<double> L(X, X + N), C = T;
  const std::vector<double> &V = X[0] > 0 ? T : L;
  const std::vector<double> &W = X[0] <= 0 ? T : L;
  double S = 0;
  for (int I = 0; I < N; ++I) {
    C[size_t(I)] += X[I] * X[I];
    S += V[size_t(I)] * X[I] * W[size_t(I)] + C[size_t(I)] * X[I];
  }
  return S;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  // Each is first called by its derivative once, and by itself once.
  double G[5] = {0}, V[5] = {1, 1, 1, 1, 1};
  __enzyme_autodiff((void *)table, enzyme_dup, X, G, enzyme_const, 5);
  GRADIENT(G, table(X, 5), X, 5, 1e-8);
  double T = __enzyme_fwddiff((void *)singleton, enzyme_dup, X, V,
                              enzyme_const, 5);
  double D = 0;
  for (int I = 0; I < 5; ++I)
    D += FD_STEP(singleton(X, 5), X[I], 1e-3);
  NEAR(T, D, 1e-8);
  BOTH_MODES(table, X, 5);
  BOTH_MODES(global, X, 5);
  BOTH_MODES(models, X, 5);
  BOTH_MODES(functions, X, 5);
  BOTH_MODES(singleton, X, 5);
  BOTH_MODES(mixed, X, 5);
  X[0] = -X[0];
  BOTH_MODES(mixed, X, 5);
  return check_done();
}
