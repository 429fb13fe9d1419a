// The C++20 header at every level: tags, structured bindings, structs by value
// (split, in memory, in vector registers), references, lambdas, seeds.
// Expected values are closed forms.
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -O0 %load -I%include %s -o %t0 && %t0 | %filecheck %s
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -O0 -g %load -I%include %s -o %t1 && %t1 | %filecheck %s
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -O1 %load -I%include %s -o %t2 && %t2 | %filecheck %s
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -O2 %load -I%include %s -o %t3 && %t3 | %filecheck %s
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -O3 %load -I%include %s -o %t4 && %t4 | %filecheck %s
// CHECK: all right
#include <cmath>
#include <complex>
#include <cstdio>
#include <vector>
#include <wengert/wengert.hpp>
using namespace wengert;
struct P2 {
  double a, b;
};
struct P3 {
  double a, b, c;
};
struct View {
  double *p;
  int n;
};
struct F2 {
  float a, b;
};
struct F3 {
  float a, b, c;
};
struct DF {
  double a;
  float b;
};
double sq(double x) { return x * x; }
double f2(double x, float y) { return x * x * y; }
double fi(double x, int n) { return x * n; }
double norm(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += x[i] * x[i];
  return s;
}
double vsum(const std::vector<double> &v) {
  double s = 0;
  for (double x : v)
    s += x * x;
  return s;
}
double p2(P2 p) { return p.a * p.b; }
double p3(P3 p, double k) { return p.a * p.b * p.c * k; }
double pdf(DF p) { return p.a * p.b; }
double view(View v) { return v.p[0] * v.p[v.n - 1]; }
P2 rp2(double x) { return {x, x * x}; }
P3 rp3(double x) { return {x, x * x, x * x * x}; }
F3 rf3(float x) { return {x, x * x, x * x * x}; }
F2 rf2(float x) { return {x, x * x}; }
void out(const double *x, double *y) { *y = *x * *x; }
double norm2(std::complex<double> z) { return std::norm(z); }
struct empty {};
double with_empty(double x, empty, float *p, bool b) { return b ? x * *p : x; }
double many(double a, double b, double c, double d, double e, double f) {
  return a * b * c * d * e * f;
}
double nullary() { return 3; }
struct functor {
  double k;
  double operator()(double x, const double *y) const noexcept {
    return k * x * *y;
  }
};
static int bad;
#define CHECK(e, v)                                                            \
  do {                                                                         \
    double got = (e), want = (v);                                              \
    if (!(std::fabs(got - want) <= 1e-6 * (1 + std::fabs(want)))) {            \
      printf("%d: %s = %g, not %g\n", __LINE__, #e, got, want);                \
      bad = 1;                                                                 \
    }                                                                          \
  } while (0)
int main() {
  double x = 3;
  float y = 2;
  std::vector<double> v{1, 2, 3}, dv(3);
  double a[3]{1, 2, 3}, da[3]{};
  CHECK(gradient<sq>(x), 6);
  CHECK(gradient(sq, x), 6);
  auto [g1, g2] = gradient<f2>(x, y);
  CHECK(g1, 12);
  CHECK(g2, 9);
  auto [v0, h1, h2] = value_and_gradient<f2>(x, y);
  CHECK(v0, 18);
  CHECK(h1, 12);
  CHECK(h2, 9);
  CHECK(gradient<fi>(x, 4), 4);
  gradient<norm>(duplicated(a, da), 3);
  CHECK(da[0], 2);
  CHECK(da[2], 6);
  CHECK(value_and_gradient<norm>(duplicated(a, da), 3), 14);
  CHECK(da[2], 12);
  gradient<vsum>(duplicated(v, dv));
  CHECK(dv[1], 4);
  P2 q{2, 5};
  P2 dq = gradient<p2>(active(q));
  CHECK(dq.a, 5);
  CHECK(dq.b, 2);
  DF df{2, 5};
  DF ddf = gradient<pdf>(active(df));
  CHECK(ddf.a, 5);
  CHECK(ddf.b, 2);
  P3 z{1, 2, 3};
  auto [dz, dk] = gradient<p3>(active(z), x);
  CHECK(dz.a, 18);
  CHECK(dz.b, 9);
  CHECK(dz.c, 6);
  CHECK(dk, 6);
  CHECK(gradient<p3>(constant(z), x), 6);
  P2 tq{1, 0};
  CHECK(jvp<p2>(duplicated(q, tq)), 5);
  P3 tz{0, 1, 0};
  CHECK(jvp<p3>(duplicated(z, tz), constant(2.0)), 6);
  da[0] = da[2] = 0;
  View vw{a, 3}, dvw{da, 3};
  gradient<view>(duplicated(vw, dvw));
  CHECK(da[0], 3);
  CHECK(da[2], 1);
  da[0] = 1;
  da[2] = 0;
  CHECK(jvp<view>(duplicated(vw, dvw)), 3);
  CHECK(jvp<f2>(duplicated(x, 1.0), duplicated(y, 0.f)), 12);
  auto [pv, pt] = value_and_jvp<rp2>(duplicated(x, 1.0));
  CHECK(pv.a, 3);
  CHECK(pv.b, 9);
  CHECK(pt.a, 1);
  CHECK(pt.b, 6);
  auto [pv3, pt3] = value_and_jvp<rp3>(duplicated(x, 1.0));
  CHECK(pv3.c, 27);
  CHECK(pt3.a, 1);
  CHECK(pt3.b, 6);
  CHECK(pt3.c, 27);
  auto [pvf, ptf] = value_and_jvp<rf3>(duplicated(y, 1.0f));
  CHECK(pvf.c, 8);
  CHECK(ptf.a, 1);
  CHECK(ptf.b, 4);
  CHECK(ptf.c, 12);
  auto [pvg, ptg] = value_and_jvp<rf2>(duplicated(y, 1.0f));
  CHECK(pvg.b, 4);
  CHECK(ptg.a, 1);
  CHECK(ptg.b, 4);
  F3 tt = jvp<rf3>(duplicated(y, 1.0f));
  CHECK(tt.c, 12);
  auto [s1, s2] = vjp<f2>(2.0, x, y);
  CHECK(s1, 24);
  CHECK(s2, 18);
  auto [s3, s4] = vjp(f2, 0.5, x, y);
  CHECK(s3, 6);
  CHECK(s4, 4.5);
  CHECK(gradient([](double x) { return std::sin(x); }, x), std::cos(3));
  CHECK(gradient([&](double t) { return t * x; }, 2.0), 3);
  double in = 3, din = 0, o, dout = 1;
  gradient<out>(duplicated(&in, &din), duplicated(&o, &dout));
  CHECK(din, 6);
  std::complex<double> zc(3, 4);
  auto dzc = gradient<norm2>(active(zc));
  CHECK(dzc.real(), 6);
  CHECK(dzc.imag(), 8);
  CHECK(jvp<norm2>(duplicated(zc, std::complex<double>(0, 1))), 8);
  float scale = 5;
  CHECK(gradient<with_empty>(x, constant(empty()), constant(&scale), true), 5);
  auto [ma, mb, mc, md, me, mf] = gradient<many>(1., 2., 3., 4., 5., 6.);
  CHECK(ma, 720);
  CHECK(mb + mc + md + me, 360 + 240 + 180 + 144);
  CHECK(mf, 120);
  CHECK(value_and_gradient<nullary>(), 3);
  functor fn{2};
  double yy = 7, dyy = 0;
  CHECK(gradient(fn, x, duplicated(&yy, &dyy)), 14);
  CHECK(dyy, 6);
  if (!bad)
    puts("all right");
  return bad;
}
