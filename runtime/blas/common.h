// The canonical functions and what the derivatives share. Included once for
// each floating-point type.
CANON(void, axpy, (I n, REAL alpha, const REAL *x, I incx, REAL *y, I incy))
CANON(REAL, dot, (I n, const REAL *x, I incx, const REAL *y, I incy))
CANON(REAL, nrm2, (I n, const REAL *x, I incx))
CANON(REAL, asum, (I n, const REAL *x, I incx))
CANON(void, scal, (I n, REAL alpha, REAL *x, I incx))
CANON(void, copy, (I n, const REAL *x, I incx, REAL *y, I incy))
CANON(void, swap, (I n, REAL *x, I incx, REAL *y, I incy))
CANON(void, rot, (I n, REAL *x, I incx, REAL *y, I incy, REAL c, REAL s))
CANON(void, gemv, (int ta, I m, I n, REAL alpha, const REAL *A, I lda,
                   const REAL *x, I incx, REAL beta, REAL *y, I incy))
CANON(void, gbmv, (int ta, I m, I n, I kl, I ku, REAL alpha, const REAL *A,
                   I lda, const REAL *x, I incx, REAL beta, REAL *y, I incy))
CANON(void, ger, (I m, I n, REAL alpha, const REAL *x, I incx, const REAL *y,
                  I incy, REAL *A, I lda))
CANON(void, symv, (int ul, I n, REAL alpha, const REAL *A, I lda,
                   const REAL *x, I incx, REAL beta, REAL *y, I incy))
CANON(void, trmv, (int ul, int ta, int di, I n, const REAL *A, I lda, REAL *x,
                   I incx))
CANON(void, trsv, (int ul, int ta, int di, I n, const REAL *A, I lda, REAL *x,
                   I incx))
CANON(void, syr, (int ul, I n, REAL alpha, const REAL *x, I incx, REAL *A,
                  I lda))
CANON(void, syr2, (int ul, I n, REAL alpha, const REAL *x, I incx,
                   const REAL *y, I incy, REAL *A, I lda))
CANON(void, gemm, (int ta, int tb, I m, I n, I k, REAL alpha, const REAL *A,
                   I lda, const REAL *B, I ldb, REAL beta, REAL *C, I ldc))
CANON(void, symm, (int si, int ul, I m, I n, REAL alpha, const REAL *A, I lda,
                   const REAL *B, I ldb, REAL beta, REAL *C, I ldc))
CANON(void, syrk, (int ul, int ta, I n, I k, REAL alpha, const REAL *A, I lda,
                   REAL beta, REAL *C, I ldc))
CANON(void, syr2k, (int ul, int ta, I n, I k, REAL alpha, const REAL *A, I lda,
                    const REAL *B, I ldb, REAL beta, REAL *C, I ldc))
CANON(void, trmm, (int si, int ul, int ta, int di, I m, I n, REAL alpha,
                   const REAL *A, I lda, REAL *B, I ldb))
CANON(void, trsm, (int si, int ul, int ta, int di, I m, I n, REAL alpha,
                   const REAL *A, I lda, REAL *B, I ldb))

/// Element J of a vector of N with increment INC, as BLAS counts them.
#define AT(V, N, INC, J) (V)[((INC) < 0 ? (J) - (N) + 1 : (J)) * (INC)]

static REAL *X(temp)(I n) { return (REAL *)malloc(MAX(n, 1) * sizeof(REAL)); }

/// x = a x, and exactly zero for a = 0.
static void X(vscale)(I n, REAL a, REAL *x, I inc) {
  if (a == 1)
    return;
  for (I j = 0; j < n; ++j) {
    REAL *p = &AT(x, n, inc, j);
    *p = a == 0 ? 0 : a * *p;
  }
}

static void X(mscale)(I m, I n, REAL a, REAL *A, I lda) {
  for (I j = 0; j < n; ++j)
    X(vscale)(m, a, A + j * lda, 1);
}

/// The rows of column j that belong to triangle ul of an n x n matrix, without
/// the diagonal where Strict.
static I X(first)(int ul, I j, int Strict) { return ul == 'L' ? j + Strict : 0; }
static I X(last)(int ul, I n, I j, int Strict) {
  return ul == 'L' ? n : j + 1 - Strict;
}

static void X(tscale)(int ul, I n, REAL a, REAL *A, I lda) {
  for (I j = 0; j < n; ++j) {
    I i = X(first)(ul, j, 0);
    X(vscale)(X(last)(ul, n, j, 0) - i, a, A + j * lda + i, 1);
  }
}

/// The sum of A_ij B_ij over m x n matrices, and over a triangle.
static REAL X(inner)(I m, I n, const REAL *A, I lda, const REAL *B, I ldb) {
  REAL s = 0;
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < m; ++i)
      s += A[i + j * lda] * B[i + j * ldb];
  return s;
}
static REAL X(tinner)(int ul, I n, const REAL *A, I lda, const REAL *B, I ldb) {
  REAL s = 0;
  for (I j = 0; j < n; ++j)
    for (I i = X(first)(ul, j, 0); i < X(last)(ul, n, j, 0); ++i)
      s += A[i + j * lda] * B[i + j * ldb];
  return s;
}

/// B += a A for m x n matrices, and for a triangle.
static void X(madd)(I m, I n, REAL a, const REAL *A, I lda, REAL *B, I ldb) {
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < m; ++i)
      B[i + j * ldb] += a * A[i + j * lda];
}
static void X(tadd)(int ul, int Strict, I n, REAL a, const REAL *A, I lda,
                    REAL *B, I ldb) {
  for (I j = 0; j < n; ++j)
    for (I i = X(first)(ul, j, Strict); i < X(last)(ul, n, j, Strict); ++i)
      B[i + j * ldb] += a * A[i + j * lda];
}

/// A packed copy.
static REAL *X(packed)(I m, I n, const REAL *A, I lda) {
  REAL *P = X(temp)(MAX(m, 0) * MAX(n, 0));
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < m; ++i)
      P[i + j * m] = A[i + j * lda];
  return P;
}

/// Copies that the forward sweep makes of what is overwritten later.
REAL *X(save)(I m, I n, const REAL *A, I lda) LABEL("save");
REAL *X(save)(I m, I n, const REAL *A, I lda) {
  return X(packed)(m, n, A, lda);
}
REAL *X(savev)(I n, const REAL *x, I inc) LABEL("savev");
REAL *X(savev)(I n, const REAL *x, I inc) {
  REAL *P = X(temp)(n);
  for (I j = 0; j < n; ++j)
    P[j] = AT(x, n, inc, j);
  return P;
}
