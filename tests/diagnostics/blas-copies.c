// Remarks name the copies that derivatives of BLAS calls keep; there are none
// where nothing is overwritten.
// RUN: %clang -g -O1 -Rpass=wengert -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %clang -g -O1 -Rpass=wengert -DKEPT=restrict -c %load %s -o %t.o 2>&1 | %filecheck --check-prefix=NONE --allow-empty %s
extern int enzyme_const, enzyme_dup;
void __enzyme_autodiff(void *, ...);
void cblas_dgemv(int, int, int, int, double, const double *, int,
                 const double *, int, double, double *, int);
#ifndef KEPT
#define KEPT
#endif
void f(const double *KEPT A, const double *KEPT x, double *KEPT y, int n) {
  // CHECK: blas-copies.c:[[#@LINE+4]]:3: remark: a copy of 'A' of dgemv is kept for the reverse sweep, since it may be overwritten before
  // CHECK: blas-copies.c:[[#@LINE+3]]:3: remark: a copy of 'x' of dgemv is kept for the reverse sweep, since it may be overwritten before
  // CHECK-NOT: a copy of
  // NONE-NOT: a copy of
  cblas_dgemv(102, 111, n, n, 1, A, n, x, 1, 0, y, 1);
  cblas_dgemv(102, 111, n, n, 1, A, n, x, 1, 1, y + n, 1);
}
void caller(double *A, double *dA, double *x, double *dx, double *y, double *dy,
            int n) {
  __enzyme_autodiff((void *)f, enzyme_dup, A, dA, enzyme_dup, x, dx, enzyme_dup,
                    y, dy, enzyme_const, n);
}
