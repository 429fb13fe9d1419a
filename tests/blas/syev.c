// Eigenvalues and eigenvectors of symmetric matrices. The vectors' sign is the
// library's; it does not change under small changes of the matrix.
// sanitize
#define STEP 4e-3
#include "blas.h"
void F(syev)(char *, char *, int *, REAL *, int *, REAL *, REAL *, int *,
             int *);
static void run(const struct args *p, const REAL *in, REAL *out) {
  int n = p->n, lda = p->lda, info, lwork = 40 * (n + 1);
  char jobz = p->si, ul = p->ul;
  REAL *A = (REAL *)malloc((lda * n + 1) * sizeof *in);
  REAL *work = (REAL *)malloc(lwork * sizeof *in);
  memcpy(A, in, lda * n * sizeof *in);
  F(syev)(&jobz, &ul, &n, A, &lda, out, work, &lwork, &info);
  if (jobz == 'V')
    memcpy(out + n, A, lda * n * sizeof *in);
  free(A);
  free(work);
  if (info)
    exit(1);
}
int main(void) {
  EACH(jobz, 'N', 'V')
  EACH(ul, 'U', 'L')
  EACH(n, 0, 1, 2, 3, 5) {
    struct args p = {.si = jobz, .ul = ul, .n = n, .lda = n + 1};
    prepare(++case_, p.lda * n, n + p.lda * n);
    for (int i = 0; i < n; ++i)
      in_[i + i * p.lda] += 3 * i;
    CHECK_PREPARED(&p, p.lda * n, n + (jobz == 'V' ? p.lda * n : 0));
  }
  // Equal eigenvalues: their sum has a derivative all the same.
  struct args p = {.si = 'V', .ul = 'L', .n = 2, .lda = 2};
  prepare(1, 4, 6);
  in_[0] = in_[3] = 2;
  in_[1] = in_[2] = 0;
  memset(bout_, 0, sizeof bout_);
  bout_[0] = bout_[1] = 1;
  __enzyme_autodiff((void *)run, enzyme_const, &p, enzyme_dup, in_, bin_,
                    enzyme_dup, out_, bout_);
  NEAR(bin_[0], 1, TOL_DOT);
  NEAR(bin_[3], 1, TOL_DOT);
  NEAR(bin_[1], 0, TOL_DOT);
  return check_done();
}
