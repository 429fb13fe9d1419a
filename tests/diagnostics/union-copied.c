// WG0017: unions of a pointer and a smaller float, copied as pointers. What they
// are does not show in their bits.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O1 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
struct either {
  int kind;
  union {
    const double *p;
    float f;
  } u;
};
double f(const double *x, int n) {
  struct either v[8];
  double s = 0;
  for (int i = 0; i < n; ++i) {
    struct either e;
    e.kind = i % 2;
    if (e.kind)
      e.u.p = x + i;
    else
      e.u.f = (float)(x[i] * x[i]);
    // CHECK: union-copied.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] what is moved here is an active float at times and a pointer at others;
    v[i] = e;
  }
  for (int i = 0; i < n; ++i)
    s += v[i].kind ? *v[i].u.p : v[i].u.f;
  return s;
}
void caller(double *x, double *dx, int n) {
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_const, n);
}
