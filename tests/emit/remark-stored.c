// What goes on the tape is said at the line that computes it.
// RUN: %clang -O1 -g -Rpass=wengert -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %filecheck %s
#include <math.h>
double __enzyme_autodiff(void *, ...);

static double counted(const double *x, int n) {
  double s = 1;
  for (int i = 0; i < n; ++i)
    // CHECK: remark-stored.c:[[@LINE+1]]:{{.*}} 8 bytes per iteration are stored for the reverse sweep (an array sized at entry) [-Rpass=wengert]
    s = sin(s) * x[i];
  return s;
}

static double searched(double x) {
  while (x < 100)
    // CHECK: remark-stored.c:[[@LINE+1]]:{{.*}} 8 bytes per iteration are stored for the reverse sweep (a growing stack) [-Rpass=wengert]
    x = exp(x) + x;
  return x;
}

double use(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)counted, x, dx, n);
  return __enzyme_autodiff((void *)searched, 0.5);
}
