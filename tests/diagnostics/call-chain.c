// Errors inside of called functions name the calls that lead there, whether
// the calls are still there or were inlined.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -O1 -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=PLAIN %s
extern int enzyme_const;
double __enzyme_autodiff(void *, ...);
double unknown(double);
__attribute__((noinline)) static double kept(double x, int n) {
  // CHECK-DAG: call-chain.c:[[#@LINE+2]]:14: error: [WG0003] call of `unknown` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive; in a call from 'middle' at {{.*}}call-chain.c:[[#@LINE+5]], from 'outer' at {{.*}}call-chain.c:[[#@LINE+8]], differentiated at {{.*}}call-chain.c:[[#@LINE+11]]{{$}}
  // PLAIN: error: [WG0003] call of `unknown` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive; in a call from 'middle', from 'outer' [in 'kept'; -g shows the line]{{$}}
  return n * unknown(x);
}
__attribute__((noinline)) static double middle(double x, int n) {
  return x * kept(x, n);
}
double outer(double x, int n) {
  return 1 + middle(x, n);
}
double caller(double x, int n) {
  return __enzyme_autodiff((void *)outer, x, enzyme_const, n);
}
