// WG0008: active data in an exception object.
// RUN: %not %clangxx -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, double);
__attribute__((noinline)) static double g(double x) {
  if (x > 0)
    // CHECK: catch-handler.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0008] what is thrown here depends on active inputs, and a handler in differentiated code uses it: its derivative is lost; help: hand the value over in memory that is passed as enzyme_dup
    throw x * x;
  return x;
}
double f(double x) {
  try {
    return g(x);
  } catch (double d) {
    return 3 * d;
  }
}
double caller(double x) { return __enzyme_autodiff((void *)f, x); }
