// A plane rotation of two vectors, by values and by references.
#include "blas.h"
void F(rot)(int *, REAL *, int *, REAL *, int *, REAL *, REAL *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, incx = p->incx, incy = p->incy;
  int nx = span(n, incx), ny = span(n, incy);
  REAL c = in[0], s = in[1], *x = out, *y = out + nx;
  memcpy(out, in + 2, (nx + ny) * sizeof *in);
  if (p->interface == FORTRAN)
    F(rot)(&n, x, &incx, y, &incy, &c, &s);
  else
    C(rot)(n, x, incx, y, incy, c, s);
}
int main(void) {
  EACH(interface, FORTRAN, COL)
  EACH(n, 0, 1, 2, 7)
  EACH(incx, 1, 2, -1, -3)
  EACH(incy, 1, 3, -1, -2) {
    struct args p = {.interface = interface, .n = n, .incx = incx, .incy = incy};
    CHECK_CASE(&p, 2 + span(n, incx) + span(n, incy),
               span(n, incx) + span(n, incy));
  }
  return check_done();
}
