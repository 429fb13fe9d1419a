// Right gradients pass, whatever the function does to memory, and the program
// goes on as if there were no check: in-place state, shadows that accumulate,
// files and output.
// RUN: %clangxx -std=c++20 -g -O0 -I%include %load -mllvm -wengert-check=strict %s -o %t.0
// RUN: %t.0 > %t.out 2> %t.err
// RUN: %filecheck %s < %t.out
// RUN: %filecheck --check-prefix=SUM %s < %t.err
// RUN: %clangxx -std=c++20 -g -O2 -I%include %load -mllvm -wengert-check=strict %s -o %t.2
// RUN: %t.2 > %t.out 2> %t.err
// RUN: %filecheck %s < %t.out
// RUN: %filecheck --check-prefix=SUM %s < %t.err
// SUM-NOT: wrong
// SUM: wengert check: 10 derivatives checked in 12 of 12 calls: right; largest error {{.*}}e-08 against forward mode, {{.*}} against differences
// SUM-NOT: {{.}}
#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>
#include <wengert/rules.hpp>
using wengert::duplicated;

double plain(double x, double y, int n) {
  for (int i = 0; i < n; ++i)
    x = std::sin(x * y) + y;
  return x;
}

// Overwrites its input, and counts its calls.
static int calls = 0;
void relax(double *x, int n, double a) {
  ++calls;
  for (int k = 0; k < 3; ++k)
    for (int i = 1; i + 1 < n; ++i)
      x[i] += a * (x[i - 1] - 2 * x[i] + x[i + 1]) * x[i];
}

struct body {
  double at[2];
  int id;
  float mass;
  const double *field;
};
double energy(const body *b, int n) {
  double e = 0;
  for (int i = 0; i < n; ++i)
    e += b[i].mass * (b[i].at[0] * b[i].at[0] + b[i].at[1] * b[i].field[i]);
  return e;
}

double through_heap(const std::vector<double> &x) {
  std::vector<double> squares;
  for (double v : x)
    squares.push_back(v * v);
  auto total = std::make_unique<double>(0);
  for (double v : squares)
    *total += std::sqrt(v + 1);
  return *total;
}

double talks(double x) {
  std::printf("evaluating\n");
  std::fflush(stdout);
  return x * x;
}

long double extended(long double x) { return x * x * x; }
float single(const float *x, int n) {
  float s = 0;
  for (int i = 0; i < n; ++i)
    s += x[i] * x[i] * x[i];
  return s;
}

static double weight = 2;
double with_global(const double *x) { return weight * x[0] * x[0]; }

// A corner where it is asked: only the modes are compared.
double corner(double x) { return std::fabs(x - 1) + x; }

double area(double width, double height) { return width * height; }
wengert::results<double, double> area_back(double width, double height,
                                           double seed) {
  return {height * seed, width * seed};
}
template struct wengert::custom_vjp<area, area_back>;
double price(double w, double h) { return 3 * area(w, h) + w; }

int main() {
  auto [a, b] = wengert::gradient<plain>(0.3, 0.7, 4);
  (void)a, (void)b;

  double x[6] = {1, 3, 2, 5, 4, 6}, dx[6] = {1, 1, 1, 1, 1, 1};
  double da = wengert::gradient<relax>(duplicated(x, dx), 6, 0.125);
  // CHECK: relaxed once: 1.8146
  std::printf("relaxed %s: %.4f\n", calls == 1 ? "once" : "again", x[1]);
  (void)da;

  double field[2] = {0.5, 0.25}, dfield[2] = {};
  body bodies[2] = {{{1, 2}, 7, 2.5f, field}, {{0, 3}, 8, 0.5f, field}};
  body shadow[2] = {{{0, 0}, 0, 0, dfield}, {{0, 0}, 0, 0, dfield}};
  body *p = bodies, *dp = shadow;
  for (int i = 0; i < 3; ++i) // adds up
    wengert::gradient<energy>(duplicated(p, dp), 2);
  // CHECK: 15 15
  std::printf("%g %g\n", shadow[0].at[0], dfield[0] * 1.0);

  std::vector<double> v = {1, -2, 3}, dv(3);
  wengert::gradient<through_heap>(duplicated(v, dv));
  // CHECK: 0.7071
  std::printf("%.4f\n", dv[0]);

  // CHECK: evaluating
  // CHECK-NOT: evaluating
  // CHECK: 6
  std::printf("%g\n", wengert::gradient<talks>(3.0));

  wengert::gradient<extended>(2.0L);
  float f[3] = {1, 2, 3}, df[3] = {};
  wengert::gradient<single>(duplicated(f, df), 3);
  double y = 3, dy = 0;
  wengert::gradient<with_global>(duplicated(&y, &dy));
  wengert::gradient<corner>(1.0);
  auto [w, h] = wengert::gradient<price>(2.0, 5.0);
  // CHECK: 16 6
  std::printf("%g %g\n", w, h);
}
