// Callbacks with a context pointer, the way C libraries take closures.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef double (*Integrand)(double, const void *);
NOINLINE static double simpson(Integrand F, const void *Context, double A,
                               double B, int N) {
  double H = (B - A) / N, S = F(A, Context) + F(B, Context);
  for (int I = 1; I < N; ++I)
    S += (I % 2 ? 4 : 2) * F(A + I * H, Context);
  return S * H / 3;
}
typedef struct { double Rate, Shape[3]; int Terms; } Model;
NOINLINE static double decay(double T, const void *Context) {
  const Model *M = (const Model *)Context;
  double P = 0;
  for (int I = M->Terms - 1; I >= 0; --I)
    P = P * T + M->Shape[I];
  return P * exp(-M->Rate * T);
}
NOINLINE static double oscillate(double T, const void *Context) {
  return sin(*(const double *)Context * T);
}
NOINLINE static double total(const Model *M, double End) {
  return simpson(decay, M, 0, End, 30) + simpson(oscillate, &M->Rate, 0, End, 30);
}
// The visitor writes through its context.
typedef void (*Visitor)(double, void *);
NOINLINE static void visit(const double *X, int N, Visitor V, void *Context) {
  for (int I = 0; I < N; ++I)
    V(X[I], Context);
}
typedef struct { double Sum, Product; int Count; } Summary;
NOINLINE static void summarize(double X, void *Context) {
  Summary *S = (Summary *)Context;
  S->Sum += X;
  S->Product *= X;
  S->Count++;
}
NOINLINE static double statistics(const double *X, int N) {
  Summary S = {0, 1, 0};
  visit(X, N, summarize, &S);
  return S.Sum * S.Product / (S.Count + 1);
}

int main(void) {
  Model M = {0.7, {1, -0.5, 0.25}, 3}, D = {0, {0}, 3};
  double End = 1.5;
  double De = __enzyme_autodiff((void *)total, &M, &D, End);
  NEAR(De, FD(total(&M, End), End), 1e-9);
  NEAR(D.Rate, FD(total(&M, End), M.Rate), 1e-9);
  GRADIENT(D.Shape, total(&M, End), M.Shape, 3, 1e-9);
  Model T = {0.3, {1, 2, -1}, 3};
  NEAR(__enzyme_fwddiff((void *)total, &M, &T, End, 0.5),
       0.3 * D.Rate + D.Shape[0] + 2 * D.Shape[1] - D.Shape[2] + 0.5 * De, 1e-12);
  for (int N = 0; N <= 7; N += N ? 6 : 1) {
    double X[7], G[7] = {0};
    for (int I = 0; I < 7; ++I)
      X[I] = 1 + sample(I) / 2;
    __enzyme_autodiff((void *)statistics, X, G, N);
    GRADIENT(G, statistics(X, N), X, N, 1e-9);
  }
  return check_done();
}
