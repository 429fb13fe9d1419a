// WG0002: a name that only looks like a marker.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_cosnt;
double __enzyme_autodiff(void *, ...);
double f(double x, double y) { return x * y; }
double caller(double x) {
  // CHECK: unknown-marker.c:[[#@LINE+1]]:10: error: [WG0002] unknown marker 'enzyme_cosnt'; help: did you mean 'enzyme_const'?{{$}}
  return __enzyme_autodiff(f, enzyme_cosnt, x, x);
}
