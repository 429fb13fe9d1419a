/* Random program, seed 141.0: basic, bits, control, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

void f(double *x1, double *x2, int n, int m3) {
  double v4 = (x1[0]);
  {
    memset(x2, 0, 1 * sizeof(double));
  }
  x1[m3] = 0.107 * x2[2] + 0.134 * 1.0 + (-0.195) * x1[(n + m3) % n] + (v4 * v4);
}

struct fuzz_args {
  double x1[3];
  double x2[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x1[0] = (double)FUZZ_IN(0);
  A->x1[1] = (double)FUZZ_IN(1);
  A->x1[2] = (double)FUZZ_IN(2);
  A->x2[0] = (double)FUZZ_IN(3);
  A->x2[1] = (double)FUZZ_IN(4);
  A->x2[2] = (double)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x1[0]);
  FUZZ_OUT(1, A->x1[1]);
  FUZZ_OUT(2, A->x1[2]);
  FUZZ_OUT(3, A->x2[0]);
  FUZZ_OUT(4, A->x2[1]);
  FUZZ_OUT(5, A->x2[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 6, fuzz_nout = 6, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x1, A.x2, 3, 1);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x1[0] = 77;
  A->x1[1] = 77;
  A->x1[2] = 77;
  A->x2[0] = 77;
  A->x2[1] = 77;
  A->x2[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x1, A.x2, 3, 1);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x1, B.x1, enzyme_dup, A.x2, B.x2, 3, 1);
  store(&A, y + 0, 0);
  store(&B, dy + 0, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
extern void __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 0, 0, 1);
  load(&B, w + 0, 0, 0);
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x1, B.x1, enzyme_dup, A.x2, B.x2, 3, 1);
  store(&A, y + 0, 0);
  store(&B, gx + 0, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
extern void * __enzyme_augmentfwd_f(void *, ...);
extern void __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[6];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x1, B.x1, enzyme_dup, A.x2, B.x2, 3, 1);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->x1[0] = W[0];
    A->x1[1] = W[1];
    A->x1[2] = W[2];
    A->x2[0] = W[3];
    A->x2[1] = W[4];
    A->x2[2] = W[5];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x1, B.x1, enzyme_dup, A.x2, B.x2, 3, 1, tape);
  store(&B, gx + 0, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
extern void __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, w + 0, 0, 0);
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x1, B.x1, enzyme_dup, A.x2, B.x2, 3, 1);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {6, 6, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

