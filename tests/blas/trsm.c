// op(A) X = alpha B or X op(A) = alpha B for a triangular A; X replaces B
#include "blas.h"
void F(trsm)(char *, char *, char *, char *, int *, int *, REAL *, const REAL *,
             int *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  REAL alpha = in[0];
  memcpy(out, in + 1 + p->kl, p->ku * sizeof *in);
  if (p->interface == FORTRAN) {
    char si = p->si, ul = p->ul, ta = p->ta, di = p->di;
    int m = p->m, n = p->n, lda = p->lda, ldb = p->ldb;
    F(trsm)(&si, &ul, &ta, &di, &m, &n, &alpha, in + 1, &lda, out, &ldb);
  } else {
    C(trsm)(LAYOUT(p), SIDE(p->si), UPLO(p->ul), TRANS(p->ta), DIAG(p->di), p->m,
            p->n, alpha, in + 1, p->lda, out, p->ldb);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(si, 'L', 'R')
  EACH(ul, 'U', 'L')
  EACH(ta, 'N', 'T', 'C')
  EACH(di, 'N', 'U')
  EACH(m, 0, 1, 3)
  EACH(n, 0, 1, 4) {
    struct args p = {.interface = interface, .si = si, .ul = ul, .ta = ta,
                     .di = di, .m = m, .n = n};
    int d = si == 'L' ? m : n;
    p.lda = d + 1;
    p.ldb = (interface == ROW ? n : m) + 1;
    p.kl = p.lda * d;
    p.ku = p.ldb * (interface == ROW ? m : n);
    CHECK_CASE(&p, 1 + p.kl + p.ku, p.ku);
  }
  return check_done();
}
