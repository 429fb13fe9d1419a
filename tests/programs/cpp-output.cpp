// Output in the middle of active code: printf, iostream, stringstream.
// debug
// lto-no-exceptions O2
#include "check.hpp"
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>

static double printed(const double *X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    S += X[I] * X[I];
    if (I == 2)
      printf("partial sum %g of %d\n", S, I);
  }
  puts("done");
  return S;
}

static double streamed(const double *X, int N) {
  double P = 1;
  for (int I = 0; I < N; ++I) {
    P *= 1 + X[I];
    std::cout << "step " << I << ": " << std::setprecision(3) << P << '\n';
  }
  std::cerr << std::fixed << P << std::endl;
  return P;
}

static double formatted(const double *X, int) {
  std::ostringstream Out;
  Out << X[0] * X[1] << ' ' << 42 << ' ' << std::boolalpha << true;
  std::string Text = Out.str();
  char Line[64];
  snprintf(Line, sizeof Line, "%f", X[2]);
  return X[0] * X[1] * X[2] * double(Text.size() > 3) * double(Line[0] != 0);
}

int main() {
  double X[4] = {0.3, -0.7, 1.1, 0.2};
  BOTH_MODES(printed, X, 4);
  BOTH_MODES(streamed, X, 4);
  BOTH_MODES(formatted, X, 4);
  return check_done();
}
