/* seed 403202.0
-O2 reverse compile-error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 403202.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  float m1;
  int m2;
  double m3[2];
};
struct S1 {
  int m0;
  double m1;
};
struct S2 {
  float m0[2];
  float m1;
  double *m2;
};
static double walk1(struct node *p) {
  if (!p)
  return (-0.168);
  double rest = walk1(p->next);
  return 0.153 * rest + ((-0.172) + 0.431 * (((tanh(0.39 * (double)p->k)) * (hypot(0.39 * (double)p->k, 1.15 + 0.412 * rest))) - ((log(4.2 + 0.97 * (0.23 * (double)p->k))) - ((0.29 * (double)p->k) * (0.24 * (double)p->k)))));
}
static NOINLINE double f2(const struct S0 *a3, const float *a4, int n5, double a6) {
  double a7[4] = {0.485 * ((double)a3->m1 * a6), 0.485 * ((a3->m3[(a3->m2 * 1) % 2]) + a3->m0), (0.24 * (double)a3->m2) * (a3->m3[(a3->m2 + 3) % 2]), (a3->m3[(a3->m2 * 2) % 2]) / (1.0 + a3->m0 * a3->m0)};
  return (-0.189) * a7[a3->m2] + 0.183 * a6 + ((-0.872) + 0.436 * (pow(1.2 + 0.4 * (0.529 * (fma(log1p(2.7 + 0.97 * a6), tanh((a3->m3[(a3->m2 + 2) % 2]) * a3->m0), 0.485 * (a3->m0 * a6)))), sin((a3->m0 + (double)a3->m1) - (a3->m0 * a3->m0)))));
}
void f(float *x9, int n, struct S1 *st10, const float *x8) {
  int k11 = (int)(2.0 + (exp(0.2 * (double)st10->m0))) % 3 + 1;
  while (k11 > 0 && (n % 2 == 0)) {
    k11--;
    double v12 = erfc(atanh((0.21 * (double)st10->m0) * (0.34 * (double)st10->m0)));
    st10->m1 += 0.2 * (v12 - st10->m1);
  }
  int k13 = 0;
  do {
    k13++;
    for (const float *p14 = x8; p14 < x8 + n; p14++) {
      memmove(x9 + 1, x9, (n - 1) * sizeof(float));
    }
    double a15[2];
    for (int i16 = 0; i16 < 2; i16++)
    a15[i16] = (double)(((i16 != 3) ? (x8[(st10->m0 + 3) % n]) : (x8[1])));
  } while (k13 < 1);
  st10->m1 = (-0.167) * st10->m1 + (0.121 * ((lgamma(sqrt(4.02 + 0.97 * (0.38 * (double)st10->m0)))) * ((double)((x8[(n + 2) % n]) + (x8[0])))));
}

struct fuzz_args {
  float x9[2];
  struct S1 st10;
  float x8[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st10.m0 = primal ? 2 : 0;
  A->x9[0] = (float)FUZZ_IN(0);
  A->x9[1] = (float)FUZZ_IN(1);
  A->st10.m1 = (double)FUZZ_IN(2);
  A->x8[0] = (float)FUZZ_IN(3);
  A->x8[1] = (float)FUZZ_IN(4);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x9[0]);
  FUZZ_OUT(1, A->x9[1]);
  FUZZ_OUT(2, A->st10.m1);
  FUZZ_OUT(3, A->x8[0]);
  FUZZ_OUT(4, A->x8[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 5, fuzz_nout = 5, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x9, 2, &A.st10, A.x8);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x9[0] = 77;
  A->x9[1] = 77;
  A->st10.m1 = 77;
  A->x8[0] = 77;
  A->x8[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x9, 2, &A.st10, A.x8);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x9, B.x9, enzyme_const, 2, enzyme_dup, &A.st10, &B.st10, enzyme_dup, A.x8, B.x8);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x9, B.x9, enzyme_const, 2, enzyme_dup, &A.st10, &B.st10, enzyme_dup, A.x8, B.x8);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x9, B.x9, enzyme_const, 2, enzyme_dup, &A.st10, &B.st10, enzyme_dup, A.x8, B.x8);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->x9[0] = W[0];
    A->x9[1] = W[1];
    A->st10.m1 = W[2];
    A->x8[0] = W[3];
    A->x8[1] = W[4];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x9, B.x9, enzyme_const, 2, enzyme_dup, &A.st10, &B.st10, enzyme_dup, A.x8, B.x8, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x9, B.x9, enzyme_const, 2, enzyme_dup, &A.st10, &B.st10, enzyme_dup, A.x8, B.x8);
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

