/* Random program, seed 410031.0: basic, bits, calls, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)
#define f23 FUZZ_NAME(f23)

struct S0 {
  double m0;
  double m1;
};
struct S1 {
  double m0;
  double *m1;
};
static NOINLINE double f1(double a2, double *a3, int n4, const double *a5, int n6) {
  a3[0] += 0.35 * (((-2.06) + 0.97 * (sqrt(4.58 + 0.97 * (cos((a5[0]) / (3.0 + a2)))))) - a3[0]);
  for (int i7 = 0; i7 < n4; i7++)
  a3[i7] = (-(0.24 * (double)i7)) / (3.23 + (0.882 * ((a5[(i7 * 3) % n6]) * (0.22 * (double)i7))));
  {
    double tmp = a3[1];
    a3[1] = a3[0];
    a3[0] = tmp;
  }
  return 0.168 * a3[1] + 0.102 * a2 + (-0.119) * a5[0] + (0.096 * (((bits_flip_if(a5[1], (a2 > (-1.5)))) - (bits_neg(a3[1]))) * (((a5[1]) / (1.0 + a3[1] * a3[1])) / (1.88 + (sin(a2))))));
}
static double f8(double a9, const struct S1 *a10, double a11) {
  for (int i12 = 0; i12 < 4; i12++) {
    double v13 = tanh(bits_flip_if((exp(0.38 * (double)i12)) * (exp((-0.9) + 0.97 * a10->m0)), (i12 % 2 == 0)));
    for (const double *p14 = a10->m1; p14 < a10->m1 + 4; p14++) {
      double *p15 = &a11;
      for (int i16 = 1; i16 < 4; i16++) {
        a11 = 0.25 * a11 + ((-1.45) + 0.582 * (bits_abs((a9 * (*p15)) + (cos(a10->m1[i12])))));
        double a17[5];
        for (int i18 = 0; i18 < 5; i18++)
        a17[i18] = bits_abs(bits_abs((*p14)));
        (*p15) += 0.44 * (a17[i16] - (*p15));
      }
      a11 += 0.57 * ((*p15) - a11);
    }
    double v19 = sin((bits_neg(a10->m1[i12])) / (1.0 + a11 * a11));
    a9 += 0.2 * (v19 - a9);
  }
  a11 = (tanh(exp((-0.9) + 0.97 * a11))) * a11;
  for (int i20 = 0; i20 < 4; i20++) {
    if ((i20 % 2 == 0)) {
      double s21 = 0.0;
      for (int i22 = 0; i22 < 2; i22++)
      s21 += sin(((a10->m1[i20]) - a11) * (exp((-0.9) + 0.97 * (a10->m1[i20]))));
      a9 += 0.34 * (s21 - a9);
    } else {
      a9 = tanh(exp((-0.9) + 0.509 * (((a10->m1[i20]) / (1.0 + a10->m1[(i20 + 2) % 4] * a10->m1[(i20 + 2) % 4])) * (bits_neg(a10->m1[(i20 + 2) % 4])))));
      a11 = a10->m1[(i20 + 2) % 4];
    }
    a9 = a10->m1[i20];
  }
  return (-0.185) * a10->m0 + 0.149 * a10->m1[0] + 0.119 * a11 + 0.114 * a9 + (0.873 * (cos(((a10->m1[2]) + a11) / (3.03 + (bits_neg(a10->m1[2]))))));
}
double f23(double a24) {
  double p25 = 1.0;
  for (int i26 = 0; i26 < 2; i26++)
  p25 *= (-0.144) + 0.655 * (log(4.65 + 0.97 * (-a24)));
  p25 = sin(((bits_roundtrip(a24)) - (p25 - a24)) * (bits_neg(-a24)));
  return (-0.111) * p25 + (-0.131) * a24 + (0.216 * (((0.025 - p25) / (1.0 + p25 * p25)) * a24));
}
static NOINLINE double f27(double a28) {
  a28 *= sin((exp((-0.9) + 0.509 * (a28 * a28))) * ((a28 * a28) - a28));
  return (-0.129) * a28 + (0.873 * (sin((a28 - a28) - (bits_flip_if(a28, (a28 < 0.04))))));
}
static NOINLINE double f29(double a30) {
  if (((tanh(a30)) < 0.75)) {
    int n32 = (int)(2.5 + (tanh(bits_neg(a30))));
    for (long i31 = 0; i31 < n32; ++i31) {
      double v33 = f23(a30 * (0.16 * (double)(int)i31));
      double v34 = (-2.06) + 0.97 * ((sqrt(3.61 + 0.97 * (bits_abs(a30)))) - (cos((0.13 * (double)(int)i31) * (0.23 * (double)(int)i31))));
      a30 += 0.35 * (v34 - a30);
    }
  }
  int k35 = 3;
  return (-0.155) * a30 + ((-0.495) + 0.97 * (0.34 * (double)k35));
}
static double rec36(int depth37, double a38, const double *a39, int n40, struct S0 *a41) {
  if (depth37 <= 0)
  return (-0.827) + 0.573 * ((exp((-0.9) + 0.97 * a41->m1)) + (((depth37 > 1) ? (a39[(depth37 + 1) % n40]) : (a39[(depth37 * 3) % n40]))));
  double v42 = rec36(depth37 - 1, a41->m0, a39, n40, a41);
  for (unsigned i43 = 0; i43 != n40; i43++) {
    a41->m0 = sin((f23(a38 * (0.19 * (double)(int)i43))) * (((a39[(int)i43]) * a41->m1) / (2.97 + (f27(cos(a41->m1))))));
  }
  return (-0.127) * v42 + (0.218 * ((f23((0.15 * (double)depth37) - (0.33 * (double)depth37))) + a41->m1));
}
double f(int n, const double *c45, struct S0 *st44) {
  for (int i46 = 0; i46 <= n; i46++) {
    struct S0 t47;
    memcpy(&t47, st44, sizeof(struct S0));
    if (((exp((-0.9) + 0.97 * (c45[(n + 2) % n]))) < c45[(n + 3) % n])) {
      double (*g48[3])(double) = {f23, f27, f29};
      st44->m1 = g48[n % 3](tanh(t47.m0 * t47.m1));
      double (*g49)(double) = (n > 1) ? f29 : f23;
      t47.m1 = f23(st44->m1);
    }
    st44->m1 += 0.37 * (t47.m1 - st44->m1);
  }
  st44->m1 = 0.391 * ((f23(log(4.65 + 0.97 * st44->m0))) * ((c45[(n * 1) % n]) + (0.24 * (double)n)));
  double a50[2];
  for (int i51 = 0; i51 < 2; i51++)
  a50[i51] = 0.15 * (double)n;
  struct S0 t52;
  t52.m0 = f27(tanh(st44->m0 + st44->m0));
  t52.m1 = sin((st44->m0 * (a50[(n * 1) % 2])) / (2.14 + (tanh(st44->m1))));
  return (-0.122) * t52.m0 + (-0.167) * t52.m1 + (-0.196) * st44->m0 + 0.116 * st44->m1 + 0.188 * c45[(n * 2) % n] + ((-0.873) + 0.873 * (bits_abs(st44->m1)));
}

struct fuzz_args {
  double c45[2];
  struct S0 st44;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->c45[0] = 1.27;
  A->c45[1] = -1.28;
  A->st44.m0 = (double)FUZZ_IN(0);
  A->st44.m1 = (double)FUZZ_IN(1);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st44.m0);
  FUZZ_OUT(1, A->st44.m1);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 2, fuzz_nout = 3, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(2, A.c45, &A.st44));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st44.m0 = 77;
  A->st44.m1 = 77;
  A->c45[0] = 77;
  A->c45[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(2, A.c45, &A.st44);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_const, 2, enzyme_const, A.c45, enzyme_dup, &A.st44, &B.st44);
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
extern void __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  __enzyme_autodiff_f((void *)f, enzyme_const, 2, enzyme_const, A.c45, enzyme_dup, &A.st44, &B.st44);
  store(&A, y + 1, 0);
  store(&B, gx + 0, 0);
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
extern void __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_const, 2, enzyme_const, A.c45, enzyme_dup, &A.st44, &B.st44);
  store(&A, y + 1, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_const, 2, enzyme_const, A.c45, enzyme_dup, &A.st44, &B.st44, (double)w[0], tape);
  store(&B, gx + 0, 0);
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
extern void __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  __enzyme_autodiff_n((void *)f, enzyme_const, 2, enzyme_const, A.c45, enzyme_dup, &A.st44, &B.st44);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {2, 3, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

