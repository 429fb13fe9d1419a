// C = alpha A B + beta C or alpha B A + beta C for a symmetric A
#include "blas.h"
void F(symm)(char *, char *, int *, int *, REAL *, const REAL *, int *,
             const REAL *, int *, REAL *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  REAL alpha = in[0], beta = in[1];
  const REAL *A = in + 2, *B = A + p->kl;
  memcpy(out, B + p->ku, p->ku * sizeof *in);
  if (p->interface == FORTRAN) {
    char si = p->si, ul = p->ul;
    int m = p->m, n = p->n, lda = p->lda, ldb = p->ldb, ldc = p->ldc;
    F(symm)(&si, &ul, &m, &n, &alpha, A, &lda, B, &ldb, &beta, out, &ldc);
  } else {
    C(symm)(LAYOUT(p), SIDE(p->si), UPLO(p->ul), p->m, p->n, alpha, A, p->lda,
            B, p->ldb, beta, out, p->ldc);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(si, 'L', 'R', 'r')
  EACH(ul, 'U', 'L')
  EACH(m, 0, 1, 3)
  EACH(n, 0, 1, 4) {
    struct args p = {.interface = interface, .si = si, .ul = ul, .m = m, .n = n};
    int d = si == 'L' ? m : n;
    p.lda = d + 1;
    p.ldb = p.ldc = (interface == ROW ? n : m) + 1;
    p.kl = p.lda * d;
    p.ku = p.ldb * (interface == ROW ? m : n);
    CHECK_CASE(&p, 2 + p.kl + 2 * p.ku, p.ku);
  }
  return check_done();
}
