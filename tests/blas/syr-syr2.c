// A += alpha x x' and A += alpha (x y' + y x') in a triangle
#include "blas.h"
void F(syr)(char *, int *, REAL *, const REAL *, int *, REAL *, int *);
void F(syr2)(char *, int *, REAL *, const REAL *, int *, const REAL *, int *,
             REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, lda = p->lda, incx = p->incx, incy = p->incy;
  REAL alpha = in[0];
  const REAL *x = in + 1, *y = x + span(n, incx), *A = y + span(n, incy);
  memcpy(out, A, lda * n * sizeof *in);
  char ul = p->ul;
  if (p->k == 2) {
    if (p->interface == FORTRAN)
      F(syr2)(&ul, &n, &alpha, x, &incx, y, &incy, out, &lda);
    else
      C(syr2)(LAYOUT(p), UPLO(ul), n, alpha, x, incx, y, incy, out, lda);
  } else {
    if (p->interface == FORTRAN)
      F(syr)(&ul, &n, &alpha, x, &incx, out, &lda);
    else
      C(syr)(LAYOUT(p), UPLO(ul), n, alpha, x, incx, out, lda);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(which, 1, 2)
  EACH(ul, 'U', 'L')
  EACH(n, 0, 1, 2, 5)
  EACH(incx, 1, -2)
  EACH(incy, 1, 3, -1) {
    struct args p = {.interface = interface, .ul = ul, .n = n, .k = which,
                     .incx = incx, .incy = incy, .lda = n + 1};
    CHECK_CASE(&p, 1 + span(n, incx) + span(n, incy) + p.lda * n, p.lda * n);
  }
  return check_done();
}
