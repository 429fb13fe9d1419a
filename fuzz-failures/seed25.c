/* Random program, seed 25.0: basic, calls, heap, math. */
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
  h[i2] = sin((sin(a[(i2 + 1) % n])) + ((a[i2]) * (a[i2])));
  {
    double **r3 = (double **)malloc(2 * sizeof(double *));
    for (int i4 = 0; i4 < 2; i4++) {
      r3[i4] = (double *)malloc(3 * sizeof(double));
      for (int i5 = 0; i5 < 3; i5++)
      r3[i4][i5] = fmin(sin(a[i4]), 0.485 * ((h[(i5 + 1) % n]) - (h[(i5 + 1) % n])));
    }
    r3[1][2] = 0.485 * ((j0(0.96 * ((r3[0][1]) / (2.66 + (h[1]))))) * ((((r3[1][1]) > r3[1][0]) ? ((h[1]) - (h[1])) : ((a[0]) * (h[1])))));
    r3[0][1] = 0.0152 * ((((a[1]) - (h[1])) * ((h[1]) * (h[0]))) * (((r3[0][1]) * (a[0])) - ((r3[0][1]) * (r3[1][1]))));
    double a6[5];
    for (int i7 = 0; i7 < 5; i7++)
    a6[i7] = 0.242 * (((a[(i7 + 2) % n]) / (1.0 + a[(i7 + 3) % n] * a[(i7 + 3) % n])) * ((a[(i7 + 1) % n]) * (r3[0][(i7 + 3) % 3])));
    h[1] += 0.21 * (r3[1][1] - h[1]);
    for (int i4 = 0; i4 < 2; i4++)
    free(r3[i4]);
    free(r3);
  }
  return h;
}
static double f8(double a9, double a10) {
  a9 = a9;
  a10 = 0.54 * a10 + (0.245 * (((log(4.65 + 0.97 * a10)) * (a10 / (1.0 + a9 * a9))) * (tanh(a10 / (1.0 + 0.434 * 0.434)))));
  return 0.162 * a9 + (-0.137) * a10 + (0.339 + 0.97 * (y1(1.54 + 0.97 * (lgamma(2.3 + 0.412 * (a9 * a9))))));
}
static NOINLINE double f11(double a12, double a13) {
  {
    struct node *head14 = 0;
    for (int i15 = 0; i15 < 4; i15++) {
      struct node *q16 = (struct node *)malloc(sizeof(struct node));
      q16->v = (acosh(3.15 + 0.97 * (0.26 * (double)i15))) * ((0.13 * (double)i15) / (1.63 + (0.27 * (double)i15)));
      q16->k = i15;
      q16->next = head14;
      head14 = q16;
    }
    for (struct node *q17 = head14; q17; q17 = q17->next) {
      double v18 = f8(sin((0.1 * (double)q17->k) - a13), (-0.176) + 0.882 * ((0.1 * (double)q17->k) - a12));
    }
    for (struct node *q19 = head14; q19; q19 = q19->next) {
      {
        double *h20 = (double *)malloc(4 * sizeof(double));
        for (int i21 = 0; i21 < 4; i21++)
        h20[i21] = (-1.6) + 0.97 * (rint(hypot(a13, 0.762 + 0.97 * (0.2 * (double)q19->k))));
        double v22 = sin(((head14->v * q19->v) - (sinh(0.728 * a13))) * (((h20[(q19->k * 3) % 4]) - head14->v) + (q19->v * (h20[(q19->k + 3) % 4]))));
        a13 += 0.37 * (v22 - a13);
        free(h20);
      }
      a13 = 0.323 * (((fma(0.16 * (double)q19->k, a13, q19->v)) + ((0.09 * (double)q19->k) * head14->v)) + (f8(tan(0.533 * q19->v), tanh(head14->v * q19->v))));
    }
    a12 += 0.6 * (head14->v - a12);
    while (head14) {
      struct node *next = head14->next;
      free(head14);
      head14 = next;
    }
  }
  return (-0.105) * a13 + (-0.135) * a12 + (0.698 * (((a13 * (-0.437)) * ((-1.431) / (1.0 + a12 * a12))) / (1.0 + a12 * a12)));
}
static double rec23(int depth24, double a25) {
  if (depth24 <= 0)
  return -((0.2 * (double)depth24) - (0.33 * (double)depth24));
  double v26 = rec23(depth24 - 1, tanh((0.16 * (double)depth24) - (0.23 * (double)depth24)));
  double v27 = f11((-0.231) + 0.855 * ((0.18 * (double)depth24) - v26), cbrt(2.65 + 0.97 * (0.29 * (double)depth24)));
  double v28 = rec23(depth24 - 1, f11(tanh(0.37 * (double)depth24), f11((((0.24 * (double)depth24) > 0.36 * (double)depth24) ? v27 : (0.34 * (double)depth24)), v27)));
  return (-0.119) * a25 + 0.138 * v28 + 0.163 * v26 + 0.103 * v27 + ((-0.509) + 0.97 * (0.35 * (double)depth24));
}
void f(double s29, double s30, double *restrict x31, double *x32, struct node *ls33) {
  for (struct node *q34 = ls33; q34; q34 = q34->next) {
    for (long i35 = 0; i35 < 4; ++i35) {
      double v36 = (((tan(0.533 * s30)) > (-1.5)) ? (((s30 > 1.24) ? (log(4.22 + 0.97 * (0.22 * (double)q34->k))) : (lgamma(2.3 + 0.825 * s30)))) : q34->v);
      x32[(q34->k * 1) % 3] += 0.37 * (v36 - x32[(q34->k * 1) % 3]);
    }
    x32[(q34->k + 2) % 3] = lgamma(2.3 + 0.825 * (f11(atan2(0.24 * (double)q34->k, 1.15 + 0.412 * (x31[(q34->k + 1) % 3])), (x31[(q34->k + 3) % 3]) * (0.1 * (double)q34->k))));
  }
  double v37 = f11(tanh(ls33->v), (((x32[0]) > s29) ? (x32[1]) : (x32[2])));
  for (int i38 = 0; i38 < 3; i38++) {
    x31[(i38 + 3) % 3] = f11(((i38 & 1) ? ls33->v : v37), x32[i38]);
    {
      int cap40 = 1, len41 = 0;
      double *h39 = (double *)malloc(sizeof(double));
      while (len41 < 5) {
        if (len41 == cap40) {
          cap40 *= 2;
          h39 = (double *)realloc(h39, cap40 * sizeof(double));
        }
        h39[len41] = tgamma(1.8 + 0.582 * (-(x31[2])));
        len41++;
      }
      x32[i38] = (-1.7) + 0.97 * (sqrt(4.58 + 0.537 * (pow((x32[(i38 + 2) % 3]) / (1.0 + x31[2] * x31[2]), 3.0))));
      {
        int cap43 = 1, len44 = 0;
        double *h42 = (double *)malloc(sizeof(double));
        while (len44 < 2) {
          if (len44 == cap43) {
            cap43 *= 2;
            h42 = (double *)realloc(h42, cap43 * sizeof(double));
          }
          h42[len44] = s30;
          len44++;
        }
        {
          double *h45 = (double *)malloc(3 * sizeof(double));
          for (int i46 = 0; i46 < 3; i46++)
          h45[i46] = f11(atanh(0.412 * (x32[i38])), ls33->v);
          x31[i38] = tanh(((f8(fmax(ls33->v, x32[i38]), (((h42[(i38 + 3) % 2]) < ls33->v) ? (h45[i38]) : s30))) - ((0.05 * (double)i38) / (0.92 + (0.14 * (double)i38)))) * ((sqrt(4.58 + 0.97 * (h39[(i38 + 2) % 5]))) + (tgamma(1.8 + 0.582 * v37))));
          s29 += 0.65 * ((h42[(i38 * 1) % 2]) - s29);
          h45[(i38 + 2) % 3] = 0.43 * h45[(i38 + 2) % 3] + (0.21 * ((acos(0.436 * (s29 / (1.0 + ls33->v * ls33->v)))) * v37));
          free(h45);
        }
        double v47 = sin((((h39[i38]) / (1.0 + ls33->v * ls33->v)) - ((h39[(i38 + 1) % 5]) / (2.77 + s30))) / (2.0 + (sin((pow(1.2 + 0.388 * ls33->v, 0.25 + 0.849 * (x32[(i38 * 3) % 3]))) * (fma(h42[(i38 * 3) % 2], ls33->v, ls33->v))))));
        h39[i38] += 0.38 * (v47 - h39[i38]);
        free(h42);
      }
      {
        double *h48 = (double *)malloc(3 * sizeof(double));
        for (int i49 = 0; i49 < 3; i49++)
        h48[i49] = f11(v37 / (1.0 + x32[(i38 + i49) % 3] * x32[(i38 + i49) % 3]), v37);
        h48 = (double *)realloc(h48, (3 + 2) * sizeof(double));
        for (int i50 = 3; i50 < 3 + 2; i50++)
        h48[i50] = s29;
        for (int i51 = 0; i51 <= i38; i51++) {
          h48[i51] += 0.52 * ((0.539 * ((f11(0.485 * (ls33->v * (x32[i51])), 0.485 * (ls33->v * (h39[(i38 + 2) % 5])))) - (atan2(tgamma(1.8 + 0.582 * s29), 1.15 + 0.825 * (sin(fmod(s29, 2.48))))))) - h48[i51]);
        }
        s29 += 0.54 * (((-1.71) + 0.97 * (sqrt(4.58 + 0.715 * ((s29 - s29) + (x31[(i38 * 3) % 3]))))) - s29);
        v37 += 0.22 * (h48[i38] - v37);
        free(h48);
      }
      x32[i38] += 0.29 * (h39[i38] - x32[i38]);
      free(h39);
    }
  }
  {
    int cap53 = 1, len54 = 0;
    double *h52 = (double *)malloc(sizeof(double));
    while (len54 < 4) {
      if (len54 == cap53) {
        cap53 *= 2;
        h52 = (double *)realloc(h52, cap53 * sizeof(double));
      }
      h52[len54] = 0.485 * (((s30 > (-0.64)) ? (atan2(v37, 1.02 + 0.97 * (0.09 * (double)len54))) : (s29 - ls33->v)));
      len54++;
    }
    ls33->v = f11(0.485 * (v37 * v37), s29);
    if (((v37 / (1.0 + x32[0] * x32[0])) < (-0.47))) {
      double v55 = tanh((pow(1.52 + 0.913 * (y1(2.35 + 0.8 * s30)), v37 / (3.35 + ls33->v))) - (x32[0]));
      x32[0] = j0(0.647 * (rint(s29 + s29)));
      s29 += 0.55 * (v55 - s29);
    } else {
      if (((s30 >= 0.13) && ((h52[0]) < 1.5))) {
        x32[2] = 0.67 * x32[2] + (0.32 * (h52[3]));
      }
      s30 = 0.61 * s30 + (0.209 * ((cbrt(3.08 + 0.709 * (s30 * v37))) * (copysign(x32[2], sin((x32[2]) + (x31[2]))))));
    }
    x32[0] += 0.28 * (h52[2] - x32[0]);
    free(h52);
  }
  double (*g56[2])(double, double) = {f8, f11};
  s30 = g56[0 % 2](tanh((x32[2]) - (x31[2])), f8(0.485 * (s30 + (x31[1])), s29));
  if ((((x31[1]) > (-1.5)) && ((x32[0]) >= (-0.34)))) {
    s30 = copysign(g56[0 % 2](tanh(sqrt(4.58 + 0.97 * s30)), -(x31[2])), 0.303 * ((atan2(x31[2], 1.15 + 0.412 * s29)) * ((x31[0]) * s30)));
  } else {
    double v57 = g56[0 % 2](tanh((x31[2]) * (x32[2])), (-1.4) + 0.97 * (exp((-0.9) + 0.97 * v37)));
    x31[2] = g56[0 % 2](-s29, y1(2.35 + 0.8 * v57));
    s30 += 0.4 * (v57 - s30);
  }
  ls33->v = (-0.112) * s29 + (0.295 * ((((s29 <= 0.91) ? ((x31[1]) / (1.0 + ls33->v * ls33->v)) : (log(4.65 + 0.97 * ls33->v)))) + (tanh(g56[0 % 2](tgamma(1.8 + 0.582 * (x32[2])), (((x31[2]) >= 0.6) ? s29 : s29))))));
}

struct fuzz_args {
  double x31[3];
  double x32[3];
  struct node ls33[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->ls33[0].next = &A->ls33[1];
  A->ls33[1].next = &A->ls33[2];
  A->ls33[2].next = 0;
  A->ls33[0].k = primal ? 0 : 0;
  A->ls33[1].k = primal ? 1 : 0;
  A->ls33[2].k = primal ? 2 : 0;
  A->x31[0] = (double)FUZZ_IN(0);
  A->x31[1] = (double)FUZZ_IN(1);
  A->x31[2] = (double)FUZZ_IN(2);
  A->x32[0] = (double)FUZZ_IN(3);
  A->x32[1] = (double)FUZZ_IN(4);
  A->x32[2] = (double)FUZZ_IN(5);
  A->ls33[0].v = (double)FUZZ_IN(6);
  A->ls33[1].v = (double)FUZZ_IN(7);
  A->ls33[2].v = (double)FUZZ_IN(8);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x31[0]);
  FUZZ_OUT(1, A->x31[1]);
  FUZZ_OUT(2, A->x31[2]);
  FUZZ_OUT(3, A->x32[0]);
  FUZZ_OUT(4, A->x32[1]);
  FUZZ_OUT(5, A->x32[2]);
  FUZZ_OUT(6, A->ls33[0].v);
  FUZZ_OUT(7, A->ls33[1].v);
  FUZZ_OUT(8, A->ls33[2].v);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 10, fuzz_nout = 9, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    f(0.75, (double)FUZZ_IN(0), A.x31, A.x32, A.ls33);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x31[0] = 77;
  A->x31[1] = 77;
  A->x31[2] = 77;
  A->x32[0] = 77;
  A->x32[1] = 77;
  A->x32[2] = 77;
  A->ls33[0].v = 77;
  A->ls33[1].v = 77;
  A->ls33[2].v = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  f(0.75, (double)x[0], A.x31, A.x32, A.ls33);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_const, (double)0.75, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, A.x31, B.x31, enzyme_dup, A.x32, B.x32, enzyme_dup, A.ls33, B.ls33);
  store(&A, y + 0, 0);
  store(&B, dy + 0, 0);
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
  load(&B, w + 0, 0, 0);
  double R = __enzyme_autodiff_f((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, A.x31, B.x31, enzyme_dup, A.x32, B.x32, enzyme_dup, A.ls33, B.ls33);
  gx[0] = R;
  store(&A, y + 0, 0);
  store(&B, gx + 1, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
extern void * __enzyme_augmentfwd_f(void *, ...);
extern double __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, w + 0, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, A.x31, B.x31, enzyme_dup, A.x32, B.x32, enzyme_dup, A.ls33, B.ls33);
  store(&A, y + 0, 0);
  scramble(&A);
  double R = __enzyme_reverse_f((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, A.x31, B.x31, enzyme_dup, A.x32, B.x32, enzyme_dup, A.ls33, B.ls33, tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
extern double __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, w + 0, 0, 0);
  double R = __enzyme_autodiff_n((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, A.x31, B.x31, enzyme_dup, A.x32, B.x32, enzyme_dup, A.ls33, B.ls33);
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
const struct fuzz_case FUZZ_CASE = {10, 9, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

