// The C++20 header with templates, std::array, enums, nested derivatives,
// function pointers as arguments and lambdas that capture by reference.
// Expected values are closed forms.
// RUN: %clangxx -std=c++20 -O0 %load -I%include %s -o %t0 && %t0 | %filecheck %s
// RUN: %clangxx -std=c++20 -O1 %load -I%include %s -o %t1 && %t1 | %filecheck %s
// RUN: %clangxx -std=c++20 -O3 -g %load -I%include %s -o %t3 && %t3 | %filecheck %s
// CHECK: 0{{$}}
// CHECK-NEXT: 0.2 0.1 0.6
// CHECK-NEXT: 0 0 1
// CHECK-NEXT: 3 2
// CHECK-NEXT: 3 2 5 4
// CHECK-NEXT: 12
// CHECK-NEXT: 12
// CHECK-NEXT: 291
// CHECK-NEXT: 4
// CHECK-NEXT: 12
// CHECK-NEXT: 12
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>
#include <wengert/wengert.hpp>
template <class T, int N> struct vec {
  T v[N];
  T dot(const vec &o) const {
    T s = 0;
    for (int i = 0; i < N; ++i)
      s += v[i] * o.v[i];
    return s;
  }
};
double energy(const vec<double, 3> &x) { return std::exp(-x.dot(x)); }
double poly(vec<double, 3> x) { return x.v[0] * x.v[1] + x.v[2] * x.v[2]; }
vec<double, 3> rot(double t) { return {{std::cos(t), std::sin(t), t}}; }
double arr(std::array<double, 2> a) { return a[0] * a[1]; }
float farr(std::array<float, 4> a) { return a[0] * a[1] + a[2] * a[3]; }
double nested(double x) {
  return wengert::gradient<[](double y) { return y * y * y; }>(x);
}
double lg(long n, unsigned char c, double x, short s) { return n * x * c + s; }
enum class mode { a, b };
double en(mode m, double x) { return m == mode::a ? x : x * x; }
double fnptr(double (*f)(double), double x) { return f(x) * x; }
double sq(double x) { return x * x; }
int main() {
  vec<double, 3> x{{.1, .2, .3}}, dx{};
  wengert::gradient<energy>(wengert::duplicated(x, dx));
  printf("%g\n", dx.v[1] + 2 * .2 * energy(x));
  auto g = wengert::gradient<poly>(wengert::active(x));
  printf("%g %g %g\n", g.v[0], g.v[1], g.v[2]);
  auto t = wengert::jvp<rot>(wengert::duplicated(0.5, 1.0));
  printf("%g %g %g\n", t.v[0] + std::sin(.5), t.v[1] - std::cos(.5), t.v[2]);
  auto a = wengert::gradient<arr>(wengert::active(std::array<double, 2>{2, 3}));
  printf("%g %g\n", a[0], a[1]);
  auto fa = wengert::gradient<farr>(
      wengert::active(std::array<float, 4>{2, 3, 4, 5}));
  printf("%g %g %g %g\n", fa[0], fa[1], fa[2], fa[3]);
  printf("%g\n", wengert::gradient<nested>(2.0));
  printf("%g\n", wengert::jvp<nested>(wengert::duplicated(2.0, 1.0)));
  printf("%g\n", wengert::gradient<lg>(3, 'a', 2.0, 1));
  printf("%g\n", wengert::gradient<en>(mode::b, 2.0));
  printf("%g\n", wengert::gradient<fnptr>(wengert::constant(sq), 2.0));
  std::vector<double> p{1, 2};
  printf("%g\n", wengert::gradient(
                     [&p](double x) {
                       double s = 0;
                       for (double q : p)
                         s += q * x * x;
                       return s;
                     },
                     2.0));
}
