// WG0006: active data stored through a pointer declared constant.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_const, enzyme_dup;
void __enzyme_autodiff(void *, ...);
double f(const double *x, double **slots, int n) {
  double *p = slots[n];
  // CHECK: mixed-activity.c:[[#@LINE+1]]:6: error: [WG0006] active data behind a pointer that has no shadow; help: pass the memory as enzyme_dup, or use enzyme_runtime_activity if it may be constant in some calls{{$}}
  *p = x[0] * x[0];
  return slots[0][0];
}
void caller(double *x, double *dx, double **s) {
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_const, s, enzyme_const, 1);
}
