// Text in the middle of active code: a logger with a string stream, printf, a
// report that is built and thrown away.
// lto-no-exceptions Os
#include "check.hpp"
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

class Logger {
public:
  explicit Logger(std::string Name) : Name(std::move(Name)) {}
  template <class T> Logger &operator<<(const T &V) {
    Out << V << ' ';
    return *this;
  }
  size_t length() const { return Out.str().size() + Name.size(); }

private:
  std::string Name;
  std::ostringstream Out;
};
static double verbose(const double *X, int N) {
  Logger Log("run");
  double S = 1;
  for (int I = 0; I < N; ++I) {
    S = S * 0.7 + sin(X[I] * S);
    Log << "step" << I << S;
    char Text[64];
    std::snprintf(Text, sizeof Text, "%d: %.3f", I, S);
    if (Text[0] == 'x')
      std::cerr << Text << '\n';
  }
  return Log.length() ? S * S : 0;
}

int main() {
  double X[5];
  for (int I = 0; I < 5; ++I)
    X[I] = sample(I);
  BOTH_MODES(verbose, X, 5);
  return check_done();
}
