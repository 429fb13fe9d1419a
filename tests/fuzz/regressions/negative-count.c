/* Random program, seed 310527.0: basic, control, heap, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

void f(double *restrict x11, double *x12, double *restrict x13, int m14, int n) {
  double v15 = 1.0;
  for (unsigned i16 = 0; i16 != n; i16++) {
    for (int i18 = m14; i18 < n; i18++) {
      v15 *= (x13[i18]);
    }
  }
  double s22 = 0.0;
  for (int i23 = 0; i23 < 3; i23++)
  s22 += 1.0;
  x13[(m14 * 3) % n] += 0.67 * ((0.194 * (((v15) * (x11[(m14 + 1) % n])) + (x12[(m14 * 2) % n]))) - x13[(m14 * 3) % n]);
}

struct fuzz_args {
  double x11[2];
  double x12[2];
  double x13[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x11[0] = (double)FUZZ_IN(0);
  A->x11[1] = (double)FUZZ_IN(1);
  A->x12[0] = (double)FUZZ_IN(2);
  A->x12[1] = (double)FUZZ_IN(3);
  A->x13[0] = (double)FUZZ_IN(4);
  A->x13[1] = (double)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x11[0]);
  FUZZ_OUT(1, A->x11[1]);
  FUZZ_OUT(2, A->x12[0]);
  FUZZ_OUT(3, A->x12[1]);
  FUZZ_OUT(4, A->x13[0]);
  FUZZ_OUT(5, A->x13[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 6, fuzz_nout = 6, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x11, A.x12, A.x13, 3, 2);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x11[0] = 77;
  A->x11[1] = 77;
  A->x12[0] = 77;
  A->x12[1] = 77;
  A->x13[0] = 77;
  A->x13[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x11, A.x12, A.x13, 3, 2);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x11, B.x11, enzyme_dup, A.x12, B.x12, enzyme_dup, A.x13, B.x13, 3, enzyme_const, 2);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x11, B.x11, enzyme_dup, A.x12, B.x12, enzyme_dup, A.x13, B.x13, 3, enzyme_const, 2);
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
  load(&A, x + 0, 0, 1);
  load(&B, w + 0, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x11, B.x11, enzyme_dup, A.x12, B.x12, enzyme_dup, A.x13, B.x13, 3, enzyme_const, 2);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x11, B.x11, enzyme_dup, A.x12, B.x12, enzyme_dup, A.x13, B.x13, 3, enzyme_const, 2, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x11, B.x11, enzyme_dup, A.x12, B.x12, enzyme_dup, A.x13, B.x13, 3, enzyme_const, 2);
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

