// shared_ptr and weak_ptr: a computation graph with shared nodes.
// sanitize
// debug
// lto-no-exceptions O1
#include "check.hpp"
#include <memory>

struct Unit {
  double Value = 0;
  std::vector<std::shared_ptr<Unit>> In;
  std::weak_ptr<Unit> Parent;
  void run() {
    Value += 0.1;
    for (auto &U : In)
      Value += sin(U->Value);
  }
};

static double network(const double *X, int N) {
  std::vector<std::shared_ptr<Unit>> Layer;
  for (int I = 0; I < N; ++I) {
    Layer.push_back(std::make_shared<Unit>());
    Layer.back()->Value = X[I];
  }
  for (int L = 0; L < 2; ++L) {
    std::vector<std::shared_ptr<Unit>> Next;
    for (int I = 0; I < N; ++I) {
      auto U = std::make_shared<Unit>();
      U->In = {Layer[size_t(I)], Layer[size_t((I + 1) % N)]};
      for (auto &P : U->In)
        P->Parent = U;
      U->run();
      Next.push_back(U);
    }
    Layer = std::move(Next);
  }
  double S = 1;
  for (auto &U : Layer)
    S *= U->Value + (U->Parent.expired() ? 0.5 : 0);
  return S;
}

static double aliased(const double *X, int) {
  auto P = std::make_shared<std::pair<double, double>>(X[0], X[1]);
  std::shared_ptr<double> First(P, &P->first);
  auto Q = P;
  P.reset();
  *First *= X[2];
  return *First * Q->second * double(Q.use_count());
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(network, X, 4);
  BOTH_MODES(aliased, X, 4);
  return check_done();
}
