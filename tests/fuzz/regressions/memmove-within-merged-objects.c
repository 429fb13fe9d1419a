/* Random program, seed 415917.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  float m1[2];
};
struct S1 {
  double *m0;
  double *m1;
  double m9;
};
struct S2 {
  int m0;
  double *m1;
  struct S0 m2;
  double m9;
};
static double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  for (int i2 = 0; i2 < n; i2++)
  h[i2] = 0.242 * ((a[(i2 * 1) % n]) * ((a[(i2 + 3) % n]) * (a[1])));
  return h;
}
static NOINLINE double f3(double a4, const double *a5, int n6) {
  double p7 = 1.0;
  for (int i8 = 0; i8 < n6; i8++)
  p7 *= 0.8 + 0.131 * (((i8 < 0) ? (a4 / (2.9 + (a5[(i8 * 3) % n6]))) : (-a4)));
  struct S0 t9;
  t9.m0 = 0.942 * (fmod(sin((a5[0]) * (a5[0])), 2.06));
  for (int i10 = 0; i10 < 2; i10++)
  t9.m1[i10] = bits_negf(((i10 != 0) ? (float)p7 : (float)a4));
  return 0.179 * a5[0] + (-0.111) * p7 + 0.101 * (double)t9.m1[0] + (0.109 * (((double)((t9.m1[1]) - (t9.m1[0]))) * ((double)((float)t9.m0))));
}
static double f11(double a12, const double *a13, int n14) {
  double s15 = 0.0;
  for (int i16 = 0; i16 < n14; i16++)
  s15 += 0.162 * (a13[0]);
  return 0.196 * a12 + 0.199 * s15 + (-0.168) * a13[1] + (0.0598 * (s15 * (pow(0.485 * (a12 - s15), 3.0))));
}
static NOINLINE double f17(double (*g18)(double, const double *, int), double a19, const double *a20, int n21) {
  int k22 = 0;
  do {
    k22++;
    struct S0 t23[3];
    for (int i24 = 0; i24 < 3; i24++) {
      t23[i24].m0 = (a19 / (3.42 + a19)) * ((0.13 * (double)k22) / (1.0 + a19 * a19));
      for (int i25 = 0; i25 < 2; i25++)
      t23[i24].m1[i25] = sinf(powf(1.2f + 0.388f * (fmaxf((float)a19, (float)a19)), 0.25f + 0.849f * ((float)(a20[(i25 + 1) % n21]))));
    }
    for (int i24 = 0; i24 < 3; i24++) {
      t23[i24].m1[(i24 + 1) % 2] = 0.31f * t23[i24].m1[(i24 + 1) % 2] + (floorf((float)(expm1((-0.9) + 0.97 * (a20[0])))));
      double s26 = 0.0;
      for (int i27 = 0; i27 < 3; i27++)
      s26 -= 0.129 * ((a19 + a19) - (cos(a20[(i27 + 2) % n21])));
      a19 += 0.51 * (s26 - a19);
    }
    for (int i28 = 0; i28 < 3; i28 += 2) {
      if (((a19 > (-1.5)) || ((a20[(i28 + 3) % n21]) < 0.92)))
      goto L29;
      {
        double v30 = ((i28 % 2 == 0) ? (fmod(tanh((a20[(i28 + k22) % n21]) - (a20[(i28 * 1) % n21])), 1.99)) : (a20[(k22 + 3) % n21]));
        double v31 = 0.121 * (((pow(1.2 + 0.388 * a19, 0.25 + 0.849 * t23[1].m0)) - ((a20[(i28 + 1) % n21]) - (a20[(k22 + 3) % n21]))) * (a20[(k22 + 2) % n21]));
        double m32[3][3];
        for (int i33 = 0; i33 < 3; i33++)
        for (int j34 = 0; j34 < 3; j34++)
        m32[i33][j34] = exp((-2.81) + 0.97 * (acosh(3.55 + 0.97 * (0.1 * (double)i33))));
        t23[1].m0 += 0.32 * (m32[2][i28] - t23[1].m0);
      }
      L29:;
      {
        double **r35 = (double **)malloc(2 * sizeof(double *));
        for (int i36 = 0; i36 < 2; i36++) {
          r35[i36] = (double *)malloc(3 * sizeof(double));
          for (int i37 = 0; i37 < 3; i37++)
          r35[i36][i37] = (-0.903) + 0.602 * ((log2(4.65 + 0.97 * a19)) - ((0.29 * (double)k22) - a19));
        }
        {
          double *h38 = mk1(r35[1], 3);
          h38[(k22 + 3) % 3] = r35[0][i28];
          t23[1].m1[(k22 * 3) % 2] = atan2f(0.883f * ((((a19 >= (-1.5)) ? (t23[1].m1[(k22 + 2) % 2]) : (float)t23[1].m0)) / (2.91f + ((float)(a20[(i28 + 2) % n21])))), 1.15f + 0.855f * (copysignf(tanhf(t23[1].m1[(i28 + 1) % 2]), ((k22 % 2 == 0) ? (t23[1].m1[0]) : (t23[1].m1[0])))));
          free(h38);
        }
        t23[1].m0 += 0.57 * (r35[0][i28] - t23[1].m0);
        for (int i36 = 0; i36 < 2; i36++)
        free(r35[i36]);
        free(r35);
      }
    }
    a19 += 0.55 * ((double)t23[1].m1[(k22 * 3) % 2] - a19);
  } while (k22 < 2);
  a19 = g18(0.485 * (a19 * a19), a20, n21);
  return (-0.126) * a20[1] + 0.158 * a19 + (0.193 * ((-(a19 * a19)) / (1.73 + (expm1((-1.87) + 0.97 * (bits_abs(a19)))))));
}
static double rec39(int depth40, double a41) {
  if (depth40 <= 0 || ((((depth40 < 1) ? a41 : (0.34 * (double)depth40))) <= (-1.5)))
  return ((a41 <= (-0.71)) ? ((0.13 * (double)depth40) * (0.27 * (double)depth40)) : ((((0.21 * (double)depth40) > 0.12) ? a41 : a41)));
  double v42 = rec39(depth40 - 1, 0.15 * (double)depth40);
  double s43 = 0.0;
  for (int i44 = 0; i44 < 4; i44++)
  s43 -= 0.172 * (((0.23 * (double)i44) + (0.3 * (double)i44)) * (v42 / (3.13 + a41)));
  return (-0.114) * v42 + (-0.154) * a41 + (0.08 * (double)depth40);
}
double f(struct S1 *st45, const double *c46, int n) {
  float v47 = sinf(hypotf(((float)st45->m9 / (1.0f + (float)st45->m9 * (float)st45->m9)) * (0.2f * (float)n), 1.15f + 0.825f * (sinf((tanhf((float)st45->m9)) * ((float)st45->m9 * (float)st45->m9)))));
  memmove(st45->m1, st45->m1 + 1, (3 - 1) * sizeof(double));
  double *p48 = (n > 3) ? &st45->m1[2] : &st45->m9;
  double **pp49 = &p48;
  if ((n & 1))
  *pp49 = &st45->m9;
  double *p50 = &(**pp49);
  double **pp51 = &p50;
  if ((n & 1))
  *pp51 = &(*p48);
  double *p52 = (n != 1) ? st45->m0 : st45->m1;
  for (const double *p53 = c46; p53 < c46 + n; p53++) {
    double a54[5];
    for (int i55 = 0; i55 < 5; i55++)
    a54[i55] = sin((f11(0.485 * ((p52[(i55 * 3) % 3]) + (double)v47), p52, 3)) - (st45->m9 * (*p50)));
    if (((-(0.34 * (double)n)) > (-1.5))) {
      double a56[2] = {st45->m9 / (3.43 + (*p53)), 0.485 * ((*p53) + (**pp51))};
      struct S1 t57;
      t57.m0 = a54;
      t57.m1 = p52;
      t57.m9 = 0.485 * ((((float)(*p48) <= (-0.06f)) ? ((st45->m0[(n + 1) % 3]) * (p52[(n * 1) % 3])) : (f11(tanh((a54[3]) * (**pp49)), st45->m0, 3))));
    } else {
      double v58 = tanh((exp2((-0.75) + 0.546 * ((*p50) * (*p53)))) * (a54[(n + 3) % 5]));
      st45->m9 += 0.37 * (v58 - st45->m9);
    }
    (*p48) += 0.39 * (a54[(n + 1) % 5] - (*p48));
  }
  st45->m9 += 0.28 * (((tanh(f3(0.485 * ((**pp51) * (**pp49)), p52, 3))) / (1.0 + (**pp49) * (**pp49))) - st45->m9);
  return 0.143 * (*p50) + ((-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (bits_roundtrip(-st45->m9)))));
}

struct fuzz_args {
  struct S1 st45;
  double st45_m0[3];
  double st45_m1[3];
  double c46[5];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st45.m0 = A->st45_m0;
  A->st45.m1 = A->st45_m1;
  A->c46[0] = 1.07;
  A->c46[1] = 1.47;
  A->c46[2] = 1.13;
  A->c46[3] = 0.38;
  A->c46[4] = 0.84;
  A->st45.m0[0] = (double)FUZZ_IN(0);
  A->st45.m0[1] = (double)FUZZ_IN(1);
  A->st45.m0[2] = (double)FUZZ_IN(2);
  A->st45.m1[0] = (double)FUZZ_IN(3);
  A->st45.m1[1] = (double)FUZZ_IN(4);
  A->st45.m1[2] = (double)FUZZ_IN(5);
  A->st45.m9 = (double)FUZZ_IN(6);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st45.m0[0]);
  FUZZ_OUT(1, A->st45.m0[1]);
  FUZZ_OUT(2, A->st45.m0[2]);
  FUZZ_OUT(3, A->st45.m1[0]);
  FUZZ_OUT(4, A->st45.m1[1]);
  FUZZ_OUT(5, A->st45.m1[2]);
  FUZZ_OUT(6, A->st45.m9);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 7, fuzz_nout = 8, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(&A.st45, A.c46, 5));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st45.m0[0] = 77;
  A->st45.m0[1] = 77;
  A->st45.m0[2] = 77;
  A->st45.m1[0] = 77;
  A->st45.m1[1] = 77;
  A->st45.m1[2] = 77;
  A->st45.m9 = 77;
  A->c46[0] = 77;
  A->c46[1] = 77;
  A->c46[2] = 77;
  A->c46[3] = 77;
  A->c46[4] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(&A.st45, A.c46, 5);
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
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, &A.st45, &B.st45, enzyme_const, A.c46, 5);
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_dup, &A.st45, &B.st45, enzyme_const, A.c46, 5, (double)w[0]);
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
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_dup, &A.st45, &B.st45, enzyme_const, A.c46, 5);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, &A.st45, &B.st45, enzyme_const, A.c46, 5, (double)w[0], tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, &A.st45, &B.st45, enzyme_const, A.c46, 5, (double)w[0]);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {7, 8, 1, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

