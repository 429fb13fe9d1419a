// Pointers to members: data, functions, virtual functions.
// debug
// lto-no-exceptions Os
#include "check.hpp"

struct Model {
  double A, B;
  double line(double X) const { return A * X + B; }
  double curve(double X) const { return A * X * X; }
  virtual double shape(double X) const { return B * X; }
  virtual ~Model() = default;
  Model(double A, double B) : A(A), B(B) {}
};
struct Bent : Model {
  using Model::Model;
  double shape(double X) const override { return A * B * X; }
};

static double functions(const double *X, int N) {
  using Fn = double (Model::*)(double) const;
  static const Fn Table[] = {&Model::line, &Model::curve, &Model::shape};
  Model M(X[0], X[1]);
  Bent B(X[1], X[2]);
  double S = 0;
  for (int I = 0; I < N; ++I) {
    const Model &P = I % 2 ? static_cast<Model &>(B) : M;
    S += (P.*Table[I % 3])(X[I]);
  }
  return S;
}

static double data(const double *X, int N) {
  double Model::*Field = &Model::A;
  Model M(0, 1);
  for (int I = 0; I < N; ++I) {
    M.*Field += X[I] * X[I];
    Field = Field == &Model::A ? &Model::B : &Model::A;
  }
  return M.A * M.B;
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(functions, X, 5);
  BOTH_MODES(data, X, 5);
  return check_done();
}
