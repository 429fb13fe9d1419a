// C = alpha op(A) op(B) + beta C
// sanitize
#include "blas.h"
void F(gemm)(char *, char *, int *, int *, int *, REAL *, const REAL *, int *,
             const REAL *, int *, REAL *, REAL *, int *);
/// Values of a rows x columns matrix.
static int size(const struct args *p, int rows, int cols, int *ld) {
  int row = p->interface == ROW;
  *ld = (row ? cols : rows) + 1;
  return *ld * (row ? rows : cols);
}
static int sizes(struct args *p, int *nA, int *nB, int *nC) {
  int ta = p->ta != 'N' && p->ta != 'R', tb = p->tb != 'N' && p->tb != 'n';
  *nA = size(p, ta ? p->k : p->m, ta ? p->m : p->k, &p->lda);
  *nB = size(p, tb ? p->n : p->k, tb ? p->k : p->n, &p->ldb);
  *nC = size(p, p->m, p->n, &p->ldc);
  p->kl = *nA, p->ku = *nB, p->incx = *nC;
  return 2 + *nA + *nB + *nC;
}
static void run(const struct args *p, const REAL *in, REAL *out) {
  REAL alpha = in[0], beta = in[1];
  const REAL *A = in + 2, *B = A + p->kl;
  memcpy(out, B + p->ku, p->incx * sizeof *in);
  if (p->interface == FORTRAN) {
    char ta = p->ta, tb = p->tb;
    int m = p->m, n = p->n, k = p->k, lda = p->lda, ldb = p->ldb, ldc = p->ldc;
    F(gemm)(&ta, &tb, &m, &n, &k, &alpha, A, &lda, B, &ldb, &beta, out, &ldc);
  } else {
    C(gemm)(LAYOUT(p), TRANS(p->ta), TRANS(p->tb), p->m, p->n, p->k, alpha, A,
            p->lda, B, p->ldb, beta, out, p->ldc);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(ta, 'N', 'T', 'C', 'R')
  EACH(tb, 'N', 'T', 'n')
  EACH(m, 0, 1, 3)
  EACH(n, 0, 1, 4)
  EACH(k, 0, 1, 5) {
    struct args p = {
        .interface = interface, .ta = ta, .tb = tb, .m = m, .n = n, .k = k};
    int nA, nB, nC, nin = sizes(&p, &nA, &nB, &nC);
    CHECK_CASE(&p, nin, nC);
  }
  return check_done();
}
