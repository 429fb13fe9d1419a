/* seed 320466.1
-O1 reverse compile-error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers; help: access the memory once through its real type, compile with type information (-O1 and above, or -g), or mark it inactive [in 'f_O1'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 320466.1: basic, calls, control, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S2 {
  double m0;
  double *m1;
  double *m2;
};
double f(double *x34, struct S2 *st35) {
  memmove(st35->m2, st35->m2 + 1, (4 - 1) * sizeof(double));
  double v37 = ((x34[0]) / (st35->m0));
  return (-0.142) * st35->m1[0] + (-0.132) * v37 + 1.0;
}

struct fuzz_args {
  double x34[4];
  struct S2 st35;
  double st35_m1[3];
  double st35_m2[4];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st35.m1 = A->st35_m1;
  A->st35.m2 = A->st35_m2;
  A->x34[0] = (double)FUZZ_IN(0);
  A->x34[1] = (double)FUZZ_IN(1);
  A->x34[2] = (double)FUZZ_IN(2);
  A->x34[3] = (double)FUZZ_IN(3);
  A->st35.m0 = (double)FUZZ_IN(4);
  A->st35.m1[0] = (double)FUZZ_IN(5);
  A->st35.m1[1] = (double)FUZZ_IN(6);
  A->st35.m1[2] = (double)FUZZ_IN(7);
  A->st35.m2[0] = (double)FUZZ_IN(8);
  A->st35.m2[1] = (double)FUZZ_IN(9);
  A->st35.m2[2] = (double)FUZZ_IN(10);
  A->st35.m2[3] = (double)FUZZ_IN(11);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x34[0]);
  FUZZ_OUT(1, A->x34[1]);
  FUZZ_OUT(2, A->x34[2]);
  FUZZ_OUT(3, A->x34[3]);
  FUZZ_OUT(4, A->st35.m0);
  FUZZ_OUT(5, A->st35.m1[0]);
  FUZZ_OUT(6, A->st35.m1[1]);
  FUZZ_OUT(7, A->st35.m1[2]);
  FUZZ_OUT(8, A->st35.m2[0]);
  FUZZ_OUT(9, A->st35.m2[1]);
  FUZZ_OUT(10, A->st35.m2[2]);
  FUZZ_OUT(11, A->st35.m2[3]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 12, fuzz_nout = 13, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(A.x34, &A.st35));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x34[0] = 77;
  A->x34[1] = 77;
  A->x34[2] = 77;
  A->x34[3] = 77;
  A->st35.m0 = 77;
  A->st35.m1[0] = 77;
  A->st35.m1[1] = 77;
  A->st35.m1[2] = 77;
  A->st35.m2[0] = 77;
  A->st35.m2[1] = 77;
  A->st35.m2[2] = 77;
  A->st35.m2[3] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(A.x34, &A.st35);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
struct forward_result {
  double r0;
  double r1;
};
extern struct forward_result __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.x34, B.x34, enzyme_dup, &A.st35, &B.st35);
  y[0] = R.r0;
  dy[0] = R.r1;
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
extern double __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  double R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.x34, B.x34, enzyme_dup, &A.st35, &B.st35, (double)w[0]);
  y[0] = R;
  store(&A, y + 1, 0);
  store(&B, gx + 0, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct augmented_result {
  void *tape;
  double primal;
};
extern struct augmented_result __enzyme_augmentfwd_f(void *, ...);
extern void __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_dup, A.x34, B.x34, enzyme_dup, &A.st35, &B.st35);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x34, B.x34, enzyme_dup, &A.st35, &B.st35, (double)w[0], tape);
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
  load(&B, w + 1, 0, 0);
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x34, B.x34, enzyme_dup, &A.st35, &B.st35, (double)w[0]);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {12, 13, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

