// Matrix times vector.

/// dy = beta dy + dbeta y, the part common to y = ... + beta y.
static void X(vtangent)(I n, REAL beta, REAL dbeta, const REAL *y, REAL *dy,
                        I incy) {
  X(vscale)(n, beta, dy, incy);
  if (dbeta != 0)
    X(axpy)(n, dbeta, y, incy, dy, incy);
}
static void X(vadjoint)(I n, REAL beta, REAL *bbeta, const REAL *y, I incy,
                        REAL *by, I incby) {
  if (bbeta)
    *bbeta += X(dot)(n, y, incy, by, incby);
  X(vscale)(n, beta, by, incby);
}

// y = alpha op(A) x + beta y
DERIVATIVE(void, gemv, fwd,
           (int ta, I m, I n, REAL alpha, REAL dalpha, const REAL *A,
            const REAL *dA, I lda, const REAL *x, const REAL *dx, I incx,
            REAL beta, REAL dbeta, REAL *y, REAL *dy, I incy)) {
  if (dy && m > 0 && n > 0) {
    X(vtangent)(ta == 'N' ? m : n, beta, dbeta, y, dy, incy);
    if (dx)
      X(gemv)(ta, m, n, alpha, A, lda, dx, incx, 1, dy, incy);
    if (dA)
      X(gemv)(ta, m, n, alpha, dA, lda, x, incx, 1, dy, incy);
    if (dalpha != 0)
      X(gemv)(ta, m, n, dalpha, A, lda, x, incx, 1, dy, incy);
  }
  X(gemv)(ta, m, n, alpha, A, lda, x, incx, beta, y, incy);
}
DERIVATIVE(void, gemv, rev,
           (int ta, I m, I n, REAL alpha, REAL *balpha, const REAL *A,
            REAL *bA, I lda, I ldba, const REAL *x, REAL *bx, I incx, I incbx,
            REAL beta, REAL *bbeta, const REAL *y, REAL *by, I incy,
            I incby)) {
  if (!by || m <= 0 || n <= 0)
    return;
  I leny = ta == 'N' ? m : n;
  if (balpha) {
    REAL *t = X(temp)(leny);
    X(gemv)(ta, m, n, 1, A, lda, x, incx, 0, t, 1);
    *balpha += X(dot)(leny, t, 1, by, incby);
    free(t);
  }
  if (bx)
    X(gemv)(FLIP(ta), m, n, alpha, A, lda, by, incby, 1, bx, incbx);
  if (bA && ta == 'N')
    X(ger)(m, n, alpha, by, incby, x, incx, bA, ldba);
  else if (bA)
    X(ger)(m, n, alpha, x, incx, by, incby, bA, ldba);
  X(vadjoint)(leny, beta, bbeta, y, incy, by, incby);
}

// The same for a band: A_ij is at A[ku + i - j + j lda].
DERIVATIVE(void, gbmv, fwd,
           (int ta, I m, I n, I kl, I ku, REAL alpha, REAL dalpha,
            const REAL *A, const REAL *dA, I lda, const REAL *x,
            const REAL *dx, I incx, REAL beta, REAL dbeta, REAL *y, REAL *dy,
            I incy)) {
  if (dy && m > 0 && n > 0) {
    X(vtangent)(ta == 'N' ? m : n, beta, dbeta, y, dy, incy);
    if (dx)
      X(gbmv)(ta, m, n, kl, ku, alpha, A, lda, dx, incx, 1, dy, incy);
    if (dA)
      X(gbmv)(ta, m, n, kl, ku, alpha, dA, lda, x, incx, 1, dy, incy);
    if (dalpha != 0)
      X(gbmv)(ta, m, n, kl, ku, dalpha, A, lda, x, incx, 1, dy, incy);
  }
  X(gbmv)(ta, m, n, kl, ku, alpha, A, lda, x, incx, beta, y, incy);
}
DERIVATIVE(void, gbmv, rev,
           (int ta, I m, I n, I kl, I ku, REAL alpha, REAL *balpha,
            const REAL *A, REAL *bA, I lda, I ldba, const REAL *x, REAL *bx,
            I incx, I incbx, REAL beta, REAL *bbeta, const REAL *y, REAL *by,
            I incy, I incby)) {
  if (!by || m <= 0 || n <= 0)
    return;
  I leny = ta == 'N' ? m : n, lenx = ta == 'N' ? n : m;
  if (balpha) {
    REAL *t = X(temp)(leny);
    X(gbmv)(ta, m, n, kl, ku, 1, A, lda, x, incx, 0, t, 1);
    *balpha += X(dot)(leny, t, 1, by, incby);
    free(t);
  }
  if (bx)
    X(gbmv)(FLIP(ta), m, n, kl, ku, alpha, A, lda, by, incby, 1, bx, incbx);
  if (bA)
    for (I j = 0; j < n; ++j)
      for (I i = MAX(0, j - ku); i <= MIN(m - 1, j + kl); ++i)
        bA[ku + i - j + j * ldba] +=
            alpha * (ta == 'N' ? AT(by, leny, incby, i) * AT(x, lenx, incx, j)
                               : AT(x, lenx, incx, i) * AT(by, leny, incby, j));
  X(vadjoint)(leny, beta, bbeta, y, incy, by, incby);
}

// A += alpha x y'
DERIVATIVE(void, ger, fwd,
           (I m, I n, REAL alpha, REAL dalpha, const REAL *x, const REAL *dx,
            I incx, const REAL *y, const REAL *dy, I incy, REAL *A, REAL *dA,
            I lda)) {
  if (dA) {
    if (dx)
      X(ger)(m, n, alpha, dx, incx, y, incy, dA, lda);
    if (dy)
      X(ger)(m, n, alpha, x, incx, dy, incy, dA, lda);
    if (dalpha != 0)
      X(ger)(m, n, dalpha, x, incx, y, incy, dA, lda);
  }
  X(ger)(m, n, alpha, x, incx, y, incy, A, lda);
}
DERIVATIVE(void, ger, rev,
           (I m, I n, REAL alpha, REAL *balpha, const REAL *x, REAL *bx,
            I incx, I incbx, const REAL *y, REAL *by, I incy, I incby,
            const REAL *A, REAL *bA, I lda, I ldba)) {
  (void)A, (void)lda;
  if (!bA || m <= 0 || n <= 0)
    return;
  if (balpha) {
    REAL *t = X(temp)(m);
    X(gemv)('N', m, n, 1, bA, ldba, y, incy, 0, t, 1);
    *balpha += X(dot)(m, t, 1, x, incx);
    free(t);
  }
  if (bx)
    X(gemv)('N', m, n, alpha, bA, ldba, y, incy, 1, bx, incbx);
  if (by)
    X(gemv)('T', m, n, alpha, bA, ldba, x, incx, 1, by, incby);
}

/// y += a M x, where M is the symmetric matrix with triangle ul of A and twice
/// its diagonal: the adjoint of a symmetric update.
static void X(symv2)(int ul, I n, REAL a, const REAL *A, I lda, const REAL *x,
                     I incx, REAL *y, I incy) {
  X(symv)(ul, n, a, A, lda, x, incx, 1, y, incy);
  for (I j = 0; j < n; ++j)
    AT(y, n, incy, j) += a * A[j + j * lda] * AT(x, n, incx, j);
}

// y = alpha A x + beta y, A symmetric
DERIVATIVE(void, symv, fwd,
           (int ul, I n, REAL alpha, REAL dalpha, const REAL *A,
            const REAL *dA, I lda, const REAL *x, const REAL *dx, I incx,
            REAL beta, REAL dbeta, REAL *y, REAL *dy, I incy)) {
  if (dy) {
    X(vtangent)(n, beta, dbeta, y, dy, incy);
    if (dx)
      X(symv)(ul, n, alpha, A, lda, dx, incx, 1, dy, incy);
    if (dA)
      X(symv)(ul, n, alpha, dA, lda, x, incx, 1, dy, incy);
    if (dalpha != 0)
      X(symv)(ul, n, dalpha, A, lda, x, incx, 1, dy, incy);
  }
  X(symv)(ul, n, alpha, A, lda, x, incx, beta, y, incy);
}
DERIVATIVE(void, symv, rev,
           (int ul, I n, REAL alpha, REAL *balpha, const REAL *A, REAL *bA,
            I lda, I ldba, const REAL *x, REAL *bx, I incx, I incbx, REAL beta,
            REAL *bbeta, const REAL *y, REAL *by, I incy, I incby)) {
  if (!by)
    return;
  if (balpha) {
    REAL *t = X(temp)(n);
    X(symv)(ul, n, 1, A, lda, x, incx, 0, t, 1);
    *balpha += X(dot)(n, t, 1, by, incby);
    free(t);
  }
  if (bx)
    X(symv)(ul, n, alpha, A, lda, by, incby, 1, bx, incbx);
  if (bA)
    for (I j = 0; j < n; ++j) {
      REAL xj = AT(x, n, incx, j), yj = AT(by, n, incby, j);
      for (I i = X(first)(ul, j, 1); i < X(last)(ul, n, j, 1); ++i)
        bA[i + j * ldba] += alpha * (AT(by, n, incby, i) * xj +
                                     AT(x, n, incx, i) * yj);
      bA[j + j * ldba] += alpha * xj * yj;
    }
  X(vadjoint)(n, beta, bbeta, y, incy, by, incby);
}

// A += alpha x x' and A += alpha (x y' + y x'), in a triangle
DERIVATIVE(void, syr, fwd,
           (int ul, I n, REAL alpha, REAL dalpha, const REAL *x,
            const REAL *dx, I incx, REAL *A, REAL *dA, I lda)) {
  if (dA) {
    if (dx)
      X(syr2)(ul, n, alpha, x, incx, dx, incx, dA, lda);
    if (dalpha != 0)
      X(syr)(ul, n, dalpha, x, incx, dA, lda);
  }
  X(syr)(ul, n, alpha, x, incx, A, lda);
}
DERIVATIVE(void, syr, rev,
           (int ul, I n, REAL alpha, REAL *balpha, const REAL *x, REAL *bx,
            I incx, I incbx, const REAL *A, REAL *bA, I lda, I ldba)) {
  (void)A, (void)lda;
  if (!bA)
    return;
  if (balpha)
    for (I j = 0; j < n; ++j)
      for (I i = X(first)(ul, j, 0); i < X(last)(ul, n, j, 0); ++i)
        *balpha +=
            bA[i + j * ldba] * AT(x, n, incx, i) * AT(x, n, incx, j);
  if (bx)
    X(symv2)(ul, n, alpha, bA, ldba, x, incx, bx, incbx);
}
DERIVATIVE(void, syr2, fwd,
           (int ul, I n, REAL alpha, REAL dalpha, const REAL *x,
            const REAL *dx, I incx, const REAL *y, const REAL *dy, I incy,
            REAL *A, REAL *dA, I lda)) {
  if (dA) {
    if (dx)
      X(syr2)(ul, n, alpha, dx, incx, y, incy, dA, lda);
    if (dy)
      X(syr2)(ul, n, alpha, x, incx, dy, incy, dA, lda);
    if (dalpha != 0)
      X(syr2)(ul, n, dalpha, x, incx, y, incy, dA, lda);
  }
  X(syr2)(ul, n, alpha, x, incx, y, incy, A, lda);
}
DERIVATIVE(void, syr2, rev,
           (int ul, I n, REAL alpha, REAL *balpha, const REAL *x, REAL *bx,
            I incx, I incbx, const REAL *y, REAL *by, I incy, I incby,
            const REAL *A, REAL *bA, I lda, I ldba)) {
  (void)A, (void)lda;
  if (!bA)
    return;
  if (balpha)
    for (I j = 0; j < n; ++j)
      for (I i = X(first)(ul, j, 0); i < X(last)(ul, n, j, 0); ++i)
        *balpha += bA[i + j * ldba] *
                   (AT(x, n, incx, i) * AT(y, n, incy, j) +
                    AT(y, n, incy, i) * AT(x, n, incx, j));
  if (bx)
    X(symv2)(ul, n, alpha, bA, ldba, y, incy, bx, incbx);
  if (by)
    X(symv2)(ul, n, alpha, bA, ldba, x, incx, by, incby);
}

/// B += a u v' in the part of the triangle that is read of a triangular matrix.
static void X(trger)(int ul, int di, I n, REAL a, const REAL *u, I incu,
                     const REAL *v, I incv, REAL *B, I ldb) {
  for (I j = 0; j < n; ++j)
    for (I i = X(first)(ul, j, di == 'U'); i < X(last)(ul, n, j, di == 'U');
         ++i)
      B[i + j * ldb] += a * AT(u, n, incu, i) * AT(v, n, incv, j);
}

/// y += a op(B) x with only the part of B that is read; a unit diagonal has no
/// tangent.
static void X(trtangent)(int ul, int ta, int di, I n, REAL a, const REAL *B,
                         I ldb, const REAL *x, I incx, REAL *y, I incy) {
  for (I j = 0; j < n; ++j)
    for (I i = X(first)(ul, j, di == 'U'); i < X(last)(ul, n, j, di == 'U');
         ++i) {
      REAL b = a * B[i + j * ldb];
      if (ta == 'N')
        AT(y, n, incy, i) += b * AT(x, n, incx, j);
      else
        AT(y, n, incy, j) += b * AT(x, n, incx, i);
    }
}

// x = op(A) x
DERIVATIVE(void, trmv, fwd,
           (int ul, int ta, int di, I n, const REAL *A, const REAL *dA, I lda,
            REAL *x, REAL *dx, I incx)) {
  if (dx) {
    X(trmv)(ul, ta, di, n, A, lda, dx, incx);
    if (dA)
      X(trtangent)(ul, ta, di, n, 1, dA, lda, x, incx, dx, incx);
  }
  X(trmv)(ul, ta, di, n, A, lda, x, incx);
}
DERIVATIVE(void, trmv, rev,
           (int ul, int ta, int di, I n, const REAL *A, REAL *bA, I lda,
            I ldba, const REAL *x, REAL *bx, I incx, I incbx)) {
  if (!bx)
    return;
  if (bA && ta == 'N')
    X(trger)(ul, di, n, 1, bx, incbx, x, incx, bA, ldba);
  else if (bA)
    X(trger)(ul, di, n, 1, x, incx, bx, incbx, bA, ldba);
  X(trmv)(ul, FLIP(ta), di, n, A, lda, bx, incbx);
}

// op(A) x = b. x is the result.
DERIVATIVE(void, trsv, fwd,
           (int ul, int ta, int di, I n, const REAL *A, const REAL *dA, I lda,
            REAL *x, REAL *dx, I incx)) {
  X(trsv)(ul, ta, di, n, A, lda, x, incx);
  if (!dx)
    return;
  if (dA)
    X(trtangent)(ul, ta, di, n, -1, dA, lda, x, incx, dx, incx);
  X(trsv)(ul, ta, di, n, A, lda, dx, incx);
}
DERIVATIVE(void, trsv, rev,
           (int ul, int ta, int di, I n, const REAL *A, REAL *bA, I lda,
            I ldba, const REAL *x, REAL *bx, I incx, I incbx)) {
  if (!bx)
    return;
  X(trsv)(ul, FLIP(ta), di, n, A, lda, bx, incbx);
  if (bA && ta == 'N')
    X(trger)(ul, di, n, -1, bx, incbx, x, incx, bA, ldba);
  else if (bA)
    X(trger)(ul, di, n, -1, x, incx, bx, incbx, bA, ldba);
}
