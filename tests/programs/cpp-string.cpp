// std::string beside active data: text is made, copied, compared and moved.
// sanitize
// debug
// lto-no-exceptions O1
// untyped O1
#include "check.hpp"
#include <string>
#include <string_view>
#include <vector>

struct Named {
  double Value;
  std::string Name;
};

static double selected(const double *X, int N) {
  std::vector<Named> V;
  for (int I = 0; I < N; ++I)
    V.push_back({X[I] * X[I], "entry number " + std::to_string(I)});
  V.push_back(Named{X[0] * X[1], "x"});
  double S = 0;
  for (const Named &E : V)
    if (E.Name.find("3") == std::string::npos)
      S += E.Value * double(E.Name.size());
  return S;
}

/// A little interpreter: the program is text.
static double interpreted(std::string_view Code, const double *X) {
  std::vector<double> Stack;
  for (char C : Code) {
    if (C >= 'a' && C <= 'g') {
      Stack.push_back(X[C - 'a']);
      continue;
    }
    double B = Stack.back();
    Stack.pop_back();
    double &A = Stack.back();
    A = C == '+' ? A + B : C == '*' ? A * B : A / B;
  }
  return Stack.back();
}

static double programs(const double *X, int) {
  std::string Code = "ab+c*";
  Code += "de*/";
  return interpreted(Code, X) * interpreted("fg*", X);
}

static double moved(const double *X, int N) {
  Named A{X[0], "a long name that lives on the heap"}, B{X[1], "short"};
  std::swap(A, B);
  Named C = A;
  C.Name += std::string(size_t(N), 'x');
  C.Value *= double(C.Name.length());
  if (C.Name < B.Name)
    C.Value *= 2;
  return C.Value * B.Value * X[2];
}

int main() {
  double X[7] = {0.3, -0.7, 1.1, 0.2, 0.95, -0.4, 0.6};
  BOTH_MODES(selected, X, 7);
  BOTH_MODES(programs, X, 7);
  BOTH_MODES(moved, X, 7);
  return check_done();
}
