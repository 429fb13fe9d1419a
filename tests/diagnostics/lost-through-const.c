// WG0016: a warning where the derivative ends in memory passed as constant, and
// none where constant memory is only read, or only written.
// RUN: %clang -DFINE -g -O1 -Werror -c %load %s -o %t.o
// RUN: %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_const, enzyme_dup;
double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);
void *memcpy(void *, const void *, unsigned long);
__attribute__((noinline)) static void fill(double *work, const double *x,
                                           int n) {
  for (int i = 0; i < n; ++i)
    // CHECK-DAG: lost-through-const.c:[[#@LINE+1]]:13: warning: [WG0016] what is stored here depends on active inputs and is read again, but the memory was passed as enzyme_const: its derivative is lost; help: pass the memory as enzyme_dup, also if it is only scratch
    work[i] = x[i] * x[i];
}
double scratch(const double *x, double *work, int n) {
  fill(work, x, n);
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += work[i];
  return s;
}
double chain(const double *x, double *a, double *b, int n) {
  // CHECK-DAG: lost-through-const.c:[[#@LINE+1]]:3: warning: [WG0016]
  memcpy(a, x, n * sizeof *x);
  double s = 0;
  for (int i = 0; i < n; ++i)
    // CHECK-DAG: lost-through-const.c:[[#@LINE+1]]:10: warning: [WG0016]
    b[i] = a[n - 1 - i] * 2;
  for (int i = 0; i < n; ++i)
    s += b[n - 1 - i];
  return s;
}
double fine(const double *x, const double *weights, double *trace, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    s += weights[i] * x[i];
    trace[i] = s;
  }
  return s;
}
void caller(double *x, double *dx, double *w, double *v, int n) {
#ifndef FINE
  __enzyme_autodiff((void *)scratch, enzyme_dup, x, dx, enzyme_const, w,
                    enzyme_const, n);
  __enzyme_fwddiff((void *)chain, enzyme_dup, x, dx, enzyme_const, w,
                   enzyme_const, v, enzyme_const, n);
#endif
  __enzyme_autodiff((void *)fine, enzyme_dup, x, dx, enzyme_const, w,
                    enzyme_const, v, enzyme_const, n);
}
