/* seed 410126.0
-O1 reverse WRONG: gx[1] = 0.060214246386295571, expected 0.059601283710275635
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 410126.0: basic, control, float, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S0 {
  float m0[2];
  float m1;
};
struct S1 {
  float m0[2];
  double *m1;
  struct S0 m2;
  double m9;
};
double f(double s2, struct S1 *st3, double s1, int m4) {
  st3->m0[(m4 + 3) % 2] = 0.73f * st3->m0[(m4 + 3) % 2] + 1.0f;
  struct S1 t32 = *st3;
  return 0.149 * 1.0 + 0.121 * 1.0 + 0.135 * 1.0 + (-0.184) * 1.0 + (0.176 * (t32.m9 + (t32.m1[0])));
}

struct fuzz_args {
  struct S1 st3;
  double st3_m1[4];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st3.m1 = A->st3_m1;
  A->st3.m0[0] = (float)FUZZ_IN(0);
  A->st3.m0[1] = (float)FUZZ_IN(1);
  A->st3.m1[0] = (double)FUZZ_IN(2);
  A->st3.m1[1] = (double)FUZZ_IN(3);
  A->st3.m1[2] = (double)FUZZ_IN(4);
  A->st3.m1[3] = (double)FUZZ_IN(5);
  A->st3.m2.m0[0] = (float)FUZZ_IN(6);
  A->st3.m2.m0[1] = (float)FUZZ_IN(7);
  A->st3.m2.m1 = (float)FUZZ_IN(8);
  A->st3.m9 = (double)FUZZ_IN(9);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st3.m0[0]);
  FUZZ_OUT(1, A->st3.m0[1]);
  FUZZ_OUT(2, A->st3.m1[0]);
  FUZZ_OUT(3, A->st3.m1[1]);
  FUZZ_OUT(4, A->st3.m1[2]);
  FUZZ_OUT(5, A->st3.m1[3]);
  FUZZ_OUT(6, A->st3.m2.m0[0]);
  FUZZ_OUT(7, A->st3.m2.m0[1]);
  FUZZ_OUT(8, A->st3.m2.m1);
  FUZZ_OUT(9, A->st3.m9);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 12, fuzz_nout = 11, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 2, v + 2, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), &A.st3, (double)FUZZ_IN(1), 3));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st3.m0[0] = 77;
  A->st3.m0[1] = 77;
  A->st3.m1[0] = 77;
  A->st3.m1[1] = 77;
  A->st3.m1[2] = 77;
  A->st3.m1[3] = 77;
  A->st3.m2.m0[0] = 77;
  A->st3.m2.m0[1] = 77;
  A->st3.m2.m1 = 77;
  A->st3.m9 = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 2, 0, 1);
  y[0] = f((double)x[0], &A.st3, (double)x[1], 3);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, v + 2, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, &A.st3, &B.st3, enzyme_dup, (double)x[1], (double)v[1], 3);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[11];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
struct reverse_result {
  double r0;
  double r1;
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st3, &B.st3, enzyme_out, (double)x[1], 3);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&A, y + 1, 0);
  store(&B, gx + 2, 0);
  {
    raw all[11];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct split_result {
  double r0;
  double r1;
};
extern void * __enzyme_augmentfwd_f(void *, ...);
extern struct split_result __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st3, &B.st3, enzyme_out, (double)x[1], 3);
  store(&A, y + 1, 0);
  scramble(&A);
  struct split_result R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st3, &B.st3, enzyme_out, (double)x[1], 3, (double)w[0], tape);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&B, gx + 2, 0);
  {
    raw all[11];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
struct nested_result {
  double r0;
  double r1;
};
extern struct nested_result __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct nested_result R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st3, &B.st3, enzyme_out, (double)x[1], 3);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&B, gx + 2, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {12, 11, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

