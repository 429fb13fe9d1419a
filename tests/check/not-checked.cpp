// What cannot be checked is said to be so, with the reason, and is no failure.
// RUN: %clang -O1 -c %S/Inputs/library.c -o %t.o
// RUN: %clangxx -std=c++20 -g -O1 -I%include %load -mllvm -wengert-check=strict,seconds=1 %s %t.o -lm -o %t
// RUN: %t 2>&1 | %filecheck %s
#include <cmath>
#include <cstdio>
#include <stdexcept>
#include <wengert/rules.hpp>

double throws(double x) {
  if (x > 0)
    throw std::runtime_error("positive");
  return x * x;
}
double half(const _Float16 *x) { return *x * *x; }
double infinite(double x) { return 1 / (x - 1); }

// A library's function with a reverse rule alone, on numbers and on memory.
extern "C" double opaque_cbrt(double);
extern "C" double opaque_sum(const double *, int);
double opaque_cbrt_back(double x, double seed) {
  return seed / (3 * std::cbrt(x * x));
}
void opaque_sum_back(const double *, double *dx, int n, double seed) {
  for (int i = 0; dx && i < n; ++i)
    dx[i] += seed;
}
template struct wengert::custom_vjp<opaque_cbrt, opaque_cbrt_back>;
template struct wengert::custom_vjp<opaque_sum, opaque_sum_back>;
double root(double x) { return opaque_cbrt(x) + x; }
double sum(const double *x, int n) { return opaque_sum(x, n); }

int main() {
  // The number alone is compared with differences.
  // CHECK: wengert check: 1 derivative checked in 1 of 5 calls: right; largest error 0 against forward mode
  // CHECK-DAG: `throws(double)`, called at {{.*}}not-checked.cpp:[[#@LINE+2]] was not checked in 1 call: a run of it ended before it returned
  try {
    wengert::gradient<throws>(1.0);
  } catch (const std::runtime_error &) {
  }
  // CHECK-DAG: `half(_Float16 const*)`{{.*}} was not checked in 1 call: {{.*}} a format that checks do not know
  _Float16 small = 2, dsmall = 0;
  wengert::gradient<half>(wengert::duplicated(&small, &dsmall));
  // CHECK-DAG: `infinite(double)`{{.*}} was not checked in 1 call: its result is not finite
  wengert::gradient<infinite>(1.0);
  wengert::gradient<root>(8.0);
  // CHECK-DAG: `sum(double const*, int)`{{.*}} was not checked in 1 call: there is no forward mode for it: {{.*}}[WG0003] `opaque_sum` has a registered derivative, but not for this mode
  double x[2] = {1, 2}, dx[2] = {};
  wengert::gradient<sum>(wengert::duplicated(&x[0], &dx[0]), 2);
}
