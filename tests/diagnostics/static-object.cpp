// WG0006: active data in an object of static storage that owns memory.
// RUN: %not %clangxx -DLOCAL -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=LOCAL %s
// RUN: %not %clangxx -DLOCAL -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=LOCAL %s
// RUN: %not %clangxx -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=GLOBAL %s
double __enzyme_autodiff(void *, ...);
struct Buffer {
  double *Data;
  // LOCAL: static-object.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0006] active data goes into an object of static storage that owns memory: constructed outside of the derivative, it has no shadow; help: keep the object in the caller and pass it as enzyme_dup, or use an array of fixed size
  explicit Buffer(int N, double First = 0) : Data(new double[N]) {
    Data[0] = First;
  }
};
#ifdef LOCAL
double f(double X) {
  static Buffer B(4, X * X);
  return B.Data[0] * X;
}
#else
extern int Size;
static Buffer B(Size);
__attribute__((noinline)) static void fill(double X) {
  // GLOBAL: static-object.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0006] active data goes into an object of static storage
  B.Data[1] = X * X;
}
double f(double X) {
  fill(X);
  return B.Data[1] * X;
}
#endif
double caller(double X) { return __enzyme_autodiff((void *)f, X); }
