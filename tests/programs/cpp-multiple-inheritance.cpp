// Several bases: this-pointer adjustment, thunks, casts between bases.
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <memory>

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
  double Weight = 2;
};
struct Named {
  virtual ~Named() = default;
  virtual double rank() const { return Bias; }
  double Bias = 0.5;
};
struct Disc : Shape, Named {
  explicit Disc(double R) : R(R) {}
  double area() const override { return 3 * R * R * Weight; }
  double rank() const override { return R * Bias; }
  double R;
};
struct Square : Named, Shape {
  explicit Square(double A) : A(A) {}
  double area() const override { return A * A + Weight; }
  double A;
};

static double through_bases(const double *X, int N) {
  std::vector<std::unique_ptr<Shape>> S;
  for (int I = 0; I < N; ++I)
    if (I % 2)
      S.push_back(std::make_unique<Disc>(X[I]));
    else
      S.push_back(std::make_unique<Square>(X[I]));
  double R = 0;
  for (auto &P : S) {
    P->Weight *= X[0];
    R += P->area();
    if (auto *Nm = dynamic_cast<Named *>(P.get()))
      R += Nm->rank() * X[1];
  }
  return R;
}

static double slices(const double *X, int) {
  Disc D(X[0]);
  Named *Nm = &D;
  Nm->Bias = X[1];
  Shape &S = D;
  S.Weight = X[2];
  return static_cast<Disc *>(Nm)->area() * Nm->rank();
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(through_bases, X, 5);
  BOTH_MODES(slices, X, 5);
  return check_done();
}
