// Vectors. Increments may be negative or zero wherever BLAS allows it.

// y += alpha x
DERIVATIVE(void, axpy, fwd,
           (I n, REAL alpha, REAL dalpha, const REAL *x, const REAL *dx,
            I incx, REAL *y, REAL *dy, I incy)) {
  if (dy) {
    if (dx)
      X(axpy)(n, alpha, dx, incx, dy, incy);
    X(axpy)(n, dalpha, x, incx, dy, incy);
  }
  X(axpy)(n, alpha, x, incx, y, incy);
}
DERIVATIVE(void, axpy, rev,
           (I n, REAL alpha, REAL *balpha, const REAL *x, REAL *bx, I incx,
            I incbx, const REAL *y, REAL *by, I incy, I incby)) {
  (void)y, (void)incy;
  if (!by)
    return;
  if (balpha)
    *balpha += X(dot)(n, x, incx, by, incby);
  if (bx)
    X(axpy)(n, alpha, by, incby, bx, incbx);
}

// r = x . y
DERIVATIVE(REAL, dot, fwd,
           (I n, const REAL *x, const REAL *dx, I incx, const REAL *y,
            const REAL *dy, I incy, REAL *dr)) {
  REAL d = 0;
  if (dx)
    d += X(dot)(n, dx, incx, y, incy);
  if (dy)
    d += X(dot)(n, x, incx, dy, incy);
  *dr = d;
  return X(dot)(n, x, incx, y, incy);
}
DERIVATIVE(void, dot, rev,
           (I n, const REAL *x, REAL *bx, I incx, I incbx, const REAL *y,
            REAL *by, I incy, I incby, REAL r, REAL br)) {
  (void)r;
  if (bx)
    X(axpy)(n, br, y, incy, bx, incbx);
  if (by)
    X(axpy)(n, br, x, incx, by, incby);
}

// r = |x|; the derivative at 0 is 0. A library that returns 0 for an increment
// it does not accept has the derivative 0, too.
DERIVATIVE(REAL, nrm2, fwd,
           (I n, const REAL *x, const REAL *dx, I incx, REAL *dr)) {
  REAL r = X(nrm2)(n, x, incx), d = 0;
  if (dx && r != 0)
    for (I j = 0; j < n; ++j)
      d += AT(x, n, incx, j) / r * AT(dx, n, incx, j);
  *dr = d;
  return r;
}
DERIVATIVE(void, nrm2, rev,
           (I n, const REAL *x, REAL *bx, I incx, I incbx, REAL r, REAL br)) {
  if (bx && r != 0)
    for (I j = 0; j < n; ++j)
      AT(bx, n, incbx, j) += br * (AT(x, n, incx, j) / r);
}

// r = sum |x_j|; the derivative of |x_j| at 0 is 0.
DERIVATIVE(REAL, asum, fwd,
           (I n, const REAL *x, const REAL *dx, I incx, REAL *dr)) {
  REAL r = X(asum)(n, x, incx), d = 0;
  if (dx && r != 0)
    for (I j = 0; j < n; ++j) {
      REAL v = AT(x, n, incx, j);
      d += v > 0 ? AT(dx, n, incx, j) : v < 0 ? -AT(dx, n, incx, j) : 0;
    }
  *dr = d;
  return r;
}
DERIVATIVE(void, asum, rev,
           (I n, const REAL *x, REAL *bx, I incx, I incbx, REAL r, REAL br)) {
  if (bx && r != 0)
    for (I j = 0; j < n; ++j) {
      REAL v = AT(x, n, incx, j);
      AT(bx, n, incbx, j) += v > 0 ? br : v < 0 ? -br : 0;
    }
}

// x = alpha x; nothing for incx <= 0.
DERIVATIVE(void, scal, fwd,
           (I n, REAL alpha, REAL dalpha, REAL *x, REAL *dx, I incx)) {
  if (dx && incx > 0) {
    X(vscale)(n, alpha, dx, incx);
    X(axpy)(n, dalpha, x, incx, dx, incx);
  }
  X(scal)(n, alpha, x, incx);
}
DERIVATIVE(void, scal, rev,
           (I n, REAL alpha, REAL *balpha, const REAL *x, REAL *bx, I incx,
            I incbx)) {
  if (!bx || incbx <= 0)
    return;
  if (balpha)
    *balpha += X(dot)(n, x, incx, bx, incbx);
  X(vscale)(n, alpha, bx, incbx);
}

// y = x
DERIVATIVE(void, copy, fwd,
           (I n, const REAL *x, const REAL *dx, I incx, REAL *y, REAL *dy,
            I incy)) {
  if (dy)
    for (I j = 0; j < n; ++j)
      AT(dy, n, incy, j) = dx ? AT(dx, n, incx, j) : 0;
  X(copy)(n, x, incx, y, incy);
}
DERIVATIVE(void, copy, rev,
           (I n, const REAL *x, REAL *bx, I incx, I incbx, const REAL *y,
            REAL *by, I incy, I incby)) {
  (void)x, (void)y, (void)incx, (void)incy;
  if (!by)
    return;
  for (I j = n - 1; j >= 0; --j) {
    REAL b = AT(by, n, incby, j);
    AT(by, n, incby, j) = 0;
    if (bx)
      AT(bx, n, incbx, j) += b;
  }
}

// x <-> y
static void X(exchange)(REAL *x, REAL *y) {
  REAL a = x ? *x : 0, b = y ? *y : 0;
  if (x)
    *x = b;
  if (y)
    *y = a;
}
DERIVATIVE(void, swap, fwd,
           (I n, REAL *x, REAL *dx, I incx, REAL *y, REAL *dy, I incy)) {
  for (I j = 0; j < n; ++j)
    X(exchange)(dx ? &AT(dx, n, incx, j) : 0, dy ? &AT(dy, n, incy, j) : 0);
  X(swap)(n, x, incx, y, incy);
}
DERIVATIVE(void, swap, rev,
           (I n, const REAL *x, REAL *bx, I incx, I incbx, const REAL *y,
            REAL *by, I incy, I incby)) {
  (void)x, (void)y, (void)incx, (void)incy;
  for (I j = n - 1; j >= 0; --j)
    X(exchange)(bx ? &AT(bx, n, incbx, j) : 0, by ? &AT(by, n, incby, j) : 0);
}

// x = c x + s y, y = c y - s x, element after element.
DERIVATIVE(void, rot, fwd,
           (I n, REAL *x, REAL *dx, I incx, REAL *y, REAL *dy, I incy, REAL c,
            REAL dc, REAL s, REAL ds)) {
  REAL x0 = n > 0 ? *x : 0, y0 = n > 0 ? *y : 0;
  for (I j = 0; j < n; ++j) {
    // With increment 0 every step rotates the same element again.
    REAL a = incx ? AT(x, n, incx, j) : x0, b = incy ? AT(y, n, incy, j) : y0;
    REAL *p = dx ? &AT(dx, n, incx, j) : 0, *q = dy ? &AT(dy, n, incy, j) : 0;
    REAL da = p ? *p : 0, db = q ? *q : 0;
    if (p)
      *p = c * da + s * db + dc * a + ds * b;
    if (q)
      *q = c * db - s * da + dc * b - ds * a;
    x0 = c * a + s * b;
    y0 = c * b - s * a;
  }
  X(rot)(n, x, incx, y, incy, c, s);
}
DERIVATIVE(void, rot, rev,
           (I n, const REAL *x, REAL *bx, I incx, I incbx, const REAL *y,
            REAL *by, I incy, I incby, REAL c, REAL *bc, REAL s, REAL *bs)) {
  REAL *xs = 0, *ys = 0;
  if ((bc || bs) && n > 0) {
    // The elements before each step; with increment 0, found by running again.
    xs = X(temp)(n);
    ys = X(temp)(n);
    REAL x0 = AT(x, n, incx, 0), y0 = AT(y, n, incy, 0);
    for (I j = 0; j < n; ++j) {
      xs[j] = incbx ? AT(x, n, incx, j) : x0;
      ys[j] = incby ? AT(y, n, incy, j) : y0;
      x0 = c * xs[j] + s * ys[j];
      y0 = c * ys[j] - s * xs[j];
    }
  }
  for (I j = n - 1; j >= 0; --j) {
    REAL *p = bx ? &AT(bx, n, incbx, j) : 0, *q = by ? &AT(by, n, incby, j) : 0;
    REAL a = p ? *p : 0, b = q ? *q : 0;
    if (bc)
      *bc += xs[j] * a + ys[j] * b;
    if (bs)
      *bs += ys[j] * a - xs[j] * b;
    if (p)
      *p = c * a - s * b;
    if (q)
      *q = s * a + c * b;
  }
  free(xs);
  free(ys);
}
