// Singular values and vectors, as far as the program asks for them.
// sanitize
#define STEP 4e-3
#include "blas.h"
void F(gesvd)(char *, char *, int *, int *, REAL *, int *, REAL *, REAL *,
              int *, REAL *, int *, REAL *, int *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int m = p->m, n = p->n, k = m < n ? m : n, info, lwork = 400;
  int lda = p->lda, ldu = m, ldvt = n;
  char ju = p->ul, jv = p->di;
  REAL *A = (REAL *)malloc(lda * n * sizeof *in);
  REAL *U = (REAL *)malloc(m * m * sizeof *in);
  REAL *VT = (REAL *)malloc(n * n * sizeof *in);
  REAL *work = (REAL *)malloc(lwork * sizeof *in);
  memcpy(A, in, lda * n * sizeof *in);
  F(gesvd)(&ju, &jv, &m, &n, A, &lda, out, U, &ldu, VT, &ldvt, work, &lwork,
           &info);
  // Columns beyond the thin factorization have no derivative.
  if (ju != 'N')
    memcpy(out + k, U, m * k * sizeof *in);
  if (jv != 'N')
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < k; ++i)
        out[k + m * k + i + j * k] = VT[i + j * n];
  free(A);
  free(U);
  free(VT);
  free(work);
  if (info)
    exit(1);
}
int main(void) {
  EACH(ju, 'N', 'S', 'A')
  EACH(jv, 'N', 'S', 'A')
  EACH(m, 1, 3, 5)
  EACH(n, 1, 3, 4) {
    struct args p = {.ul = ju, .di = jv, .m = m, .n = n, .lda = m + 1};
    int k = m < n ? m : n;
    prepare(++case_, p.lda * n, k + m * k + k * n);
    for (int i = 0; i < k; ++i)
      in_[i + i * p.lda] += 3 * (i + 1);
    CHECK_PREPARED(&p, p.lda * n, k + m * k + k * n);
  }
  return check_done();
}
