#include <cmath>
#include <cstdio>
#include <wengert/wengert.hpp>

double f(double x, double y) { return x * std::sin(y); }

int main() {
  auto [value, dx, dy] = wengert::value_and_gradient<f>(3.0, 0.5);
  std::printf("f = %.6f, df/dx = %.6f, df/dy = %.6f\n", value, dx, dy);
}
