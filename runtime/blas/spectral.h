// Eigenvalues and singular values.

/// K_ij = M_ij / (w_j - w_i) off the diagonal; 0 where M_ij is 0, so that equal
/// eigenvalues do no harm to functions that do not tell their vectors apart.
static void X(gaps)(I n, const REAL *w, REAL *M) {
  for (I j = 0; j < n; ++j)
    for (I i = 0; i < n; ++i)
      if (i == j)
        M[i + j * n] = 0;
      else if (M[i + j * n] != 0)
        M[i + j * n] /= w[j] - w[i];
}

/// M - M'
static void X(antisymmetric)(I n, REAL *M) {
  for (I j = 0; j < n; ++j)
    for (I i = 0; i <= j; ++i) {
      REAL d = M[i + j * n] - M[j + i * n];
      M[i + j * n] = d;
      M[j + i * n] = -d;
    }
}

/// The eigenvectors of the packed symmetric matrix V replace it.
static void X(vectors)(int ul, I n, REAL *V) {
  REAL *w = X(temp)(n), size;
  X(syev)('V', ul, n, V, n, w, &size, -1);
  I lwork = (I)size;
  REAL *work = X(temp)(lwork);
  X(syev)('V', ul, n, V, n, w, work, lwork);
  free(work);
  free(w);
}

//===----------------------------------------------------------------------===//
// A V = V diag(w), A symmetric. dV = V (F o V' dA V), F_ij = 1 / (w_j - w_i)
// (Giles 2008, 3.1)
//===----------------------------------------------------------------------===//

DERIVATIVE(I, syev, fwd,
           (int jz, int ul, I n, REAL *A, REAL *dA, I lda, REAL *w, REAL *dw,
            REAL *work, REAL *dwork, I lwork)) {
  if (lwork == -1 || n <= 0 || (!dA && !dw)) {
    X(clearwork)(dwork, lwork);
    return X(syev)(jz, ul, n, A, lda, w, work, lwork);
  }
  REAL *V = X(packed)(n, n, A, lda);
  I info = X(syev)(jz, ul, n, A, lda, w, work, lwork);
  X(clearwork)(dwork, lwork);
  if (!dA) {
    for (I j = 0; j < n; ++j)
      dw[j] = 0;
    free(V);
    return info;
  }
  REAL *D = X(symmetric)(ul, n, dA, lda), *T = X(temp)(n * n);
  if (jz == 'V') {
    free(V);
    V = X(packed)(n, n, A, lda);
  } else {
    X(vectors)(ul, n, V);
  }
  X(gemm)('N', 'N', n, n, n, 1, D, n, V, n, 0, T, n);
  X(gemm)('T', 'N', n, n, n, 1, V, n, T, n, 0, D, n);
  if (dw)
    for (I j = 0; j < n; ++j)
      dw[j] = info ? NOT_A_NUMBER : D[j + j * n];
  X(gaps)(n, w, D);
  if (jz == 'V')
    X(gemm)('N', 'N', n, n, n, 1, V, n, D, n, 0, dA, lda);
  else // The triangle is destroyed.
    X(tscale)(ul, n, 0, dA, lda);
  free(V);
  free(D);
  free(T);
  return info;
}
DERIVATIVE(void, syev, rev,
           (int jz, int ul, I n, const REAL *A0, const REAL *A, REAL *bA, I lda,
            I ldba, const REAL *w, REAL *bw, const REAL *work, REAL *bwork,
            I lwork, I info)) {
  (void)work;
  X(clearwork)(bwork, lwork);
  if (lwork == -1 || n <= 0)
    return;
  if (info && bw)
    X(spoil)(n, 1, bw, n);
  if (bA) {
    REAL *V = X(packed)(n, n, jz == 'V' ? A : A0, lda);
    REAL *K = X(temp)(n * n), *T = X(temp)(n * n);
    if (jz == 'V') {
      X(gemm)('T', 'N', n, n, n, (REAL)0.5, V, n, bA, ldba, 0, K, n);
      X(antisymmetric)(n, K);
      X(gaps)(n, w, K);
    } else {
      X(vectors)(ul, n, V);
      X(mscale)(n, n, 0, K, n);
    }
    for (I j = 0; bw && j < n; ++j)
      K[j + j * n] = bw[j];
    X(gemm)('N', 'N', n, n, n, 1, V, n, K, n, 0, T, n);
    X(gemm)('N', 'T', n, n, n, 1, T, n, V, n, 0, K, n);
    if (jz == 'V')
      X(mscale)(n, n, 0, bA, ldba);
    for (I j = 0; j < n; ++j)
      for (I i = X(first)(ul, j, 0); i < X(last)(ul, n, j, 0); ++i)
        bA[i + j * ldba] = K[i + j * n] + (i == j ? 0 : K[j + i * n]);
    free(V);
    free(K);
    free(T);
  }
  if (bw)
    for (I j = 0; j < n; ++j)
      bw[j] = 0;
}

//===----------------------------------------------------------------------===//
// A = U diag(s) V', thin (Giles 2008, 3.2; with vectors: J. Townsend,
// Differentiating the singular value decomposition, 2016)
//===----------------------------------------------------------------------===//

/// Thin singular vectors of the packed m x n matrix A (destroyed), with the
/// signs of those that the program computed itself, if any.
static void X(thin)(I m, I n, REAL *A, const REAL *U0, I ldu, const REAL *VT0,
                    I ldvt, REAL *U, REAL *VT) {
  I k = MIN(m, n);
  REAL *s = X(temp)(k), size;
  X(gesvd)('S', 'S', m, n, A, m, s, U, m, VT, k, &size, -1);
  I lwork = (I)size;
  REAL *work = X(temp)(lwork);
  X(gesvd)('S', 'S', m, n, A, m, s, U, m, VT, k, work, lwork);
  for (I j = 0; j < k; ++j) {
    REAL same = 0;
    for (I i = 0; U0 && i < m; ++i)
      same += U0[i + j * ldu] * U[i + j * m];
    for (I i = 0; VT0 && i < n; ++i)
      same += VT0[j + i * ldvt] * VT[j + i * k];
    if (same < 0) {
      X(vscale)(m, -1, U + j * m, 1);
      X(vscale)(n, -1, VT + j, k);
    }
  }
  free(s);
  free(work);
}

/// A -= B (B' A) for packed B, m x k, and A, m x n.
static void X(project)(I m, I n, I k, const REAL *B, REAL *A) {
  REAL *T = X(temp)(k * n);
  X(gemm)('T', 'N', k, n, m, 1, B, m, A, m, 0, T, k);
  X(gemm)('N', 'N', m, n, k, -1, B, m, T, k, 1, A, m);
  free(T);
}

/// The number of columns of U (rows of VT) that the program asked for.
static I X(wanted)(int job, I m, I k) {
  return job == 'N' ? 0 : job == 'A' ? m : k;
}

DERIVATIVE(I, gesvd, fwd,
           (int ju, int jv, I m, I n, REAL *A, REAL *dA, I lda, REAL *s,
            REAL *ds, REAL *U, REAL *dU, I ldu, REAL *VT, REAL *dVT, I ldvt,
            REAL *work, REAL *dwork, I lwork)) {
  I k = MIN(m, n);
  if (lwork == -1 || k <= 0) {
    X(clearwork)(dwork, lwork);
    return X(gesvd)(ju, jv, m, n, A, lda, s, U, ldu, VT, ldvt, work, lwork);
  }
  REAL *A0 = X(packed)(m, n, A, lda);
  I info = X(gesvd)(ju, jv, m, n, A, lda, s, U, ldu, VT, ldvt, work, lwork);
  X(clearwork)(dwork, lwork);
  int over = ju == 'O' || jv == 'O';
  REAL bad = info || over ? NOT_A_NUMBER : 0;
  I nu = over ? 0 : X(wanted)(ju, m, k), nv = over ? 0 : X(wanted)(jv, n, k);
  REAL *D = dA ? X(packed)(m, n, dA, lda) : X(temp)(m * n);
  if (!dA)
    X(mscale)(m, n, 0, D, m);
  REAL *u = X(temp)(m * k), *vt = X(temp)(k * n);
  X(thin)(m, n, A0, nu ? U : 0, ldu, nv ? VT : 0, ldvt, u, vt);
  REAL *DV = X(temp)(m * k), *DU = X(temp)(n * k), *P = X(temp)(k * k);
  X(gemm)('N', 'T', m, k, n, 1, D, m, vt, k, 0, DV, m);
  X(gemm)('T', 'N', n, k, m, 1, D, m, u, m, 0, DU, n);
  X(gemm)('T', 'N', k, k, m, 1, u, m, DV, m, 0, P, k);
  REAL *KU = X(temp)(k * k), *KV = X(temp)(k * k);
  for (I j = 0; j < k; ++j)
    for (I i = 0; i < k; ++i) {
      REAL gap = s[j] * s[j] - s[i] * s[i];
      REAL a = P[i + j * k] * s[j] + s[i] * P[j + i * k];
      REAL b = s[i] * P[i + j * k] + P[j + i * k] * s[j];
      KU[i + j * k] = i == j || a == 0 ? 0 : a / gap;
      KV[i + j * k] = i == j || b == 0 ? 0 : b / gap;
    }
  for (I j = 0; ds && j < k; ++j)
    ds[j] = P[j + j * k] + bad;
  if (dU && nu) {
    X(mscale)(m, nu, 0, dU, ldu);
    X(gemm)('N', 'N', m, k, k, 1, u, m, KU, k, 0, dU, ldu);
    if (m > k) {
      X(project)(m, k, k, u, DV);
      for (I j = 0; j < k; ++j)
        for (I i = 0; i < m; ++i)
          dU[i + j * ldu] += DV[i + j * m] / s[j];
    }
    for (I j = k; j < nu; ++j)
      for (I i = 0; i < m; ++i)
        dU[i + j * ldu] = NOT_A_NUMBER;
  }
  if (dVT && nv) {
    // Row j of dVT is column j of dV.
    X(mscale)(nv, n, 0, dVT, ldvt);
    X(gemm)('T', 'N', k, n, k, 1, KV, k, vt, k, 0, dVT, ldvt);
    if (n > k) {
      REAL *v = X(temp)(n * k);
      for (I j = 0; j < k; ++j)
        for (I i = 0; i < n; ++i)
          v[i + j * n] = vt[j + i * k];
      X(project)(n, k, k, v, DU);
      for (I j = 0; j < k; ++j)
        for (I i = 0; i < n; ++i)
          dVT[j + i * ldvt] += DU[i + j * n] / s[j];
      free(v);
    }
    for (I j = k; j < nv; ++j)
      for (I i = 0; i < n; ++i)
        dVT[j + i * ldvt] = NOT_A_NUMBER;
  }
  // A is destroyed, or holds vectors.
  if (dA)
    for (I j = 0; j < n; ++j)
      for (I i = 0; i < m; ++i)
        dA[i + j * lda] = over ? NOT_A_NUMBER : 0;
  free(A0);
  free(D);
  free(u);
  free(vt);
  free(DV);
  free(DU);
  free(P);
  free(KU);
  free(KV);
  return info;
}
DERIVATIVE(void, gesvd, rev,
           (int ju, int jv, I m, I n, const REAL *A, REAL *bA, I lda, I ldba,
            const REAL *s, REAL *bs, const REAL *U, REAL *bU, I ldu, I ldbu,
            const REAL *VT, REAL *bVT, I ldvt, I ldbvt, const REAL *work,
            REAL *bwork, I lwork, I info)) {
  (void)work;
  I k = MIN(m, n);
  X(clearwork)(bwork, lwork);
  if (lwork == -1 || k <= 0)
    return;
  int over = ju == 'O' || jv == 'O';
  I nu = over ? 0 : X(wanted)(ju, m, k), nv = over ? 0 : X(wanted)(jv, n, k);
  if (bA) {
    REAL *A0 = X(packed)(m, n, A, lda), *u = X(temp)(m * k),
         *vt = X(temp)(k * n), *K = X(temp)(k * k), *T = X(temp)(k * k),
         *G = X(temp)(m * n), *H = X(temp)(MAX(m, n) * k);
    X(thin)(m, n, A0, nu ? U : 0, ldu, nv ? VT : 0, ldvt, u, vt);
    REAL bad = 0;
    X(mscale)(k, k, 0, K, k);
    for (I j = 0; bs && j < k; ++j) {
      K[j + j * k] = bs[j];
      bad += bs[j] != 0 && (info || over);
    }
    X(mscale)(m, n, 0, G, m);
    if (bU && nu) {
      X(gemm)('T', 'N', k, k, m, 1, u, m, bU, ldbu, 0, T, k);
      X(antisymmetric)(k, T);
      for (I j = 0; j < k; ++j)
        for (I i = 0; i < k; ++i)
          if (T[i + j * k] != 0)
            K[i + j * k] +=
                T[i + j * k] * s[j] / (s[j] * s[j] - s[i] * s[i]);
      if (m > k) {
        for (I j = 0; j < k; ++j)
          for (I i = 0; i < m; ++i)
            H[i + j * m] = bU[i + j * ldbu] / s[j];
        X(project)(m, k, k, u, H);
        X(gemm)('N', 'N', m, n, k, 1, H, m, vt, k, 1, G, m);
      }
      for (I j = k; j < nu; ++j)
        for (I i = 0; i < m; ++i)
          bad += bU[i + j * ldbu] != 0;
    }
    if (bVT && nv) {
      X(gemm)('N', 'T', k, k, n, 1, vt, k, bVT, ldbvt, 0, T, k);
      X(antisymmetric)(k, T);
      for (I j = 0; j < k; ++j)
        for (I i = 0; i < k; ++i)
          if (T[i + j * k] != 0)
            K[i + j * k] +=
                s[i] * T[i + j * k] / (s[j] * s[j] - s[i] * s[i]);
      if (n > k) {
        REAL *v = X(temp)(n * k);
        for (I j = 0; j < k; ++j)
          for (I i = 0; i < n; ++i) {
            v[i + j * n] = vt[j + i * k];
            H[i + j * n] = bVT[j + i * ldbvt] / s[j];
          }
        X(project)(n, k, k, v, H);
        X(gemm)('N', 'T', m, n, k, 1, u, m, H, n, 1, G, m);
        free(v);
      }
      for (I j = k; j < nv; ++j)
        for (I i = 0; i < n; ++i)
          bad += bVT[j + i * ldbvt] != 0;
    }
    X(gemm)('N', 'N', m, k, k, 1, u, m, K, k, 0, H, m);
    X(gemm)('N', 'N', m, n, k, 1, H, m, vt, k, 1, G, m);
    for (I j = 0; j < n; ++j)
      for (I i = 0; i < m; ++i) {
        bad += over && bA[i + j * ldba] != 0;
        bA[i + j * ldba] = G[i + j * m];
      }
    if (bad)
      for (I j = 0; j < n; ++j)
        for (I i = 0; i < m; ++i)
          bA[i + j * ldba] = NOT_A_NUMBER;
    free(A0);
    free(u);
    free(vt);
    free(K);
    free(T);
    free(G);
    free(H);
  }
  for (I j = 0; bs && j < k; ++j)
    bs[j] = 0;
  if (bU && nu)
    X(mscale)(m, nu, 0, bU, ldbu);
  if (bVT && nv)
    X(mscale)(nv, n, 0, bVT, ldbvt);
}
#undef NOT_A_NUMBER
