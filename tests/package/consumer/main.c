/* d/dx x^3 = 3 x^2. */
#include <stdio.h>
#include <wengert/wengert.h>

double cube(double x) { return x * x * x; }
WENGERT_AUTODIFF(double, slope, double (*)(double), double);

int main(void) {
  int right = slope(cube, 2.0) == 12.0;
  puts(right ? "right" : "wrong");
  return !right;
}
