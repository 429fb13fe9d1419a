// The two halves of the reverse mode, operands overwritten in between, and the
// reverse half run again for another seed.
// sanitize
// double
#include "blas.h"
void *__enzyme_augmentfwd(void *, ...);
void __enzyme_reverse(void *, ...);
enum { N = 3 };
static void run(const struct args *p, const double *in, double *out) {
  double A[N * N];
  memcpy(A, in, sizeof A);
  cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, N, N, 1, in, N, 2, A, N);
  cblas_dsymv(CblasColMajor, CblasLower, N, in[1], A, N, in, p->incx, 0, out,
              1);
}
int main(void) {
  struct args p = {.incx = 2};
  double x[N * N], dx[N * N], out[N], dout[N];
  for (int i = 0; i < N * N; ++i)
    x[i] = sample(i);
  void *tape = __enzyme_augmentfwd((void *)run, enzyme_const, &p, enzyme_dup, x,
                                   dx, enzyme_dup, out, dout);
  double kept[N * N];
  memcpy(kept, x, sizeof x);
  for (int i = 0; i < N * N; ++i)
    x[i] = 99;
  for (int k = 0; k < N; ++k) {
    memset(dx, 0, sizeof dx);
    memset(dout, 0, sizeof dout);
    dout[k] = 1;
    if (k < N - 1)
      __enzyme_reverse((void *)run, enzyme_nofree, enzyme_const, &p, enzyme_dup,
                       x, dx, enzyme_dup, out, dout, tape);
    else
      __enzyme_reverse((void *)run, enzyme_const, &p, enzyme_dup, x, dx,
                       enzyme_dup, out, dout, tape);
    GRADIENT(dx, (run(&p, kept, out), out[k]), kept, N * N, 1e-8);
  }
  return check_done();
}
