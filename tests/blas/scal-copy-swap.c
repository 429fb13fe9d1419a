// x = alpha x; y = x; x <-> y
#include "blas.h"
void F(scal)(int *, REAL *, REAL *, int *);
void F(copy)(int *, const REAL *, int *, REAL *, int *);
void F(swap)(int *, REAL *, int *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, incx = p->incx, incy = p->incy;
  int nx = span(n, incx), ny = span(n, incy);
  REAL alpha = in[0];
  REAL *x = out, *y = out + nx;
  memcpy(out, in + 1, (nx + ny) * sizeof *in);
  if (p->interface == FORTRAN) {
    if (p->k == 0)
      F(scal)(&n, &alpha, x, &incx);
    else if (p->k == 1)
      F(copy)(&n, x, &incx, y, &incy);
    else
      F(swap)(&n, x, &incx, y, &incy);
  } else {
    if (p->k == 0)
      C(scal)(n, alpha, x, incx);
    else if (p->k == 1)
      C(copy)(n, x, incx, y, incy);
    else
      C(swap)(n, x, incx, y, incy);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL)
  EACH(which, 0, 1, 2)
  EACH(n, 0, 1, 2, 7)
  EACH(incx, 1, 2, -1, -3)
  EACH(incy, 1, 3, -1, -2, 0) {
    struct args p = {
        .interface = interface, .n = n, .k = which, .incx = incx, .incy = incy};
    CHECK_CASE(&p, 1 + span(n, incx) + span(n, incy),
               span(n, incx) + span(n, incy));
  }
  return check_done();
}
