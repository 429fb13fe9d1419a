/* seed 412737.0
-O1 nested compile-error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers; help: access the memory once through its real type, compile with type information (-O1 and above, or -g), or mark it inactive; in a call from 'gradient' [in 'f_O1.grad'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 412737.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  double m1[3];
};
struct S1 {
  struct S0 m0;
  double *m1;
  double m9;
};
double f(double *x89, struct S0 *st90, int n) {
  double v91 = 1.0;
  double p92 = 1.0;
  for (int i93 = 0; i93 < 3; i93++)
  p92 *= 1.0;
  struct S1 t94;
  t94.m0.m0 = 1.0;
  for (int i95 = 0; i95 < 3; i95++)
  t94.m0.m1[i95] = 1.0;
  t94.m1 = x89;
  struct S1 *q96 = &t94;
  double *src97 = x89, *dst98 = t94.m1;
  {
    double *h101 = (double *)malloc(2 * sizeof(double));
    for (int i102 = 0; i102 < 2; i102++)
    h101[i102] = 1.0;
    {
      struct node *head104 = 0;
      for (int i105 = 0; i105 < 4; i105++) {
        struct node *q106 = (struct node *)malloc(sizeof(struct node));
        q106->v = 1.0;
        q106->k = i105;
        q106->next = head104;
        head104 = q106;
      }
      for (struct node *q107 = head104; q107; q107 = q107->next) {
        t94.m0.m1[1] += 0.67 * ((tanh(((1) ? ((double)(float)st90->m0) : 1.0))) - t94.m0.m1[1]);
        int k108 = 0;
        {
          k108++;
          h101[0] = fmin((q107->v), (bits_flip_if(q96->m0.m1[(k108 + q107->k) % 3], (t94.m9 <= (-1.1)))));
        }
      }
      while (head104) {
        struct node *next = head104->next;
        free(head104);
        head104 = next;
      }
    }
    double a117[5] = {1.0, 1.0, 1.0, (h101[(n * 1) % 4]), 1.0};
    st90->m0 += 0.29 * (a117[(n + 3) % 5] - st90->m0);
    free(h101);
  }
  return (-0.185) * 1.0 + (-0.173) * 1.0 + 0.176 * 1.0 + 0.113 * 1.0 + ((y1(2.35 + 0.52 * (t94.m9 / (0.13 * (double)n)))) / (3.4 + (0.485 * (((t94.m0.m0 > st90->m1[(n * 2) % 3]) ? (q96->m9 * (t94.m1[(n * 2) % 3])) : ((0.25 * (double)n) / (1.0 + t94.m0.m1[(n + 3) % 3] * t94.m0.m1[(n + 3) % 3])))))));
}

struct fuzz_args {
  double x89[5];
  struct S0 st90;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x89[0] = (double)FUZZ_IN(0);
  A->x89[1] = (double)FUZZ_IN(1);
  A->x89[2] = (double)FUZZ_IN(2);
  A->x89[3] = (double)FUZZ_IN(3);
  A->x89[4] = (double)FUZZ_IN(4);
  A->st90.m0 = (double)FUZZ_IN(5);
  A->st90.m1[0] = (double)FUZZ_IN(6);
  A->st90.m1[1] = (double)FUZZ_IN(7);
  A->st90.m1[2] = (double)FUZZ_IN(8);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x89[0]);
  FUZZ_OUT(1, A->x89[1]);
  FUZZ_OUT(2, A->x89[2]);
  FUZZ_OUT(3, A->x89[3]);
  FUZZ_OUT(4, A->x89[4]);
  FUZZ_OUT(5, A->st90.m0);
  FUZZ_OUT(6, A->st90.m1[0]);
  FUZZ_OUT(7, A->st90.m1[1]);
  FUZZ_OUT(8, A->st90.m1[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 9, fuzz_nout = 10, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(A.x89, &A.st90, 5));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x89[0] = 77;
  A->x89[1] = 77;
  A->x89[2] = 77;
  A->x89[3] = 77;
  A->x89[4] = 77;
  A->st90.m0 = 77;
  A->st90.m1[0] = 77;
  A->st90.m1[1] = 77;
  A->st90.m1[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(A.x89, &A.st90, 5);
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
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
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
  static const raw Zero[10];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->x89[0] = W[0];
    A->x89[1] = W[1];
    A->x89[2] = W[2];
    A->x89[3] = W[3];
    A->x89[4] = W[4];
    A->st90.m0 = W[5];
    A->st90.m1[0] = W[6];
    A->st90.m1[1] = W[7];
    A->st90.m1[2] = W[8];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5, (double)w[0], tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x89, B.x89, enzyme_dup, &A.st90, &B.st90, 5);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {9, 10, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

