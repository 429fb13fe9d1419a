// WG0010: operands or results that do not fit the function.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
struct two { double a, b; };
struct three { double a, b, c; };
extern int enzyme_const, enzyme_dup, enzyme_out, enzyme_primal_return,
    enzyme_byref;
double __enzyme_autodiff(void *, ...);
struct two __enzyme_autodiff_two(void *, ...);
struct three __enzyme_fwddiff_three(void *, ...);
double __enzyme_fwddiff(void *, ...);
double f(double x, double y) { return x * y; }
double g(const double *x, unsigned long n) { return x[n]; }
double v(const char *format, ...) { return *format; }
double s(struct three t) { return t.a; }

double integer_for_float(int n, double y) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] argument 1 of 'f' has type 'double', the call passes 'i32'; help: cast the argument to the parameter's type{{$}}
  return __enzyme_autodiff(f, n, y);
}
void narrow_integer(double *x, double *dx, unsigned n) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:3: error: [WG0010] argument 2 of 'g' has type 'i64', the call passes 'i32'; help: cast the argument to the parameter's type{{$}}
  __enzyme_autodiff(g, enzyme_dup, x, dx, enzyme_const, n);
}
double gradients_lost(double x, double y) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] '__enzyme_autodiff' of 'f' returns 2 gradients, its result is declared as 'double'; help: declare the result accordingly; to get the primal result too, pass 'enzyme_primal_return'{{$}}
  return __enzyme_autodiff(f, x, y);
}
double primal_not_asked(double *x, double *dx) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] '__enzyme_autodiff' of 'g' returns nothing, its result is declared as 'double'; help: declare the result accordingly; to get the primal result too, pass 'enzyme_primal_return'{{$}}
  return __enzyme_autodiff(g, enzyme_dup, x, dx, enzyme_const, 1ul);
}
double too_small(double x, double y) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] '__enzyme_autodiff' of 'f' returns the primal result and 2 gradients, its result is declared as '{ double, double }'; help: declare the result as a struct of these values, in order{{$}}
  return __enzyme_autodiff_two(f, enzyme_primal_return, x, y).a;
}
double too_large(double x, double y) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] '__enzyme_fwddiff' of 'f' returns the tangent, its result is declared as '%struct.three = type { double, double, double }'; help: declare the result accordingly; to get the primal result too, pass 'enzyme_primal_return'{{$}}
  return __enzyme_fwddiff_three(f, x, 1.0, y, 0.0).a;
}
double variadic(const char *p) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] 'v' has a variable number of parameters; help: differentiate a function with a fixed parameter list that calls it{{$}}
  return __enzyme_autodiff(v, enzyme_const, p);
}
double wrong_size(struct three *p) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] 'enzyme_byref' gives 8 bytes, which is not the size of argument 1 of 's'; help: write sizeof the parameter, then the address of its value{{$}}
  return __enzyme_fwddiff(s, enzyme_dup, enzyme_byref, 8, p, p);
}
union number { double wide; struct { float x; int n; } narrow; };
union number either(float x, int n) {
  union number u;
  if (n)
    u.wide = x;
  else
    u.narrow.x = x * x, u.narrow.n = n;
  return u;
}
double hidden_float(float x, int n) {
  // CHECK: abi-mismatch.c:[[#@LINE+1]]:10: error: [WG0010] 'either' returns a struct whose floats travel in an integer register, where they cannot be told from integers; help: return the struct through a pointer argument marked 'enzyme_dup', or pass 'enzyme_const_return'{{$}}
  return __enzyme_autodiff(either, x, enzyme_const, n);
}
