// WG0004: an address that travels as a float, and is chosen among others.
// RUN: %not %clang -g -O0 -fno-strict-aliasing -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -fno-strict-aliasing -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
typedef double v2 __attribute__((vector_size(16), aligned(8)));
typedef long l2 __attribute__((vector_size(16), aligned(8)));
struct part {
  double scale;
  const double *p;
};
static double f(const double *x, long n) {
  struct part a = {x[0], x}, b = {x[1], x + 1};
  v2 v = *(v2 *)&a, w = *(v2 *)&b;
  if (n > 3)
    v = w;
  // CHECK: lost-address.c:{{[0-9]+:[0-9]+}}: error: [WG0004] an integer becomes a pointer to active memory here, and it is not known from which pointer it was made; help: keep the address in a pointer{{$}}
  const double *q = (const double *)((l2)v)[1];
  double s = 0;
  for (long i = 0; i < n; ++i)
    s += q[i] * v[0];
  return s;
}
void caller(const double *x, double *dx, long n) {
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_const, n);
}
