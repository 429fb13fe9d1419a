// switch: dense, sparse, with fall-through, and a small interpreter.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

NOINLINE static double dense(double X, int Op) {
  switch (Op) {
  case 0: return X * X;
  case 1: return sin(X);
  case 2: return exp(X);
  case 3: return 1 / X;
  default: return -X;
  }
}

NOINLINE static double falls_through(double X, int K) {
  double Y = X;
  switch (K) {
  case 7: Y *= X; // falls through
  case 1000: Y += X * X; break;
  case -5: Y = 3;
  }
  return Y;
}

NOINLINE static double interpret(const unsigned char *Code, int N, double X) {
  double Stack[16];
  int Top = 0;
  for (int I = 0; I < N; ++I)
    switch (Code[I]) {
    case 'x': Stack[Top++] = X; break;
    case '1': Stack[Top++] = 1; break;
    case '+': --Top; Stack[Top - 1] += Stack[Top]; break;
    case '*': --Top; Stack[Top - 1] *= Stack[Top]; break;
    case 's': Stack[Top - 1] = sin(Stack[Top - 1]); break;
    case 'd': Stack[Top] = Stack[Top - 1]; ++Top; break;
    }
  return Stack[0];
}

int main(void) {
  double X = 0.7;
  double Want[] = {2 * X, cos(X), exp(X), -1 / (X * X), -1, -1};
  for (int Op = 0; Op < 6; ++Op) {
    SAME(__enzyme_autodiff((void *)dense, X, Op), Want[Op]);
    SAME(__enzyme_fwddiff((void *)dense, X, 1.0, Op), Want[Op]);
  }
  SAME(__enzyme_autodiff((void *)falls_through, X, 7), 4 * X);
  SAME(__enzyme_autodiff((void *)falls_through, X, 1000), 1 + 2 * X);
  SAME(__enzyme_autodiff((void *)falls_through, X, -5), 0);
  SAME(__enzyme_autodiff((void *)falls_through, X, 3), 1);
  const char *Code = "xdx*s+1+d*"; // ((x + sin(x x)) + 1)^2
  double G = __enzyme_autodiff((void *)interpret, enzyme_const, Code,
                               enzyme_const, 10, enzyme_out, X);
  SAME(G, 2 * (X + sin(X * X) + 1) * (1 + 2 * X * cos(X * X)));
  return check_done();
}
