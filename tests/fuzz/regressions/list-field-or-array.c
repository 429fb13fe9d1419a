/* Random program, seed 2115.0: basic, bits, calls, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)
#define f9 FUZZ_NAME(f9)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0[3];
  double m1;
  double m2;
  int m3;
};
double f(double *x34, int m35, double s33, int n) {
  double *p36 = (1) ? &x34[(n + 3) % n] : &s33;
  double **pp37 = &p36;
  {
    int cap40 = 1, len41 = 0;
    double *h39 = (double *)malloc(sizeof(double));
    while (len41 < 5) {
      if (len41 == cap40) {
        cap40 *= 2;
        h39 = (double *)realloc(h39, cap40 * sizeof(double));
      }
      h39[len41] = 1.0;
      len41++;
    }
    {
      struct node *head43 = 0;
      for (int i44 = 0; i44 < m35 + 1; i44++) {
        struct node *q45 = (struct node *)malloc(sizeof(struct node));
        q45->v = 1.0;
        q45->k = i44;
        q45->next = head43;
        head43 = q45;
      }
      for (struct node *q48 = head43; q48; q48 = q48->next) {
        struct S0 t49[3];
        t49[1].m0[(n * 3) % 3] = 0.37 * t49[1].m0[(n * 3) % 3] + ((-0.521) + 0.112 * (1.0 * ((((n % 2 == 0) ? head43->v : (h39[0]))) + ((*p36)))));
        head43->v += 0.3 * (t49[1].m0[0] - head43->v);
      }
      while (head43) {
        struct node *next = head43->next;
        free(head43);
        head43 = next;
      }
    }
    (**pp37) += 0.43 * (h39[0] - (**pp37));
    free(h39);
  }
  return ((*p36));
}

struct fuzz_args {
  double x34[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x34[0] = (double)FUZZ_IN(0);
  A->x34[1] = (double)FUZZ_IN(1);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x34[0]);
  FUZZ_OUT(1, A->x34[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 3, fuzz_nout = 3, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f(A.x34, 2, (double)FUZZ_IN(0), 2));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x34[0] = 77;
  A->x34[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f(A.x34, 2, (double)x[0], 2);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x34, B.x34, enzyme_const, 2, enzyme_dup, (double)x[0], (double)v[0], enzyme_const, 2);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[3];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
extern double __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  double R = __enzyme_autodiff_f((void *)f, enzyme_dup, A.x34, B.x34, enzyme_const, 2, enzyme_out, (double)x[0], enzyme_const, 2, (double)w[0]);
  gx[0] = R;
  store(&A, y + 1, 0);
  store(&B, gx + 1, 0);
  {
    raw all[3];
    run_plain(x, all);
    y[0] = all[0];
  }
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
extern void * __enzyme_augmentfwd_f(void *, ...);
extern double __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[3];
  load(&A, x + 1, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x34, B.x34, enzyme_const, 2, enzyme_out, (double)x[0], enzyme_const, 2);
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->x34[0] = W[0];
    A->x34[1] = W[1];
    (void)A;
  }
  double R = __enzyme_reverse_f((void *)f, enzyme_dup, A.x34, B.x34, enzyme_const, 2, enzyme_out, (double)x[0], enzyme_const, 2, (double)w[0], tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
  {
    raw all[3];
    run_plain(x, all);
    y[0] = all[0];
  }
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
  double R = __enzyme_autodiff_n((void *)f, enzyme_dup, A.x34, B.x34, enzyme_const, 2, enzyme_out, (double)x[0], enzyme_const, 2, (double)w[0]);
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
const struct fuzz_case FUZZ_CASE = {3, 3, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

