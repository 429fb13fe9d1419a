/* Entry points with 64-bit integers, on top of a library with 32-bit ones. The
   upper halves hold rubbish if somebody passes 32-bit integers. */
typedef long long I64;
void dgemm_(char *, char *, int *, int *, int *, double *, const double *,
            int *, const double *, int *, double *, double *, int *);
void dgesv_(int *, int *, double *, int *, int *, double *, int *, int *);
double ddot_(int *, const double *, int *, const double *, int *);
void daxpy_(int *, double *, const double *, int *, double *, int *);
void dscal_(int *, double *, double *, int *);
void dtrsm_(char *, char *, char *, char *, int *, int *, double *,
            const double *, int *, double *, int *);
void dtrmm_(char *, char *, char *, char *, int *, int *, double *,
            const double *, int *, double *, int *);
static int narrow(I64 v) {
  if (v != (int)v)
    __builtin_trap();
  return (int)v;
}
#define INT(NAME) int NAME = narrow(*NAME##_)
void dgemm_64_(char *ta, char *tb, I64 *m_, I64 *n_, I64 *k_, double *alpha,
               const double *A, I64 *lda_, const double *B, I64 *ldb_,
               double *beta, double *C, I64 *ldc_) {
  INT(m); INT(n); INT(k); INT(lda); INT(ldb); INT(ldc);
  dgemm_(ta, tb, &m, &n, &k, alpha, A, &lda, B, &ldb, beta, C, &ldc);
}
void dgesv_64_(I64 *n_, I64 *nrhs_, double *A, I64 *lda_, I64 *piv, double *B,
               I64 *ldb_, I64 *info) {
  INT(n); INT(nrhs); INT(lda); INT(ldb);
  int p[64], i;
  dgesv_(&n, &nrhs, A, &lda, p, B, &ldb, &i);
  for (int j = 0; j < n; ++j)
    piv[j] = p[j];
  *info = i;
}
double ddot_64_(I64 *n_, const double *x, I64 *incx_, const double *y,
                I64 *incy_) {
  INT(n); INT(incx); INT(incy);
  return ddot_(&n, x, &incx, y, &incy);
}
double cblas_ddot_64(I64 n, const double *x, I64 incx, const double *y,
                     I64 incy) {
  return ddot_64_(&n, x, &incx, y, &incy);
}
void daxpy_64_(I64 *n_, double *a, const double *x, I64 *incx_, double *y,
               I64 *incy_) {
  INT(n); INT(incx); INT(incy);
  daxpy_(&n, a, x, &incx, y, &incy);
}
void dtrsm_64_(char *s, char *u, char *t, char *d, I64 *m_, I64 *n_, double *a,
               const double *A, I64 *lda_, double *B, I64 *ldb_) {
  INT(m); INT(n); INT(lda); INT(ldb);
  dtrsm_(s, u, t, d, &m, &n, a, A, &lda, B, &ldb);
}
void dtrmm_64_(char *s, char *u, char *t, char *d, I64 *m_, I64 *n_, double *a,
               const double *A, I64 *lda_, double *B, I64 *ldb_) {
  INT(m); INT(n); INT(lda); INT(ldb);
  dtrmm_(s, u, t, d, &m, &n, a, A, &lda, B, &ldb);
}
