// WG0005: inline assembly on active data.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, ...);
double f(double x) {
  double y;
  // CHECK: inline-asm.c:[[#@LINE+1]]:3: error: [WG0005] inline assembly on active data; help: move it into a function with a custom derivative{{$}}
  __asm__("sqrtsd %1, %0" : "=x"(y) : "x"(x));
  return y;
}
double caller(double x) { return __enzyme_autodiff((void *)f, x); }
