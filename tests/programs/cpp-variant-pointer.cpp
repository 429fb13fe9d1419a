// std::variant of a float and a pointer, which is twice its size, refilled so
// that most change what they hold.
// lto-no-exceptions O3
#include "check.h"
#include <variant>
#include <vector>
void __enzyme_autodiff(void *, ...);
using Value = std::variant<float, const double *>;
NOINLINE static void put(Value &V, double X) { V = (float)X; }
NOINLINE static void put(Value &V, const double *P) { V = P; }
NOINLINE static double get(const Value &V) {
  return std::visit(
      [](auto X) -> double {
        if constexpr (std::is_pointer_v<decltype(X)>)
          return *X;
        else
          return X;
      },
      V);
}
static void run(const double *X, double *Y, int N, int First) {
  std::vector<Value> Vs(N);
  std::vector<double> Own(N);
  double S = 1;
  for (int R = 0; R < 3; ++R) {
    for (int I = 0; I < N; ++I)
      if ((I + R + First) % 3 == 0) {
        Own[I] = X[I] * S;
        put(Vs[I], &Own[I]);
      } else
        put(Vs[I], 0.5 * X[I] * X[I]);
    auto &Copy = Vs;
    for (int I = 0; I < N; ++I)
      S += get(Copy[I]) * (I + 1) * 0.1;
    for (int I = 0; I < N; ++I)
      S += get(Vs[I]) * 0.1;
  }
  *Y = S;
}
enum { Most = 7 };
static double value(const double *X, int N, int First) {
  double Y;
  run(X, &Y, N, First);
  return Y;
}
int main(void) {
  for (int N = 0; N <= Most; ++N)
    for (int First = 0; First < 2; ++First) {
      double X[Most], G[Most] = {0}, Y, Dy = 1;
      for (int I = 0; I < Most; ++I)
        X[I] = 0.25 * (I % 4) + 0.5;
      __enzyme_autodiff((void *)run, enzyme_dup, X, G, enzyme_dup, &Y, &Dy,
                        enzyme_const, N, enzyme_const, First);
      for (int I = 0; I < N; ++I)
        NEAR(G[I], FD_STEP(value(X, N, First), X[I], 0x1p-5), 1e-4);
    }
  return check_done();
}
