// WG0001: the function takes two doubles in registers. One struct {x, y} with
// shadow {dx, dy}, or two structs of one double each? With debug information
// the function's parameters answer; without, it is an error. Scalars are told
// apart from members of structs without it.
// RUN: %not %clang -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %clang -g -O0 -c %load %s -o %t.o
// RUN: %clang -O0 -DSCALARS -c %load %s -o %t.o
extern int enzyme_dup;
double __enzyme_fwddiff(void *, ...);
#ifdef SCALARS
double f(double x, double y) { return x * y; }
double caller(double x, double dx, double y, double dy) {
  return __enzyme_fwddiff(f, enzyme_dup, x, dx, y, dy);
}
#else
struct pair {
  double x, y;
};
double f(struct pair p) { return p.x * p.y; }
double caller(struct pair p, struct pair dp) {
  // CHECK: error: [WG0001] the arguments of '__enzyme_fwddiff' can be read in two ways: 'f' may take a struct by value or its members one by one; help: put the shadows after 'enzyme_interleave', pass the struct's address after 'enzyme_byref', or compile with -g [in 'caller'; -g shows the line]{{$}}
  return __enzyme_fwddiff(f, enzyme_dup, p, dp);
}
#endif
