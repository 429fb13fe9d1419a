// WG0011: hooks and markers that are known and not available.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_width, enzyme_vector;
double __enzyme_fwddiff(void *, ...);
double __enzyme_fwdsplit(void *, ...);
double __enzyme_batch(void *, ...);
double f(double x) { return x; }
double width(double x) {
  // CHECK: unsupported-mode.c:[[#@LINE+1]]:10: error: [WG0011] 'enzyme_width' 2 is not available; help: call once for each direction{{$}}
  return __enzyme_fwddiff(f, enzyme_width, 2, x, 1.0, 2.0);
}
double batch(double x) {
  // CHECK: unsupported-mode.c:[[#@LINE+1]]:10: error: [WG0011] '__enzyme_batch' is not available; help: use __enzyme_autodiff or __enzyme_fwddiff{{$}}
  return __enzyme_batch(f, enzyme_width, 2, enzyme_vector, x, x);
}
double vector(double x) {
  // CHECK: unsupported-mode.c:[[#@LINE+1]]:10: error: [WG0011] 'enzyme_vector' is not available; help: remove the marker; batching and probabilistic programming are not part of this version{{$}}
  return __enzyme_fwddiff(f, enzyme_vector, x, x);
}
void free(void *);
double writes(double *x, double *scratch) {
  *x *= *x;
  // CHECK: unsupported-mode.c:[[#@LINE+1]]:3: error: [WG0011] 'writes' changes its caller's memory, and what this does cannot be undone, so that '__enzyme_fwdsplit' cannot run it again; help: use __enzyme_fwddiff in place of the augmented call{{$}}
  free(scratch);
  return *x;
}
double fwdsplit(double *x, double *dx, double *s, double *ds, void *tape) {
  return __enzyme_fwdsplit(writes, x, dx, s, ds, tape);
}
