/* Random program, seed 12.0: basic, bits, calls, control, float, heap, math, memory. */
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
struct S1 {
  float m0;
  double m1;
};
static double walk1(struct node *p) {
  if (!p)
  return 0.383;
  double rest = walk1(p->next);
  return 0.193 * rest + 0.139 * p->v + ((-0.64) + 0.97 * (0.33 * (double)p->k));
}
static float f2(double a3, double *a4, int n5) {
  int k6 = (int)(2.0 + (tanh(a3 * (a4[0])))) % 3 + 1;
  while (k6 > 0) {
    k6--;
    if ((k6 & 1)) {
      a4[(k6 * 2) % n5] = (double)(expm1f((-2.84f) + 0.97f * (powf(1.2f + 0.388f * (float)a3, 0.25f + 0.849f * (float)a3))));
      struct S0 t7;
      t7.m0 = bits_abs(bits_abs(a3));
      t7.m1 = tanh((double)((float)a3 + (float)a3));
      a3 += 0.28 * (t7.m0 - a3);
    }
  }
  for (int i8 = 0; i8 < n5; i8++) {
    a4[i8] = sin(((fdim(a4[(i8 + 1) % n5], a4[1])) - a3) - ((bits_flip_if(a4[1], (a3 < 0.57))) - (fmax(a4[i8], 0.32 * (double)i8))));
    double c10 = 1.25 + 0.377 * ((tanh(a4[(i8 + 2) % n5])) * ((double)(float)a3));
    double z9 = 1.0;
    for (int it11 = 0; it11 < 6; it11++) {
      double step = 0.5 * (c10 / z9 - z9);
      z9 += step;
      if (fabs(step) < 0.1)
      break;
    }
    z9 = 0.303 * (((((a4[1]) < (-1.05)) ? ((double)(float)z9) : (z9 - z9))) * (atan2((double)(float)z9, 1.15 + 0.825 * (tanh(a3 * z9)))));
    a4[i8] += 0.32 * (z9 - a4[i8]);
  }
  a3 = 0.75 * a3 + ((-0.403) + 0.28 * ((tgamma(1.8 + 0.291 * ((a4[0]) + a3))) - (atanh(0.206 * ((a4[0]) + a3)))));
  return (-0.121f) * (float)a4[1] + 0.121f * (float)a3 + (0.218f * (-(((float)a3 - (float)a3) / (1.0f + (float)a3 * (float)a3))));
}
static void f12(struct S1 *a13, double a14) {
  double v15 = 0.097 * (((a14 * (double)a13->m0) * (a13->m1 - a14)) + ((a13->m1 - (double)a13->m0) / (1.0 + a14 * a14)));
  a14 += 0.38 * ((tanh(((double)(sinf(a13->m0))) - ((a13->m1 / (1.0 + (double)a13->m0 * (double)a13->m0)) * (ceil(v15))))) - a14);
}
static NOINLINE void f16(const struct S0 *a17, float *a18, int n19, const float *a20, int n21) {
  double r22 = 1.15 + 0.183 * (round(a17->m1 * a17->m0));
  while (r22 > 0.18) {
    r22 *= 0.434;
    {
      double *h23 = (double *)malloc(n19 * sizeof(double));
      for (int i24 = 0; i24 < n19; i24++)
      h23[i24] = cosh(0.2 * (double)i24);
      struct S0 t25[3];
      for (int i26 = 0; i26 < 3; i26++) {
        t25[i26].m0 = copysign(tanh((h23[(i26 + 3) % n19]) * a17->m0), tanh((h23[(i26 + 3) % n19]) * (h23[(i26 + 1) % n19])));
        t25[i26].m1 = sin(((((h23[(i26 + 2) % n19]) < (-1.5)) ? (h23[0]) : (h23[(i26 + 3) % n19]))) * (r22 * (h23[0])));
      }
      for (struct S0 *q27 = t25; q27 < t25 + 3; q27++) {
        if (((sqrt(4.58 + 0.97 * (h23[1]))) < h23[0])) {
          h23[1] = sin((((h23[1]) - (h23[1])) * ((h23[0]) * r22)) * (log(4.65 + 0.97 * (q27->m1 - a17->m0))));
        }
        {
          int cap29 = 1, len30 = 0;
          double *h28 = (double *)malloc(sizeof(double));
          int n31 = 2 + 2;
          while (len30 < n31) {
            if (len30 == cap29) {
              cap29 *= 2;
              h28 = (double *)realloc(h28, cap29 * sizeof(double));
            }
            h28[len30] = 0.485 * ((double)((a20[(len30 + 3) % n21]) + (a20[(len30 + 2) % n21])));
            len30++;
          }
          h23[0] = 0.28 * h23[0] + (sin(a17->m0 * (copysign(q27->m1 / (1.0 + q27->m0 * q27->m0), 0.485 * ((h28[0]) - (h28[0]))))));
          free(h28);
        }
      }
      free(h23);
    }
    for (int i33 = 0; i33 < 3; i33++) {
      for (int j34 = 0; j34 < 3; j34++) {
        {
          if (((-(0.15 * (double)i33)) <= a17->m0))
          goto L32;
        }
        {
          a18[1] = tanhf((((0.21f * (float)i33) * (a18[(i33 + 3) % n19])) + (exp2f((-0.75f) + 0.97f * (a20[(i33 * 2) % n21])))) + ((float)((((0.36 * (double)i33) > 0.69) ? (0.36 * (double)j34) : (0.25 * (double)j34)))));
          {
            double *h35 = (double *)malloc(n19 * sizeof(double));
            for (int i36 = 0; i36 < n19; i36++)
            h35[i36] = (double)((float)a17->m1);
            int k37 = 0;
            do {
              k37++;
              a18[(k37 + i33) % n19] *= tanhf((((((h35[1]) < (-1.5)) ? (a20[(k37 + 2) % n21]) : (a20[(i33 * 3) % n21]))) / (1.61f + (tanhf((a18[(k37 + 2) % n19]) * (a18[1]))))) * (fminf(log10f(4.65f + 0.97f * (a18[(j34 + 1) % n19])), sinf(acosf(0.436f * (a20[(j34 + 1) % n21]))))));
              h35[(i33 + 3) % n19] = 0.29 * h35[(i33 + 3) % n19] + (2.46 + 0.97 * (-((bits_roundtrip(r22)) + (log(4.2 + 0.97 * (0.23 * (double)k37))))));
            } while (k37 < 4 && (j34 & 1));
            a18[(j34 + 1) % n19] *= 0.485f * (((float)(-a17->m1)) / (1.0f + (float)r22 * (float)r22));
            free(h35);
          }
        }
      }
      {
        int k38 = (int)(2.0 + ((-0.247) + 0.798 * (a17->m0 + (0.31 * (double)i33)))) % 4;
      }
    }
    L32:;
  }
  {
    struct node *head39 = 0;
    for (int i40 = 0; i40 < 2; i40++) {
      struct node *q41 = (struct node *)malloc(sizeof(struct node));
      q41->v = tanh((bits_abs(a17->m0)) - ((0.25 * (double)i40) * r22));
      q41->k = i40;
      q41->next = head39;
      head39 = q41;
    }
    for (struct node *q42 = head39; q42; q42 = q42->next) {
      {
        double *h43 = (double *)malloc(4 * sizeof(double));
        for (int i44 = 0; i44 < 4; i44++)
        h43[i44] = (double)(erff((float)a17->m0));
        h43 = (double *)realloc(h43, (4 + 2) * sizeof(double));
        for (int i45 = 4; i45 < 4 + 2; i45++)
        h43[i45] = bits_abs(q42->v);
        float v46 = f2(-(h43[5]), h43, 6);
        a18[0] *= tanhf(((v46 - v46) - (sinf(a18[(q42->k + 3) % n19]))) * (fmodf(0.485f * ((a20[(q42->k + 2) % n21]) * (a18[(q42->k * 2) % n19])), 2.19f)));
        {
          double *h47 = (double *)calloc(4, sizeof(double));
          if (((pow(1.2 + 0.388 * q42->v, 0.25 + 0.849 * q42->v)) >= 1.5)) {
            q42->v = (((h43[5]) / (1.0 + 0.07 * (double)q42->k * 0.07 * (double)q42->k)) * (fabs(0.07 * (double)q42->k))) + (tanh((0.17 * (double)q42->k) * (h47[(q42->k + 2) % 4])));
            free(h47);
            free(h43);
            break;
          }
          head39->v += 0.38 * (h47[(q42->k * 3) % 4] - head39->v);
          free(h47);
        }
        head39->v += 0.22 * ((double)v46 - head39->v);
        free(h43);
      }
    }
    for (struct node *q48 = head39; q48; q48 = q48->next) {
      {
        double **r49 = (double **)malloc(2 * sizeof(double *));
        for (int i50 = 0; i50 < 2; i50++) {
          r49[i50] = (double *)malloc(3 * sizeof(double));
          for (int i51 = 0; i51 < 3; i51++)
          r49[i50][i51] = tan(q48->v * (0.08 * (double)i51));
        }
        {
          int cap53 = 1, len54 = 0;
          double *h52 = (double *)malloc(sizeof(double));
          while (len54 < 3) {
            if (len54 == cap53) {
              cap53 *= 2;
              h52 = (double *)realloc(h52, cap53 * sizeof(double));
            }
            h52[len54] = (cos(a17->m0)) * head39->v;
            len54++;
          }
          int k55 = (q48->k + 4) % 3;
          r22 += 0.46 * (h52[k55] - r22);
          free(h52);
        }
        r49[1][2] = (-0.243) + 0.117 * ((log2(4.65 + 0.97 * (r49[0][(q48->k * 1) % 3]))) - ((a17->m1 * r22) * ((r49[0][(q48->k + 1) % 3]) * a17->m0)));
        head39->v += 0.47 * (r49[1][(q48->k * 1) % 3] - head39->v);
        for (int i50 = 0; i50 < 2; i50++)
        free(r49[i50]);
        free(r49);
      }
      if (((q48->v / (1.0 + 0.23 * (double)q48->k * 0.23 * (double)q48->k)) <= 0.54)) {
        while (head39) {
          struct node *next = head39->next;
          free(head39);
          head39 = next;
        }
        return;
      }
    }
    double v56 = walk1(head39);
    v56 = (double)(fmodf(sinf((a20[0]) + (a18[1])), 1.36f));
    r22 += 0.33 * (head39->v - r22);
    while (head39) {
      struct node *next = head39->next;
      free(head39);
      head39 = next;
    }
  }
  r22 = 0.819 * (fmod(0.121 * ((a17->m1 - a17->m0) * (pow(a17->m0, 2.0))), 2.37));
}
static double f57(double *a58, int n59, double a60) {
  for (int i61 = 0; i61 < n59 - 1; i61++)
  a58[i61] = 0.5 * a58[i61 + 1] + ((-1.19) + 0.719 * (hypot(asin(0.436 * (a58[i61])), 1.15 + 0.412 * (a60 / (1.0 + a60 * a60)))));
  memmove(a58, a58 + 1, (n59 - 1) * sizeof(double));
  return 0.154 * a60 + 0.113 * a58[0] + ((-1.58) + 0.97 * (cosh(0.134 * ((log2(4.65 + 0.97 * a60)) * ((a58[1]) * a60)))));
}
static double f62(double *a63, int n64, double a65) {
  memset(a63, 0, 1 * sizeof(double));
  return 0.198 * a65 + 0.194 * a63[1] + (0.109 * ((a63[0]) * ((fmin(a65, a65)) * (((a65 >= a65) ? a65 : (a63[1]))))));
}
static NOINLINE double f66(double *a67, int n68, double a69) {
  if ((a69 < 0.92)) {
    double ret70 = tanh((double)(fmaf((float)a69, (float)a69, (float)a69)));
    return ret70;
  }
  return (-0.193) * a67[0] + (0.436 * (fmin((a69 / (1.0 + a69 * a69)) * (cos(a67[0])), 0.323 * ((copysign(a67[0], a69)) - ((a67[0]) - (a67[0]))))));
}
static NOINLINE double f71(double (*g72)(double *, int, double), double a73, const double *a74, int n75) {
  a73 = sin((fmin(bits_abs(a74[1]), ceil(a73))) - ((double)((float)a73 / (1.0f + (float)a73 * (float)a73))));
  a73 = 0.26 * a73 + (tanh((exp((-0.9) + 0.97 * ((double)(float)a73))) + a73));
  return 0.148 * a73 + (-0.176) * a74[0] + (0.436 * (bits_neg(bits_roundtrip(a73 / (1.0 + a74[0] * a74[0])))));
}
static double rec76(int depth77, double a78, double *a79, int n80) {
  if (depth77 <= 0 || (((float)a78 * (float)a78) < 1.5f))
  return tanh((a78 / (1.0 + a78 * a78)) + (a78 * (a79[(depth77 * 2) % n80])));
  double v81 = rec76(depth77 - 1, ((a79[(depth77 + 3) % n80]) / (1.0 + a78 * a78)) / (1.0 + a79[(depth77 * 3) % n80] * a79[(depth77 * 3) % n80]), a79, n80);
  return (-0.19) * v81 + 0.13 * a79[(depth77 + 2) % n80] + (-0.108) * a78 + (0.306 * (a78 / (2.7 + (-(((depth77 != 2) ? v81 : v81))))));
}
double f(double s82, struct node *ls83) {
  for (struct node *q84 = ls83; q84; q84 = q84->next) {
    ls83->v = 0.31 * ls83->v + (cos(-ls83->v));
    q84->v = 0.54 * q84->v + ((-0.071) + 0.411 * ((((s82 < (-1.5)) || (q84->k & 1)) ? (trunc((0.19 * (double)q84->k) / (1.0 + 0.36 * (double)q84->k * 0.36 * (double)q84->k))) : (((0.36 * (double)q84->k) * (0.06 * (double)q84->k)) - (((q84->k > 3) ? ls83->v : (0.27 * (double)q84->k)))))));
  }
  double v85 = sin(exp((-0.9) + 0.815 * (rint(fmin(ls83->v, ls83->v)))));
  float v86 = sinf((acosf(0.218f * ((float)ls83->v - (float)v85))) / (1.0f + (float)ls83->v * (float)ls83->v));
  int k87 = 0;
  do {
    k87++;
    {
      struct S1 *q88 = (struct S1 *)malloc(sizeof(struct S1));
      q88->m0 = sinf(sqrtf(4.58f + 0.97f * ((float)s82 * (float)s82)));
      q88->m1 = sin(((double)v86 * v85) * ((double)v86));
      double c90 = 1.25 + 0.0928 * (((double)q88->m0 * s82) / (2.51 + (v85 / (1.0 + ls83->v * ls83->v))));
      double z89 = 1.0;
      for (int it91 = 0; it91 < 6; it91++) {
        double step = 0.5 * (c90 / z89 - z89);
        z89 += step;
        if (fabs(step) < 0.03)
        break;
      }
      free(q88);
    }
  } while (k87 < 4 && (s82 >= 1.41));
  float v92 = sinf(sinf(tanhf((float)v85)));
  int k93 = (int)(2.0 + (0.921 * (-v85))) % 3 + 1;
  while (k93 > 0) {
    k93--;
    for (int i94 = 0; i94 <= k93; i94++) {
      if (((fmaxf(v86, (float)ls83->v)) <= 0.33f * (float)k93)) {
        ls83->v = sin(sinh((-0.217) + 0.347 * (((double)v92 * v85) + (log10(4.65 + 0.97 * (double)v92)))));
      }
      ls83->v = 0.46 * ls83->v + (0.175 * (((v85 * s82) - (-v85)) / (1.0 + ls83->v * ls83->v)));
      if ((k93 != 0)) {
        if (((s82 + (double)v92) >= s82)) {
          double ret95 = (double)((float)s82 / (3.14f + v86));
          return ret95;
        }
        double s96 = 0.0;
        for (int i97 = 0; i97 < 1; i97++)
        s96 -= cos(ls83->v + ls83->v);
        v85 += 0.27 * (s96 - v85);
      } else {
        double s98 = 0.0;
        for (int i99 = 0; i99 < 4; i99++)
        s98 += 0.242 * (ldexp(sin(s82 * (double)v86), 1));
        {
          int cap101 = 1, len102 = 0;
          double *h100 = (double *)malloc(sizeof(double));
          int n103 = 2 + (int)(2.0 + (0.461 * ((double)v92 + ls83->v))) % 3;
          while (len102 < n103) {
            if (len102 == cap101) {
              cap101 *= 2;
              h100 = (double *)realloc(h100, cap101 * sizeof(double));
            }
            h100[len102] = v85;
            len102++;
          }
          s82 = sin((double)((((s98 > 1.38) ? v92 : v86)) + ((float)(h100[(k93 + 2) % n103]))));
          v92 = 0.4f * v92 + (tanhf(((cosf((float)ls83->v)) + (cosf((float)s98))) + (-((float)s98 / (1.0f + (float)ls83->v * (float)ls83->v)))));
          s98 += 0.58 * (h100[1] - s98);
          free(h100);
        }
      }
    }
    double *p104 = &ls83->v;
  }
  return 0.14 * v85 + (0.218 * ((-((double)v86)) * s82));
}

struct fuzz_args {
  struct node ls83[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->ls83[0].next = &A->ls83[1];
  A->ls83[1].next = 0;
  A->ls83[0].k = primal ? 0 : 0;
  A->ls83[1].k = primal ? 1 : 0;
  A->ls83[0].v = (double)FUZZ_IN(0);
  A->ls83[1].v = (double)FUZZ_IN(1);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->ls83[0].v);
  FUZZ_OUT(1, A->ls83[1].v);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 3, fuzz_nout = 3, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), A.ls83));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->ls83[0].v = 77;
  A->ls83[1].v = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f((double)x[0], A.ls83);
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
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, A.ls83, B.ls83);
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
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83);
  y[0] = R.r0;
  gx[0] = R.r1;
  store(&A, y + 1, 0);
  store(&B, gx + 1, 0);
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
extern double __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  double R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83, (double)w[0], tape);
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
  load(&B, w + 1, 0, 0);
  double R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.ls83, B.ls83);
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
const struct fuzz_case FUZZ_CASE = {3, 3, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

