// Householder QR: R, the vectors and their factors. The size of the work array
// is asked for first.
// sanitize
#define STEP 4e-3
#include "blas.h"
void F(geqrf)(int *, int *, REAL *, int *, REAL *, REAL *, int *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int m = p->m, n = p->n, lda = p->lda, info, lwork = -1;
  REAL size, *tau = out + lda * n;
  memcpy(out, in, lda * n * sizeof *in);
  F(geqrf)(&m, &n, out, &lda, tau, &size, &lwork, &info);
  lwork = (int)size;
  REAL *work = (REAL *)malloc(lwork * sizeof *work);
  F(geqrf)(&m, &n, out, &lda, tau, work, &lwork, &info);
  free(work);
  if (info)
    exit(1);
}
int main(void) {
  EACH(m, 1, 2, 4, 6)
  EACH(n, 1, 3, 4) {
    struct args p = {.m = m, .n = n, .lda = m + 1};
    CHECK_CASE(&p, p.lda * n, p.lda * n + (m < n ? m : n));
  }
  return check_done();
}
