// x = op(A) x for a triangular matrix
#include "blas.h"
void F(trmv)(char *, char *, char *, int *, const REAL *, int *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, lda = p->lda, incx = p->incx;
  memcpy(out, in + lda * n, span(n, incx) * sizeof *in);
  if (p->interface == FORTRAN) {
    char ul = p->ul, ta = p->ta, di = p->di;
    F(trmv)(&ul, &ta, &di, &n, in, &lda, out, &incx);
  } else {
    C(trmv)(LAYOUT(p), UPLO(p->ul), TRANS(p->ta), DIAG(p->di), n, in, lda, out,
            incx);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(ul, 'U', 'L')
  EACH(ta, 'N', 'T', 'C')
  EACH(di, 'N', 'U')
  EACH(n, 0, 1, 2, 5)
  EACH(incx, 1, 3, -2) {
    struct args p = {.interface = interface, .ul = ul, .ta = ta, .di = di,
                     .n = n, .incx = incx, .lda = n + 1};
    CHECK_CASE(&p, p.lda * n + span(n, incx), span(n, incx));
  }
  return check_done();
}
