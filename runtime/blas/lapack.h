// LAPACK. Where a routine fails (info != 0), and where the derivative does not
// exist, derivatives are not-a-numbers unless nothing depends on them.
CANON(I, potrf, (int ul, I n, REAL *A, I lda))
CANON(I, potrs, (int ul, I n, I nrhs, const REAL *A, I lda, REAL *B, I ldb))
CANON(I, getrf, (I m, I n, REAL *A, I lda, void *piv))
CANON(I, getrs, (int ta, I n, I nrhs, const REAL *A, I lda, const void *piv,
                 REAL *B, I ldb))
CANON(I, gesv, (I n, I nrhs, REAL *A, I lda, void *piv, REAL *B, I ldb))
CANON(I, geqrf, (I m, I n, REAL *A, I lda, REAL *tau, REAL *work, I lwork))
CANON(I, syev, (int jz, int ul, I n, REAL *A, I lda, REAL *w, REAL *work,
                I lwork))
CANON(I, gesvd, (int ju, int jv, I m, I n, REAL *A, I lda, REAL *s, REAL *U,
                 I ldu, REAL *VT, I ldvt, REAL *work, I lwork))

#define NOT_A_NUMBER ((REAL)__builtin_nan(""))

static void X(clearwork)(REAL *work, I lwork) {
  if (work)
    for (I j = 0; j < MAX(lwork, 1); ++j)
      work[j] = 0;
}

/// Replaces what is not zero by not-a-number.
static void X(spoil)(I m, I n, REAL *A, I lda) {
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < m; ++i)
      if (A[i + j * lda] != 0)
        A[i + j * lda] = NOT_A_NUMBER;
}

/// A packed symmetric matrix from triangle ul of A.
static REAL *X(symmetric)(int ul, I n, const REAL *A, I lda) {
  REAL *P = X(temp)(n * n);
  for (I j = 0; j < n; ++j)
    for (I i = X(first)(ul, j, 0); i < X(last)(ul, n, j, 0); ++i)
      P[i + j * n] = P[j + i * n] = A[i + j * lda];
  return P;
}

/// Keeps triangle ul of P and half of its diagonal.
static void X(halve)(int ul, I n, REAL *P) {
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < n; ++i)
      if (i == j)
        P[i + j * n] /= 2;
      else if ((i > j) != (ul == 'L'))
        P[i + j * n] = 0;
}

//===----------------------------------------------------------------------===//
// A = L L' or U' U, for positive definite A (Murray 2016, section 3)
//===----------------------------------------------------------------------===//

DERIVATIVE(I, potrf, fwd, (int ul, I n, REAL *A, REAL *dA, I lda)) {
  I info = X(potrf)(ul, n, A, lda);
  if (!dA || info < 0)
    return info;
  // dL = L half(L^-1 dA L^-T); with U = L', transposed.
  int t = ul == 'L' ? 'N' : 'T';
  REAL *S = X(symmetric)(ul, n, dA, lda);
  X(trsm)('L', ul, t, 'N', n, n, 1, A, lda, S, MAX(n, 1));
  X(trsm)('R', ul, FLIP(t), 'N', n, n, 1, A, lda, S, MAX(n, 1));
  X(halve)(ul, n, S);
  X(trmm)(ul == 'L' ? 'L' : 'R', ul, 'N', 'N', n, n, 1, A, lda, S, MAX(n, 1));
  for (I j = 0; j < n; ++j)
    for (I i = X(first)(ul, j, 0); i < X(last)(ul, n, j, 0); ++i)
      dA[i + j * lda] = info ? NOT_A_NUMBER : S[i + j * n];
  free(S);
  return info;
}
/// bL, the adjoint of the lower factor, becomes that of A's triangle:
/// S = L^-T half(L' bL) L^-1, its upper part added to the lower one.
static void X(choladjoint)(I n, const REAL *L, I ldl, REAL *bL, I ldb) {
  REAL *S = X(temp)(n * n);
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < n; ++i)
      S[i + j * n] = i < j ? 0 : bL[i + j * ldb];
  X(trmm)('L', 'L', 'T', 'N', n, n, 1, L, ldl, S, n);
  X(halve)('L', n, S);
  X(trsm)('L', 'L', 'T', 'N', n, n, 1, L, ldl, S, n);
  X(trsm)('R', 'L', 'N', 'N', n, n, 1, L, ldl, S, n);
  for (I j = 0; j < n; ++j)
    for (I i = j; i < n; ++i)
      bL[i + j * ldb] = S[i + j * n] + (i == j ? 0 : S[j + i * n]);
  free(S);
}

/// The same by blocks, from the last to the first (Murray 2016, section 3.2):
///     R D     D = chol(D - R R'), C = (C - B R') D^-T
///     B C
static void X(cholblocks)(I n, const REAL *L, I ldl, REAL *bL, I ldb) {
  enum { BLOCK = 48 };
  for (I k = n; k > 0;) {
    I j = MAX(0, k - BLOCK), d = k - j, m = n - k;
    const REAL *R = L + j, *D = R + j * ldl, *B = L + k, *C = B + j * ldl;
    REAL *bR = bL + j, *bD = bR + j * ldb, *bB = bL + k, *bC = bB + j * ldb;
    if (m > 0) {
      X(trsm)('R', 'L', 'N', 'N', m, d, 1, D, ldl, bC, ldb);
      X(gemm)('N', 'N', m, j, d, -1, bC, ldb, R, ldl, 1, bB, ldb);
      X(gemm)('T', 'N', d, j, m, -1, bC, ldb, B, ldl, 1, bR, ldb);
      REAL *T = X(temp)(d * d);
      X(gemm)('T', 'N', d, d, m, -1, bC, ldb, C, ldl, 0, T, d);
      X(tadd)('L', 0, d, 1, T, d, bD, ldb);
      free(T);
    }
    X(choladjoint)(d, D, ldl, bD, ldb);
    X(symm2)('L', 'N', d, j, -1, bD, ldb, R, ldl, bR, ldb);
    k = j;
  }
}

DERIVATIVE(void, potrf, rev,
           (int ul, I n, const REAL *A, REAL *bA, I lda, I ldba, I info)) {
  if (!bA || info < 0 || n <= 0)
    return;
  if (info) {
    for (I j = 0; j < n; ++j) {
      I i = X(first)(ul, j, 0);
      X(spoil)(X(last)(ul, n, j, 0) - i, 1, bA + i + j * ldba, ldba);
    }
    return;
  }
  if (ul == 'L') {
    X(cholblocks)(n, A, lda, bA, ldba);
    return;
  }
  REAL *L = X(temp)(n * n), *bL = X(temp)(n * n);
  for (I j = 0; j < n; ++j)
    for (I i = 0; i <= j; ++i) {
      L[j + i * n] = A[i + j * lda];
      bL[j + i * n] = bA[i + j * ldba];
    }
  X(cholblocks)(n, L, n, bL, n);
  for (I j = 0; j < n; ++j)
    for (I i = 0; i <= j; ++i)
      bA[i + j * ldba] = bL[j + i * n];
  free(L);
  free(bL);
}

// A X = B, A given by its factor M M', M = L or U'. X replaces B.
DERIVATIVE(I, potrs, fwd,
           (int ul, I n, I nrhs, const REAL *A, const REAL *dA, I lda, REAL *B,
            REAL *dB, I ldb)) {
  I info = X(potrs)(ul, n, nrhs, A, lda, B, ldb);
  if (!dB || info || n <= 0 || nrhs <= 0)
    return info;
  if (dA) {
    // dB - dM (M' X) - M (dM' X)
    int t = ul == 'L' ? 'N' : 'T';
    REAL *W = X(packed)(n, nrhs, B, ldb), *V = X(temp)(n * nrhs);
    REAL *D = X(tripart)(ul, 'N', n, dA, lda);
    X(gemm)(FLIP(t), 'N', n, nrhs, n, 1, D, n, B, ldb, 0, V, n);
    X(trmm)('L', ul, t, 'N', n, nrhs, 1, A, lda, V, n);
    X(madd)(n, nrhs, -1, V, n, dB, ldb);
    X(trmm)('L', ul, FLIP(t), 'N', n, nrhs, 1, A, lda, W, n);
    X(gemm)(t, 'N', n, nrhs, n, -1, D, n, W, n, 1, dB, ldb);
    free(W);
    free(V);
    free(D);
  }
  X(potrs)(ul, n, nrhs, A, lda, dB, ldb);
  return info;
}
DERIVATIVE(void, potrs, rev,
           (int ul, I n, I nrhs, const REAL *A, REAL *bA, I lda, I ldba,
            const REAL *B, REAL *bB, I ldb, I ldbb, I info)) {
  if (!bB || info || n <= 0 || nrhs <= 0)
    return;
  X(potrs)(ul, n, nrhs, A, lda, bB, ldbb);
  if (!bA)
    return;
  // G = -(S X' + X S'); bL += G L, bU += U G in the triangle
  REAL *G = X(temp)(n * n);
  X(gemm)('N', 'T', n, n, nrhs, -1, bB, ldbb, B, ldb, 0, G, n);
  X(gemm)('N', 'T', n, n, nrhs, -1, B, ldb, bB, ldbb, 1, G, n);
  X(trmm)(ul == 'L' ? 'R' : 'L', ul, 'N', 'N', n, n, 1, A, lda, G, n);
  X(tadd)(ul, 0, n, 1, G, n, bA, ldba);
  free(G);
}

//===----------------------------------------------------------------------===//
// P A = L U
//===----------------------------------------------------------------------===//

/// Row exchange j of a pivot array of integers of so many bits, from 0.
static I X(pivot)(const void *piv, I bits, I j) {
  return (bits == 64 ? ((const I *)piv)[j] : ((const int *)piv)[j]) - 1;
}

/// Applies P (or its inverse) to the rows of B.
static void X(permute)(int Inverse, I k, const void *piv, I bits, I nrhs,
                       REAL *B, I ldb) {
  for (I q = 0; q < k; ++q) {
    I j = Inverse ? k - 1 - q : q, i = X(pivot)(piv, bits, j);
    if (i != j)
      for (I c = 0; c < nrhs; ++c) {
        REAL v = B[j + c * ldb];
        B[j + c * ldb] = B[i + c * ldb];
        B[i + c * ldb] = v;
      }
  }
}

/// B = op(A)^-1 B by A's factors.
static void X(lusolve)(int ta, I n, I nrhs, const REAL *LU, I lda,
                       const void *piv, I bits, REAL *B, I ldb) {
  if (ta == 'N') {
    X(permute)(0, n, piv, bits, nrhs, B, ldb);
    X(trsm)('L', 'L', 'N', 'U', n, nrhs, 1, LU, lda, B, ldb);
    X(trsm)('L', 'U', 'N', 'N', n, nrhs, 1, LU, lda, B, ldb);
  } else {
    X(trsm)('L', 'U', 'T', 'N', n, nrhs, 1, LU, lda, B, ldb);
    X(trsm)('L', 'L', 'T', 'U', n, nrhs, 1, LU, lda, B, ldb);
    X(permute)(1, n, piv, bits, nrhs, B, ldb);
  }
}

/// D = the strictly lower part of Lower and the upper part of Upper; both k x k.
static void X(join)(I k, const REAL *Lower, I ldl, const REAL *Upper, I ldu,
                    REAL *D, I ldd) {
  for (I j = 0; j < k; ++j)
    for (I i = 0; i < k; ++i)
      D[i + j * ldd] = i > j ? Lower[i + j * ldl] : Upper[i + j * ldu];
}
static REAL *X(part)(int ul, I k, const REAL *A, I lda) {
  REAL *P = X(temp)(k * k);
  for (I j = 0; j < k; ++j)
    for (I i = 0; i < k; ++i)
      P[i + j * k] = (i > j) == (ul == 'L') ? A[i + j * lda] : 0;
  return P;
}

/// dA, the tangent of A, becomes that of its factors. With F = L^-1 P dA U^-1:
/// dL = L low(F), dU = up(F) U; what is below or right of the square part
/// follows.
static void X(lutangent)(I m, I n, const REAL *LU, I lda, const void *piv,
                         I bits, REAL *dA, I ldd) {
  I k = MIN(m, n);
  if (k <= 0)
    return;
  X(permute)(0, k, piv, bits, n, dA, ldd);
  REAL *Sq = X(packed)(k, k, dA, ldd);
  X(trsm)('L', 'L', 'N', 'U', k, k, 1, LU, lda, Sq, k);
  X(trsm)('R', 'U', 'N', 'N', k, k, 1, LU, lda, Sq, k);
  REAL *dL = X(part)('L', k, Sq, k), *dU = X(part)('U', k, Sq, k);
  X(trmm)('L', 'L', 'N', 'U', k, k, 1, LU, lda, dL, k);
  X(trmm)('R', 'U', 'N', 'N', k, k, 1, LU, lda, dU, k);
  if (m > k) {
    X(gemm)('N', 'N', m - k, k, k, -1, LU + k, lda, dU, k, 1, dA + k, ldd);
    X(trsm)('R', 'U', 'N', 'N', m - k, k, 1, LU, lda, dA + k, ldd);
  }
  if (n > k) {
    X(gemm)('N', 'N', k, n - k, k, -1, dL, k, LU + k * lda, lda, 1,
            dA + k * ldd, ldd);
    X(trsm)('L', 'L', 'N', 'U', k, n - k, 1, LU, lda, dA + k * ldd, ldd);
  }
  X(join)(k, dL, k, dU, k, dA, ldd);
  free(Sq);
  free(dL);
  free(dU);
}

/// bA, the adjoint of the factors, becomes that of A:
/// P' L^-T (low(L' bL) + up(bU U')) U^-T, with the rest below or to the right.
static void X(luadjoint)(I m, I n, const REAL *LU, I lda, const void *piv,
                         I bits, REAL *bA, I ldb) {
  I k = MIN(m, n);
  if (k <= 0)
    return;
  REAL *L = X(part)('L', k, bA, ldb), *U = X(part)('U', k, bA, ldb);
  X(trmm)('L', 'L', 'T', 'U', k, k, 1, LU, lda, L, k);
  X(trmm)('R', 'U', 'T', 'N', k, k, 1, LU, lda, U, k);
  if (n > k)
    X(gemm)('N', 'T', k, k, n - k, -1, bA + k * ldb, ldb, LU + k * lda, lda, 1,
            L, k);
  if (m > k)
    X(gemm)('T', 'N', k, k, m - k, -1, LU + k, lda, bA + k, ldb, 1, U, k);
  X(join)(k, L, k, U, k, bA, ldb);
  X(trsm)('L', 'L', 'T', 'U', k, n, 1, LU, lda, bA, ldb);
  X(trsm)('R', 'U', 'T', 'N', m, k, 1, LU, lda, bA, ldb);
  X(permute)(1, k, piv, bits, n, bA, ldb);
  free(L);
  free(U);
}

DERIVATIVE(I, getrf, fwd,
           (I m, I n, REAL *A, REAL *dA, I lda, void *piv, I bits)) {
  I info = X(getrf)(m, n, A, lda, piv);
  if (dA && info >= 0)
    X(lutangent)(m, n, A, lda, piv, bits, dA, lda);
  return info;
}
DERIVATIVE(void, getrf, rev,
           (I m, I n, const REAL *A, REAL *bA, I lda, I ldba, const I *piv,
            I info)) {
  if (bA && info >= 0)
    X(luadjoint)(m, n, A, lda, piv, 64, bA, ldba);
}

// op(A) X = B, A given by its factors. X replaces B.
DERIVATIVE(I, getrs, fwd,
           (int ta, I n, I nrhs, const REAL *A, const REAL *dA, I lda,
            const void *piv, I bits, REAL *B, REAL *dB, I ldb)) {
  I info = X(getrs)(ta, n, nrhs, A, lda, piv, B, ldb);
  if (!dB || info || n <= 0 || nrhs <= 0)
    return info;
  if (dA) {
    // E = (dL U + L dU) X, or (U' dL' + dU' L') P X
    REAL *dL = X(part)('L', n, dA, lda), *dU = X(part)('U', n, dA, lda);
    REAL *E = X(packed)(n, nrhs, B, ldb), *G = X(temp)(n * nrhs);
    if (ta == 'N') {
      X(gemm)('N', 'N', n, nrhs, n, 1, dU, n, E, n, 0, G, n);
      X(trmm)('L', 'L', 'N', 'U', n, nrhs, 1, A, lda, G, n);
      X(trmm)('L', 'U', 'N', 'N', n, nrhs, 1, A, lda, E, n);
      X(gemm)('N', 'N', n, nrhs, n, 1, dL, n, E, n, 1, G, n);
      X(permute)(1, n, piv, bits, nrhs, G, n);
    } else {
      X(permute)(0, n, piv, bits, nrhs, E, n);
      X(gemm)('T', 'N', n, nrhs, n, 1, dL, n, E, n, 0, G, n);
      X(trmm)('L', 'U', 'T', 'N', n, nrhs, 1, A, lda, G, n);
      X(trmm)('L', 'L', 'T', 'U', n, nrhs, 1, A, lda, E, n);
      X(gemm)('T', 'N', n, nrhs, n, 1, dU, n, E, n, 1, G, n);
    }
    X(madd)(n, nrhs, -1, G, n, dB, ldb);
    free(dL);
    free(dU);
    free(E);
    free(G);
  }
  X(lusolve)(ta, n, nrhs, A, lda, piv, bits, dB, ldb);
  return info;
}
DERIVATIVE(void, getrs, rev,
           (int ta, I n, I nrhs, const REAL *A, REAL *bA, I lda, I ldba,
            const I *piv, const REAL *B, REAL *bB, I ldb, I ldbb, I info)) {
  if (!bB || info || n <= 0 || nrhs <= 0)
    return;
  X(lusolve)(FLIP(ta), n, nrhs, A, lda, piv, 64, bB, ldbb);
  if (!bA)
    return;
  // G = P times A's adjoint: -(P S) X', or -(P X) S'
  REAL *S = X(packed)(n, nrhs, bB, ldbb), *Y = X(packed)(n, nrhs, B, ldb);
  REAL *G = X(temp)(n * n), *H;
  X(permute)(0, n, piv, 64, nrhs, ta == 'N' ? S : Y, n);
  if (ta == 'N')
    X(gemm)('N', 'T', n, n, nrhs, -1, S, n, Y, n, 0, G, n);
  else
    X(gemm)('N', 'T', n, n, nrhs, -1, Y, n, S, n, 0, G, n);
  H = X(packed)(n, n, G, n);
  X(trmm)('R', 'U', 'T', 'N', n, n, 1, A, lda, G, n);
  X(trmm)('L', 'L', 'T', 'U', n, n, 1, A, lda, H, n);
  X(tadd)('L', 1, n, 1, G, n, bA, ldba);
  X(tadd)('U', 0, n, 1, H, n, bA, ldba);
  free(S);
  free(Y);
  free(G);
  free(H);
}

// A X = B; the factors replace A, X replaces B.
DERIVATIVE(I, gesv, fwd,
           (I n, I nrhs, REAL *A, REAL *dA, I lda, void *piv, I bits, REAL *B,
            REAL *dB, I ldb)) {
  I info = X(gesv)(n, nrhs, A, lda, piv, B, ldb);
  if (info < 0 || n <= 0)
    return info;
  if (dB && nrhs > 0) {
    if (dA)
      X(gemm)('N', 'N', n, nrhs, n, -1, dA, lda, B, ldb, 1, dB, ldb);
    if (info) // B is as it was; nothing depends on A.
      X(spoil)(n, nrhs, dB, ldb);
    else
      X(lusolve)('N', n, nrhs, A, lda, piv, bits, dB, ldb);
  }
  if (dA)
    X(lutangent)(n, n, A, lda, piv, bits, dA, lda);
  return info;
}
DERIVATIVE(void, gesv, rev,
           (I n, I nrhs, const REAL *A, REAL *bA, I lda, I ldba, const I *piv,
            const REAL *B, REAL *bB, I ldb, I ldbb, I info)) {
  if (info < 0 || n <= 0)
    return;
  if (bA)
    X(luadjoint)(n, n, A, lda, piv, 64, bA, ldba);
  if (!bB || nrhs <= 0)
    return;
  if (info) {
    X(spoil)(n, nrhs, bB, ldbb);
    return;
  }
  X(lusolve)('T', n, nrhs, A, lda, piv, 64, bB, ldbb);
  if (bA)
    X(gemm)('N', 'T', n, n, nrhs, -1, bB, ldbb, B, ldb, 1, bA, ldba);
}
#include "qr.h"
#include "spectral.h"
