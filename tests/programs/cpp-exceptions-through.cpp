// Exceptions that leave the derivative: clean-ups run, the tape is released
// (this program runs under LeakSanitizer as well), what was accumulated before
// the throw is in the shadows, and the caller catches what was thrown.
// sanitize
// debug
// lto Os
#include "check.h"
#include <stdexcept>
#include <string>
#include <vector>

extern "C" double __enzyme_autodiff(void *, ...);
extern "C" double __enzyme_fwddiff(void *, ...);
extern int enzyme_dup, enzyme_const;

static int Live = 0;
struct Guard {
  Guard() { ++Live; }
  ~Guard() { --Live; }
};

NOINLINE static double product(const double *X, int N, int Limit) {
  Guard G;
  std::vector<double> Partial;
  double P = 1;
  for (int I = 0; I < N; ++I) {
    if (I == Limit)
      throw std::invalid_argument("limit " + std::to_string(Limit));
    P *= X[I];
    Partial.push_back(P * P);
  }
  double S = 0;
  for (double V : Partial)
    S += V * P;
  return S;
}
NOINLINE static double outer(const double *X, int N, int Limit) {
  Guard G;
  std::string Name("a name too long to be kept in place by the string itself");
  return product(X, N, Limit) * X[0] + double(Name.size());
}

int main() {
  double X[7];
  for (int K = 0; K < 7; ++K)
    X[K] = 1 + 0.1 * sample(K);
  for (int N : {0, 1, 3, 7})
    for (int Limit : {0, 2, 7}) {
      double G[7] = {0}, D[7] = {1, 0, 0, 0, 0, 0, 0};
      bool Throws = Limit < N, Caught = false, CaughtForward = false;
      try {
        if (N == 0) // outer reads X[0]
          __enzyme_autodiff((void *)product, enzyme_dup, X, G, enzyme_const, N,
                            enzyme_const, Limit);
        else
          __enzyme_autodiff((void *)outer, enzyme_dup, X, G, enzyme_const, N,
                            enzyme_const, Limit);
      } catch (const std::invalid_argument &E) {
        Caught = E.what() == "limit " + std::to_string(Limit);
      }
      try {
        __enzyme_fwddiff((void *)outer, enzyme_dup, X, D, enzyme_const, N,
                         enzyme_const, Limit);
      } catch (const std::invalid_argument &) {
        CaughtForward = true;
      }
      SAME(Caught == Throws, true);
      SAME(CaughtForward == Throws, true);
      SAME(Live == 0, true);
      if (!Throws && N)
        GRADIENT(G, outer(X, N, Limit), X, N, 1e-8);
      if (Throws)
        for (double V : G)
          SAME(V == 0, true);
    }
  return check_done();
}
