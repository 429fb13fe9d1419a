// y = alpha op(A) x + beta y
#include "blas.h"
void F(gemv)(char *, int *, int *, REAL *, const REAL *, int *, const REAL *,
             int *, REAL *, REAL *, int *);
static int sizes(const struct args *p, int *nA, int *nx, int *ny) {
  int trans = p->ta != 'N' && p->ta != 'n';
  *nA = p->lda * (p->interface == ROW ? p->m : p->n);
  *nx = span(trans ? p->m : p->n, p->incx);
  *ny = span(trans ? p->n : p->m, p->incy);
  return 2 + *nA + *nx + *ny;
}
static void run(const struct args *p, const REAL *in, REAL *out) {
  int nA, nx, ny;
  sizes(p, &nA, &nx, &ny);
  REAL alpha = in[0], beta = in[1];
  const REAL *A = in + 2, *x = A + nA;
  memcpy(out, x + nx, ny * sizeof *in);
  if (p->interface == FORTRAN) {
    char ta = p->ta;
    int m = p->m, n = p->n, lda = p->lda, incx = p->incx, incy = p->incy;
    F(gemv)(&ta, &m, &n, &alpha, A, &lda, x, &incx, &beta, out, &incy);
  } else {
    C(gemv)(LAYOUT(p), TRANS(p->ta), p->m, p->n, alpha, A, p->lda, x, p->incx,
            beta, out, p->incy);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(ta, 'N', 'T', 'C', 't')
  EACH(m, 0, 1, 3)
  EACH(n, 0, 1, 5)
  EACH(incx, 1, -2)
  EACH(incy, 1, 3, -1)
  EACH(zero, 0, 1) {
    struct args p = {.interface = interface, .ta = ta, .m = m, .n = n,
                     .incx = incx, .incy = incy,
                     .lda = (interface == ROW ? n : m) + 1};
    int nA, nx, ny, nin = sizes(&p, &nA, &nx, &ny);
    prepare(++case_, nin, ny);
    if (zero)
      in_[1] = din_[1] = 0; // beta = 0: y is not read
    if (zero)
      for (int i = 0; i < ny; ++i)
        in_[2 + nA + nx + i] = 1;
    CHECK_PREPARED(&p, nin, ny);
  }
  return check_done();
}
