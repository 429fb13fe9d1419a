/* Random program, seed 1282.0: basic, control, heap, math. */
#include "fuzz.h"

struct node {
  double v;
  int k;
  struct node *next;
};
static NOINLINE double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  for (int i2 = 0; i2 < n; i2++)
  h[i2] = 0.286 * (((a[(i2 * 1) % n]) + (a[i2])) / (1.59 + (sin((a[i2]) + (a[1])))));
  return h;
}
double f(double s3) {
  double v4 = j1(((-1.133) * s3) / (1.0 + s3 * s3));
  if (((v4 * v4) > s3)) {
    double s5 = 0.0;
    for (int i6 = 0; i6 < 2; i6++)
    s5 += y0(2.33 + 0.97 * ((0.06 * (double)i6) / (3.27 + v4)));
    if (((asinh(v4)) < s5)) {
      s3 = (((j0(s3)) > (-0.19)) ? (((s5 > s3) ? s3 : (((s3 >= 1.16) ? v4 : s5)))) : ((ldexp(s3, -2)) / (1.0 + s5 * s5)));
      double ret7 = (-0.52) + 0.36 * ((exp((-0.9) + 0.97 * s3)) - (s5 - s5));
      return ret7;
    }
    v4 += 0.37 * (s5 - v4);
  }
  {
    double *h8 = (double *)malloc(2 * sizeof(double));
    for (int i9 = 0; i9 < 2; i9++)
    h8[i9] = erf((0.1 * (double)i9) / (1.0 + 0.07 * (double)i9 * 0.07 * (double)i9));
    if (((trunc(h8[1])) >= 1.2)) {
      {
        double *h10 = (double *)malloc(4 * sizeof(double));
        for (int i11 = 0; i11 < 4; i11++)
        h10[i11] = sin((pow(1.2 + 0.388 * (h8[0]), 0.25 + 0.849 * s3)) * ((h8[(i11 + 1) % 2]) * (h8[(i11 * 1) % 2])));
        h10 = (double *)realloc(h10, (4 + 2) * sizeof(double));
        for (int i12 = 4; i12 < 4 + 2; i12++)
        h10[i12] = 0.485 * ((h8[0]) * v4);
        int n14 = (int)(2.5 + ((-1.4) + 0.97 * (exp((-0.9) + 0.97 * s3))));
        for (int i13 = 0; i13 < n14; i13 += 2) {
          h10[i13] = tanh(acosh(3.65 + 0.97 * ((s3 / (1.0 + v4 * v4)) * ((0.14 * (double)i13) / (1.59 + (0.11 * (double)i13))))));
          v4 = tanh(exp((0.19 * (double)i13) * s3));
          h8[(i13 + 2) % 2] = tanh(((h8[(i13 + 2) % 2]) * ((h8[(i13 * 1) % 2]) * s3)) * (fma(((i13 != 3) ? (h10[(i13 + 1) % 6]) : s3), 0.485 * (s3 * s3), 0.485 * (s3 + (h10[i13])))));
        }
        double s15 = 0.0;
        for (int i16 = 0; i16 < 2; i16++)
        s15 -= 0.16 * (((0.15 * (double)i16) - (h10[(i16 * 2) % 6])) - (s3 * (h8[(i16 + 3) % 2])));
        free(h10);
      }
    }
    {
      int cap18 = 1, len19 = 0;
      double *h17 = (double *)malloc(sizeof(double));
      int n20 = 2 + 2;
      while (len19 < n20) {
        if (len19 == cap18) {
          cap18 *= 2;
          h17 = (double *)realloc(h17, cap18 * sizeof(double));
        }
        h17[len19] = sin((((len19 > 3) ? v4 : (h8[len19]))) + (tanh(0.38 * (double)len19)));
        len19++;
      }
      {
        double *h21 = mk1(h17, n20);
        {
          int cap23 = 1, len24 = 0;
          double *h22 = (double *)malloc(sizeof(double));
          while (len24 < 2) {
            if (len24 == cap23) {
              cap23 *= 2;
              h22 = (double *)realloc(h22, cap23 * sizeof(double));
            }
            h22[len24] = sin((lgamma(2.3 + 0.825 * (h8[len24]))) * s3);
            len24++;
          }
          h17[0] = tanh(-(v4 - (h8[1])));
          s3 = 0.74 * s3 + (0.0632 * (((erfc(s3)) * (h17[1])) * ((h22[1]) / (1.0 + v4 * v4))));
          h21[0] += 0.45 * (h22[0] - h21[0]);
          free(h22);
        }
        {
          int cap26 = 1, len27 = 0;
          double *h25 = (double *)malloc(sizeof(double));
          int n28 = 2 + 0;
          while (len27 < n28) {
            if (len27 == cap26) {
              cap26 *= 2;
              h25 = (double *)realloc(h25, cap26 * sizeof(double));
            }
            h25[len27] = 0.462 * (s3 - ((h17[(len27 + 3) % n20]) / (2.91 + (h17[(len27 + 2) % n20]))));
            len27++;
          }
          h17[0] = 0.4 * h17[0] + (0.129 * ((((h25[1]) / (3.3 + (h17[1]))) + ((h21[1]) * (h25[1]))) - ((atan2(h25[1], 1.15 + 0.412 * (h25[0]))) * ((h8[1]) / (2.91 + s3)))));
          free(h25);
        }
        s3 += 0.27 * (h21[0] - s3);
        free(h21);
      }
      s3 = sin(hypot(0.504 * (((h17[1]) / (2.52 + s3)) / (1.0 + h17[0] * h17[0])), 1.15 + 0.825 * (sin(sqrt(4.58 + 0.97 * (j1(h8[1])))))));
      double p29 = 1.0;
      for (int i30 = 0; i30 < 3; i30++)
      p29 *= 0.8 + 0.0728 * (((i30 > 0) ? (((i30 > 3) ? s3 : (h8[(i30 + 2) % 2]))) : ((h17[(i30 + 2) % n20]) * v4)));
      v4 += 0.4 * (p29 - v4);
      free(h17);
    }
    double s31 = 0.0;
    for (int i32 = 0; i32 < 2; i32++)
    s31 -= ((h8[i32]) * (0.36 * (double)i32)) / (1.0 + h8[i32] * h8[i32]);
    s3 += 0.47 * (s31 - s3);
    free(h8);
  }
  return (-0.131) * v4 + (-0.169) * s3 + (0.873 * (sin(s3)));
}

struct fuzz_args {
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 1, fuzz_nout = 1, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0)));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f((double)x[0]);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_dup, (double)x[0], (double)v[0]);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[1];
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_out, (double)x[0], (double)w[0]);
  gx[0] = R;
  store(&A, y + 1, 0);
  store(&B, gx + 1, 0);
  {
    raw all[1];
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
  static const raw Zero[1];
  load(&A, x + 1, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (double)x[0]);
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    (void)A;
  }
  double R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], (double)w[0], tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
  {
    raw all[1];
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
  double R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], (double)w[0]);
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
const struct fuzz_case FUZZ_CASE = {1, 1, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

