// The wire convention from C, run at every level: argument promotion in `...`,
// structs split, by memory and in registers, result layouts, markers, seeds.
// Expected values are closed forms.
// RUN: %clang -O0 %load -I%include %s -o %t0 -lm && %t0 | %filecheck %s
// RUN: %clang -O0 -g %load -I%include %s -o %t0g -lm && %t0g | %filecheck %s
// RUN: %clang -O1 %load -I%include %s -o %t1 -lm && %t1 | %filecheck %s
// RUN: %clang -O2 %load -I%include %s -o %t2 -lm && %t2 | %filecheck %s
// RUN: %clang -O3 %load -I%include %s -o %t3 -lm && %t3 | %filecheck %s
// CHECK: all right
#include <complex.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed, enzyme_out;
extern int enzyme_primal_return, enzyme_const_return, enzyme_noret;
extern int enzyme_interleave, enzyme_byref, enzyme_active_return;
int enzyme_width; // some projects define the markers they use

struct d2 {
  double a, b;
};
struct d3 {
  double a, b, c;
};
struct f2 {
  float a, b;
};
struct f3 {
  float a, b, c;
};
struct fd {
  float a;
  double b;
};
struct df {
  double a;
  float b;
};
struct view {
  const double *p;
  int n;
};

double __enzyme_autodiff(void *, ...);
void __enzyme_autodiff_void(void *, ...);
float __enzyme_autodiff_float(void *, ...);
struct d2 __enzyme_autodiff_d2(void *, ...);
struct d3 __enzyme_autodiff_d3(void *, ...);
struct f2 __enzyme_autodiff_f2(void *, ...);
struct f3 __enzyme_autodiff_f3(void *, ...);
struct fd __enzyme_autodiff_fd(void *, ...);
struct df __enzyme_autodiff_df(void *, ...);
double __enzyme_fwddiff(void *, ...);
void __enzyme_fwddiff_void(void *, ...);
struct d2 __enzyme_fwddiff_d2(void *, ...);
struct d3 __enzyme_fwddiff_d3(void *, ...);
struct f2 __enzyme_fwddiff_f2(void *, ...);
struct two_d3 {
  struct d3 value, tangent;
} __enzyme_fwddiff_two_d3(void *, ...);
double complex __enzyme_autodiff_complex(void *, ...);
float complex __enzyme_autodiff_fcomplex(void *, ...);
long double __enzyme_autodiff_long_double(void *, ...);
double __enzyme_autodiff_typed(double (*)(double), double);
double __enzyme_call_inactive(void *, ...);
long long_result(double *x) {
  *x *= *x;
  return 7;
}
long __enzyme_autodiff_long(void *, ...);

static int failures;
static void check(int line, double got, double want) {
  if (!(fabs(got - want) <= 1e-6 * (1 + fabs(want)))) {
    printf("line %d: %g instead of %g\n", line, got, want);
    ++failures;
  }
}
#define CHECK(Got, Want) check(__LINE__, Got, Want)

static double square(double x) { return x * x; }
static double narrow(float x) { return (double)x * x * x; }
static float all_float(float x, float y) { return x * y; }
static float three_floats(float x, float y, float z) { return x * y * z; }
static double mixed(float x, double y) { return x * y; }
static double mixed2(double y, float x) { return x * y; }
static double odd(double x, _Bool b, short s, char c, unsigned char u) {
  return b ? x * s + c : u;
}
static double pair(struct d2 p, double y) { return p.a * p.b * y; }
static double triple(struct d3 p, double y) { return p.a * p.b * p.c * y; }
static double pairs(struct d2 p, struct d2 q) { return p.a * q.a + p.b * q.b; }
static double fpair(struct f2 p) { return p.a * p.b; }
static double ftriple(struct f3 p) { return p.a * p.b * p.c; }
static double unlike(struct fd p) { return p.a * p.b; }
static double norm2(double complex z) {
  return creal(z) * creal(z) + cimag(z) * cimag(z);
}
static float fnorm2(float complex z) {
  return crealf(z) * crealf(z) + cimagf(z) * cimagf(z);
}
static double wide(long double x, __int128 n) { return (double)(x * x * n); }
static int beside_float(double x) {
  struct {
    float a;
    int n;
  } s = {(float)x, (int)x};
  return s.n;
}
static double sum2(struct view v) {
  double s = 0;
  for (int i = 0; i < v.n; ++i)
    s += v.p[i] * v.p[i];
  return s;
}
static struct d3 powers(double x) { return (struct d3){x, x * x, x * x * x}; }
static struct d2 powers2(double x) { return (struct d2){x, x * x}; }
static struct f2 fpowers(float x) { return (struct f2){x, x * x}; }
static void apply(const double *x, double *y) { *y = sin(*x); }
static double scale(const double *x, int n, double k) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += k * x[i] * x[i];
  return s;
}
static double traced(double x) {
  return x * x + __enzyme_call_inactive(square, x);
}

static void reverse(void) {
  CHECK(__enzyme_autodiff(square, 3.0), 6);
  CHECK(__enzyme_autodiff_typed(square, 3.0), 6);
  CHECK(__enzyme_autodiff(square, enzyme_out, 3.0), 6);
  CHECK(__enzyme_autodiff(square, 3.0, 0.5), 3); // seed
  CHECK(__enzyme_autodiff(square, enzyme_active_return, 3.0), 6);
  CHECK(__enzyme_autodiff(square, enzyme_const_return, 3.0), 0);
  CHECK(__enzyme_autodiff(narrow, 2.0f), 12); // float gradient, double result
  CHECK(__enzyme_autodiff_float(narrow, 2.0f), 12);
  struct f2 a = __enzyme_autodiff_f2(all_float, 2.0f, 3.0f);
  CHECK(a.a, 3), CHECK(a.b, 2);
  struct f3 b = __enzyme_autodiff_f3(three_floats, 2.0f, 3.0f, 4.0f);
  CHECK(b.a, 12), CHECK(b.b, 8), CHECK(b.c, 6);
  struct fd c = __enzyme_autodiff_fd(mixed, 2.0f, 3.0);
  CHECK(c.a, 3), CHECK(c.b, 2);
  struct df d = __enzyme_autodiff_df(mixed2, 3.0, 2.0f);
  CHECK(d.a, 2), CHECK(d.b, 3);
  struct d2 e = __enzyme_autodiff_d2(square, enzyme_primal_return, 3.0);
  CHECK(e.a, 9), CHECK(e.b, 6);
  bool yes = true;
  short s = -4;
  char ch = 'a';
  CHECK(__enzyme_autodiff(odd, 2.0, yes, s, ch, (unsigned char)200), -4);
  CHECK(__enzyme_autodiff(odd, 2.0, enzyme_const, yes, enzyme_const, s,
                          enzyme_const, ch, enzyme_const, (unsigned char)200),
        -4);

  struct d2 p = {2, 3}, q = {5, 7};
  struct d3 f = __enzyme_autodiff_d3(pair, p, 4.0);
  CHECK(f.a, 12), CHECK(f.b, 8), CHECK(f.c, 6);
  f = __enzyme_autodiff_d3(pair, enzyme_out, p, enzyme_out, 4.0);
  CHECK(f.a, 12), CHECK(f.b, 8), CHECK(f.c, 6);
  CHECK(__enzyme_autodiff(pair, enzyme_const, p, enzyme_out, 4.0), 6);
  struct d2 g = __enzyme_autodiff_d2(pairs, enzyme_const, p, enzyme_out, q);
  CHECK(g.a, 2), CHECK(g.b, 3);
  g = __enzyme_autodiff_d2(pairs, enzyme_out, p, enzyme_const, q);
  CHECK(g.a, 5), CHECK(g.b, 7);
  struct d3 r = {1, 2, 3};
  f = __enzyme_autodiff_d3(triple, enzyme_out, r, enzyme_const, 10.0);
  CHECK(f.a, 60), CHECK(f.b, 30), CHECK(f.c, 20);
  CHECK(__enzyme_autodiff(triple, enzyme_const, r, enzyme_out, 10.0), 6);
  struct f2 h = __enzyme_autodiff_f2(fpair, (struct f2){2, 3});
  CHECK(h.a, 3), CHECK(h.b, 2);
  CHECK((__enzyme_autodiff(beside_float, 3.0)), 0);
  struct f3 l = __enzyme_autodiff_f3(ftriple, (struct f3){2, 3, 4});
  CHECK(l.a, 12), CHECK(l.b, 8), CHECK(l.c, 6);
  c = __enzyme_autodiff_fd(unlike, (struct fd){2, 3});
  CHECK(c.a, 3), CHECK(c.b, 2);
  double complex z = __enzyme_autodiff_complex(norm2, 3.0 + 4.0 * I);
  CHECK(creal(z), 6), CHECK(cimag(z), 8);
  float complex fz =
      __enzyme_autodiff_fcomplex(fnorm2, (float complex)(3 + 4 * I));
  CHECK(crealf(fz), 6), CHECK(cimagf(fz), 8);
  CHECK(__enzyme_autodiff_long_double(wide, 3.0L, (__int128)2), 12);
  // A struct result: the seed is 1 in each member, or what is passed.
  CHECK(__enzyme_autodiff(powers2, 3.0), 1 + 6);
  CHECK(__enzyme_autodiff(powers, 3.0), 1 + 6 + 27);
  CHECK(__enzyme_autodiff(powers2, 3.0, (struct d2){0, 1}), 6);
  CHECK(__enzyme_autodiff(powers, 3.0, (struct d3){0, 0, 1}), 27);

  double x[3] = {1, 2, 3}, dx[3] = {0, 0, 0};
  CHECK(__enzyme_autodiff(scale, x, dx, 3, 2.0), 14);
  CHECK(dx[0], 4), CHECK(dx[1], 8), CHECK(dx[2], 12);
  CHECK(__enzyme_autodiff(scale, enzyme_dup, x, dx, enzyme_const, 3, enzyme_out,
                          2.0),
        14);
  CHECK(dx[2], 24); // gradients are added
  __enzyme_autodiff(scale, enzyme_dupnoneed, x, dx, 3, enzyme_const, 2.0);
  CHECK(dx[2], 36);
  dx[0] = dx[1] = dx[2] = 0;
  CHECK(__enzyme_autodiff(scale, enzyme_primal_return, enzyme_dup, x, dx, 3,
                          enzyme_const, 2.0),
        28);
  CHECK(dx[2], 12);
  CHECK(__enzyme_autodiff(scale, enzyme_const, x, 3, enzyme_out, 2.0), 14);
  dx[0] = dx[1] = dx[2] = 0;
  __enzyme_autodiff_void(scale, enzyme_dup, x, enzyme_const, 3, enzyme_const,
                         2.0, enzyme_interleave, dx);
  CHECK(dx[1], 8);
  dx[0] = dx[1] = dx[2] = 0;
  struct view v = {x, 3}, dv = {dx, 3};
  __enzyme_autodiff_void(sum2, enzyme_dup, v, dv);
  CHECK(dx[0], 2), CHECK(dx[1], 4), CHECK(dx[2], 6);
  double in = 1, din = 0, out, dout = 2;
  __enzyme_autodiff_void(apply, &in, &din, &out, &dout);
  CHECK(din, 2 * cos(1)), CHECK(out, sin(1));
  double k = 3, dk = 1;
  CHECK(__enzyme_autodiff_long(long_result, &k, &dk), 7);
  CHECK(k, 9), CHECK(dk, 6);
  CHECK(__enzyme_autodiff(traced, 3.0), 6);
}

static void forward(void) {
  CHECK(__enzyme_fwddiff(square, 3.0, 1.0), 6);
  CHECK(__enzyme_fwddiff(square, enzyme_dup, 3.0, 2.0), 12);
  struct d2 a = __enzyme_fwddiff_d2(square, enzyme_primal_return, 3.0, 1.0);
  CHECK(a.a, 9), CHECK(a.b, 6);
  CHECK(__enzyme_fwddiff(narrow, 2.0f, 1.0f), 12);
  struct d3 b = __enzyme_fwddiff_d3(powers, enzyme_dup, 2.0, 1.0);
  CHECK(b.a, 1), CHECK(b.b, 4), CHECK(b.c, 12);
  struct two_d3 c = __enzyme_fwddiff_two_d3(powers, enzyme_primal_return,
                                            enzyme_dup, 2.0, 1.0);
  CHECK(c.value.c, 8), CHECK(c.tangent.c, 12);
  struct f2 d = __enzyme_fwddiff_f2(fpowers, enzyme_dup, 3.0f, 1.0f);
  CHECK(d.a, 1), CHECK(d.b, 6);
  double x[3] = {1, 2, 3}, dx[3] = {1, 0, 0};
  CHECK(__enzyme_fwddiff(scale, x, dx, 3, 2.0, 0.0), 4);
  CHECK(__enzyme_fwddiff(scale, enzyme_const, x, 3, 2.0, 1.0), 14);
  struct d3 r = {1, 2, 3}, dr = {0, 0, 1};
  CHECK(__enzyme_fwddiff(triple, enzyme_dup, r, dr, enzyme_const, 5.0), 10);
  struct d2 p = {2, 3}, dp = {0, 1}, q = {5, 7};
  CHECK(__enzyme_fwddiff(pairs, enzyme_dup, p, enzyme_const, q,
                         enzyme_interleave, dp),
        7);
  CHECK(__enzyme_fwddiff(pairs, enzyme_dup, enzyme_byref, (int)sizeof p, &p,
                         &dp, enzyme_const, q),
        7);
  double in = 1, din = 2, out, dout = 5;
  __enzyme_fwddiff_void(apply, enzyme_dup, &in, &din, enzyme_dup, &out, &dout);
  CHECK(out, sin(1)), CHECK(dout, 2 * cos(1));
}

int main(void) {
  reverse();
  forward();
  if (!failures)
    puts("all right");
  return failures != 0;
}
