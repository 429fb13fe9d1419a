/* Random program, seed 430492.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  double m1[2];
  float m2[2];
};
static double f35(double a36) {
  return 1.0;
}
static double f37(double a38) {
  double m39[3][2];
  return 1.0;
}
void f(struct S0 *st42) {
  double v43 = 1.0;
  struct S0 t45;
  memcpy(&t45, st42, sizeof(struct S0));
  {
    {
      struct node *head46 = 0;
      for (int i47 = 0; i47 < 2; i47++) {
        struct node *q48 = (struct node *)malloc(sizeof(struct node));
        q48->v = 1.0;
        q48->k = i47;
        q48->next = head46;
        head46 = q48;
      }
      for (struct node *q49 = head46; q49; q49 = q49->next) {
        {
          memmove(st42->m2, t45.m2, 2 * sizeof(float));
          {
            t45.m2[(q49->k + 3) % 2] *= tanhf((st42->m2[(q49->k * 1) % 2]) / (sqrtf(sqrtf(4.58f + 0.97f * (t45.m2[(q49->k * 1) % 2])))));
            st42->m0 = 0.35 * (((((st42->m1[(q49->k + 3) % 2]) <= st42->m0) ? (hypot(t45.m1[(q49->k + 2) % 2], 1.15 + 0.412 * st42->m0)) : (t45.m1[(q49->k * 3) % 2]))) * ((log1p(0.38 * (double)q49->k)) * (f37(sin((t45.m1[(q49->k * 3) % 2]) * t45.m0)))));
          }
        }
      }
      while (head46) {
        struct node *next = head46->next;
        free(head46);
        head46 = next;
      }
    }
  }
}

struct fuzz_args {
  struct S0 st42;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st42.m0 = (double)FUZZ_IN(0);
  A->st42.m1[0] = (double)FUZZ_IN(1);
  A->st42.m1[1] = (double)FUZZ_IN(2);
  A->st42.m2[0] = (float)FUZZ_IN(3);
  A->st42.m2[1] = (float)FUZZ_IN(4);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st42.m0);
  FUZZ_OUT(1, A->st42.m1[0]);
  FUZZ_OUT(2, A->st42.m1[1]);
  FUZZ_OUT(3, A->st42.m2[0]);
  FUZZ_OUT(4, A->st42.m2[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 5, fuzz_nout = 5, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(&A.st42);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st42.m0 = 77;
  A->st42.m1[0] = 77;
  A->st42.m1[1] = 77;
  A->st42.m2[0] = 77;
  A->st42.m2[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(&A.st42);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, &A.st42, &B.st42);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, &A.st42, &B.st42);
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
  static const raw Zero[5];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, &A.st42, &B.st42);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->st42.m0 = W[0];
    A->st42.m1[0] = W[1];
    A->st42.m1[1] = W[2];
    A->st42.m2[0] = W[3];
    A->st42.m2[1] = W[4];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, &A.st42, &B.st42, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, &A.st42, &B.st42);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {5, 5, 1, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

