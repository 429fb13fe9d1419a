// std::list: its nodes are linked by code in the shared library.
// sanitize
// debug
// lto-no-exceptions O3
#include "check.hpp"
#include <list>

static double push(const double *X, int N) {
  std::list<double> L;
  for (int I = 0; I < N; ++I)
    I % 2 ? L.push_back(X[I] * X[I]) : L.push_front(sin(X[I]));
  double S = 1;
  for (double V : L)
    S = S * 0.5 + V * S;
  return S;
}

static double edit(const double *X, int N) {
  std::list<double> L(X, X + N);
  auto It = L.begin();
  ++It;
  L.insert(It, X[0] * X[1]);
  L.erase(--L.end());
  L.reverse();
  L.remove_if([](double V) { return V > 0.9; });
  double S = 0, W = 1;
  for (double &V : L) {
    V = V * V + W;
    S += V * sin(W);
    W += 0.5;
  }
  return S + L.front() * L.back() + double(L.size());
}

static double splice_and_swap(const double *X, int N) {
  std::list<double> A, B;
  for (int I = 0; I < N; ++I)
    (I % 3 ? A : B).push_back(exp(X[I]));
  A.splice(A.begin(), B, B.begin());
  A.swap(B);
  std::list<double> C = B;
  C.splice(C.end(), A);
  double P = 1;
  for (auto It = C.rbegin(); It != C.rend(); ++It)
    P = sin(P + *It);
  return P;
}

static double sorted(const double *X, int N) {
  std::list<double> L(X, X + N), M{X[0] * 2.2, X[1] + X[2]};
  L.sort();
  M.sort();
  L.merge(M);
  double S = 0;
  int K = 1;
  for (double V : L)
    S += K++ * V * V;
  return S;
}

struct Particle {
  double Mass, Place[2];
  int Id;
};

static double structs(const double *X, int N) {
  std::list<Particle> L;
  for (int I = 0; I + 1 < N; ++I)
    L.push_back({X[I], {X[I + 1], X[I] * X[I + 1]}, I});
  double S = 0;
  for (const Particle &P : L)
    for (const Particle &Q : L)
      if (P.Id < Q.Id)
        S += P.Mass * Q.Mass / (1 + fabs(P.Place[0] - Q.Place[1]));
  return S;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(push, X, 7);
  BOTH_MODES(edit, X, 7);
  BOTH_MODES(splice_and_swap, X, 7);
  BOTH_MODES(sorted, X, 7);
  BOTH_MODES(structs, X, 7);
  return check_done();
}
