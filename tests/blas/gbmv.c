// y = alpha op(A) x + beta y for a band matrix
#include "blas.h"
void F(gbmv)(char *, int *, int *, int *, int *, REAL *, const REAL *, int *,
             const REAL *, int *, REAL *, REAL *, int *);
static int sizes(const struct args *p, int *nA, int *nx, int *ny) {
  int trans = p->ta != 'N';
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
    int m = p->m, n = p->n, lda = p->lda, incx = p->incx, incy = p->incy,
        kl = p->kl, ku = p->ku;
    F(gbmv)(&ta, &m, &n, &kl, &ku, &alpha, A, &lda, x, &incx, &beta, out,
            &incy);
  } else {
    C(gbmv)(LAYOUT(p), TRANS(p->ta), p->m, p->n, p->kl, p->ku, alpha, A, p->lda,
            x, p->incx, beta, out, p->incy);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(ta, 'N', 'T')
  EACH(m, 1, 4)
  EACH(n, 1, 5)
  EACH(kl, 0, 2)
  EACH(ku, 0, 1)
  EACH(incx, 1, -2)
  EACH(incy, 1, -1) {
    struct args p = {.interface = interface, .ta = ta, .m = m, .n = n,
                     .kl = kl, .ku = ku, .incx = incx, .incy = incy,
                     .lda = kl + ku + 2};
    int nA, nx, ny, nin = sizes(&p, &nA, &nx, &ny);
    CHECK_CASE(&p, nin, ny);
  }
  return check_done();
}
