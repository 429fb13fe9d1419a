/* seed 411014.0
-O2 reverse WRONG: gx[0] = 0, expected -0.0037793857041911469
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 411014.0: basic, control, float, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S2 {
  float m0;
  double *m1;
  int m2;
  float m3[2];
};
void f(float s1, int m3, struct S2 *st2) {
  double v4 = st2->m1[0];
  {
    st2->m3[m3] *= ((s1) + (float)v4);
  }
}

struct fuzz_args {
  struct S2 st2;
  double st2_m1[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st2.m1 = A->st2_m1;
  A->st2.m2 = primal ? 1 : 0;
  A->st2.m0 = (float)FUZZ_IN(0);
  A->st2.m1[0] = (double)FUZZ_IN(1);
  A->st2.m1[1] = (double)FUZZ_IN(2);
  A->st2.m1[2] = (double)FUZZ_IN(3);
  A->st2.m3[0] = (float)FUZZ_IN(4);
  A->st2.m3[1] = (float)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st2.m0);
  FUZZ_OUT(1, A->st2.m1[0]);
  FUZZ_OUT(2, A->st2.m1[1]);
  FUZZ_OUT(3, A->st2.m1[2]);
  FUZZ_OUT(4, A->st2.m3[0]);
  FUZZ_OUT(5, A->st2.m3[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 7, fuzz_nout = 6, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    f((float)FUZZ_IN(0), 0, &A.st2);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st2.m0 = 77;
  A->st2.m1[0] = 77;
  A->st2.m1[1] = 77;
  A->st2.m1[2] = 77;
  A->st2.m3[0] = 77;
  A->st2.m3[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  f((float)x[0], 0, &A.st2);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, (float)x[0], (float)v[0], enzyme_const, 0, enzyme_dup, &A.st2, &B.st2);
  store(&A, y + 0, 0);
  store(&B, dy + 0, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
extern float __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 1, 0, 1);
  load(&B, w + 0, 0, 0);
  float R = __enzyme_autodiff_f((void *)f, enzyme_out, (float)x[0], enzyme_const, 0, enzyme_dup, &A.st2, &B.st2);
  gx[0] = R;
  store(&A, y + 0, 0);
  store(&B, gx + 1, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
extern void * __enzyme_augmentfwd_f(void *, ...);
extern float __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[6];
  load(&A, x + 1, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (float)x[0], enzyme_const, 0, enzyme_dup, &A.st2, &B.st2);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->st2.m0 = W[0];
    A->st2.m1[0] = W[1];
    A->st2.m1[1] = W[2];
    A->st2.m1[2] = W[3];
    A->st2.m3[0] = W[4];
    A->st2.m3[1] = W[5];
    (void)A;
  }
  float R = __enzyme_reverse_f((void *)f, enzyme_out, (float)x[0], enzyme_const, 0, enzyme_dup, &A.st2, &B.st2, tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
extern float __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, w + 0, 0, 0);
  float R = __enzyme_autodiff_n((void *)f, enzyme_out, (float)x[0], enzyme_const, 0, enzyme_dup, &A.st2, &B.st2);
  gx[0] = R;
  store(&B, gx + 1, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {7, 6, 1, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

