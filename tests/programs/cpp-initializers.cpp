// Initializer lists, aggregates, default members, delegating constructors,
// references as members.
// debug
// lto-no-exceptions Os
#include "check.hpp"
#include <initializer_list>

struct Poly {
  std::vector<double> C;
  Poly(std::initializer_list<double> L) : C(L) {}
  Poly() : Poly{1, 2} {}
  double operator()(double X) const {
    double S = 0;
    for (auto It = C.rbegin(); It != C.rend(); ++It)
      S = S * X + *It;
    return S;
  }
};

static double lists(const double *X, int) {
  Poly P{X[0], X[1], X[2] * X[0]}, Q;
  double S = 0;
  for (double T : {X[1], X[3], 0.5})
    S += P(T) * Q(T);
  return S;
}

struct Inner {
  double A = 0.5, B[2] = {1, 2};
};
struct Outer {
  Inner In[2];
  double Scale = 3;
  const double &Ref;
  double sum() const {
    return Scale * (In[0].A * In[1].B[1] + In[0].B[0] * Ref);
  }
};

static double aggregates(const double *X, int) {
  Outer O{{{X[0], {X[1], X[2]}}, {.A = X[1]}}, X[3], X[0]};
  Outer P{.In = {}, .Ref = O.In[0].A};
  P.In[0] = O.In[0];
  return O.sum() * P.sum();
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(lists, X, 4);
  BOTH_MODES(aggregates, X, 4);
  return check_done();
}
