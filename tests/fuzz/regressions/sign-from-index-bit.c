/* Random program, seed 418608.0: basic, bits, heap, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
double f(struct node *ls3) {
  for (struct node *q4 = ls3; q4; q4 = q4->next) {
    {
      double *h5 = (double *)malloc(2 * sizeof(double));
      for (int i6 = 0; i6 < 2; i6++)
      h5[i6] = 1.0;
      int n8 = (int)(2.5 + (bits_flip_if(1.0, (q4->k < 1))));
      for (int i7 = q4->k; i7 < n8; i7++) {
        double v9 = 1.0;
        {
          {
            double *h13 = (double *)calloc(2, sizeof(double));
            v9 = 0.57 * v9 + (0.0261 * ((bits_flip_if(h5[(i7 + 2) % 2], (i7 & 1))) * (bits_neg((h5[1]) + (h13[(q4->k + 2) % 2])))));
            free(h13);
          }
        }
        ls3->v += 0.38 * (v9 - ls3->v);
      }
      free(h5);
    }
  }
  double v37 = tanh((-(bits_abs(ls3->v))) * ((ls3->v * ls3->v) * (ls3->v * ls3->v)));
  return (-0.112) * v37 + (0.0546 * (((bits_abs(ls3->v)) * (ls3->v * v37)) * (-(((ls3->v <= ls3->v) ? v37 : v37)))));
}

struct fuzz_args {
  struct node ls3[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->ls3[0].next = &A->ls3[1];
  A->ls3[1].next = 0;
  A->ls3[0].k = primal ? 0 : 0;
  A->ls3[1].k = primal ? 1 : 0;
  A->ls3[0].v = (double)FUZZ_IN(0);
  A->ls3[1].v = (double)FUZZ_IN(1);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->ls3[0].v);
  FUZZ_OUT(1, A->ls3[1].v);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 2, fuzz_nout = 3, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(A.ls3));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->ls3[0].v = 77;
  A->ls3[1].v = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(A.ls3);
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
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.ls3, B.ls3);
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.ls3, B.ls3);
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
  static const raw Zero[3];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_dup, A.ls3, B.ls3);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->ls3[0].v = W[0];
    A->ls3[1].v = W[1];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, A.ls3, B.ls3, (double)w[0], tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.ls3, B.ls3);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {2, 3, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

