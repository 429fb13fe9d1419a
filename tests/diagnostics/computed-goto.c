// WG0013: computed goto.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, ...);
// CHECK: computed-goto.c:[[#@LINE+1]]:1: error: [WG0013] control flow by `indirectbr` cannot be differentiated; help: use a switch or if/else instead of computed gotos{{$}}
double f(double x, int n) {
  static void *labels[] = {&&a, &&b};
  goto *labels[n];
a:
  return x * x;
b:
  return x;
}
double caller(double x, int n) { return __enzyme_autodiff((void *)f, x, n); }
