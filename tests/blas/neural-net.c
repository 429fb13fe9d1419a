// Two dense layers over a batch, row major, with biases by ger and weights'
// decay by nrm2, as network code writes them.
// sanitize
#include "blas.h"
enum { BATCH = 5, IN = 4, HIDDEN = 6, OUT = 2 };
enum { WEIGHTS = IN * HIDDEN + HIDDEN + HIDDEN * OUT };
static void run(const struct args *p, const REAL *in, REAL *out) {
  const REAL *W1 = in, *b1 = W1 + IN * HIDDEN, *W2 = b1 + HIDDEN;
  REAL x[BATCH * IN], ones[BATCH];
  for (int i = 0; i < BATCH * IN; ++i)
    x[i] = (REAL)sample(i);
  for (int i = 0; i < BATCH; ++i)
    ones[i] = 1;
  REAL *h = (REAL *)calloc(BATCH * HIDDEN, sizeof *h);
  C(ger)(CblasRowMajor, BATCH, HIDDEN, 1, ones, 1, b1, 1, h, HIDDEN);
  C(gemm)(CblasRowMajor, CblasNoTrans, CblasNoTrans, BATCH, HIDDEN, IN, 1, x,
          IN, W1, HIDDEN, 1, h, HIDDEN);
  for (int i = 0; i < BATCH * HIDDEN; ++i)
    h[i] = (REAL)tanh(h[i]);
  C(gemm)(CblasRowMajor, CblasNoTrans, CblasNoTrans, BATCH, OUT, HIDDEN, 1, h,
          HIDDEN, W2, OUT, 0, out, OUT);
  C(axpy)(1, C(nrm2)(WEIGHTS, in, 1), ones, 1, out, p->incx);
  free(h);
}
int main(void) {
  struct args p = {.incx = 1};
  for (int k = 0; k < 5; ++k)
    CHECK_CASE(&p, WEIGHTS, BATCH * OUT);
  return check_done();
}
