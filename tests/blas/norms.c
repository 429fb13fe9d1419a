// |x| in the Euclidean and the sum norm; at zero the derivative is zero.
#include "blas.h"
REAL F(nrm2)(int *, const REAL *, int *);
REAL F(asum)(int *, const REAL *, int *);
#ifdef SINGLE
#define MAXIMUM cblas_isamax
#else
#define MAXIMUM cblas_idamax
#endif
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, incx = p->incx;
  REAL a, b;
  if (p->interface == FORTRAN) {
    a = F(nrm2)(&n, in, &incx);
    b = F(asum)(&n, in, &incx);
  } else {
    a = C(nrm2)(n, in, incx);
    b = C(asum)(n, in, incx);
  }
  // The index of the largest element has no derivative.
  out[0] = a * b + in[n > 0 ? incx * (int)MAXIMUM(n, in, incx) : 0];
  out[1] = a;
}
int main(void) {
  EACH(interface, FORTRAN, COL)
  EACH(n, 0, 1, 2, 7)
  EACH(incx, 1, 2, 3) {
    struct args p = {.interface = interface, .n = n, .incx = incx};
    prepare(n * 5 + incx, 1 + span(n, incx), 2);
    in_[n / 2 * incx] = -3; // the largest by far
    CHECK_PREPARED(&p, 1 + span(n, incx), 2);
  }
  struct args p = {.interface = COL, .n = 3, .incx = 1};
  prepare(1, 3, 2);
  memset(in_, 0, sizeof in_);
  bout_[0] = bout_[1] = 1;
  __enzyme_autodiff((void *)run, enzyme_const, &p, enzyme_dup, in_, bin_,
                    enzyme_dup, out_, bout_);
  SAME(bin_[0] + bin_[1] + bin_[2], 1);
  return check_done();
}
