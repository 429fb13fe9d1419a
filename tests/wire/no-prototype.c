// Hooks declared without a prototype, and with two that disagree in one link.
// RUN: %clang -std=gnu17 -Wno-deprecated-non-prototype -Wno-strict-prototypes -O0 %load %s -o %t0 && %t0 | %filecheck %s
// RUN: %clang -std=gnu17 -Wno-deprecated-non-prototype -Wno-strict-prototypes -O2 %load %s -o %t2 && %t2 | %filecheck %s
// RUN: %clang -std=gnu17 -O2 -flto=full -DFIRST -c %s -o %t.1.o
// RUN: %clang -std=gnu17 -O2 -flto=full -DSECOND -c %s -o %t.2.o
// RUN: %clang -flto=full -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.1.o %t.2.o -o %t.lto && %t.lto | %filecheck %s
#include <stdio.h>
static double square(double x) { return x * x; }
static double product(double x, double y) { return x * y; }
struct two {
  double a, b;
};
double one(double x);
struct two both(double x, double y);
#ifdef FIRST
double __enzyme_autodiff(double (*)(double), double);
#elif !defined(SECOND)
double __enzyme_autodiff();
#endif
#ifndef SECOND
double one(double x) { return __enzyme_autodiff(square, x); }
#endif
#ifdef SECOND
struct two __enzyme_autodiff(void *, ...);
struct two both(double x, double y) {
  return __enzyme_autodiff((void *)product, x, y);
}
#elif !defined(FIRST)
struct two __enzyme_autodiff_two();
struct two both(double x, double y) {
  return __enzyme_autodiff_two(product, x, y);
}
#endif
#ifndef SECOND
int main(void) {
  struct two t = both(3, 4);
  // CHECK: 6 4 3
  printf("%g %g %g\n", one(3), t.a, t.b);
  (void)product;
}
#endif
