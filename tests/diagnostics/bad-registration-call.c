// WG0012: registrations by calls that make no sense, at their own line.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, ...);
void __enzyme_register_gradient_call(void *, ...);
void __enzyme_inactivefn_call(void *);
double f(double x), g(double x), h(double x);
double square(double x) { return x * x; }
double caller(double x) { return __enzyme_autodiff((void *)square, x); }
void calls(void *unknown) {
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_register_gradient_call' does not name a function in entry 3; help: write it as {f, augmented, reverse}
  __enzyme_register_gradient_call((void *)f, (void *)g, unknown);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_register_gradient_call' has 2 entries instead of 3; help: write it as {f, augmented, reverse}
  __enzyme_register_gradient_call((void *)f, (void *)g);
  __enzyme_register_gradient_call((void *)f, (void *)g, (void *)h);
  __enzyme_register_gradient_call((void *)f, (void *)g, (void *)h); // the same
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_register_gradient_call' registers 'f' a second time; help: keep one registration for each function
  __enzyme_register_gradient_call((void *)f, (void *)h, (void *)g);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_inactivefn_call' is a call; help: only derivatives are registered by a call; define a global of this name that holds {f}
  __enzyme_inactivefn_call((void *)f);
}
