// WG0008: a handler that catches in differentiated code.
// RUN: %not %clangxx -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
double __enzyme_autodiff(void *, double);
void may_throw(double);
double f(double x) {
  try {
    may_throw(x);
    // CHECK: catch-handler.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0008] a C++ catch handler in differentiated code; help: move the try block out of the differentiated function, or mark the function that contains it inactive{{$}}
  } catch (int i) {
    return x * i;
  }
  return x;
}
double caller(double x) { return __enzyme_autodiff((void *)f, x); }
