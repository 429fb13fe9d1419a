/* seed 300838.0
-O2 reverse WRONG: gx[1] = 0.016095943748950958, expected 0.019727777583512445
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 300838.0: basic, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S0 {
  double m0;
  float m1;
  double m2[4];
};
double f(const double *c2, struct S0 *st1, int n) {
  double *p3 = st1->m2;
  double *p4 = (0) ? st1->m2 : p3;
  int k5 = (int)(2.0 + (st1->m0)) % 3 + 1;
  {
    k5--;
    {
      struct S0 t9[3];
      for (int i10 = 0; i10 < 3; i10++) {
        t9[i10].m0 = 1.0;
        t9[i10].m1 = 1.0f;
        for (int i11 = 0; i11 < 4; i11++)
        t9[i10].m2[i11] = p3[i11];
      }
      {
        p4[(k5 + 3) % 4] = 0.8 * p4[(k5 + 3) % 4] + 1.0;
      }
      *st1 = t9[2];
    }
  }
  return 0.121 * 1.0 + (-0.129) * 1.0 + (0.0546 * ((((p4[0]) * (p3[(n + 2) % 4])) * (st1->m2[(n * 2) % 4])) + 1.0));
}

struct fuzz_args {
  double c2[5];
  struct S0 st1;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->c2[0] = -0.17;
  A->c2[1] = -0.53;
  A->c2[2] = 0.54;
  A->c2[3] = -0.93;
  A->c2[4] = -0.11;
  A->st1.m0 = (double)FUZZ_IN(0);
  A->st1.m1 = (float)FUZZ_IN(1);
  A->st1.m2[0] = (double)FUZZ_IN(2);
  A->st1.m2[1] = (double)FUZZ_IN(3);
  A->st1.m2[2] = (double)FUZZ_IN(4);
  A->st1.m2[3] = (double)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st1.m0);
  FUZZ_OUT(1, A->st1.m1);
  FUZZ_OUT(2, A->st1.m2[0]);
  FUZZ_OUT(3, A->st1.m2[1]);
  FUZZ_OUT(4, A->st1.m2[2]);
  FUZZ_OUT(5, A->st1.m2[3]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 6, fuzz_nout = 7, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(A.c2, &A.st1, 5));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st1.m0 = 77;
  A->st1.m1 = 77;
  A->st1.m2[0] = 77;
  A->st1.m2[1] = 77;
  A->st1.m2[2] = 77;
  A->st1.m2[3] = 77;
  A->c2[0] = 77;
  A->c2[1] = 77;
  A->c2[2] = 77;
  A->c2[3] = 77;
  A->c2[4] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(A.c2, &A.st1, 5);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_const, A.c2, enzyme_dup, &A.st1, &B.st1, 5);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[7];
    run_plain(x, all);
    y[0] = all[0];
  }
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
  load(&B, w + 1, 0, 0);
  __enzyme_autodiff_f((void *)f, enzyme_const, A.c2, enzyme_dup, &A.st1, &B.st1, 5);
  store(&A, y + 1, 0);
  store(&B, gx + 0, 0);
  {
    raw all[7];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
extern void * __enzyme_augmentfwd_f(void *, ...);
extern void __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[7];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_const, A.c2, enzyme_dup, &A.st1, &B.st1, 5);
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->st1.m0 = W[0];
    A->st1.m1 = W[1];
    A->st1.m2[0] = W[2];
    A->st1.m2[1] = W[3];
    A->st1.m2[2] = W[4];
    A->st1.m2[3] = W[5];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_const, A.c2, enzyme_dup, &A.st1, &B.st1, 5, (double)w[0], tape);
  store(&B, gx + 0, 0);
  {
    raw all[7];
    run_plain(x, all);
    y[0] = all[0];
  }
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
  __enzyme_autodiff_n((void *)f, enzyme_const, A.c2, enzyme_dup, &A.st1, &B.st1, 5);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {6, 7, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

