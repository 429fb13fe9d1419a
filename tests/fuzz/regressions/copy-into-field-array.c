/* seed 320636.0
-O1 reverse compile-error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers; help: access the memory once through its real type, compile with type information (-O1 and above, or -g), or mark it inactive [in 'f_O1'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 320636.0: basic, control, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S1 {
  double m0[4];
  double *m1;
  double *m2;
  double m3;
};
static NOINLINE double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  return h;
}
void f(struct S1 *st3, int m4) {
  double v5 = 1.0;
  int k6 = 0;
  {
    {
      {
        struct node *head10 = 0;
        for (int i11 = 0; i11 < 4; i11++) {
          struct node *q12 = (struct node *)malloc(sizeof(struct node));
          q12->v = 1.0;
          q12->k = i11;
          q12->next = head10;
          head10 = q12;
        }
        for (struct node *q14 = head10; q14; q14 = q14->next) {
          {
            double *h15 = (double *)malloc(4 * sizeof(double));
            for (int i16 = 0; i16 < 4; i16++)
            h15[i16] = 1.0 * ((st3->m0[m4]) / (1.0 + st3->m3 * st3->m3));
            st3->m2[m4] += 0.45 * (h15[(q14->k * 3) % 6] - st3->m2[m4]);
            free(h15);
          }
        }
        while (head10) {
          struct node *next = head10->next;
          free(head10);
          head10 = next;
        }
      }
    }
  }
  {
    {
      double *h28 = mk1(st3->m1, 4);
      memmove(st3->m0, st3->m1, m4 * sizeof(double));
      free(h28);
    }
  }
}

struct fuzz_args {
  struct S1 st3;
  double st3_m1[4];
  double st3_m2[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st3.m1 = A->st3_m1;
  A->st3.m2 = A->st3_m2;
  A->st3.m0[0] = (double)FUZZ_IN(0);
  A->st3.m0[1] = (double)FUZZ_IN(1);
  A->st3.m0[2] = (double)FUZZ_IN(2);
  A->st3.m0[3] = (double)FUZZ_IN(3);
  A->st3.m1[0] = (double)FUZZ_IN(4);
  A->st3.m1[1] = (double)FUZZ_IN(5);
  A->st3.m1[2] = (double)FUZZ_IN(6);
  A->st3.m1[3] = (double)FUZZ_IN(7);
  A->st3.m2[0] = (double)FUZZ_IN(8);
  A->st3.m2[1] = (double)FUZZ_IN(9);
  A->st3.m3 = (double)FUZZ_IN(10);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st3.m0[0]);
  FUZZ_OUT(1, A->st3.m0[1]);
  FUZZ_OUT(2, A->st3.m0[2]);
  FUZZ_OUT(3, A->st3.m0[3]);
  FUZZ_OUT(4, A->st3.m1[0]);
  FUZZ_OUT(5, A->st3.m1[1]);
  FUZZ_OUT(6, A->st3.m1[2]);
  FUZZ_OUT(7, A->st3.m1[3]);
  FUZZ_OUT(8, A->st3.m2[0]);
  FUZZ_OUT(9, A->st3.m2[1]);
  FUZZ_OUT(10, A->st3.m3);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 11, fuzz_nout = 11, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(&A.st3, 0);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st3.m0[0] = 77;
  A->st3.m0[1] = 77;
  A->st3.m0[2] = 77;
  A->st3.m0[3] = 77;
  A->st3.m1[0] = 77;
  A->st3.m1[1] = 77;
  A->st3.m1[2] = 77;
  A->st3.m1[3] = 77;
  A->st3.m2[0] = 77;
  A->st3.m2[1] = 77;
  A->st3.m3 = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(&A.st3, 0);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, &A.st3, &B.st3, enzyme_const, 0);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, &A.st3, &B.st3, enzyme_const, 0);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, &A.st3, &B.st3, enzyme_const, 0);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, &A.st3, &B.st3, enzyme_const, 0, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, &A.st3, &B.st3, enzyme_const, 0);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {11, 11, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

