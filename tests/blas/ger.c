// A += alpha x y'
#include "blas.h"
void F(ger)(int *, int *, REAL *, const REAL *, int *, const REAL *, int *,
            REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int nA = p->lda * (p->interface == ROW ? p->m : p->n);
  REAL alpha = in[0];
  const REAL *x = in + 1, *y = x + span(p->m, p->incx);
  memcpy(out, y + span(p->n, p->incy), nA * sizeof *in);
  if (p->interface == FORTRAN) {
    int m = p->m, n = p->n, lda = p->lda, incx = p->incx, incy = p->incy;
    F(ger)(&m, &n, &alpha, x, &incx, y, &incy, out, &lda);
  } else {
    C(ger)(LAYOUT(p), p->m, p->n, alpha, x, p->incx, y, p->incy, out, p->lda);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(m, 0, 1, 3)
  EACH(n, 0, 1, 5)
  EACH(incx, 1, -2)
  EACH(incy, 1, 3, -1) {
    struct args p = {.interface = interface, .m = m, .n = n, .incx = incx,
                     .incy = incy, .lda = (interface == ROW ? n : m) + 1};
    int nA = p.lda * (interface == ROW ? m : n);
    CHECK_CASE(&p, 1 + span(m, incx) + span(n, incy) + nA, nA);
  }
  return check_done();
}
