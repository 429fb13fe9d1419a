/* Random program, seed 311002.2: basic, calls, control, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S0 {
  double m0;
  int m1;
  double m2[4];
  double m3;
};
struct S1 {
  double *m0;
  double m1;
  double m2;
  double *m3;
};
struct S2 {
  double m0;
  struct S0 m1;
};
static double f1(const struct S2 *a2, double a3) {
  double s4 = 0.0;
  for (int i5 = 0; i5 < 4; i5++)
  s4 -= 0.121 * (-((a2->m1.m2[i5]) + (a2->m1.m2[(i5 + 2) % 4])));
  double *p6 = ((a2->m1.m1 != 0) || (a2->m1.m1 < 2)) ? &s4 : &a3;
  return 0.168 * a2->m0 + (-0.128) * (*p6) + (-0.168) * a2->m1.m3 + (-0.189) * a2->m1.m0 + (-0.156) * a2->m1.m2[3] + ((-1.05) + 0.58 * (exp(0.97 * ((sin(a2->m0)) / (1.81 + (tanh(a2->m0 * s4)))))));
}
static double f7(int a8, int a9, int a10, double a11) {
  a11 = 0.28 * a11 + (0.14 * (double)a8);
  return (-0.144) * a11 + (0.0351 + 0.156 * (((a11 - (0.24 * (double)a9)) - ((0.31 * (double)a8) - (0.38 * (double)a8))) - (((0.06 * (double)a9) + a11) + (-(0.08 * (double)a9)))));
}
void f(struct S1 *st12, int m13) {
  double *p14 = ((m13 != 1) || (st12->m2 > 1.19)) ? &st12->m2 : &st12->m0[m13];
  for (int i15 = 0; i15 < 3; i15++)
  st12->m3[i15] *= tanh(st12->m2);
  double v16 = tanh((((m13 % 2 == 0) ? (sqrt(4.58 + 0.97 * (st12->m3[m13]))) : ((st12->m3[m13]) + st12->m2))) * ((st12->m1 * (st12->m3[m13])) * (cos(0.34 * (double)m13))));
  for (double *p17 = st12->m0; p17 < st12->m0 + 3; p17++) {
    if ((m13 != 3))
    goto L18;
    {
      for (int i19 = 0; i19 < 3 - 1; i19++)
      st12->m0[i19] = 0.5 * st12->m0[i19 + 1] + (0.485 * (*p17));
      double s20 = 0.0;
      for (int i21 = 0; i21 < 3; i21++)
      s20 += 0.849 * (tanh(sin(st12->m0[i21])));
      memmove(st12->m0 + 1, st12->m0, (3 - 1) * sizeof(double));
      (*p14) += 0.45 * (s20 - (*p14));
    }
    L18:;
  }
  if ((((st12->m0[(m13 + 3) % 3]) - (st12->m0[m13])) < (-1.5))) {
    st12->m3[m13] = 0.7 * st12->m3[m13] + (0.076 * ((f7((int)(2.0 + (0.553 * (v16 / (2.6 + (st12->m0[(m13 + 2) % 3]))))) % 4, (int)(2.0 + (0.921 * (st12->m2 / (1.0 + st12->m3[m13] * st12->m3[m13])))) % 4, (m13 + 1) % 4, st12->m1)) + (((0.3 * (double)m13) - (st12->m0[(m13 + 1) % 3])) * (exp((-0.9) + 0.97 * (st12->m3[1]))))));
    return;
  }
  for (int i22 = 0; i22 < 3 - 1; i22++)
  st12->m0[i22] = 0.5 * st12->m0[i22 + 1] + (tanh(((st12->m0[m13]) - st12->m2) * ((((st12->m0[(i22 + 3) % 3]) > 1.5) ? st12->m2 : (st12->m3[i22])))));
  st12->m3[m13] = (-0.197) * v16 + 0.146 * st12->m3[m13] + ((-0.39) + 0.579 * (log(4.65 + 0.527 * ((st12->m2 * (*p14)) * (st12->m0[1])))));
}

struct fuzz_args {
  struct S1 st12;
  double st12_m0[3];
  double st12_m3[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st12.m0 = A->st12_m0;
  A->st12.m3 = A->st12_m3;
  A->st12.m0[0] = (double)FUZZ_IN(0);
  A->st12.m0[1] = (double)FUZZ_IN(1);
  A->st12.m0[2] = (double)FUZZ_IN(2);
  A->st12.m1 = (double)FUZZ_IN(3);
  A->st12.m2 = (double)FUZZ_IN(4);
  A->st12.m3[0] = (double)FUZZ_IN(5);
  A->st12.m3[1] = (double)FUZZ_IN(6);
  A->st12.m3[2] = (double)FUZZ_IN(7);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st12.m0[0]);
  FUZZ_OUT(1, A->st12.m0[1]);
  FUZZ_OUT(2, A->st12.m0[2]);
  FUZZ_OUT(3, A->st12.m1);
  FUZZ_OUT(4, A->st12.m2);
  FUZZ_OUT(5, A->st12.m3[0]);
  FUZZ_OUT(6, A->st12.m3[1]);
  FUZZ_OUT(7, A->st12.m3[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 8, fuzz_nout = 8, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(&A.st12, 0);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st12.m0[0] = 77;
  A->st12.m0[1] = 77;
  A->st12.m0[2] = 77;
  A->st12.m1 = 77;
  A->st12.m2 = 77;
  A->st12.m3[0] = 77;
  A->st12.m3[1] = 77;
  A->st12.m3[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(&A.st12, 0);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, &A.st12, &B.st12, enzyme_const, 0);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, &A.st12, &B.st12, enzyme_const, 0);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, &A.st12, &B.st12, enzyme_const, 0);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, &A.st12, &B.st12, enzyme_const, 0, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, &A.st12, &B.st12, enzyme_const, 0);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {8, 8, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

