// WG0001: markers and hooks anywhere but in a call.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_const;
double __enzyme_autodiff(void *, ...);
double f(double x) { return x * x; }
double caller(double x) { return __enzyme_autodiff((void *)f, x); }
int *stray(void) {
  // CHECK-DAG: stray-marker.c:[[#@LINE+1]]:3: error: [WG0001] marker 'enzyme_const' is used outside a call of the engine; help: pass markers directly to the __enzyme_* call{{$}}
  return &enzyme_const;
}
void *hook(void) {
  // CHECK-DAG: stray-marker.c:[[#@LINE+1]]:3: error: [WG0001] the address of '__enzyme_autodiff' is taken; help: call it directly{{$}}
  return (void *)__enzyme_autodiff;
}
