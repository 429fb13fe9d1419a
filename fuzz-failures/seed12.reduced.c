/* seed 12.0
-O0 nested compile-error: [WG0003] call of `malloc_usable_size` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive [in 'f_O0.grad.wg.simple.nf'; -g shows the line]
-O1 nested compile-error: [WG0003] call of `malloc_usable_size` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive [in 'f_O1.grad.wg.simple.nf'; -g shows the line]
-O2 nested compile-error: [WG0003] call of `malloc_usable_size` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive [in 'f_O2.grad.wg.simple.nf'; -g shows the line]
-O3 nested compile-error: [WG0003] call of `malloc_usable_size` with active data, but its body is not visible and no rule for it is known; help: compile its definition together with this file (full LTO), register a derivative for it, or mark it inactive [in 'f_O3.grad.wg.simple.nf'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 12.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  double m1;
};
struct S1 {
  float m0;
  double m1;
};
static double walk1(struct node *p) {
  double rest = walk1(p->next);
  return 1.0;
}
static float f2(double a3, double *a4, int n5) {
  return 1.0f;
}
static NOINLINE void f16(const struct S0 *a17, float *a18, int n19, const float *a20, int n21) {
}
static double f57(double *a58, int n59, double a60) {
  return 1.0;
}
static double f62(double *a63, int n64, double a65) {
  return 1.0;
}
static NOINLINE double f66(double *a67, int n68, double a69) {
  return 1.0;
}
static NOINLINE double f71(double (*g72)(double *, int, double), double a73, const double *a74, int n75) {
  return 1.0;
}
static double rec76(int depth77, double a78, double *a79, int n80) {
  double v81 = rec76(depth77 - 1, ((a79[(depth77 + 3) % n80]) / (1.0 + a78 * a78)) / (1.0 + a79[(depth77 * 3) % n80] * a79[(depth77 * 3) % n80]), a79, n80);
  return (-0.19) * v81 + 0.13 * a79[(depth77 + 2) % n80] + (-0.108) * a78 + (0.306 * (a78 / (2.7 + (-(((depth77 != 2) ? v81 : v81))))));
}
double f(double s82, struct node *ls83) {
  double v85 = sin(exp((-0.9) + 0.815 * (rint(fmin(ls83->v, ls83->v)))));
  float v86 = sinf((acosf(0.218f * ((float)ls83->v - (float)v85))) / (1.0f + (float)ls83->v * (float)ls83->v));
  int k87 = 0;
  {
    k87++;
    {
      struct S1 *q88 = (struct S1 *)malloc(sizeof(struct S1));
      q88->m0 = sinf(sqrtf(4.58f + 0.97f * ((float)s82 * (float)s82)));
      free(q88);
    }
  }
  float v92 = sinf(sinf(tanhf((float)v85)));
  int k93 = (int)(2.0 + (0.921 * (-v85))) % 3 + 1;
  {
    k93--;
    {
      {
        {
          int cap101 = 1, len102 = 0;
          double *h100 = (double *)malloc(sizeof(double));
          int n103 = 2 + (int)(2.0 + (0.461 * ((double)v92 + ls83->v))) % 3;
          while (len102 < n103) {
            if (len102 == cap101) {
              cap101 *= 2;
              h100 = (double *)realloc(h100, cap101 * sizeof(double));
            }
            h100[len102] = v85;
            len102++;
          }
          free(h100);
        }
      }
    }
  }
  return 0.14 * v85 + (0.218 * ((-((double)v86)) * s82));
}

struct fuzz_args {
  struct node ls83[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->ls83[0].next = &A->ls83[1];
  A->ls83[1].next = 0;
  A->ls83[0].k = primal ? 0 : 0;
  A->ls83[1].k = primal ? 1 : 0;
  A->ls83[0].v = (double)FUZZ_IN(0);
  A->ls83[1].v = (double)FUZZ_IN(1);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->ls83[0].v);
  FUZZ_OUT(1, A->ls83[1].v);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 3, fuzz_nout = 3, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), A.ls83));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->ls83[0].v = 77;
  A->ls83[1].v = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f((double)x[0], A.ls83);
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
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, A.ls83, B.ls83);
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
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83);
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
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  double R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83, (double)w[0], tape);
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
  double R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83);
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
const struct fuzz_case FUZZ_CASE = {3, 3, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

