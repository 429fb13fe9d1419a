// std::map, std::set and their multi forms: balanced trees, balanced by code in
// the shared library.
// sanitize
// debug
// lto-no-exceptions O2
// untyped O3
#include "check.hpp"
#include <map>
#include <set>
#include <string>

static double counts(const double *X, int N) {
  std::map<int, double> M;
  for (int I = 0; I < N; ++I)
    M[I * 7 % 5] += X[I] * X[I];
  double S = 0;
  for (auto &[Key, V] : M)
    S += (Key + 1) * V * V;
  return S;
}

static double erased(const double *X, int N) {
  std::map<int, double> M;
  for (int I = 0; I < N; ++I)
    M.emplace(I * 5 % 11, sin(X[I]));
  M.erase(M.begin());
  M.erase(10);
  if (auto It = M.find(4); It != M.end())
    It->second *= X[0];
  auto Low = M.lower_bound(3);
  double S = Low->second * X[1];
  for (auto It = M.rbegin(); It != M.rend(); ++It)
    S = S * It->second + It->first;
  return S;
}

static double copied(const double *X, int N) {
  std::map<int, double> M;
  for (int I = 0; I < N; ++I)
    M[I] = X[I];
  std::map<int, double> C = M;
  for (int I = 0; I < N; I += 2)
    C.erase(I);
  C[100] = X[0] * X[1];
  M.swap(C);
  double S = 0;
  for (auto &P : M)
    S += P.second * P.second * P.first;
  for (auto &P : C)
    S += P.second;
  return S;
}

/// Keys are active.
static double keys(const double *X, int N) {
  std::map<double, double> M;
  for (int I = 0; I < N; ++I)
    M[X[I]] = X[I] * X[(I + 1) % N];
  std::multiset<double> Set(X, X + N);
  Set.insert(X[0]);
  double S = 0;
  int W = 1;
  for (auto &[K, V] : M)
    S += W++ * K * V;
  for (double K : Set)
    S += W++ * K * K;
  return S;
}

static double names(const double *X, int N) {
  std::map<std::string, double> P;
  P["rate"] = X[0];
  P["a name that does not fit into the string itself"] = X[1] * X[2];
  P["offset"] += X[3];
  std::multimap<int, double> Q;
  for (int I = 0; I < N; ++I)
    Q.emplace(I % 2, X[I]);
  auto [B, E] = Q.equal_range(1);
  double S = P.at("rate") * P.at("offset");
  for (; B != E; ++B)
    S += B->second * P.begin()->second;
  return S;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(counts, X, 7);
  BOTH_MODES(erased, X, 7);
  BOTH_MODES(copied, X, 7);
  BOTH_MODES(keys, X, 7);
  BOTH_MODES(names, X, 7);
  return check_done();
}
