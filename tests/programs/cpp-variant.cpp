// std::variant: visit, get_if, holding structs of different layout.
// lto
// debug
// no-exceptions Os
// untyped O1
#include "check.hpp"
#include <variant>

struct Circle {
  double R;
};
struct Box {
  double W, H;
  int Sides;
};
struct Ring {
  double Outer, Inner;
};
using Shape = std::variant<Circle, Box, Ring>;

struct Area {
  double operator()(const Circle &C) const { return 3 * C.R * C.R; }
  double operator()(const Box &B) const { return B.W * B.H * B.Sides; }
  double operator()(const Ring &P) const {
    return P.Outer * P.Outer - P.Inner;
  }
};

static double visited(const double *X, int N) {
  std::vector<Shape> V;
  for (int I = 0; I + 2 < N; ++I)
    switch (I % 3) {
    case 0:
      V.push_back(Circle{X[I]});
      break;
    case 1:
      V.push_back(Box{X[I], X[I + 1], 4});
      break;
    default:
      V.push_back(Ring{X[I + 2], X[I] * X[I + 1]});
    }
  double S = 0;
  for (const Shape &Sh : V)
    S += std::visit(Area(), Sh);
  return S;
}

static double alternatives(const double *X, int N) {
  std::variant<long, double, std::monostate> A = 3L, B = X[0];
  double S = 0;
  for (int I = 0; I < N; ++I) {
    if (auto *P = std::get_if<double>(&A))
      S += *P * X[I];
    else if (std::holds_alternative<long>(A))
      S += double(std::get<long>(A)) * X[I] * X[I];
    std::swap(A, B);
    if (I == 3)
      B = S;
    if (I == 4)
      A = std::monostate();
    if (I == 5)
      A = long(I);
  }
  return S;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(visited, X, 7);
  BOTH_MODES(alternatives, X, 7);
  return check_done();
}
