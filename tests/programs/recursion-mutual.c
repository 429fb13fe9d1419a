// Functions that call each other.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

static double odd(double X, int N);

NOINLINE static double even(double X, int N) {
  return N == 0 ? 1 : X * odd(X, N - 1) + 1;
}
NOINLINE static double odd(double X, int N) {
  return N == 0 ? X : sin(X) * even(X, N - 1);
}

// A recursive-descent evaluator: expression, term, factor.
typedef struct {
  const char *At;
  double X;
} Parser;
static double expression(Parser *P);
NOINLINE static double factor(Parser *P) {
  char C = *P->At++;
  if (C == '(') {
    double V = expression(P);
    ++P->At;
    return V;
  }
  return C == 'x' ? P->X : C - '0';
}
NOINLINE static double term(Parser *P) {
  double V = factor(P);
  while (*P->At == '*') {
    ++P->At;
    V *= factor(P);
  }
  return V;
}
NOINLINE static double expression(Parser *P) {
  double V = term(P);
  while (*P->At == '+') {
    ++P->At;
    V += term(P);
  }
  return V;
}
static double evaluate(const char *Text, double X) {
  Parser P = {Text, X};
  return expression(&P);
}

int main(void) {
  double X = 0.8;
  for (int N = 0; N < 8; ++N) {
    NEAR(__enzyme_autodiff((void *)even, X, N), FD(even(X, N), X), 1e-10);
    NEAR(__enzyme_fwddiff((void *)even, X, 1.0, N), FD(even(X, N), X), 1e-10);
  }
  double G = __enzyme_autodiff((void *)evaluate, enzyme_const,
                               "(x+2)*x*(3+x*x)+x", enzyme_out, X);
  // (x^2 + 2x)(3 + x^2) + x
  SAME(G, (2 * X + 2) * (3 + X * X) + (X * X + 2 * X) * 2 * X + 1);
  double T = __enzyme_fwddiff((void *)evaluate, enzyme_const,
                              "(x+2)*x*(3+x*x)+x", enzyme_dup, X, 1.0);
  SAME(T, G);
  return check_done();
}
