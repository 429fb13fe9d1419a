/* Random program, seed 404674.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  float m0;
  double m1[4];
  float m2[2];
};
static double walk1(struct node *p) {
  if (!p)
  return 0.897;
  p->v = (-2.15) + 0.97 * (log2(4.83 + 0.97 * (bits_neg((0.08 * (double)p->k) * (0.29 * (double)p->k)))));
  double rest = walk1(p->next);
  return (-0.153) * rest + (0.482 * (tan(0.533 * ((((0.35 * (double)p->k) < 0.05) ? ((0.33 * (double)p->k) * (0.12 * (double)p->k)) : rest)))));
}
static NOINLINE double f2(const float *a3, int n4, struct S0 *a5) {
  for (int i6 = 1; i6 < 4; i6++)
  a5->m1[i6] = 0.5 * a5->m1[i6 - 1] + (0.485 * (a5->m1[(i6 + 3) % 4]));
  return 0.155 * (double)a3[1] + 0.147 * a5->m1[3] + 0.173 * (double)a5->m0 + 0.136 * (double)a5->m2[1] + (0.436 * (a5->m1[1]));
}
static struct S0 f7(struct S0 *a8, float a9, struct S0 *a10, double a11) {
  float s12 = 0.0f;
  for (int i13 = 0; i13 < 4; i13++)
  s12 -= (float)(a11 * (0.07 * (double)i13));
  if (((a11 * a11) < a10->m1[3])) {
    if (((exp((-0.9) + 0.97 * (a8->m1[3]))) >= 1.18)) {
      if (((s12 >= (-1.5f)) || ((a8->m2[1]) >= (-1.5f)))) {
        double p14 = 1.0;
        for (int i15 = 0; i15 < 4; i15++)
        p14 *= 0.8 + 0.146 * (((a11 < 1.5) ? (a11 / (1.0 + a11 * a11)) : (((i15 % 2 == 0) ? a11 : (a8->m1[i15])))));
        a9 = 0.71f * a9 + (0.141f * ((((y1(2.35 + 0.8 * a11)) >= (-1.02)) ? (atanhf((-1.4f) + 0.97f * (logf(4.65f + 0.97f * (a8->m2[1]))))) : ((a8->m2[0]) * ((float)(a10->m1[1]))))));
        a11 += 0.57 * (p14 - a11);
      }
    }
  }
  struct S0 t16;
  t16.m0 = a8->m0;
  for (int i17 = 0; i17 < 4; i17++)
  t16.m1[i17] = tanh(((a8->m1[(i17 * 2) % 4]) * a11) / (1.11 + (j1(a8->m1[i17]))));
  for (int i18 = 0; i18 < 2; i18++)
  t16.m2[i18] = sinf(-(s12 * a8->m0));
  return t16;
}
static NOINLINE double f19(double a20, const double *a21, int n22) {
  int k23 = 0;
  if (((a21[(k23 * 1) % n22]) > 0.76))
  goto L25;
L24:
  {
    double m26[3][2];
    for (int i27 = 0; i27 < 3; i27++)
    for (int j28 = 0; j28 < 2; j28++)
    m26[i27][j28] = 0.958 * (sinh(0.844 * (a20 / (1.16 + (0.11 * (double)j28)))));
    struct S0 t29;
    t29.m0 = sinf((float)a20 - (float)a20);
    for (int i30 = 0; i30 < 4; i30++)
    t29.m1[i30] = 0.0835 + 0.464 * (((m26[1][(i30 + 2) % 2]) - (0.06 * (double)i30)) * (fabs(a21[(i30 + 2) % n22])));
    for (int i31 = 0; i31 < 2; i31++)
    t29.m2[i31] = ((i31 != 1) ? (copysignf((float)a20, (float)a20)) : (asinhf((float)a20)));
    a20 += 0.39 * (m26[2][(k23 + 2) % 2] - a20);
  }
L25:
  {
    double m32[3][2];
    for (int i33 = 0; i33 < 3; i33++)
    for (int j34 = 0; j34 < 2; j34++)
    m32[i33][j34] = a21[j34];
    a20 += 0.27 * (m32[1][0] - a20);
  }
  if (++k23 < 4 && ((a21[(k23 * 2) % n22]) < 1.5))
  goto L24;
  return (-0.175) * a21[1] + 0.133 * a20 + ((-2.0) + 0.97 * (sqrt(4.58 + 0.97 * ((((a21[0]) >= a20) ? (round(a20)) : ((((a21[0]) > a20) ? (a21[0]) : a20)))))));
}
static double f35(double a36, const double *a37, int n38) {
  int n40 = (int)(2.5 + (0.461 * ((a37[1]) * (a37[0]))));
  for (int i39 = 1; i39 < n40; i39++) {
    int k41 = 0;
    do {
      k41++;
      if ((k41 > 2)) {
        a36 *= sin(((((a37[(k41 + k41) % n38]) + (a37[(k41 + 1) % n38])) >= a37[(i39 + i39) % n38]) ? (erf(0.485 * (a36 * (a37[(i39 * 1) % n38])))) : (erfc(((k41 < 0) ? a36 : a36)))));
        double ret42 = fmin(sin(cosh(0.728 * a36)), (-1.72) + 0.97 * (acosh(3.65 + 0.97 * (a37[(i39 + 2) % n38]))));
        return ret42;
      }
    } while (k41 < 2);
    double v43 = tanh(sinh(0.364 * (((i39 % 2 == 0) ? (exp2((-0.75) + 0.97 * (a37[(i39 + 3) % n38]))) : (a36 - a36)))));
    a36 += 0.36 * (v43 - a36);
  }
  return (-0.163) * a37[0] + 0.139 * a36 + (0.436 * (a36 / (2.94 + (0.485 * (((a36 <= a37[1]) ? (a36 + (a37[1])) : (cos(a36))))))));
}
static NOINLINE double f44(double a45, const double *a46, int n47) {
  double v48 = f19(((a45 <= (-1.5)) ? (a46[1]) : a45), a46, n47);
  return (-0.109) * a45 + (0.114 * ((((double)(float)v48) * (exp((-0.9) + 0.97 * (a46[0])))) - (fmin(v48, sin(a46[1])))));
}
static double pong50(int depth, double z, double *p, int m);
static double ping49(int depth, double z, double *p, int m) {
  if (depth <= 0)
  return 0.485 * (z + z);
  z = f44(tanh(acos(0.436 * z)), p, m);
  double v51 = pong50(depth - 1, pow(atanh(0.412 * (p[(depth + 2) % m])), 2.0), p, m);
  return (-0.159) * v51 + (-0.108) * p[(depth + 1) % m] + (-0.128) * z + (0.0827 * ((-(v51 * v51)) - ((v51 + z) / (2.61 + ((p[(depth * 2) % m]) / (1.0 + p[(depth + 2) % m] * p[(depth + 2) % m]))))));
}
static double pong50(int depth, double z, double *p, int m) {
  if (depth <= 0)
  return f35(0.485 * (z * (p[(depth + 3) % m])), p, m);
  for (int i52 = 0; i52 < m - 1; i52++)
  p[i52] = 0.5 * p[i52 + 1] + (sin((p[m - 1 - i52]) * z));
  double v53 = ping49(depth - 1, z, p, m);
  return 0.191 * v53 + (-0.103) * z + (-0.138) * p[(depth + 1) % m] + ((-1.58) + 0.843 * (sqrt(4.58 + 0.97 * ((-z) - (((z <= (-0.92)) ? (p[(depth + 2) % m]) : v53))))));
}
double f(double s54, double s55, struct S0 *st56) {
  float v57 = log10f(4.65f + 0.97f * (((st56->m2[0]) - st56->m0) / (1.0f + st56->m0 * st56->m0)));
  double v58 = sin(pow(s54 * (j0(s54)), 2.0));
  struct S0 t59;
  t59.m0 = sinf((v57 + st56->m0) * (st56->m0 / (3.02f + v57)));
  for (int i60 = 0; i60 < 4; i60++)
  t59.m1[i60] = st56->m1[3];
  for (int i61 = 0; i61 < 2; i61++)
  t59.m2[i61] = sinf((v57 * (float)s55) / (1.0f + v57 * v57));
  struct S0 *q62 = &t59;
  for (long i63 = 0; i63 < 2; ++i63) {
    {
      struct S0 *q64 = (struct S0 *)malloc(sizeof(struct S0));
      q64->m0 = 0.567f * ((cbrtf(3.08f + 0.97f * q62->m0)) * ((float)v58));
      for (int i65 = 0; i65 < 4; i65++)
      q64->m1[i65] = (double)(sinf(v57));
      for (int i66 = 0; i66 < 2; i66++)
      q64->m2[i66] = (float)((q62->m1[i66]) / (1.0 + s55 * s55));
      if (((q62->m0 * (0.13f * (float)(int)i63)) > (-0.13f))) {
        st56->m2[((int)i63 + 2) % 2] = 0.29f * st56->m2[((int)i63 + 2) % 2] + (0.455f * ((float)((fmod(s55, 2.03)) + (cos(v58)))));
        double ret67 = f35(sin((st56->m1[((int)i63 * 3) % 4]) - (t59.m1[((int)i63 + 1) % 4])), t59.m1, 4);
        free(q64);
        return ret67;
      }
      switch (((int)i63 + 3) % 2) {
        case 0: {
          double *rows68[3] = {q62->m1, q64->m1, q64->m1};
          double s69 = 0.0;
          for (int i70 = 0; i70 < 4; i70++)
          s69 -= 0.271 * ((s54 * (0.2 * (double)i70)) / (2.27 + (atan2(s55, 1.15 + 0.412 * (rows68[1][4 - 1 - i70])))));
          q62->m1[(int)i63] += 0.52 * (rows68[0][1] - q62->m1[(int)i63]);
        }
        break;
        default: {
          int k71 = 0;
          do {
            k71++;
            s55 = 0.71 * s55 + ((-0.176) + 0.194 * (((((st56->m1[(int)i63]) * v58) >= 0.1) ? (f44(((k71 > 1) ? (double)t59.m0 : v58), q62->m1, 4)) : ((pow(1.2 + 0.388 * (q64->m1[0]), 0.25 + 0.849 * (t59.m1[(int)i63]))) / (3.05 + (-s55))))));
            q64->m0 = 0.65f * q64->m0 + (0.428f * (powf((-0.913f) + 0.97f * (logf(4.65f + 0.97f * (t59.m0 * (t59.m2[(int)i63])))), 3.0f)));
          } while (k71 < 3);
        }
        break;
      }
      st56->m1[1] += 0.22 * (q64->m1[(int)i63] - st56->m1[1]);
      free(q64);
    }
    double v72 = sin((atan2(cos(v58), 1.15 + 0.825 * (sin((q62->m1[(int)i63]) * (t59.m1[(int)i63]))))) * (log(4.65 + 0.97 * ((st56->m1[(int)i63]) * (double)v57))));
    memmove(t59.m2 + 1, t59.m2, (2 - 1) * sizeof(float));
    s55 += 0.57 * (v72 - s55);
  }
  if (((ceil(v58)) < (-0.9))) {
    double ret73 = sin(log(4.65 + 0.97 * (v58 * (q62->m1[3]))));
    return ret73;
  }
  {
    double *h74 = (double *)malloc(4 * sizeof(double));
    for (int i75 = 0; i75 < 4; i75++)
    h74[i75] = tanh((v58 * (st56->m1[4 - 1 - i75])) * (log2(4.65 + 0.97 * (st56->m1[i75]))));
    if ((((st56->m2[0]) - (st56->m2[0])) > st56->m2[0])) {
      double (*g76)(double, const double *, int) = (((h74[0]) + (h74[1])) >= (-1.5)) ? f44 : f44;
      st56->m1[2] = f44(v58, t59.m1, 4);
    }
    if ((((float)(h74[1])) > st56->m0)) {
      double ret77 = q62->m1[1];
      free(h74);
      return ret77;
    }
    double (*g78[3])(double, const double *, int) = {f19, f35, f44};
    double v79 = g78[0 % 3](tgamma(1.8 + 0.582 * v58), q62->m1, 4);
    s54 += 0.4 * (v79 - s54);
    free(h74);
  }
  return 0.172 * (double)st56->m0 + 0.13 * v58 + (0.158 * (fma((log(4.65 + 0.97 * (st56->m1[3]))) * (tanh(v58)), 0.242 * ((s55 * s54) - (v58 + s55)), s54)));
}

struct fuzz_args {
  struct S0 st56;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st56.m0 = (float)FUZZ_IN(0);
  A->st56.m1[0] = (double)FUZZ_IN(1);
  A->st56.m1[1] = (double)FUZZ_IN(2);
  A->st56.m1[2] = (double)FUZZ_IN(3);
  A->st56.m1[3] = (double)FUZZ_IN(4);
  A->st56.m2[0] = (float)FUZZ_IN(5);
  A->st56.m2[1] = (float)FUZZ_IN(6);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st56.m0);
  FUZZ_OUT(1, A->st56.m1[0]);
  FUZZ_OUT(2, A->st56.m1[1]);
  FUZZ_OUT(3, A->st56.m1[2]);
  FUZZ_OUT(4, A->st56.m1[3]);
  FUZZ_OUT(5, A->st56.m2[0]);
  FUZZ_OUT(6, A->st56.m2[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 8, fuzz_nout = 8, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f(0.75, (double)FUZZ_IN(0), &A.st56));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st56.m0 = 77;
  A->st56.m1[0] = 77;
  A->st56.m1[1] = 77;
  A->st56.m1[2] = 77;
  A->st56.m1[3] = 77;
  A->st56.m2[0] = 77;
  A->st56.m2[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f(0.75, (double)x[0], &A.st56);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_const, (double)0.75, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, &A.st56, &B.st56);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[8];
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, &A.st56, &B.st56);
  gx[0] = R;
  store(&A, y + 1, 0);
  store(&B, gx + 1, 0);
  {
    raw all[8];
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
  static const raw Zero[8];
  load(&A, x + 1, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, &A.st56, &B.st56);
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->st56.m0 = W[0];
    A->st56.m1[0] = W[1];
    A->st56.m1[1] = W[2];
    A->st56.m1[2] = W[3];
    A->st56.m1[3] = W[4];
    A->st56.m2[0] = W[5];
    A->st56.m2[1] = W[6];
    (void)A;
  }
  double R = __enzyme_reverse_f((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, &A.st56, &B.st56, (double)w[0], tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
  {
    raw all[8];
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
  double R = __enzyme_autodiff_n((void *)f, enzyme_const, (double)0.75, enzyme_out, (double)x[0], enzyme_dup, &A.st56, &B.st56);
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
const struct fuzz_case FUZZ_CASE = {8, 8, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif


