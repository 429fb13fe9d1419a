// std::deque, stack, queue, priority_queue: blocks of elements and heaps.
// sanitize
// no-exceptions
// debug
// lto O1
#include "check.hpp"
#include <deque>
#include <queue>
#include <stack>

static double both_ends(const double *X, int N) {
  std::deque<double> D;
  for (int I = 0; I < N; ++I)
    I % 2 ? D.push_back(X[I] * X[I]) : D.push_front(sin(X[I]));
  D.pop_back();
  D[2] = X[0] * X[1];
  double S = 1;
  for (double V : D)
    S = S * 0.5 + V * S;
  return S + D[1] * D.back();
}

static double many(const double *X, int N) {
  std::deque<double> D;
  for (int I = 0; I < 200; ++I) {
    D.push_back(X[I % N] * (I + 1));
    if (D.size() > 20)
      D.pop_front();
  }
  double S = 0;
  for (size_t I = 0; I < D.size(); ++I)
    S += D[I] * D[D.size() - 1 - I];
  return S * 1e-4;
}

static double adaptors(const double *X, int N) {
  std::stack<double> S;
  std::queue<double> Q;
  std::priority_queue<double> P;
  for (int I = 0; I < N; ++I) {
    S.push(X[I] * X[I]);
    Q.push(exp(X[I]));
    P.push(X[I]);
  }
  double R = 1;
  for (int I = 0; I < N - 1; ++I) {
    R = sin(R * S.top() + Q.front() * P.top());
    S.pop();
    Q.pop();
    P.pop();
  }
  return R;
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(both_ends, X, 7);
  BOTH_MODES(many, X, 7);
  BOTH_MODES(adaptors, X, 7);
  return check_done();
}
