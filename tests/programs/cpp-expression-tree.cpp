// An expression tree of unique_ptr nodes, evaluated by virtual functions and
// rewritten while it is.
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <memory>
#include <utility>

struct Node {
  virtual ~Node() = default;
  virtual double eval(const std::vector<double> &Vars) const = 0;
};
using Ptr = std::unique_ptr<Node>;
struct Constant : Node {
  double V;
  explicit Constant(double V) : V(V) {}
  double eval(const std::vector<double> &) const override { return V; }
};
struct Variable : Node {
  size_t K;
  explicit Variable(size_t K) : K(K) {}
  double eval(const std::vector<double> &Vars) const override {
    return Vars[K];
  }
};
struct Binary : Node {
  char Op;
  Ptr L, R;
  Binary(char Op, Ptr L, Ptr R) : Op(Op), L(std::move(L)), R(std::move(R)) {}
  double eval(const std::vector<double> &Vars) const override {
    double A = L->eval(Vars), B = R->eval(Vars);
    switch (Op) {
    case '+':
      return A + B;
    case '*':
      return A * B;
    default:
      return A / (1 + B * B);
    }
  }
};
static Ptr build(const std::vector<double> &Scale, size_t Depth, size_t At) {
  if (Depth == 0) {
    if (At % 3 == 2)
      return std::make_unique<Constant>(Scale[At % Scale.size()] * 2);
    return std::make_unique<Variable>(At % Scale.size());
  }
  static const char Ops[] = {'+', '*', '/'};
  return std::make_unique<Binary>(Ops[Depth % 3],
                                  build(Scale, Depth - 1, 2 * At),
                                  build(Scale, Depth - 1, 2 * At + 1));
}
static double evaluate(const double *X, int N) {
  std::vector<double> Vars(X, X + N);
  Ptr Root = build(Vars, 3, 1);
  double S = Root->eval(Vars);
  Root = std::make_unique<Binary>('*', std::move(Root),
                                  std::make_unique<Variable>(0));
  return S + Root->eval(Vars);
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(evaluate, X, 5);
  return check_done();
}
