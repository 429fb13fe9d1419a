/* Random program, seed 31.0: basic, calls, float, heap. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
static double *mk1(const double *a, int n) {
  double *h = (double *)malloc(n * sizeof(double));
  for (int i2 = 0; i2 < n; i2++)
  h[i2] = 0.323 * (((a[i2]) + (a[i2])) + (-(a[i2])));
  h[1] = 1.25 + 0.97 * (((cos(h[0])) + ((double)(-1.475f))) / (1.0 + h[0] * h[0]));
  return h;
}
static double walk3(struct node *p) {
  if (!p)
  return (-0.586);
  p->v = 0.37 * p->v + (tanh((double)(((p->k % 2 == 0) ? ((float)(0.35 * (double)p->k)) : (sqrtf(4.58f + 0.97f * (float)p->v))))));
  double rest = walk3(p->next);
  return (-0.136) * p->v + 0.167 * rest + ((-0.601) + 0.97 * (0.31 * (double)p->k));
}
static double f4(float a5, const double *a6, int n7, float a8) {
  a8 = 0.52f * a8 + ((-1.12f) + 0.97f * (((float)(sqrt(4.58 + 0.97 * (a6[1])))) / (2.4f + (sinf((sinf(a5)) * (sqrtf(4.58f + 0.97f * a5)))))));
  {
    int cap10 = 1, len11 = 0;
    double *h9 = (double *)malloc(sizeof(double));
    while (len11 < 5) {
      if (len11 == cap10) {
        cap10 *= 2;
        h9 = (double *)realloc(h9, cap10 * sizeof(double));
      }
      h9[len11] = a6[(len11 * 3) % n7];
      len11++;
    }
    double v12 = tanh((double)(((float)(a6[1])) * (a5 + a8)));
    free(h9);
  }
  a5 = 0.79f * a5 + ((-2.05f) + 0.97f * (sqrtf(3.17f + 0.97f * (expf((-0.9f) + 0.97f * ((float)(a6[1])))))));
  return 0.1 * a6[1] + 0.128 * (double)a5 + (-0.117) * (double)a8 + (0.873 * (cos(0.728 * ((a6[0]) * ((double)a5 * (a6[1]))))));
}
static NOINLINE float f13(double a14) {
  a14 = tanh(sqrt(4.58 + 0.97 * (a14 / (1.0 + a14 * a14))));
  {
    double *h15 = (double *)malloc(2 * sizeof(double));
    for (int i16 = 0; i16 < 2; i16++)
    h15[i16] = (((0.29 * (double)i16) >= 0.04) ? (log(4.51 + 0.97 * (0.28 * (double)i16))) : ((0.06 * (double)i16) * (0.39 * (double)i16)));
    double v17 = f4(sinf((float)a14 - (float)a14), h15, 2, sinf((float)a14 * (float)a14));
    double a18[2] = {0.485 * (v17 * a14), (h15[1]) / (1.0 + h15[1] * h15[1])};
    v17 = tanh(((cos(a14)) - ((a18[1]) - v17)) - (a18[0]));
    a14 += 0.57 * (a18[0] - a14);
    free(h15);
  }
  return (-0.188f) * (float)a14 + (0.436f * (float)a14);
}
static double rec19(int depth20, double a21, double *a22, int n23) {
  if (depth20 <= 0)
  return f4((float)a21 / (1.0f + (float)a21 * (float)a21), a22, n23, ((depth20 < 3) ? (float)a21 : (float)a21));
  double s24 = 0.0;
  for (int i25 = 0; i25 < n23; i25++)
  s24 += 0.0454 * ((a21 / (2.64 + (a22[i25]))) + (a21 + a21));
  double v26 = rec19(depth20 - 1, sin((s24 / (1.26 + (0.21 * (double)depth20))) + (cos(a21))), a22, n23);
  {
    double **r27 = (double **)malloc(3 * sizeof(double *));
    for (int i28 = 0; i28 < 3; i28++) {
      r27[i28] = (double *)malloc(3 * sizeof(double));
      for (int i29 = 0; i29 < 3; i29++)
      r27[i28][i29] = ((a22[1]) + a21) * ((0.17 * (double)depth20) * (0.26 * (double)i28));
    }
    if ((((a22[(depth20 + 3) % n23]) + s24) >= a21)) {
      a21 = f4(tanhf((float)v26 * (float)a21), r27[0], 3, f13(log(4.65 + 0.97 * s24)));
      double v30 = tanh(((r27[1][(depth20 * 2) % 3]) - (cos(a21))) + ((f4((float)v26, a22, n23, sinf((float)s24 + (float)a21))) / (1.0 + r27[0][(depth20 * 2) % 3] * r27[0][(depth20 * 2) % 3])));
      a21 += 0.23 * (v30 - a21);
    }
    v26 = -(f4(f13(v26), r27[2], 3, cosf((float)s24)));
    float v31 = 0.0912f * (((f13((-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (r27[2][(depth20 + 3) % 3]))))) + ((0.11f * (float)depth20) * (float)v26)) * (((float)v26 * (float)v26) - ((float)a21 * (float)s24)));
    v26 += 0.48 * ((double)v31 - v26);
    for (int i28 = 0; i28 < 3; i28++)
    free(r27[i28]);
    free(r27);
  }
  return 0.172 * v26 + 0.133 * s24 + 0.125 * a22[(depth20 + 1) % n23] + (0.436 * a21);
}
void f(double s32, float s33, const double *x34, double *x35, int n) {
  for (unsigned i36 = 0; i36 != n; i36++) {
    double v37 = (sin(tanh(x35[(int)i36]))) + (cos(tanh(x34[(int)i36])));
    {
      double *h38 = (double *)calloc(n, sizeof(double));
      double s39 = 0.0;
      for (int i40 = 0; i40 < 2; i40++)
      s39 += tanh(((x34[((int)i36 + 2) % n]) * s32) - (f4(tanhf(sqrtf(4.58f + 0.97f * s33)), x34, n, (float)v37)));
      {
        int cap42 = 1, len43 = 0;
        double *h41 = (double *)malloc(sizeof(double));
        while (len43 < 2) {
          if (len43 == cap42) {
            cap42 *= 2;
            h41 = (double *)realloc(h41, cap42 * sizeof(double));
          }
          h41[len43] = sin(v37 + (s32 / (1.0 + h38[(len43 + 2) % n] * h38[(len43 + 2) % n])));
          len43++;
        }
        h41[((int)i36 + 2) % 2] = 0.26 * h41[((int)i36 + 2) % 2] + (sin((log(4.65 + 0.97 * v37)) - (log(4.65 + 0.97 * v37))));
        h41[((int)i36 + 2) % 2] = cos(((double)s33 * s39) / (1.0 + (double)s33 * (double)s33));
        s32 += 0.5 * (h41[(n + 2) % 2] - s32);
        free(h41);
      }
      double s44 = 0.0;
      for (int i45 = 0; i45 < n; i45++)
      s44 -= 0.323 * v37;
      s32 += 0.57 * (s44 - s32);
      free(h38);
    }
    float v46 = (f13(0.485 * (s32 * (x34[(int)i36])))) / (logf(4.65f + 0.97f * (tanhf((float)s32))));
    s32 += 0.51 * (v37 - s32);
  }
  {
    double *h47 = (double *)malloc(n * sizeof(double));
    for (int i48 = 0; i48 < n; i48++)
    h47[i48] = tanh((double)((float)s32 * s33));
    double s49 = 0.0;
    for (int i50 = 0; i50 < 2; i50++)
    s49 -= tanh((x34[0]) / (1.0 + s32 * s32));
    if ((n != 2)) {
      {
        int cap52 = 1, len53 = 0;
        double *h51 = (double *)malloc(sizeof(double));
        int n54 = 2 + (int)(2.0 + ((h47[(n + 2) % n]) / (3.44 + (x34[(n + 3) % n])))) % 3;
        while (len53 < n54) {
          if (len53 == cap52) {
            cap52 *= 2;
            h51 = (double *)realloc(h51, cap52 * sizeof(double));
          }
          h51[len53] = f4(s33 / (3.26f + s33), h47, n, sinf(s33 + (float)s32));
          len53++;
        }
        double v55 = s32;
        s32 += 0.36 * (v55 - s32);
        free(h51);
      }
      float v56 = f13((double)s33);
    }
    x35[1] += 0.28 * (h47[(n * 2) % n] - x35[1]);
    free(h47);
  }
  float s57 = 0.0f;
  for (int i58 = 0; i58 < n; i58++)
  s57 -= 0.323f * (f13(log(4.65 + 0.97 * (x34[i58]))));
  s32 = (-0.156) * (double)s33 + (0.873 * (sin(((n & 1) ? (-(x34[2])) : s32))));
}

struct fuzz_args {
  double x34[3];
  double x35[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x34[0] = (double)FUZZ_IN(0);
  A->x34[1] = (double)FUZZ_IN(1);
  A->x34[2] = (double)FUZZ_IN(2);
  A->x35[0] = (double)FUZZ_IN(3);
  A->x35[1] = (double)FUZZ_IN(4);
  A->x35[2] = (double)FUZZ_IN(5);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x34[0]);
  FUZZ_OUT(1, A->x34[1]);
  FUZZ_OUT(2, A->x34[2]);
  FUZZ_OUT(3, A->x35[0]);
  FUZZ_OUT(4, A->x35[1]);
  FUZZ_OUT(5, A->x35[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 8, fuzz_nout = 6, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 2, v + 2, 1);
    f((double)FUZZ_IN(0), (float)FUZZ_IN(1), A.x34, A.x35, 3);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x34[0] = 77;
  A->x34[1] = 77;
  A->x34[2] = 77;
  A->x35[0] = 77;
  A->x35[1] = 77;
  A->x35[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 2, 0, 1);
  f((double)x[0], (float)x[1], A.x34, A.x35, 3);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, v + 2, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, (float)x[1], (float)v[1], enzyme_dup, A.x34, B.x34, enzyme_dup, A.x35, B.x35, 3);
  store(&A, y + 0, 0);
  store(&B, dy + 0, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
struct reverse_result {
  double r0;
  float r1;
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 2, 0, 1);
  load(&B, w + 0, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (float)x[1], enzyme_dup, A.x34, B.x34, enzyme_dup, A.x35, B.x35, 3);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&A, y + 0, 0);
  store(&B, gx + 2, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct split_result {
  double r0;
  float r1;
};
extern void * __enzyme_augmentfwd_f(void *, ...);
extern struct split_result __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[6];
  load(&A, x + 2, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (float)x[1], enzyme_dup, A.x34, B.x34, enzyme_dup, A.x35, B.x35, 3);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->x34[0] = W[0];
    A->x34[1] = W[1];
    A->x34[2] = W[2];
    A->x35[0] = W[3];
    A->x35[1] = W[4];
    A->x35[2] = W[5];
    (void)A;
  }
  struct split_result R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (float)x[1], enzyme_dup, A.x34, B.x34, enzyme_dup, A.x35, B.x35, 3, tape);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&B, gx + 2, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
struct nested_result {
  double r0;
  float r1;
};
extern struct nested_result __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, w + 0, 0, 0);
  struct nested_result R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_out, (float)x[1], enzyme_dup, A.x34, B.x34, enzyme_dup, A.x35, B.x35, 3);
  gx[0] = R.r0;
  gx[1] = R.r1;
  store(&B, gx + 2, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {8, 6, 1, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

