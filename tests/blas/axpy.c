// y += alpha x
#include "blas.h"
void F(axpy)(int *, REAL *, const REAL *, int *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int nx = span(p->n, p->incx), ny = span(p->n, p->incy);
  REAL alpha = in[0];
  const REAL *x = in + 1, *y = x + nx;
  memcpy(out, y, ny * sizeof *y);
  if (p->interface == FORTRAN) {
    int n = p->n, incx = p->incx, incy = p->incy;
    F(axpy)(&n, &alpha, x, &incx, out, &incy);
  } else {
    C(axpy)(p->n, alpha, x, p->incx, out, p->incy);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL)
  EACH(n, 0, 1, 2, 7)
  EACH(incx, 1, 2, -1, -3, 0)
  EACH(incy, 1, 3, -1, -2, 0) {
    struct args p = {.interface = interface, .n = n, .incx = incx, .incy = incy};
    CHECK_CASE(&p, 1 + span(n, incx) + span(n, incy), span(n, incy));
  }
  return check_done();
}
