// WG0007: a call through a pointer nothing in the module can be behind.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_const;
double __enzyme_autodiff(void *, ...);
double f(double (*p)(double, float, int), double x) {
  // CHECK: indirect-call.c:[[#@LINE+1]]:10: error: [WG0007] call through a pointer with active data, and no function of its type has its address taken in this module; help: compile the possible callees together with this file (full LTO){{$}}
  return p(x, 1, 2);
}
double caller(double (*p)(double, float, int), double x) {
  return __enzyme_autodiff((void *)f, enzyme_const, p, x);
}
