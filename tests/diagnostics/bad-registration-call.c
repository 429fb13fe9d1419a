// WG0012: registrations by calls that make no sense, at their own line.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, ...);
void __enzyme_register_gradient_call(void *, ...);
void __enzyme_inactivefn_call(void *);
void __enzyme_inactive_global_call(void *);
void __enzyme_allocation_like_call(void *(*)(long), ...);
void __enzyme_function_like_call(void *, ...);
void *take(long bytes);
void give(void *p);
double variable;
double f(double x), g(double x), h(double x);
double square(double x) { return x * x; }
double caller(double x) { return __enzyme_autodiff((void *)square, x); }
void calls(void *unknown, long n) {
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_register_gradient_call' does not name a function in entry 3; help: write it as {f, augmented, reverse}
  __enzyme_register_gradient_call((void *)f, (void *)g, unknown);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_register_gradient_call' has 2 entries instead of 3; help: write it as {f, augmented, reverse}
  __enzyme_register_gradient_call((void *)f, (void *)g);
  __enzyme_register_gradient_call((void *)f, (void *)g, (void *)h);
  __enzyme_register_gradient_call((void *)f, (void *)g, (void *)h); // the same
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_register_gradient_call' registers 'f' a second time; help: keep one registration for each function
  __enzyme_register_gradient_call((void *)f, (void *)h, (void *)g);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_inactive_global_call' is a call; help: functions are registered by calls; define a global of this name that holds {g}
  __enzyme_inactive_global_call(&variable);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_inactivefn_call' does not name a function in entry 1; help: write it as {f}
  __enzyme_inactivefn_call(unknown);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_allocation_like_call' does not name a constant in entry 2; help: write it as {alloc, size operand, "indices", free}
  __enzyme_allocation_like_call(take, n, "-1", give);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_allocation_like_call' does not give the position of the size operand of 'take' in entry 2; help: write it as {alloc, size operand, "indices", free}
  __enzyme_allocation_like_call(take, (long)5, "-1", give);
  // CHECK-DAG: bad-registration-call.c:[[#@LINE+1]]:3: error: {{.*}}[WG0012] registration '__enzyme_function_like_call' has no string in entry 2; help: write it as {f, "name"}
  __enzyme_function_like_call(f, g);
}
