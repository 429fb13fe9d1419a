// WG0003: a function whose body is elsewhere.
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, ...);
double elsewhere(double);
double f(double x) {
  // CHECK-DAG: no-body.c:[[#@LINE+1]]:10: error: [WG0003] call of `elsewhere` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive{{$}}
  return elsewhere(x) * x;
}
double caller(double x) { return __enzyme_autodiff(f, x); }
double direct(double x) {
  // CHECK-DAG: no-body.c:[[#@LINE+1]]:10: error: [WG0003] 'elsewhere' is to be differentiated, but its body is not visible; help: compile its definition together with this file (full LTO), or register a derivative for it{{$}}
  return __enzyme_autodiff(elsewhere, x);
}
