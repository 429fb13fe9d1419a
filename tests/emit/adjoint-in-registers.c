// The gradient of straight-line code is straight-line code without memory; a
// sum's reverse loop needs no tape.
// RUN: %clang -O2 -fpass-plugin=%plugin -S -emit-llvm %s -o - | %filecheck %s
double __enzyme_autodiff(void *, ...);
extern int enzyme_out, enzyme_const;

double square_sum(double x, double y) { return x * x + y * y * x; }
double one(double x, double y) {
  return __enzyme_autodiff((void *)square_sum, enzyme_out, x, enzyme_const, y);
}

double dot(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += x[i] * x[i];
  return s;
}
void two(const double *restrict x, double *restrict dx, int n) {
  __enzyme_autodiff((void *)dot, x, dx, n);
}

// CHECK-LABEL: define internal { double } @square_sum.grad(
// CHECK-NOT: alloca
// CHECK-NOT: malloc
// CHECK-NOT: br
// CHECK: ret { double }
// CHECK-LABEL: define internal {} @dot.grad(
// CHECK-NOT: alloca
// CHECK-NOT: malloc
// CHECK: fadd reassoc nsz <{{[0-9]+}} x double>
// CHECK-NOT: malloc
// CHECK: ret {}
