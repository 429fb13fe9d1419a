// Unions of a pointer and a double, copied whole by a function of their own:
// what they are shows in their bits. The type clang gives a union is that of one
// member, and says nothing of the others.
// levels: O1 O2 O3 Os
#include "check.hpp"

struct Either {
  int Kind;
  union {
    const double *P;
    double D;
  };
};

[[gnu::noinline]] static void copy(Either *To, const Either *From) {
  *To = *From;
}

static double sum(const double *X, int N) {
  Either V[8];
  for (int I = 0; I < N; ++I) {
    Either U;
    U.Kind = I % 2;
    if (U.Kind)
      U.P = X + I;
    else
      U.D = X[I] * X[I];
    copy(V + I, &U);
  }
  double S = 0;
  for (int I = 0; I < N; ++I)
    S += V[I].Kind ? *V[I].P * X[0] : V[I].D;
  return S;
}

int main() {
  double X[5] = {0.3, -0.7, 1.1, 0.2, 0.95};
  BOTH_MODES(sum, X, 5);
  return check_done();
}
