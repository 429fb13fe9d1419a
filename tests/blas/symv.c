// y = alpha A x + beta y for a symmetric matrix, of which a triangle is read
#include "blas.h"
void F(symv)(char *, int *, REAL *, const REAL *, int *, const REAL *, int *,
             REAL *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, lda = p->lda, incx = p->incx, incy = p->incy;
  REAL alpha = in[0], beta = in[1];
  const REAL *A = in + 2, *x = A + lda * n, *y = x + span(n, incx);
  memcpy(out, y, span(n, incy) * sizeof *in);
  if (p->interface == FORTRAN) {
    char ul = p->ul;
    F(symv)(&ul, &n, &alpha, A, &lda, x, &incx, &beta, out, &incy);
  } else {
    C(symv)(LAYOUT(p), UPLO(p->ul), n, alpha, A, lda, x, incx, beta, out, incy);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(ul, 'U', 'L', 'l')
  EACH(n, 0, 1, 2, 5)
  EACH(incx, 1, -2)
  EACH(incy, 1, 3, -1) {
    struct args p = {.interface = interface, .ul = ul, .n = n, .incx = incx,
                     .incy = incy, .lda = n + 1};
    CHECK_CASE(&p, 2 + p.lda * n + span(n, incx) + span(n, incy),
               span(n, incy));
  }
  return check_done();
}
