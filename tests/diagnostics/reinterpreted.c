// WG0017: a float read as what it was not written as.
// RUN: split-file %s %t
// RUN: %not %clang -g -O0 -c %load %t/union.c -o %t.o 2>&1 | %filecheck %t/union.c
// RUN: %not %clang -g -O2 -c %load %t/union.c -o %t.o 2>&1 | %filecheck %t/union.c
// RUN: %not %clang -g -O0 -c %load %t/heap.c -o %t.o 2>&1 | %filecheck %t/heap.c
// RUN: %not %clang -g -O2 -c %load %t/heap.c -o %t.o 2>&1 | %filecheck %t/heap.c
// RUN: %not %clang -g -O0 -c %load %t/path.c -o %t.o 2>&1 | %filecheck %t/path.c
// RUN: %not %clang -g -O2 -c %load %t/path.c -o %t.o 2>&1 | %filecheck --check-prefix=ANYWHERE %t/path.c
// RUN: %not %clang -g -O0 -c %load %t/digits.c -o %t.o 2>&1 | %filecheck %t/digits.c
// RUN: %not %clang -g -O2 -c %load %t/digits.c -o %t.o 2>&1 | %filecheck %t/digits.c
// RUN: %not %clang -g -O1 -c %load %t/mantissa.c -o %t.o 2>&1 | %filecheck %t/mantissa.c
// RUN: %not %clang -g -O1 -c %load %t/forward.c -o %t.o 2>&1 | %filecheck %t/forward.c

//--- union.c
extern int enzyme_dup;
void __enzyme_autodiff(void *, ...);
double f(const double *x) {
  union { float f[2]; double d; } u;
  u.f[0] = (float)x[0];
  u.f[1] = (float)x[1];
  // CHECK: union.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] active data is read here as double, but was written as float, or at another place; help: convert the value, or read it in the format in which it was written{{$}}
  return u.d * x[0];
}
void caller(double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }

//--- heap.c
// Arrays: no single store is the one that is read.
#include <stdlib.h>
extern int enzyme_dup;
void __enzyme_autodiff(void *, ...);
double f(const double *x) {
  void *m = calloc(16, 8);
  double s = 0;
  for (int i = 0; i < 16; i++)
    ((float *)m)[i] = (float)x[i & 1] * i;
  for (int i = 0; i < 8; i++)
    // CHECK: heap.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] active data is read here as double, but was written as float,
    s += ((double *)m)[i];
  free(m);
  return s;
}
void caller(double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }

//--- path.c
// On one of two ways only.
// ANYWHERE: path.c:{{[0-9]+:[0-9]+}}: error: [WG0017] active data is read here as double, but was written as float,
extern int enzyme_dup;
void __enzyme_autodiff(void *, ...);
double f(const double *x) {
  union { float f[2]; double d; } u;
  u.f[0] = (float)x[0];
  u.f[1] = (float)x[1];
  if (x[0] < x[1])
    u.d = x[0];
  // CHECK: path.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] active data is read here as double, but was written as float,
  return u.d * x[0];
}
void caller(double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }

//--- digits.c
// A logarithm from the bits.
#include <stdint.h>
double __enzyme_autodiff(void *, ...);
float f(float x) {
  union { float f; uint32_t i; } v = {x};
  // CHECK: digits.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] this float is computed by integers from the bits of an active float; help: use frexp, ldexp or the like, or give the enclosing function a custom derivative{{$}}
  float y = v.i;
  return y * 1.1920928955078125e-7f - 126.94269504f;
}
double caller(float x) { return __enzyme_autodiff((void *)f, x); }

//--- mantissa.c
#include <stdint.h>
#include <string.h>
extern int enzyme_dup;
void __enzyme_autodiff(void *, ...);
double f(const double *x) {
  uint64_t b;
  memcpy(&b, x, 8);
  b = (b & 0xfffffffffffffull) | 0x3ff0000000000000ull;
  double m;
  // CHECK: mantissa.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] this float is computed by integers from the bits of an active float;
  memcpy(&m, &b, 8);
  return m * m * x[1];
}
void caller(double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }

//--- forward.c
#include <string.h>
extern int enzyme_dup;
double __enzyme_fwddiff(void *, ...);
double f(const double *x) {
  double q = x[0] * x[1];
  float h;
  // CHECK: forward.c:[[#@LINE+1]]:{{[0-9]+}}: error: [WG0017] active data is read here as float, but was written as double,
  memcpy(&h, (char *)&q + 4, 4);
  return h * x[0];
}
double caller(double *x, double *dx) { return __enzyme_fwddiff((void *)f, enzyme_dup, x, dx); }
