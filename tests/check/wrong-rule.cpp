// A wrong rule is refused: function, argument, both numbers, and the lines.
// RUN: %clangxx -std=c++20 -g -O0 -I%include %load -mllvm -wengert-check %s -o %t.0
// RUN: %t.0 2>&1 | %filecheck %s
// RUN: %clangxx -std=c++20 -g -O2 -I%include %load -mllvm -wengert-check %s -o %t.2
// RUN: %t.2 2>&1 | %filecheck %s
// Strict: the program ends there, with an exit status. So it does if the run asks.
// RUN: %clangxx -std=c++20 -g -O1 -I%include %load -mllvm -wengert-check=strict %s -o %t.s
// RUN: %not %t.s 2>&1 | %filecheck --check-prefix=STRICT %s
// RUN: env WENGERT_CHECK=strict %not %t.2 2>&1 | %filecheck --check-prefix=STRICT %s
// RUN: env WENGERT_CHECK=off %t.s 2>&1 | %filecheck --check-prefix=OFF %s
// The compiler's environment does as the option does.
// RUN: env WENGERT_CHECK=strict %clangxx -std=c++20 -g -O1 -I%include %load %s -o %t.e
// RUN: %not %t.e 2>&1 | %filecheck --check-prefix=STRICT %s
// Without -g it names what it can.
// RUN: %clangxx -std=c++20 -O1 -I%include %load -mllvm -wengert-check=strict %s -o %t.n
// RUN: %not %t.n 2>&1 | %filecheck --check-prefix=NAMES %s
#include <cstdio>
#include <wengert/rules.hpp>

// Twice the seed for `height`.
double area(double width, double height) { return width * height; }
wengert::results<double, double> area_back(double width, double height,
                                           double seed) {
  return {height * seed, 2 * width * seed};
}
template struct wengert::custom_vjp<area, area_back>;
double cost(double base, double w, double h) { return base + area(w, h); }

// The third element is forgotten.
double norm(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += x[i] * x[i];
  return s;
}
void norm_back(const double *x, double *dx, int n, double seed) {
  for (int i = 0; i < n; ++i)
    if (dx && i != 2)
      dx[i] += 2 * x[i] * seed;
}
template struct wengert::custom_vjp<norm, norm_back>;
// A right tangent of it, by hand as well.
double norm_along(const double *x, double *dx, int n) {
  double s = 0;
  for (int i = 0; dx && i < n; ++i)
    s += 2 * x[i] * dx[i];
  return s;
}
template struct wengert::custom_jvp<norm, norm_along>;
double loss(double scale, const double *values, int n) {
  return scale * norm(values, n);
}

// A wrong tangent is found as well.
double cube(double x) { return x * x * x; }
double cube_along(double x, double dx) { return 2 * x * x * dx; }
template struct wengert::custom_jvp<cube, cube_along>;
double of_cube(double t) { return cube(t) + t; }

int main() {
  // CHECK: wrong-rule.cpp:[[#@LINE+8]]: wengert check: the reverse derivative of `cost(double, double, double)` by argument 3 (`h`) is wrong: 4, 2 by differences, 2 by forward mode
  // CHECK-NEXT: wrong-rule.cpp:27: wengert check: `cost(double, double, double)` is here
  // CHECK-NEXT: wengert check: rules by hand in it: `area(double, double)` ({{.*}}wrong-rule.cpp:21)
  // STRICT: wrong-rule.cpp:[[#@LINE+5]]: wengert check: the reverse derivative of `cost(double, double, double)`
  // STRICT-NOT: went on
  // OFF-NOT: wengert
  // NAMES: wengert check: the reverse derivative of `cost(double, double, double)` by argument 3 is wrong: 4, 2 by differences
  // NAMES-NEXT: wengert check: called in `main`; -g shows the line
  auto [b, w, h] = wengert::gradient<cost>(1.0, 2.0, 5.0);
  // OFF: went on: 1 5 4
  std::printf("went on: %g %g %g\n", b, w, h);
  std::fflush(stdout);
  // CHECK: wrong-rule.cpp:[[#@LINE+5]]: wengert check: the reverse derivative of `loss(double, double const*, int)` by argument 2 (`values`), element 2 is wrong: 0, 12 by differences, 12 by forward mode
  // CHECK-NEXT: wengert check: `loss(double, double const*, int)` is here
  // CHECK-NEXT: wengert check: rules by hand in it: `norm(double const*, int)`
  double x[4] = {1, 2, 3, 4}, dx[4] = {};
  double *p = x, *dp = dx;
  wengert::gradient<loss>(2.0, wengert::duplicated(p, dp), 4);
  // Once for each call in the source.
  // CHECK-NOT: of `of_cube
  // CHECK: wrong-rule.cpp:[[#@LINE+4]]: wengert check: the forward derivative of `of_cube(double)` by argument 1 (`t`) is wrong: 9, 13 by differences, 13 by reverse mode
  // CHECK: wengert check: 3 derivatives checked in 4 of 4 calls: 3 wrong
  // CHECK-NOT: of `of_cube
  for (int k = 0; k < 2; ++k)
    wengert::gradient<of_cube>(2.0);
}
