// d/dx (x sin y) = sin y, d/dy = x cos y.
#include <cmath>
#include <cstdio>
#include <wengert/wengert.hpp>

double f(double x, double y) { return x * std::sin(y); }

int main() {
  auto [dx, dy] = wengert::gradient<f>(3.0, 0.5);
  bool right = std::fabs(dx - std::sin(0.5)) < 1e-15 &&
               std::fabs(dy - 3 * std::cos(0.5)) < 1e-15;
  std::puts(right ? "right" : "wrong");
  return !right;
}
