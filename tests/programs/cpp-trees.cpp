// Expression trees on the heap: unique_ptr nodes, visitors, recursion.
// sanitize
// lto
// debug
// no-exceptions Os
#include "check.hpp"
#include <memory>

struct Node {
  virtual ~Node() = default;
  virtual double eval(const double *X) const = 0;
};
using Ptr = std::unique_ptr<Node>;
struct Var : Node {
  int I;
  explicit Var(int I) : I(I) {}
  double eval(const double *X) const override { return X[I]; }
};
struct Const : Node {
  double V;
  explicit Const(double V) : V(V) {}
  double eval(const double *) const override { return V; }
};
struct Bin : Node {
  char Op;
  Ptr L, R;
  Bin(char Op, Ptr L, Ptr R) : Op(Op), L(std::move(L)), R(std::move(R)) {}
  double eval(const double *X) const override {
    double A = L->eval(X), B = R->eval(X);
    return Op == '+' ? A + B : Op == '*' ? A * B : A / B;
  }
};
struct Sin : Node {
  Ptr A;
  explicit Sin(Ptr A) : A(std::move(A)) {}
  double eval(const double *X) const override { return sin(A->eval(X)); }
};

static double expression(const double *X, int) {
  Ptr E = std::make_unique<Bin>(
      '*', std::make_unique<Sin>(std::make_unique<Var>(0)),
      std::make_unique<Bin>('+', std::make_unique<Var>(1),
                            std::make_unique<Const>(X[2])));
  E = std::make_unique<Bin>('/', std::move(E), std::make_unique<Var>(3));
  return E->eval(X) + E->eval(X + 1);
}

struct Tree {
  double Key;
  std::unique_ptr<Tree> Less, More;
};

static void insert(std::unique_ptr<Tree> &T, double Key) {
  if (!T)
    T = std::make_unique<Tree>(Tree{Key, nullptr, nullptr});
  else
    insert(Key < T->Key ? T->Less : T->More, Key);
}
static double walk(const Tree *T, int Depth) {
  return T ? T->Key * T->Key * Depth + walk(T->Less.get(), Depth + 1) +
                 walk(T->More.get(), Depth + 1) * T->Key
           : 0;
}

static double search_tree(const double *X, int N) {
  std::unique_ptr<Tree> T;
  for (int I = 0; I < N; ++I)
    insert(T, X[I]);
  return walk(T.get(), 1);
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(expression, X, 5);
  BOTH_MODES(search_tree, X, 5);
  return check_done();
}
