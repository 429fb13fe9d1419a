// WG0014: active data through `...`.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
#include <stdarg.h>
double __enzyme_autodiff(void *, ...);
double sum(int n, ...) {
  double s = 0;
  va_list l;
  va_start(l, n);
  while (n--)
    s += va_arg(l, double);
  va_end(l);
  return s;
}
double f(double x) {
  // CHECK: varargs.c:[[#@LINE+1]]:10: error: [WG0014] active data passed to the variadic function `sum`; help: pass it as a named parameter, or mark the function inactive{{$}}
  return sum(2, x, x);
}
double caller(double x) { return __enzyme_autodiff((void *)f, x); }
