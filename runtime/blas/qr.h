// A = Q R by Householder reflections: with a column (a, x) of what is left of A,
//     b = -sign(a) |(a, x)|, tau = (b - a) / b, v = x / (a - b), w = (1, v)
//     C -= tau w (w' C) for the columns C to the right.
// b, v and tau replace A's column. Steps are undone, or repeated, one by one; a
// reflection is its own inverse. The derivative exists unless a column's x is
// zero, where b jumps.

/// C -= tau w (w' C) for the rows from r of C, w = (1, v).
static void X(reflect)(I rows, I cols, REAL tau, const REAL *v, REAL *C,
                       I ldc) {
  for (I c = 0; c < cols; ++c) {
    REAL *p = C + c * ldc, z = p[0];
    for (I i = 1; i < rows; ++i)
      z += v[i - 1] * p[i];
    z *= tau;
    p[0] -= z;
    for (I i = 1; i < rows; ++i)
      p[i] -= z * v[i - 1];
  }
}

DERIVATIVE(I, geqrf, fwd,
           (I m, I n, REAL *A, REAL *dA, I lda, REAL *tau, REAL *dtau,
            REAL *work, REAL *dwork, I lwork)) {
  if (lwork == -1 || !dA || m <= 0 || n <= 0) {
    X(clearwork)(dwork, lwork);
    if (dtau && lwork != -1)
      for (I j = 0; j < MIN(m, n); ++j)
        dtau[j] = 0;
    return X(geqrf)(m, n, A, lda, tau, work, lwork);
  }
  REAL *Q = X(packed)(m, n, A, lda), *dv = X(temp)(m);
  I info = X(geqrf)(m, n, A, lda, tau, work, lwork);
  for (I j = 0; j < MIN(m, n); ++j) {
    I rows = m - j, cols = n - j - 1;
    REAL *a = Q + j + j * m, *da = dA + j + j * lda;
    const REAL *v = A + j + 1 + j * lda;
    REAL b = A[j + j * lda], t = tau[j], alpha = a[0], dalpha = da[0];
    REAL db = dalpha, dt = 0;
    if (t != 0) {
      db = alpha * dalpha;
      for (I i = 1; i < rows; ++i)
        db += a[i] * da[i];
      db /= b;
      dt = (alpha / b * db - dalpha) / b;
      for (I i = 1; i < rows; ++i)
        dv[i - 1] = (da[i] - v[i - 1] * (dalpha - db)) / (alpha - b);
    } else {
      for (I i = 1; i < rows; ++i)
        dv[i - 1] = da[i] == 0 ? 0 : NOT_A_NUMBER;
    }
    for (I c = 1; c <= cols; ++c) {
      const REAL *p = a + c * m;
      REAL *dp = da + c * lda, z = p[0], dz = dp[0];
      for (I i = 1; i < rows; ++i) {
        z += v[i - 1] * p[i];
        dz += v[i - 1] * dp[i] + dv[i - 1] * p[i];
      }
      dp[0] -= dt * z + t * dz;
      for (I i = 1; i < rows; ++i)
        dp[i] -= (dt * z + t * dz) * v[i - 1] + t * z * dv[i - 1];
    }
    X(reflect)(rows, cols, t, v, a + m, m);
    da[0] = db;
    for (I i = 1; i < rows; ++i)
      da[i] = dv[i - 1];
    if (dtau)
      dtau[j] = dt;
  }
  X(clearwork)(dwork, lwork);
  free(Q);
  free(dv);
  return info;
}
DERIVATIVE(void, geqrf, rev,
           (I m, I n, const REAL *A, REAL *bA, I lda, I ldba, const REAL *tau,
            REAL *btau, const REAL *work, REAL *bwork, I lwork, I info)) {
  (void)work;
  X(clearwork)(bwork, lwork);
  if (lwork == -1 || info < 0 || m <= 0 || n <= 0)
    return;
  // Q goes back, step by step, from R to A.
  REAL *Q = X(packed)(m, n, A, lda), *bw = X(temp)(m);
  for (I j = MIN(m, n) - 1; j >= 0 && bA; --j) {
    I rows = m - j, cols = n - j - 1;
    const REAL *v = A + j + 1 + j * lda;
    REAL b = A[j + j * lda], t = tau[j];
    REAL *a = Q + j + j * m, *ba = bA + j + j * ldba;
    REAL bt = btau ? btau[j] : 0, bb = ba[0];
    for (I i = 0; i < rows; ++i)
      bw[i] = i ? ba[i] : 0;
    X(reflect)(rows, cols, t, v, a + m, m);
    for (I c = 1; c <= cols; ++c) {
      const REAL *p = a + c * m;
      REAL *bp = ba + c * ldba, z = p[0], u = bp[0];
      for (I i = 1; i < rows; ++i) {
        z += v[i - 1] * p[i];
        u += v[i - 1] * bp[i];
      }
      bt -= u * z;
      for (I i = 0; i < rows; ++i)
        bw[i] -= t * (bp[i] * z + p[i] * u);
      bp[0] -= t * u;
      for (I i = 1; i < rows; ++i)
        bp[i] -= t * u * v[i - 1];
    }
    if (t != 0) {
      REAL alpha = b * (1 - t), d = alpha - b, bd = 0, balpha = -bt / b;
      for (I i = 1; i < rows; ++i)
        bd -= bw[i] * v[i - 1] / d;
      bb += bt * alpha / b / b - bd;
      balpha += bd + bb * alpha / b;
      a[0] = alpha;
      ba[0] = balpha;
      for (I i = 1; i < rows; ++i) {
        a[i] = v[i - 1] * d;
        ba[i] = bw[i] / d + bb * a[i] / b;
      }
    } else {
      ba[0] = bb;
      for (I i = 1; i < rows; ++i)
        ba[i] = bw[i] == 0 ? 0 : NOT_A_NUMBER;
    }
  }
  if (btau)
    for (I j = 0; j < MIN(m, n); ++j)
      btau[j] = 0;
  free(Q);
  free(bw);
}
