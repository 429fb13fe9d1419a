// C = alpha op(A) op(A)' + beta C and C = alpha (op(A) op(B)' + op(B) op(A)') +
// beta C, in a triangle
#include "blas.h"
void F(syrk)(char *, char *, int *, int *, REAL *, const REAL *, int *, REAL *,
             REAL *, int *);
void F(syr2k)(char *, char *, int *, int *, REAL *, const REAL *, int *,
              const REAL *, int *, REAL *, REAL *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  REAL alpha = in[0], beta = in[1];
  const REAL *A = in + 2, *B = A + p->kl;
  int n = p->n, k = p->k, lda = p->lda, ldc = p->ldc;
  char ul = p->ul, ta = p->ta;
  memcpy(out, B + p->kl, ldc * n * sizeof *in);
  if (p->si == '1') {
    if (p->interface == FORTRAN)
      F(syrk)(&ul, &ta, &n, &k, &alpha, A, &lda, &beta, out, &ldc);
    else
      C(syrk)(LAYOUT(p), UPLO(ul), TRANS(ta), n, k, alpha, A, lda, beta, out,
              ldc);
  } else {
    if (p->interface == FORTRAN)
      F(syr2k)(&ul, &ta, &n, &k, &alpha, A, &lda, B, &lda, &beta, out, &ldc);
    else
      C(syr2k)(LAYOUT(p), UPLO(ul), TRANS(ta), n, k, alpha, A, lda, B, lda,
               beta, out, ldc);
  }
}
int main(void) {
  EACH(interface, FORTRAN, COL, ROW)
  EACH(which, '1', '2')
  EACH(ul, 'U', 'L')
  EACH(ta, 'N', 'T')
  EACH(n, 0, 1, 4)
  EACH(k, 0, 1, 3) {
    struct args p = {.interface = interface, .si = which, .ul = ul, .ta = ta,
                     .n = n, .k = k};
    int tall = (ta == 'N') != (interface == ROW); // n long
    p.lda = (tall ? n : k) + 1;
    p.ldc = n + 1;
    p.kl = p.lda * (tall ? k : n);
    CHECK_CASE(&p, 2 + 2 * p.kl + p.ldc * n, p.ldc * n);
  }
  return check_done();
}
