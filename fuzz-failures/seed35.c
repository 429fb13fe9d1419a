/* Random program, seed 35.1: basic, control, heap, math. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
static NOINLINE double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  for (int i2 = 0; i2 < n; i2++)
  h[i2] = 0.333 * (fma((-1.94) + 0.97 * (pow(1.2 + 0.388 * (a[i2]), 0.25 + 0.849 * (a[i2]))), (((a[1]) > a[0]) ? (a[(i2 + 1) % n]) : (a[i2])), 0.485 * ((a[i2]) - (a[i2]))));
  return h;
}
void f(double *x3, int n) {
  double v4 = (((sin(x3[(n + 2) % n])) <= 0.21) ? (x3[(n + 2) % n]) : ((-(x3[1])) / (1.0 + 0.18 * (double)n * 0.18 * (double)n)));
  int k5 = 0;
L6:
  {
    int k7 = (int)(2.0 + ((0.33 * (double)k5) / (3.14 + v4))) % 4 + 1;
    while (k7 > 0 && (k5 % 2 == 0)) {
      k7--;
      double v8 = (log(4.65 + 0.97 * ((x3[1]) - (x3[(k5 + 1) % n])))) / (3.32 + v4);
      v4 += 0.22 * (v8 - v4);
    }
  }
  if (++k5 < 4 && (((x3[0]) <= (-0.16)) && (k5 != 1)))
  goto L6;
  double c10 = 1.25 + 0.0455 * ((v4 * (x3[2])) * ((x3[(n + 1) % n]) * (x3[(n * 3) % n])));
  double z9 = 1.0;
  for (int it11 = 0; it11 < 6; it11++) {
    double step = 0.5 * (c10 / z9 - z9);
    z9 += step;
    if (fabs(step) < 0.1)
    break;
  }
  x3[(n + 3) % n] = tanh((((n & 1) ? (x3[(n * 1) % n]) : (v4 * (x3[1])))) + (copysign(0.776 * (round(z9)), 0.951 * ((0.34 * (double)n) * z9))));
  x3[(n + 3) % n] = (-0.506) + 0.441 * (((x3[(n * 1) % n]) / (1.71 + (tanh((x3[(n + 1) % n]) * v4)))) + ((sin(x3[(n + 2) % n])) + (log1p(2.7 + 0.97 * v4))));
  {
    double *h12 = (double *)malloc(4 * sizeof(double));
    for (int i13 = 0; i13 < 4; i13++)
    h12[i13] = tanh(v4 * z9);
    h12 = (double *)realloc(h12, (4 + 2) * sizeof(double));
    for (int i14 = 4; i14 < 4 + 2; i14++)
    h12[i14] = sin((0.12 * (double)n) + z9);
    v4 = tanh((((n != 3) && (n % 2 == 0)) ? (asinh((h12[1]) / (2.77 + v4))) : ((v4 + v4) * v4)));
    for (int i15 = 0; i15 <= n; i15++) {
      {
        struct node *head16 = 0;
        for (int i17 = 0; i17 < 4; i17++) {
          struct node *q18 = (struct node *)malloc(sizeof(struct node));
          q18->v = tanh((round(h12[i17])) - ((h12[4]) / (3.34 + z9)));
          q18->k = i17;
          q18->next = head16;
          head16 = q18;
        }
        for (struct node *q19 = head16; q19; q19 = q19->next) {
          for (int i20 = 1; i20 < n; i20++)
          x3[i20] = 0.5 * x3[i20 - 1] + ((-0.97) + 0.97 * (erfc(0.485 * ((h12[(n + i15) % 6]) * (x3[i20])))));
        }
        for (struct node *q21 = head16; q21; q21 = q21->next) {
          x3[(q21->k + 2) % n] = tanh((z9 * (h12[2])) - (fabs(fmax(h12[0], h12[(q21->k + 3) % 6]))));
        }
        z9 += 0.29 * (head16->v - z9);
        while (head16) {
          struct node *next = head16->next;
          free(head16);
          head16 = next;
        }
      }
    }
    free(h12);
  }
  x3[(n + 3) % n] = 0.196 * v4 + (-0.176) * z9 + (-0.164) * x3[(n + 3) % n] + (0.352 * (v4 - (tan((-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (x3[(n + 1) % n])))))));
}

struct fuzz_args {
  double x3[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x3[0] = (double)FUZZ_IN(0);
  A->x3[1] = (double)FUZZ_IN(1);
  A->x3[2] = (double)FUZZ_IN(2);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x3[0]);
  FUZZ_OUT(1, A->x3[1]);
  FUZZ_OUT(2, A->x3[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 3, fuzz_nout = 3, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x3, 3);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x3[0] = 77;
  A->x3[1] = 77;
  A->x3[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x3, 3);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x3, B.x3, 3);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x3, B.x3, 3);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x3, B.x3, 3);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x3, B.x3, 3, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x3, B.x3, 3);
  store(&B, gx + 0, 0);
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

