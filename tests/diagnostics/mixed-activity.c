// WG0006: a pointer that may lead to constant or to active memory and leaves
// the function, where no access can tell which it is.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %clang -g -O2 -DRUNTIME -c %load %s -o %t.o
extern int enzyme_const, enzyme_dup, enzyme_runtime_activity;
#ifdef RUNTIME
#define ALLOW enzyme_runtime_activity,
#else
#define ALLOW
#endif
struct result {
  void *tape;
  double *value, *shadow;
};
struct result __enzyme_augmentfwd(void *, ...);
double *choose(double *x, double **table, int n) {
  table[0] = x;
  // CHECK: mixed-activity.c:[[#@LINE+1]]:10: error: [WG0006] this pointer may point to constant or to active memory; help: pass the constant memory as enzyme_dup too, or use enzyme_runtime_activity{{$}}
  return n ? table[n] : x;
}
struct result caller(double *x, double *dx, double **table, int n) {
  return __enzyme_augmentfwd((void *)choose, ALLOW enzyme_dup, x, dx,
                             enzyme_const, table, enzyme_const, n);
}
