// Constant and active memory behind one pointer: the derivative tells them
// apart at run time, leaves the constant memory alone, and a remark says so.
// Expected values are closed forms.
// RUN: %clang -O0 %load %s -o %t0 && %t0 | %filecheck %s
// RUN: %clang -O2 %load %s -o %t2 && %t2 | %filecheck %s
// RUN: %clang -O1 -g -Rpass=wengert -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=REMARK %s
// REMARK: remark: constant and active memory behind one pointer: each access checks which it is
#include <stdio.h>
extern int enzyme_const, enzyme_dup;
void __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);
static const double table[2] = {5, 7};
struct view {
  const double *a, *b;
};
__attribute__((noinline)) static double dot(const double *a, const double *b,
                                            int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += a[i] * b[i] * b[i];
  return s;
}
static double select_argument(const double *x, const double *c, int n) {
  const double *p = n ? x : c;
  return p[0] * p[0] * x[1];
}
static double select_table(const double *x, int n) {
  const double *p = n ? x : table;
  return p[0] * p[0] * x[1];
}
static double through_struct(const double *x, const double *c, int n) {
  struct view v[2];
  for (int i = 0; i < 2; ++i) {
    v[i].a = i == n ? x : c;
    v[i].b = c;
  }
  double s = 0;
  for (int i = 0; i < 2; ++i)
    s += v[i].a[0] * v[i].b[0] * v[i].a[0];
  return s;
}
static double both_ways(const double *x, const double *c) {
  return dot(x, c, 2) + dot(c, x, 2);
}
int main(void) {
  double x[2] = {3, 4}, c[2] = {10, 20};
  for (int n = 0; n < 2; ++n) {
    double dx[2] = {0, 0};
    __enzyme_autodiff((void *)select_argument, enzyme_dup, x, dx, enzyme_const,
                      c, enzyme_const, n);
    printf("argument %d: %g %g, %g %g\n", n, dx[0], dx[1], c[0], c[1]);
    dx[0] = 1, dx[1] = 0;
    printf("forward %d: %g\n", n,
           __enzyme_fwddiff((void *)select_argument, enzyme_dup, x, dx,
                            enzyme_const, c, enzyme_const, n));
    dx[0] = dx[1] = 0;
    __enzyme_autodiff((void *)select_table, enzyme_dup, x, dx, enzyme_const, n);
    printf("table %d: %g %g, %g\n", n, dx[0], dx[1], table[0]);
    dx[0] = dx[1] = 0;
    __enzyme_autodiff((void *)through_struct, enzyme_dup, x, dx, enzyme_const,
                      c, enzyme_const, n);
    printf("struct %d: %g %g, %g\n", n, dx[0], dx[1], c[0]);
    dx[0] = dx[1] = 0;
    __enzyme_autodiff((void *)both_ways, enzyme_dup, x, dx, enzyme_const, c);
    printf("both %d: %g %g, %g %g\n", n, dx[0], dx[1], c[0], c[1]);
  }
}
// CHECK: argument 0: 0 100, 10 20
// CHECK: forward 0: 0
// CHECK: table 0: 0 25, 5
// CHECK: struct 0: 60 0, 10
// CHECK: both 0: 160 560, 10 20
// CHECK: argument 1: 24 9, 10 20
// CHECK: forward 1: 24
// CHECK: table 1: 24 9, 5
// CHECK: struct 1: 60 0, 10
// CHECK: both 1: 160 560, 10 20
