/* Random program, seed 17.0: basic, heap, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  double m1[4];
  double m2;
};
static double walk1(struct node *p) {
  if (!p)
  return 0.568;
  double rest = walk1(p->next);
  return (-0.185) * rest + (-0.106) * p->v + ((-0.524) + 0.97 * (0.27 * (double)p->k));
}
double f(struct S0 *st2) {
  double v3 = sin(((st2->m2 * st2->m2) * (st2->m0 / (3.3 + st2->m2))) / (1.0 + st2->m2 * st2->m2));
  {
    struct node *head4 = 0;
    for (int i5 = 0; i5 < 3; i5++) {
      struct node *q6 = (struct node *)malloc(sizeof(struct node));
      q6->v = tanh(((0.31 * (double)i5) / (0.83 + (0.08 * (double)i5))) - (st2->m0 * st2->m0));
      q6->k = i5;
      q6->next = head4;
      head4 = q6;
    }
    for (struct node *q7 = head4; q7; q7 = q7->next) {
      for (int i8 = 1; i8 < 4; i8++)
      st2->m1[i8] = 0.5 * st2->m1[i8 - 1] + (tanh((v3 * (st2->m1[(q7->k + 3) % 4])) - ((st2->m1[4 - 1 - i8]) + head4->v)));
      {
        int cap10 = 1, len11 = 0;
        double *h9 = (double *)malloc(sizeof(double));
        while (len11 < 5) {
          if (len11 == cap10) {
            cap10 *= 2;
            h9 = (double *)realloc(h9, cap10 * sizeof(double));
          }
          h9[len11] = tanh(((len11 > 3) ? (((q7->k & 1) ? (st2->m1[(len11 * 2) % 4]) : (st2->m1[(len11 * 2) % 4]))) : (st2->m2 * (st2->m1[(q7->k + len11) % 4]))));
          len11++;
        }
        if (((h9[q7->k]) > 0.24)) {
          double *src12 = st2->m1, *dst13 = h9;
          for (int t14 = 0; t14 < 1; t14++) {
            for (int i15 = 0; i15 < 4; i15++)
            dst13[i15] = 0.242 * ((q7->v - (src12[i15])) + (st2->m2 * (h9[i15])));
            double *swap = src12;
            src12 = dst13;
            dst13 = swap;
          }
          for (int i16 = q7->k; i16 < 4; i16++) {
            src12[1] = 0.66 * src12[1] + (0.093 * ((((st2->m1[i16]) + (h9[i16])) * (st2->m2 / (3.45 + (h9[i16])))) + ((st2->m2 / (3.27 + (src12[i16]))) / (1.0 + q7->v * q7->v))));
          }
          st2->m0 += 0.22 * (src12[(q7->k + 1) % 4] - st2->m0);
        }
        double *src17 = st2->m1, *dst18 = h9;
        for (int t19 = 0; t19 < 3; t19++) {
          for (int i20 = 0; i20 < 4; i20++)
          dst18[i20] = (sin(st2->m0)) / (1.0 + st2->m2 * st2->m2);
          double *swap = src17;
          src17 = dst18;
          dst18 = swap;
        }
        st2->m1[(q7->k + 1) % 4] += 0.46 * (h9[(q7->k * 1) % 5] - st2->m1[(q7->k + 1) % 4]);
        free(h9);
      }
    }
    for (struct node *q21 = head4; q21; q21 = q21->next) {
      struct S0 t22;
      t22.m0 = sin((((q21->k > 0) ? (st2->m1[(q21->k * 1) % 4]) : (0.09 * (double)q21->k))) - (sin(q21->v)));
      for (int i23 = 0; i23 < 4; i23++)
      t22.m1[i23] = 0.655 * ((tanh(st2->m1[i23])) + (st2->m1[(q21->k * 2) % 4]));
      t22.m2 = sin(q21->v - (st2->m1[(q21->k + 3) % 4]));
      head4->v += 0.35 * (t22.m0 - head4->v);
    }
    double v24 = walk1(head4);
    st2->m2 = tanh((st2->m0 - ((((st2->m1[2]) < 1.5) ? head4->v : v3))) * (st2->m1[0]));
    st2->m0 += 0.24 * (head4->v - st2->m0);
    while (head4) {
      struct node *next = head4->next;
      free(head4);
      head4 = next;
    }
  }
  v3 = 0.27 * v3 + ((-0.854) + 0.409 * (((cos(v3)) + (-(st2->m1[1]))) + (((v3 <= 1.06) ? (sqrt(4.58 + 0.97 * (st2->m1[1]))) : (sqrt(4.58 + 0.97 * st2->m0))))));
  return (-0.179) * v3 + (0.0504 * ((((st2->m1[2]) - st2->m0) * (exp((-0.9) + 0.97 * st2->m0))) + (st2->m0 - ((st2->m1[1]) + (st2->m1[0])))));
}

struct fuzz_args {
  struct S0 st2;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st2.m0 = (double)FUZZ_IN(0);
  A->st2.m1[0] = (double)FUZZ_IN(1);
  A->st2.m1[1] = (double)FUZZ_IN(2);
  A->st2.m1[2] = (double)FUZZ_IN(3);
  A->st2.m1[3] = (double)FUZZ_IN(4);
  A->st2.m2 = (double)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st2.m0);
  FUZZ_OUT(1, A->st2.m1[0]);
  FUZZ_OUT(2, A->st2.m1[1]);
  FUZZ_OUT(3, A->st2.m1[2]);
  FUZZ_OUT(4, A->st2.m1[3]);
  FUZZ_OUT(5, A->st2.m2);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 6, fuzz_nout = 7, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(&A.st2));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st2.m0 = 77;
  A->st2.m1[0] = 77;
  A->st2.m1[1] = 77;
  A->st2.m1[2] = 77;
  A->st2.m1[3] = 77;
  A->st2.m2 = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(&A.st2);
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
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, &A.st2, &B.st2);
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_dup, &A.st2, &B.st2);
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
  static const raw Zero[7];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_dup, &A.st2, &B.st2);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->st2.m0 = W[0];
    A->st2.m1[0] = W[1];
    A->st2.m1[1] = W[2];
    A->st2.m1[2] = W[3];
    A->st2.m1[3] = W[4];
    A->st2.m2 = W[5];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, &A.st2, &B.st2, (double)w[0], tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, &A.st2, &B.st2);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {6, 7, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

