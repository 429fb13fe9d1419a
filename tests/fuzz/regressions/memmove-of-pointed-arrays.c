/* seed 412868.0
-O0 reverse compile-error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers; help: access the memory once through its real type, compile with type information (-O1 and above, or -g), or mark it inactive [in 'f_O0'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 412868.0: basic, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S1 {
  double *m0;
  double *m1;
  double m2;
};
void f(struct S1 *st1) {
  memmove(st1->m1, st1->m0, 3 * sizeof(double));
  st1->m0[3] = (-0.163) * st1->m0[1] + (-0.191) * 1.0 + (-0.11) * 1.0 + (0.0831 * (st1->m2 + (st1->m1[0])));
}

struct fuzz_args {
  struct S1 st1;
  double st1_m0[4];
  double st1_m1[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st1.m0 = A->st1_m0;
  A->st1.m1 = A->st1_m1;
  A->st1.m0[0] = (double)FUZZ_IN(0);
  A->st1.m0[1] = (double)FUZZ_IN(1);
  A->st1.m0[2] = (double)FUZZ_IN(2);
  A->st1.m0[3] = (double)FUZZ_IN(3);
  A->st1.m1[0] = (double)FUZZ_IN(4);
  A->st1.m1[1] = (double)FUZZ_IN(5);
  A->st1.m1[2] = (double)FUZZ_IN(6);
  A->st1.m2 = (double)FUZZ_IN(7);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st1.m0[0]);
  FUZZ_OUT(1, A->st1.m0[1]);
  FUZZ_OUT(2, A->st1.m0[2]);
  FUZZ_OUT(3, A->st1.m0[3]);
  FUZZ_OUT(4, A->st1.m1[0]);
  FUZZ_OUT(5, A->st1.m1[1]);
  FUZZ_OUT(6, A->st1.m1[2]);
  FUZZ_OUT(7, A->st1.m2);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 8, fuzz_nout = 8, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(&A.st1);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st1.m0[0] = 77;
  A->st1.m0[1] = 77;
  A->st1.m0[2] = 77;
  A->st1.m0[3] = 77;
  A->st1.m1[0] = 77;
  A->st1.m1[1] = 77;
  A->st1.m1[2] = 77;
  A->st1.m2 = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(&A.st1);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, &A.st1, &B.st1);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, &A.st1, &B.st1);
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
  static const raw Zero[8];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, &A.st1, &B.st1);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->st1.m0[0] = W[0];
    A->st1.m0[1] = W[1];
    A->st1.m0[2] = W[2];
    A->st1.m0[3] = W[3];
    A->st1.m1[0] = W[4];
    A->st1.m1[1] = W[5];
    A->st1.m1[2] = W[6];
    A->st1.m2 = W[7];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, &A.st1, &B.st1, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, &A.st1, &B.st1);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {8, 8, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

