// std::unique_ptr and containers of it; a tree that owns its children.
// sanitize
// debug
// lto-no-exceptions O2
#include "check.h"
#include <memory>
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);

struct Expr {
  double Value;
  std::unique_ptr<Expr> Left, Right;
};

static std::unique_ptr<Expr> build(const double *X, int Lo, int Hi) {
  if (Lo >= Hi)
    return nullptr;
  int Mid = (Lo + Hi) / 2;
  auto E = std::make_unique<Expr>();
  E->Value = X[Mid] * X[Mid];
  E->Left = build(X, Lo, Mid);
  E->Right = build(X, Mid + 1, Hi);
  return E;
}
static double evaluate(const Expr *E) {
  return E ? E->Value + evaluate(E->Left.get()) * E->Value +
                 sin(evaluate(E->Right.get()))
           : 0;
}
NOINLINE static double tree(const double *X, int N) {
  auto Root = build(X, 0, N);
  return evaluate(Root.get());
}
NOINLINE static double array(const double *X, int N) {
  auto A = std::make_unique<double[]>(N + 1);
  for (int I = 0; I < N; ++I)
    A[I + 1] = A[I] * X[I] + X[I];
  return A[N];
}

int main() {
  double X[13];
  for (int I = 0; I < 13; ++I)
    X[I] = sample(I);
  for (int N = 0; N <= 13; N += N ? 12 : 1) {
    double G[13] = {0}, H[13] = {0};
    __enzyme_autodiff((void *)tree, X, G, N);
    GRADIENT(G, tree(X, N), X, N, 1e-9);
    __enzyme_autodiff((void *)array, X, H, N);
    GRADIENT(H, array(X, N), X, N, 1e-9);
  }
  return check_done();
}
