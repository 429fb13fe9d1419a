// WG0006: active data in memory behind a pointer that only set-up code assigns.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
void *malloc(unsigned long);
double __enzyme_autodiff(void *, ...);
static double *Scratch;
void set_up(int N) { Scratch = malloc(N * sizeof *Scratch); }
__attribute__((noinline)) static void square(const double *X, int N) {
  for (int I = 0; I < N; ++I)
    // CHECK: set-up-scratch.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0006] active data goes into an object of static storage
    Scratch[I] = X[I] * X[I];
}
double f(const double *X, int N) {
  double S = 0;
  square(X, N);
  for (int I = 0; I < N; ++I)
    S += Scratch[I] * X[0];
  return S;
}
void caller(const double *X, double *D, int N) {
  __enzyme_autodiff((void *)f, X, D, N);
}
