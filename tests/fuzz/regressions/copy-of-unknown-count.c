/* Random program, seed 312196.0: basic, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S0 {
  double m0[4];
  double m1;
  int m2;
  double m3;
};
struct S1 {
  int m0;
  double *m1;
  double m9;
};
double f(double s1, const double *restrict x2, double *x3, int n) {
  double *p4 = x3 + 1;
  double s5 = 0.0;
  for (int i6 = 0; i6 < 1; i6++)
  s5 -= x3[i6];
  memmove(x3, x2, n * sizeof(double));
  return 0.143 * s5 + 0.102 * x2[(n * 1) % n] + 0.117 * p4[2] + (-0.119) * s1 + ((-2.01) + 0.97 * (sqrt(4.58 + 0.97 * ((s5 / (0.22 * (double)n)) * (sin(s1))))));
}

struct fuzz_args {
  double x2[4];
  double x3[4];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x2[0] = (double)FUZZ_IN(0);
  A->x2[1] = (double)FUZZ_IN(1);
  A->x2[2] = (double)FUZZ_IN(2);
  A->x2[3] = (double)FUZZ_IN(3);
  A->x3[0] = (double)FUZZ_IN(4);
  A->x3[1] = (double)FUZZ_IN(5);
  A->x3[2] = (double)FUZZ_IN(6);
  A->x3[3] = (double)FUZZ_IN(7);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x2[0]);
  FUZZ_OUT(1, A->x2[1]);
  FUZZ_OUT(2, A->x2[2]);
  FUZZ_OUT(3, A->x2[3]);
  FUZZ_OUT(4, A->x3[0]);
  FUZZ_OUT(5, A->x3[1]);
  FUZZ_OUT(6, A->x3[2]);
  FUZZ_OUT(7, A->x3[3]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 9, fuzz_nout = 9, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), A.x2, A.x3, 4));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x2[0] = 77;
  A->x2[1] = 77;
  A->x2[2] = 77;
  A->x2[3] = 77;
  A->x3[0] = 77;
  A->x3[1] = 77;
  A->x3[2] = 77;
  A->x3[3] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f((double)x[0], A.x2, A.x3, 4);
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
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, A.x2, B.x2, enzyme_dup, A.x3, B.x3, enzyme_const, 4);
  y[0] = R.r0;
  dy[0] = R.r1;
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
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
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_dup, A.x3, B.x3, enzyme_const, 4);
  y[0] = R.r0;
  gx[0] = R.r1;
  store(&A, y + 1, 0);
  store(&B, gx + 1, 0);
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
extern double __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[9];
  load(&A, x + 1, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_dup, A.x3, B.x3, enzyme_const, 4);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->x2[0] = W[0];
    A->x2[1] = W[1];
    A->x2[2] = W[2];
    A->x2[3] = W[3];
    A->x3[0] = W[4];
    A->x3[1] = W[5];
    A->x3[2] = W[6];
    A->x3[3] = W[7];
    (void)A;
  }
  double R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_dup, A.x3, B.x3, enzyme_const, 4, (double)w[0], tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
extern double __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  double R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_dup, A.x3, B.x3, enzyme_const, 4);
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
const struct fuzz_case FUZZ_CASE = {9, 9, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

