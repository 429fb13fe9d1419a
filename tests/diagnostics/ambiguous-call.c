// WG0001: (x, dx), (y, dy) or one struct {x, dx} with shadow {y, dy}? With
// debug information the function's parameters answer; without, it is an error.
// RUN: %not %clang -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %clang -g -O0 -c %load %s -o %t.o
extern int enzyme_dup;
double __enzyme_fwddiff(void *, ...);
double f(double x, double y) { return x * y; }
double caller(double x, double dx, double y, double dy) {
  // CHECK: error: [WG0001] the arguments of '__enzyme_fwddiff' can be read in two ways, because not every argument of 'f' has a marker; help: mark every argument; where a struct is passed by value, put the shadows after 'enzyme_interleave', or compile with -g [in 'caller'; -g shows the line]{{$}}
  return __enzyme_fwddiff(f, enzyme_dup, x, dx, y, dy);
}
