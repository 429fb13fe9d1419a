/* Random program, seed 15.0: basic, heap, memory. */
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
static NOINLINE double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  for (int i2 = 0; i2 < n; i2++)
  h[i2] = tanh((((i2 < 2) ? (a[(i2 + 1) % n]) : (a[i2]))) - (sqrt(4.58 + 0.97 * (a[i2]))));
  return h;
}
double f(double s5, double s6, double s3, const double *c9, int n, double s4, double *x8, const double *x7) {
  int n11 = (int)(2.5 + (tanh(s3)));
  for (int i10 = n; i10 < n11; i10++) {
    s4 = 0.26 * s4 + (tanh((log(4.65 + 0.97 * ((((x8[(i10 + 3) % n]) < s4) ? s3 : (c9[(i10 + i10) % n]))))) / (1.0 + x8[(i10 * 3) % n] * x8[(i10 * 3) % n])));
    for (int i12 = 0; i12 < n; i12 += 2) {
      struct S0 t13[3];
      for (int i14 = 0; i14 < 3; i14++) {
        t13[i14].m0 = sin(((0.39 * (double)n) + s3) + (s4 / (1.0 + s5 * s5)));
        t13[i14].m1 = (-1.07) + 0.812 * (((0.39 * (double)i14) + (0.31 * (double)n)) + (((s5 < (-0.94)) ? s5 : (c9[i12]))));
      }
      for (struct S0 *q15 = t13; q15 < t13 + 3; q15++) {
        {
          int cap17 = 1, len18 = 0;
          double *h16 = (double *)malloc(sizeof(double));
          int n19 = 2 + (int)(2.0 + (sin(sqrt(4.2 + 0.97 * (0.39 * (double)i12))))) % 3;
          while (len18 < n19) {
            if (len18 == cap17) {
              cap17 *= 2;
              h16 = (double *)realloc(h16, cap17 * sizeof(double));
            }
            h16[len18] = 0.336 * ((s3 - s4) - (s6 / (3.13 + s4)));
            len18++;
          }
          q15->m1 = sin(q15->m0 + (((x7[0]) / (1.0 + s5 * s5)) * ((0.35 * (double)i12) - (h16[(n + i12) % n19]))));
          q15->m1 = tanh((((h16[(n + 3) % n19]) * s3) - (q15->m0 / (1.0 + 0.1 * (double)i12 * 0.1 * (double)i12))) * (sin((x7[i12]) + s6)));
          s3 += 0.28 * (h16[1] - s3);
          free(h16);
        }
        for (const double *p20 = x7 + n; p20 != x7;) {
          --p20;
          {
            q15->m0 = 0.209 * ((((*p20) * (x7[i12])) / (2.8 + (0.485 * ((c9[i12]) * (x8[i12]))))) * (s6 / (1.0 + s3 * s3)));
          }
        }
      }
    }
    s5 = (tanh(((s5 <= (-0.19)) ? s5 : s3))) * ((0.36 * (double)i10) * (tanh(s4)));
  }
  double v21 = ((sin(c9[(n + 3) % n])) + (sin(c9[2]))) / (3.42 + (c9[(n + 2) % n]));
  struct S0 t22;
  t22.m0 = sin(-(exp((-0.9) + 0.97 * s3)));
  t22.m1 = (-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (((s5 >= s6) ? s4 : (x7[0])))));
  return (-0.178) * s5 + 0.172 * s6 + 0.115 * t22.m0 + (-0.155) * v21 + ((-0.903) + 0.57 * (exp((-0.9) + 0.733 * (((x7[(n + 1) % n]) / (2.72 + (c9[(n * 3) % n]))) * (cos(c9[(n * 3) % n]))))));
}

struct fuzz_args {
  double c9[3];
  double x8[3];
  double x7[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->c9[0] = -0.51;
  A->c9[1] = -0.83;
  A->c9[2] = -0.59;
  A->x8[0] = (double)FUZZ_IN(0);
  A->x8[1] = (double)FUZZ_IN(1);
  A->x8[2] = (double)FUZZ_IN(2);
  A->x7[0] = (double)FUZZ_IN(3);
  A->x7[1] = (double)FUZZ_IN(4);
  A->x7[2] = (double)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x8[0]);
  FUZZ_OUT(1, A->x8[1]);
  FUZZ_OUT(2, A->x8[2]);
  FUZZ_OUT(3, A->x7[0]);
  FUZZ_OUT(4, A->x7[1]);
  FUZZ_OUT(5, A->x7[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 9, fuzz_nout = 7, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 3, v + 3, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), (double)FUZZ_IN(1), (double)FUZZ_IN(2), A.c9, 3, 0.75, A.x8, A.x7));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x8[0] = 77;
  A->x8[1] = 77;
  A->x8[2] = 77;
  A->x7[0] = 77;
  A->x7[1] = 77;
  A->x7[2] = 77;
  A->c9[0] = 77;
  A->c9[1] = 77;
  A->c9[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 3, 0, 1);
  y[0] = f((double)x[0], (double)x[1], (double)x[2], A.c9, 3, 0.75, A.x8, A.x7);
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
  load(&A, x + 3, 0, 1);
  load(&B, v + 3, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, (double)x[1], (double)v[1], enzyme_dup, (double)x[2], (double)v[2], enzyme_const, A.c9, 3, enzyme_const, (double)0.75, enzyme_dup, A.x8, B.x8, enzyme_dup, A.x7, B.x7);
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
  double r2;
  double r3;
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 3, 0, 1);
  load(&B, w + 1, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_const, A.c9, 3, enzyme_const, (double)0.75, enzyme_dup, A.x8, B.x8, enzyme_dup, A.x7, B.x7, (double)w[0]);
  y[0] = R.r0;
  gx[0] = R.r1;
  gx[1] = R.r2;
  gx[2] = R.r3;
  store(&A, y + 1, 0);
  store(&B, gx + 3, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct split_result {
  double r0;
  double r1;
  double r2;
};
struct augmented_result {
  void *tape;
  double primal;
};
extern struct augmented_result __enzyme_augmentfwd_f(void *, ...);
extern struct split_result __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 3, 0, 1);
  load(&B, w + 1, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_const, A.c9, 3, enzyme_const, (double)0.75, enzyme_dup, A.x8, B.x8, enzyme_dup, A.x7, B.x7);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  struct split_result R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_const, A.c9, 3, enzyme_const, (double)0.75, enzyme_dup, A.x8, B.x8, enzyme_dup, A.x7, B.x7, (double)w[0], tape);
  gx[0] = R.r0;
  gx[1] = R.r1;
  gx[2] = R.r2;
  store(&B, gx + 3, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
struct nested_result {
  double r0;
  double r1;
  double r2;
};
extern struct nested_result __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 3, 0, 1);
  load(&B, w + 1, 0, 0);
  struct nested_result R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_const, A.c9, 3, enzyme_const, (double)0.75, enzyme_dup, A.x8, B.x8, enzyme_dup, A.x7, B.x7, (double)w[0]);
  gx[0] = R.r0;
  gx[1] = R.r1;
  gx[2] = R.r2;
  store(&B, gx + 3, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {9, 7, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

