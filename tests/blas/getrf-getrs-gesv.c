// LU factors of square and other matrices, and solutions with them.
// sanitize
#include "blas.h"
void F(getrf)(int *, int *, REAL *, int *, int *, int *);
void F(getrs)(char *, int *, int *, const REAL *, int *, const int *, REAL *,
              int *, int *);
void F(gesv)(int *, int *, REAL *, int *, int *, REAL *, int *, int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int m = p->m, n = p->n, lda = p->lda, nrhs = p->k, ldb = p->ldb, info = -1;
  int pivots[8];
  char ta = p->ta;
  REAL *A = out, *B = out + lda * n;
  memcpy(out, in, (lda * n + ldb * nrhs) * sizeof *in);
  if (p->si == 'S') {
    F(gesv)(&n, &nrhs, A, &lda, pivots, B, &ldb, &info);
  } else {
    F(getrf)(&m, &n, A, &lda, pivots, &info);
    if (nrhs)
      F(getrs)(&ta, &n, &nrhs, A, &lda, pivots, B, &ldb, &info);
  }
  if (info)
    exit(1);
}
/// Entries that keep pivots apart under small changes.
static void separate(const struct args *p) {
  for (int j = 0; j < p->n; ++j)
    for (int i = 0; i < p->m; ++i)
      in_[i + j * p->lda] += (i + 2 * j) % p->m == (p->m > 2) ? 4 : 0;
}
int main(void) {
  EACH(m, 1, 2, 4, 5)
  EACH(n, 1, 3, 5) {
    struct args p = {.m = m, .n = n, .lda = m + 1, .ldb = n + 1, .si = 'F'};
    prepare(++case_, p.lda * n, p.lda * n);
    separate(&p);
    CHECK_PREPARED(&p, p.lda * n, p.lda * n);
  }
  EACH(which, 'F', 'S')
  EACH(ta, 'N', 'T', 'C')
  EACH(n, 1, 2, 5)
  EACH(nrhs, 1, 3) {
    struct args p = {.m = n, .n = n, .k = nrhs, .ta = ta, .si = which,
                     .lda = n + 1, .ldb = n + 1};
    int N = p.lda * n + p.ldb * nrhs;
    prepare(++case_, N, N);
    separate(&p);
    CHECK_PREPARED(&p, N, N);
  }
  return check_done();
}
