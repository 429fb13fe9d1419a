// std::unordered_map and unordered_set: chains of nodes and rehashing.
// sanitize
// debug
// lto-no-exceptions Os
// untyped O2
#include "check.hpp"
#include <string>
#include <unordered_map>
#include <unordered_set>

static double sparse(const double *X, int N) {
  std::unordered_map<int, double> M;
  for (int I = 0; I < N; ++I)
    for (int J = 0; J < 6; ++J)
      M[I * J] += X[I] * X[(I + J) % N];
  double S = 0;
  for (int K = 0; K < 40; ++K)
    if (auto It = M.find(K); It != M.end())
      S += sin(It->second) * (K + 1);
  return S;
}

static double changed(const double *X, int N) {
  std::unordered_map<long, double> M;
  M.reserve(4);
  for (int I = 0; I < N; ++I)
    M.emplace(I, exp(X[I]));
  M.erase(2);
  M.rehash(97);
  M[0] *= M[1];
  std::unordered_map<long, double> C(std::move(M));
  double S = 0;
  for (auto &[K, V] : C)
    S += V * V * double(K + 1);
  return S;
}

static double named(const double *X, int) {
  std::unordered_map<std::string, double> P{{"a", X[0]}, {"b", X[1]}};
  P.insert({"c", X[2] * X[0]});
  std::unordered_set<int> Seen{1, 2, 3};
  double S = 0;
  for (const char *K : {"a", "b", "c", "a"})
    S += P.at(K) * P.at(K);
  return Seen.count(2) ? S : 0;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(sparse, X, 7);
  BOTH_MODES(changed, X, 7);
  BOTH_MODES(named, X, 7);
  return check_done();
}
