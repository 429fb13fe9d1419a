// x . y, also of a vector with itself
#include "blas.h"
REAL F(dot)(int *, const REAL *, int *, const REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  const REAL *x = in, *y = p->k ? in : in + span(p->n, p->incx);
  if (p->interface == FORTRAN) {
    int n = p->n, incx = p->incx, incy = p->incy;
    out[0] = F(dot)(&n, x, &incx, y, &incy) + x[0];
  } else {
    out[0] = C(dot)(p->n, x, p->incx, y, p->incy) + x[0];
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL)
  EACH(n, 0, 1, 2, 7)
  EACH(incx, 1, 2, -1, -3, 0)
  EACH(incy, 1, 3, -1, -2, 0)
  EACH(self, 0, 1) {
    struct args p = {
        .interface = interface, .n = n, .k = self, .incx = incx, .incy = incy};
    CHECK_CASE(&p, 1 + span(n, incx) + span(n, incy), 1);
  }
  return check_done();
}
