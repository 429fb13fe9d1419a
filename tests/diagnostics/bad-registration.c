// WG0012: registration globals that make no sense, at their own line.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
#ifndef TYPES
double __enzyme_autodiff(void *, ...);
void *alloc_near(void *near, long bytes);
void free_near(void *p, void *near);
double f(double x) { return x * x; }
double g(double x) { return x; }
void *my_alloc(int tag, unsigned long n);
void my_free(void *p);
int variable;
double caller(double x) { return __enzyme_autodiff((void *)f, x); }
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_register_gradient_f' has 2 entries instead of 3; help: write it as {f, augmented, reverse}{{$}}
void *__enzyme_register_gradient_f[] = {(void *)f, (void *)g};
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_register_derivative_f' does not name a function in entry 2; help: write it as {f, forward}{{$}}
void *__enzyme_register_derivative_f[] = {(void *)f, (void *)&variable};
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_inactivefn_none' is not initialised by constants; help: initialise it with the functions' addresses, known at compile time{{$}}
void *__enzyme_inactivefn_none[1];
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_inactive_global_f' does not name a global variable in entry 1; help: write it as {g}{{$}}
void *__enzyme_inactive_global_f = (void *)f;
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_function_like_g' has no string in entry 2; help: write it as {f, "name"}{{$}}
void *__enzyme_function_like_g[] = {(void *)g, (void *)f};
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_allocation_like_a' does not give the position of the size operand of 'my_alloc' in entry 2; help: write it as {alloc, size operand, "indices", free}{{$}}
void *__enzyme_allocation_like_a[] = {(void *)my_alloc, (void *)7, (void *)"-1", (void *)my_free};
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_allocation_like_b' has 'x' among the indices in entry 3; help: list, for each operand of the deallocator, -1 for the pointer or the allocator's operand it repeats{{$}}
void *__enzyme_allocation_like_b[] = {(void *)my_alloc, (void *)1, (void *)"x", (void *)my_free};
// CHECK-DAG: bad-registration.c:[[#@LINE+1]]:1: error: [WG0012] registration '__enzyme_allocation_like_c' gives 'free_near' more than numbers again; help: memory is released when the derivative is complete, and what else the allocator was given may be gone by then: let the deallocator take the pointer and at most two integers{{$}}
void *__enzyme_allocation_like_c[] = {(void *)alloc_near, (void *)1, (void *)"-1,0", (void *)free_near};
#else
// RUN: %not %clang -DTYPES -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=TYPES %s
double __enzyme_fwddiff(void *, ...);
double p(double x), r(double x);
float p_tangent(float x, float dx) { return dx; }
float r_tangent(double x, double dx) { return dx; }
void *__enzyme_register_derivative_p[] = {(void *)p, (void *)p_tangent};
void *__enzyme_register_derivative_r[] = {(void *)r, (void *)r_tangent};
// TYPES-DAG: bad-registration.c:[[#@LINE+1]]:34: error: [WG0012] the registered derivative `p_tangent` has another type for parameter 1; help: give it the types of `p`{{$}}
double call_p(double x) { return p(x); }
// TYPES-DAG: bad-registration.c:[[#@LINE+1]]:34: error: [WG0012] the registered derivative `r_tangent` has another type for its result; help: give it the types of `r`{{$}}
double call_r(double x) { return r(x); }
double caller_p(double x) { return __enzyme_fwddiff((void *)call_p, x, 1.0); }
double caller_r(double x) { return __enzyme_fwddiff((void *)call_r, x, 1.0); }
#endif
