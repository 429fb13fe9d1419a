// WG0001: calls that do not parse, each with its own text at the call's line.
// RUN: %not %clang -g -O0 -c -ferror-limit=0 %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c -ferror-limit=0 %load %s -o %t.o 2>&1 | %filecheck %s
struct two { double a, b; };
struct big { double a, b, c; };
extern int enzyme_const, enzyme_dup, enzyme_out, enzyme_primal_return,
    enzyme_width, enzyme_tape, enzyme_allocated, enzyme_const_return,
    enzyme_active_return, enzyme_interleave;
double __enzyme_autodiff(void *, ...);
double __enzyme_autodiff_bare();
double __enzyme_fwddiff(void *, ...);
void *__enzyme_augmentfwd(void *, ...);
void __enzyme_augmentfwd_void(void *, ...);
double __enzyme_reverse(void *, ...);
unsigned long __enzyme_augmentsize(void *, ...);

double f(double x, double y) { return x * y; }
double g(const double *x) { return *x; }
void h(double *x) { *x = 1; }
double by_value(struct big b) { return b.a; }

double no_shadow(double *x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] argument 1 of 'g' is marked 'enzyme_dup' but has no shadow; help: write the shadow after the argument{{$}}
  return __enzyme_autodiff(g, enzyme_dup, x);
}
double no_shadow_by_default(double *x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] argument 1 of 'g' needs a shadow after it; help: pass its shadow, or mark it 'enzyme_const'{{$}}
  return __enzyme_autodiff(g, x);
}
double too_few(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] the call has arguments for 1 of the 2 parameters of 'f'; help: pass every argument of the function{{$}}
  return __enzyme_autodiff(f, x);
}
double too_many(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] the call has 2 arguments more than 'f' takes; help: only the seed, the differential of the result, may follow the arguments{{$}}
  return __enzyme_autodiff(f, enzyme_const, x, x, x, x);
}
double too_many_forward(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] the call has 1 argument more than 'f' takes; help: remove them{{$}}
  return __enzyme_fwddiff(f, x, x, x, x, x);
}
double marked_too_many(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_const' is followed by more arguments than 'f' has; help: pass one argument for each of the 2 parameters{{$}}
  return __enzyme_autodiff(f, x, x, enzyme_const, x);
}
double marker_at_end(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_const' is followed by no argument; help: write the argument after its marker{{$}}
  return __enzyme_autodiff(f, x, enzyme_const);
}
double two_markers(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_const' and 'enzyme_out' both stand before argument 1 of 'f'; help: keep one of them{{$}}
  return __enzyme_autodiff(f, enzyme_const, enzyme_out, x, x);
}
double no_function(void) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] '__enzyme_autodiff' is called without a function; help: pass the function to differentiate as first argument{{$}}
  return __enzyme_autodiff_bare();
}
double unknown_function(double (*p)(double, double), double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] the first argument of '__enzyme_autodiff' is not a function known at compile time; help: pass the function by name, not a pointer chosen at run time{{$}}
  return __enzyme_autodiff(p, x, x);
}
double out_in_forward(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_out' for argument 1 of 'f' in forward mode; help: forward mode takes tangents: use 'enzyme_dup, x, dx'{{$}}
  return __enzyme_fwddiff(f, enzyme_out, x, enzyme_const, x);
}
double dup_of_value(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_dup' for argument 1 of 'f', a floating-point value, in reverse mode; help: use 'enzyme_out' to get its gradient, or 'enzyme_const'{{$}}
  return __enzyme_autodiff(f, enzyme_dup, x, x, enzyme_const, x);
}
double dup_of_struct(struct big b) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_dup' for argument 1 of 'by_value', a struct with floating-point members passed by value, in reverse mode; help: use 'enzyme_out' to get its gradient, or pass a pointer{{$}}
  return __enzyme_autodiff(by_value, enzyme_dup, b, b);
}
double nothing_to_return(double *x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_primal_return' for 'h', which returns nothing; help: remove the marker{{$}}
  return __enzyme_autodiff(h, enzyme_primal_return, enzyme_dup, x, x);
}
double no_active_return(double *x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_active_return' for 'h', which returns no floating-point value; help: remove the marker{{$}}
  return __enzyme_autodiff(h, enzyme_active_return, enzyme_dup, x, x);
}
double two_returns(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] more than one of 'enzyme_const_return', 'enzyme_active_return' and 'enzyme_dup_return'; help: keep one of them{{$}}
  return __enzyme_autodiff(f, enzyme_active_return, enzyme_const_return, x, x);
}
double width_of_nothing(double x, int n) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_width' is not followed by a constant integer; help: write the number itself after the marker{{$}}
  return __enzyme_fwddiff(f, enzyme_width, n, x, x, x, x);
}
double no_tape(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] '__enzyme_reverse' is called without a tape; help: pass what __enzyme_augmentfwd returned as last argument{{$}}
  return __enzyme_reverse(f, enzyme_const, x, x);
}
double tape_elsewhere(double x, void *t) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_tape' has no meaning for '__enzyme_autodiff'; help: use it with __enzyme_augmentfwd and __enzyme_reverse{{$}}
  return __enzyme_autodiff(f, enzyme_tape, t, enzyme_const, x, x);
}
void lost_tape(double x) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:3: error: [WG0001] the tape '__enzyme_augmentfwd' returns is not used; help: pass it to __enzyme_reverse, or use __enzyme_autodiff{{$}}
  __enzyme_augmentfwd_void(f, x, x);
}
void *small_tape(double x, void *t) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] 'enzyme_allocated' gives 4 bytes for a tape of 8; help: allocate what __enzyme_augmentsize returns{{$}}
  return __enzyme_augmentfwd(f, enzyme_tape, t, enzyme_allocated, 4ul, x, x);
}
unsigned long size_of_nothing(void *p) {
  // CHECK: malformed-call.c:[[#@LINE+1]]:10: error: [WG0001] the first argument of '__enzyme_augmentsize' is not a function known at compile time; help: pass the function by name{{$}}
  return __enzyme_augmentsize(p);
}
