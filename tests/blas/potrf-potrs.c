// Cholesky factors, and solutions with them.
// sanitize
#include "blas.h"
void F(potrf)(char *, int *, REAL *, int *, int *);
void F(potrs)(char *, int *, int *, const REAL *, int *, REAL *, int *, int *);
enum { LARGE = 101 };
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, lda = p->lda, nrhs = p->k, ldb = p->ldb, info = -1;
  char ul = p->ul;
  REAL *A = out, *B = out + lda * n;
  memcpy(out, in, (lda * n + ldb * nrhs) * sizeof *in);
  if (p->m != 2)
    F(potrf)(&ul, &n, A, &lda, &info);
  if (p->m != 1)
    F(potrs)(&ul, &n, &nrhs, A, &lda, B, &ldb, &info);
  if (info)
    exit(1);
}
int main(void) {
  EACH(which, 1, 2, 3)
  EACH(ul, 'U', 'L', 'l')
  EACH(n, 0, 1, 2, 5)
  EACH(nrhs, 0, 1, 3) {
    struct args p = {.m = which, .ul = ul, .n = n, .k = nrhs,
                     .lda = n + 1, .ldb = n + 2};
    int N = p.lda * n + p.ldb * nrhs;
    prepare(++case_, N, N);
    for (int i = 0; i < n; ++i)
      in_[i + i * p.lda] = 4 + i + (REAL)fabs(in_[i]);
    CHECK_PREPARED(&p, N, N);
  }
  // More than one block of the adjoint.
  static REAL a[LARGE * LARGE], da[LARGE * LARGE], b[LARGE * LARGE],
      db[LARGE * LARGE], v[LARGE * LARGE];
  EACH(ul, 'U', 'L') {
    struct args p = {.m = 1, .ul = ul, .n = LARGE, .lda = LARGE};
    for (int i = 0; i < LARGE * LARGE; ++i) {
      a[i] = (REAL)sample(i) + (i % (LARGE + 1) ? 0 : 40);
      v[i] = (REAL)sample(i + 70000);
      da[i] = 0;
    }
    __enzyme_fwddiff((void *)run, enzyme_const, &p, enzyme_dup, a, v,
                     enzyme_dup, b, db);
    double want = values_dot(db, v, LARGE * LARGE);
    memcpy(db, v, sizeof v);
    __enzyme_autodiff((void *)run, enzyme_const, &p, enzyme_dup, a, da,
                      enzyme_dup, b, db);
    compare("reverse mode", values_dot(da, v, LARGE * LARGE), want,
            LARGE * LARGE, TOL_DOT, &p, __LINE__);
  }
  return check_done();
}
