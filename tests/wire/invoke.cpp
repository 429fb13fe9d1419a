// Hook calls that are invokes: objects with destructors are alive around them.
// The derivative unwinds through the caller's clean-ups as the primal would.
// RUN: %clangxx -std=c++20 -O0 %load -I%include %s -o %t0 && %t0 | %filecheck %s
// RUN: %clangxx -std=c++20 -O1 -g %load -I%include %s -o %t1 && %t1 | %filecheck %s
// RUN: %clangxx -std=c++20 -O2 %load -I%include %s -o %t2 && %t2 | %filecheck %s
#include <cstdio>
#include <wengert/wengert.hpp>

static int alive;
struct guard {
  guard() { ++alive; }
  ~guard() { --alive; }
};
struct three {
  double a, b, c;
};
[[clang::noinline]] static double checked(double x) {
  if (x < 0)
    throw 1;
  return x * x;
}
[[clang::noinline]] static double product(double x, double y, double z) {
  if (x < 0)
    throw 2;
  return x * y * z;
}
extern int enzyme_out, enzyme_const;
double __enzyme_autodiff(double (*)(double), int, double);
three __enzyme_autodiff_three(double (*)(double, double, double), double,
                              double, double);
double __enzyme_call_inactive(double (*)(double), double);

static double slope(double x) {
  guard g;
  return __enzyme_autodiff(checked, enzyme_out, x);
}
static double gradients(double x) {
  guard g;
  three t = __enzyme_autodiff_three(product, x, 2, 3);
  return t.a + t.b + t.c;
}
static double header(double x) {
  guard g;
  auto [v, d] = wengert::value_and_gradient<checked>(x);
  return v + d;
}
static double inactive(double x) {
  guard g;
  return __enzyme_call_inactive(checked, x);
}
template <class F> static void attempt(F f) {
  for (double x : {3.0, -1.0})
    try {
      std::printf("%g ", f(x));
    } catch (int i) {
      std::printf("caught %d ", i);
    }
  std::printf("%d\n", alive);
}
int main() {
  // CHECK: 6 caught 1 0
  attempt(slope);
  // CHECK-NEXT: 21 caught 2 0
  attempt(gradients); // yz + xz + xy
  // CHECK-NEXT: 15 caught 1 0
  attempt(header);
  // CHECK-NEXT: 9 caught 1 0
  attempt(inactive);
}
