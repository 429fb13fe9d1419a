// Matrix times matrix.

static void X(mtangent)(I m, I n, REAL beta, REAL dbeta, const REAL *C,
                        REAL *dC, I ldc) {
  X(mscale)(m, n, beta, dC, ldc);
  if (dbeta != 0)
    X(madd)(m, n, dbeta, C, ldc, dC, ldc);
}
static void X(madjoint)(I m, I n, REAL beta, REAL *bbeta, const REAL *C, I ldc,
                        REAL *bC, I ldbc) {
  if (bbeta)
    *bbeta += X(inner)(m, n, C, ldc, bC, ldbc);
  X(mscale)(m, n, beta, bC, ldbc);
}
static void X(ttangent)(int ul, I n, REAL beta, REAL dbeta, const REAL *C,
                        REAL *dC, I ldc) {
  X(tscale)(ul, n, beta, dC, ldc);
  if (dbeta != 0)
    X(tadd)(ul, 0, n, dbeta, C, ldc, dC, ldc);
}
static void X(tadjoint)(int ul, I n, REAL beta, REAL *bbeta, const REAL *C,
                        I ldc, REAL *bC, I ldbc) {
  if (bbeta)
    *bbeta += X(tinner)(ul, n, C, ldc, bC, ldbc);
  X(tscale)(ul, n, beta, bC, ldbc);
}

// C = alpha op(A) op(B) + beta C
DERIVATIVE(void, gemm, fwd,
           (int ta, int tb, I m, I n, I k, REAL alpha, REAL dalpha,
            const REAL *A, const REAL *dA, I lda, const REAL *B,
            const REAL *dB, I ldb, REAL beta, REAL dbeta, REAL *C, REAL *dC,
            I ldc)) {
  if (dC) {
    X(mtangent)(m, n, beta, dbeta, C, dC, ldc);
    if (dA)
      X(gemm)(ta, tb, m, n, k, alpha, dA, lda, B, ldb, 1, dC, ldc);
    if (dB)
      X(gemm)(ta, tb, m, n, k, alpha, A, lda, dB, ldb, 1, dC, ldc);
    if (dalpha != 0)
      X(gemm)(ta, tb, m, n, k, dalpha, A, lda, B, ldb, 1, dC, ldc);
  }
  X(gemm)(ta, tb, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc);
}
DERIVATIVE(void, gemm, rev,
           (int ta, int tb, I m, I n, I k, REAL alpha, REAL *balpha,
            const REAL *A, REAL *bA, I lda, I ldba, const REAL *B, REAL *bB,
            I ldb, I ldbb, REAL beta, REAL *bbeta, const REAL *C, REAL *bC,
            I ldc, I ldbc)) {
  if (!bC || m <= 0 || n <= 0)
    return;
  if (balpha) {
    REAL *t = X(temp)(m * n);
    X(gemm)(ta, tb, m, n, k, 1, A, lda, B, ldb, 0, t, m);
    *balpha += X(inner)(m, n, t, m, bC, ldbc);
    free(t);
  }
  if (bA && ta == 'N')
    X(gemm)('N', FLIP(tb), m, k, n, alpha, bC, ldbc, B, ldb, 1, bA, ldba);
  else if (bA)
    X(gemm)(tb, 'T', k, m, n, alpha, B, ldb, bC, ldbc, 1, bA, ldba);
  if (bB && tb == 'N')
    X(gemm)(FLIP(ta), 'N', k, n, m, alpha, A, lda, bC, ldbc, 1, bB, ldbb);
  else if (bB)
    X(gemm)('T', ta, n, k, m, alpha, bC, ldbc, A, lda, 1, bB, ldbb);
  X(madjoint)(m, n, beta, bbeta, C, ldc, bC, ldbc);
}

// C = alpha A B + beta C (side L) or alpha B A + beta C, A symmetric
DERIVATIVE(void, symm, fwd,
           (int si, int ul, I m, I n, REAL alpha, REAL dalpha, const REAL *A,
            const REAL *dA, I lda, const REAL *B, const REAL *dB, I ldb,
            REAL beta, REAL dbeta, REAL *C, REAL *dC, I ldc)) {
  if (dC) {
    X(mtangent)(m, n, beta, dbeta, C, dC, ldc);
    if (dA)
      X(symm)(si, ul, m, n, alpha, dA, lda, B, ldb, 1, dC, ldc);
    if (dB)
      X(symm)(si, ul, m, n, alpha, A, lda, dB, ldb, 1, dC, ldc);
    if (dalpha != 0)
      X(symm)(si, ul, m, n, dalpha, A, lda, B, ldb, 1, dC, ldc);
  }
  X(symm)(si, ul, m, n, alpha, A, lda, B, ldb, beta, C, ldc);
}
DERIVATIVE(void, symm, rev,
           (int si, int ul, I m, I n, REAL alpha, REAL *balpha, const REAL *A,
            REAL *bA, I lda, I ldba, const REAL *B, REAL *bB, I ldb, I ldbb,
            REAL beta, REAL *bbeta, const REAL *C, REAL *bC, I ldc, I ldbc)) {
  if (!bC || m <= 0 || n <= 0)
    return;
  if (balpha) {
    REAL *t = X(temp)(m * n);
    X(symm)(si, ul, m, n, 1, A, lda, B, ldb, 0, t, m);
    *balpha += X(inner)(m, n, t, m, bC, ldbc);
    free(t);
  }
  if (bB)
    X(symm)(si, ul, m, n, alpha, A, lda, bC, ldbc, 1, bB, ldbb);
  if (bA) {
    // G = bC B' or B' bC, folded onto the triangle.
    I d = si == 'L' ? m : n;
    REAL *G = X(temp)(d * d);
    if (si == 'L')
      X(gemm)('N', 'T', m, m, n, alpha, bC, ldbc, B, ldb, 0, G, d);
    else
      X(gemm)('T', 'N', n, n, m, alpha, B, ldb, bC, ldbc, 0, G, d);
    for (I j = 0; j < d; ++j)
      for (I i = X(first)(ul, j, 0); i < X(last)(ul, d, j, 0); ++i)
        bA[i + j * ldba] += G[i + j * d] + (i == j ? 0 : G[j + i * d]);
    free(G);
  }
  X(madjoint)(m, n, beta, bbeta, C, ldc, bC, ldbc);
}

/// B += a M op(A) (trans N: A is n x k, B too) or a A M (trans T: k x n), where
/// M is the symmetric matrix with triangle ul of C and twice its diagonal.
static void X(symm2)(int ul, int ta, I n, I k, REAL a, const REAL *C, I ldc,
                     const REAL *A, I lda, REAL *B, I ldb) {
  if (ta == 'N')
    X(symm)('L', ul, n, k, a, C, ldc, A, lda, 1, B, ldb);
  else
    X(symm)('R', ul, k, n, a, C, ldc, A, lda, 1, B, ldb);
  for (I i = 0; i < n; ++i) {
    REAL c = a * C[i + i * ldc];
    for (I j = 0; j < k; ++j)
      if (ta == 'N')
        B[i + j * ldb] += c * A[i + j * lda];
      else
        B[j + i * ldb] += c * A[j + i * lda];
  }
}

// C = alpha op(A) op(A)' + beta C in a triangle
DERIVATIVE(void, syrk, fwd,
           (int ul, int ta, I n, I k, REAL alpha, REAL dalpha, const REAL *A,
            const REAL *dA, I lda, REAL beta, REAL dbeta, REAL *C, REAL *dC,
            I ldc)) {
  if (dC) {
    X(ttangent)(ul, n, beta, dbeta, C, dC, ldc);
    if (dA)
      X(syr2k)(ul, ta, n, k, alpha, A, lda, dA, lda, 1, dC, ldc);
    if (dalpha != 0)
      X(syrk)(ul, ta, n, k, dalpha, A, lda, 1, dC, ldc);
  }
  X(syrk)(ul, ta, n, k, alpha, A, lda, beta, C, ldc);
}
DERIVATIVE(void, syrk, rev,
           (int ul, int ta, I n, I k, REAL alpha, REAL *balpha, const REAL *A,
            REAL *bA, I lda, I ldba, REAL beta, REAL *bbeta, const REAL *C,
            REAL *bC, I ldc, I ldbc)) {
  if (!bC || n <= 0)
    return;
  if (balpha) {
    REAL *t = X(temp)(n * n);
    X(syrk)(ul, ta, n, k, 1, A, lda, 0, t, n);
    *balpha += X(tinner)(ul, n, t, n, bC, ldbc);
    free(t);
  }
  if (bA)
    X(symm2)(ul, ta, n, k, alpha, bC, ldbc, A, lda, bA, ldba);
  X(tadjoint)(ul, n, beta, bbeta, C, ldc, bC, ldbc);
}

// C = alpha (op(A) op(B)' + op(B) op(A)') + beta C in a triangle
DERIVATIVE(void, syr2k, fwd,
           (int ul, int ta, I n, I k, REAL alpha, REAL dalpha, const REAL *A,
            const REAL *dA, I lda, const REAL *B, const REAL *dB, I ldb,
            REAL beta, REAL dbeta, REAL *C, REAL *dC, I ldc)) {
  if (dC) {
    X(ttangent)(ul, n, beta, dbeta, C, dC, ldc);
    if (dA)
      X(syr2k)(ul, ta, n, k, alpha, dA, lda, B, ldb, 1, dC, ldc);
    if (dB)
      X(syr2k)(ul, ta, n, k, alpha, A, lda, dB, ldb, 1, dC, ldc);
    if (dalpha != 0)
      X(syr2k)(ul, ta, n, k, dalpha, A, lda, B, ldb, 1, dC, ldc);
  }
  X(syr2k)(ul, ta, n, k, alpha, A, lda, B, ldb, beta, C, ldc);
}
DERIVATIVE(void, syr2k, rev,
           (int ul, int ta, I n, I k, REAL alpha, REAL *balpha, const REAL *A,
            REAL *bA, I lda, I ldba, const REAL *B, REAL *bB, I ldb, I ldbb,
            REAL beta, REAL *bbeta, const REAL *C, REAL *bC, I ldc, I ldbc)) {
  if (!bC || n <= 0)
    return;
  if (balpha) {
    REAL *t = X(temp)(n * n);
    X(syr2k)(ul, ta, n, k, 1, A, lda, B, ldb, 0, t, n);
    *balpha += X(tinner)(ul, n, t, n, bC, ldbc);
    free(t);
  }
  if (bA)
    X(symm2)(ul, ta, n, k, alpha, bC, ldbc, B, ldb, bA, ldba);
  if (bB)
    X(symm2)(ul, ta, n, k, alpha, bC, ldbc, A, lda, bB, ldbb);
  X(tadjoint)(ul, n, beta, bbeta, C, ldc, bC, ldbc);
}

/// A packed copy of what is read of a triangular matrix's tangent: zero
/// elsewhere, and on a unit diagonal.
static REAL *X(tripart)(int ul, int di, I n, const REAL *A, I lda) {
  REAL *P = X(temp)(n * n);
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < n; ++i)
      P[i + j * n] = i == j ? (di == 'U' ? 0 : A[i + j * lda])
                     : (ul == 'L') == (i > j) ? A[i + j * lda]
                                              : 0;
  return P;
}

/// bA += a times the part that is read of the adjoint of op(A), where B was
/// multiplied by it: U V' (side L) or V' U, transposed for trans T. U and V are
/// m x n.
static void X(tradjoint)(int si, int ul, int ta, int di, I m, I n, REAL a,
                         const REAL *U, I ldu, const REAL *V, I ldv, REAL *bA,
                         I ldba) {
  I d = si == 'L' ? m : n;
  REAL *G = X(temp)(d * d);
  if (ta == 'T') {
    const REAL *W = U;
    U = V, V = W;
    I ldw = ldu;
    ldu = ldv, ldv = ldw;
  }
  if (si == 'L')
    X(gemm)('N', 'T', m, m, n, a, U, ldu, V, ldv, 0, G, d);
  else
    X(gemm)('T', 'N', n, n, m, a, V, ldv, U, ldu, 0, G, d);
  X(tadd)(ul, di == 'U', d, 1, G, d, bA, ldba);
  free(G);
}

/// C += a op(B) D (side L) or a D op(B) with the triangular part of B.
static void X(trtimes)(int si, int ul, int ta, int di, I m, I n, REAL a,
                       const REAL *B, I ldb, const REAL *D, I ldd, REAL *C,
                       I ldc) {
  I d = si == 'L' ? m : n;
  REAL *P = X(tripart)(ul, di, d, B, ldb);
  if (si == 'L')
    X(gemm)(ta, 'N', m, n, m, a, P, d, D, ldd, 1, C, ldc);
  else
    X(gemm)('N', ta, m, n, n, a, D, ldd, P, d, 1, C, ldc);
  free(P);
}

// B = alpha op(A) B (side L) or alpha B op(A), A triangular
DERIVATIVE(void, trmm, fwd,
           (int si, int ul, int ta, int di, I m, I n, REAL alpha, REAL dalpha,
            const REAL *A, const REAL *dA, I lda, REAL *B, REAL *dB, I ldb)) {
  if (dB && m > 0 && n > 0) {
    REAL *B0 = X(packed)(m, n, B, ldb);
    X(trmm)(si, ul, ta, di, m, n, alpha, A, lda, dB, ldb);
    if (dA)
      X(trtimes)(si, ul, ta, di, m, n, alpha, dA, lda, B0, m, dB, ldb);
    if (dalpha != 0) {
      X(trmm)(si, ul, ta, di, m, n, dalpha, A, lda, B0, m);
      X(madd)(m, n, 1, B0, m, dB, ldb);
    }
    free(B0);
  }
  X(trmm)(si, ul, ta, di, m, n, alpha, A, lda, B, ldb);
}
DERIVATIVE(void, trmm, rev,
           (int si, int ul, int ta, int di, I m, I n, REAL alpha,
            REAL *balpha, const REAL *A, REAL *bA, I lda, I ldba,
            const REAL *B, REAL *bB, I ldb, I ldbb)) {
  if (!bB || m <= 0 || n <= 0)
    return;
  if (balpha) {
    REAL *t = X(packed)(m, n, B, ldb);
    X(trmm)(si, ul, ta, di, m, n, 1, A, lda, t, m);
    *balpha += X(inner)(m, n, t, m, bB, ldbb);
    free(t);
  }
  if (bA)
    X(tradjoint)(si, ul, ta, di, m, n, alpha, bB, ldbb, B, ldb, bA, ldba);
  X(trmm)(si, ul, FLIP(ta), di, m, n, alpha, A, lda, bB, ldbb);
}

// op(A) X = alpha B (side L) or X op(A) = alpha B. X replaces B; in the
// adjoint, B is the right-hand side and X the result.
DERIVATIVE(void, trsm, fwd,
           (int si, int ul, int ta, int di, I m, I n, REAL alpha, REAL dalpha,
            const REAL *A, const REAL *dA, I lda, REAL *B, REAL *dB, I ldb)) {
  if (!dB || m <= 0 || n <= 0) {
    X(trsm)(si, ul, ta, di, m, n, alpha, A, lda, B, ldb);
    return;
  }
  // op(A) dX = alpha dB + dalpha B - op(dA) X
  X(mscale)(m, n, alpha, dB, ldb);
  if (dalpha != 0)
    X(madd)(m, n, dalpha, B, ldb, dB, ldb);
  X(trsm)(si, ul, ta, di, m, n, alpha, A, lda, B, ldb);
  if (dA)
    X(trtimes)(si, ul, ta, di, m, n, -1, dA, lda, B, ldb, dB, ldb);
  X(trsm)(si, ul, ta, di, m, n, 1, A, lda, dB, ldb);
}
DERIVATIVE(void, trsm, rev,
           (int si, int ul, int ta, int di, I m, I n, REAL alpha,
            REAL *balpha, const REAL *A, REAL *bA, I lda, I ldba,
            const REAL *B, REAL *bB, I ldb, I ldbb)) {
  // B is the result X.
  if (!bB || m <= 0 || n <= 0)
    return;
  // S = op(A)^-T bX; bop(A) = -S X' (side L), -X' S (side R)
  X(trsm)(si, ul, FLIP(ta), di, m, n, 1, A, lda, bB, ldbb);
  if (bA)
    X(tradjoint)(si, ul, ta, di, m, n, -1, bB, ldbb, B, ldb, bA, ldba);
  if (balpha) {
    // <S, B0> with alpha B0 = op(A) X; alpha = 0 leaves no trace of B0.
    REAL *t = X(packed)(m, n, B, ldb);
    X(trmm)(si, ul, ta, di, m, n, 1 / alpha, A, lda, t, m);
    *balpha += alpha == 0 ? (REAL)__builtin_nan("")
                          : X(inner)(m, n, t, m, bB, ldbb);
    free(t);
  }
  X(mscale)(m, n, alpha, bB, ldbb);
}
