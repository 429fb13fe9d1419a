// __enzyme_double(p) and kin tell what the type analysis cannot find out, and
// leave nothing behind.
// RUN: %clang -O0 %load -I%include %s -o %t0 && %t0 | %filecheck %s
// RUN: %clang -O2 %load -I%include %s -o %t2 && %t2 | %filecheck %s
#include <stdio.h>
#include <string.h>
#include <wengert/wengert.h>
void __enzyme_autodiff(void *, ...);
static void copy_doubles(const void *x, void *y, unsigned long n) {
  __enzyme_double(x);
  memcpy(y, x, n);
}
static void copy_floats(const void *x, void *y, unsigned long n) {
  __enzyme_float(y);
  memcpy(y, x, n);
}
struct mixed {
  double d;
  long n;
};
static void copy_mixed(const char *x, char *y, unsigned long n) {
  __enzyme_double(x, 8);
  __enzyme_integer(x + 8, 8);
  memcpy(y, x, n);
}
int main(void) {
  double x[3] = {1, 2, 3}, dx[3] = {10, 10, 10}, y[3], dy[3] = {1, 2, 3};
  __enzyme_autodiff((void *)copy_doubles, x, dx, y, dy, sizeof x);
  // CHECK: 3 11 12 13 0
  printf("%g %g %g %g %g\n", y[2], dx[0], dx[1], dx[2], dy[2]);
  float u[2] = {1, 2}, du[2] = {0, 0}, v[2], dv[2] = {5, 7};
  __enzyme_autodiff((void *)copy_floats, u, du, v, dv, sizeof u);
  // CHECK: 2 5 7 0
  printf("%g %g %g %g\n", v[1], du[0], du[1], dv[1]);
  struct mixed a = {4, 9}, da = {0, 9}, b, db = {6, 9};
  __enzyme_autodiff((void *)copy_mixed, &a, &da, &b, &db, sizeof a);
  // CHECK: 4 9 6 0
  printf("%g %ld %g %g\n", b.d, b.n, da.d, db.d);
}
