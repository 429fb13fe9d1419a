// Differentiates a function of another file: full link-time optimization.
#include <cstdio>
#include <wengert/wengert.hpp>

double elsewhere(double);

int main() {
  bool right = wengert::gradient<elsewhere>(2.0) == 32.0; // d/dx x^4
  std::puts(right ? "right" : "wrong");
  return !right;
}
