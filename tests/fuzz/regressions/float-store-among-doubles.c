/* Random program, seed 404506.0: basic, bits, calls, control, float, heap, math, memory. */
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
  float m2[2];
};
struct S1 {
  double m0;
  double m1;
  double *m2;
  struct S0 m3;
};
struct S2 {
  double m0;
  double *m1;
  double m2;
};
static double f1(const struct S2 *a2, int a3, double a4) {
  a4 = 0.349 * (((bits_neg(a2->m1[(a3 + 2) % 4])) / (2.66 + (0.485 * (a2->m2 * (a2->m1[(a3 + 1) % 4]))))) * (((a3 > 1) ? ((double)(float)a2->m2) : ((((0.22 * (double)a3) <= 0.16) ? (a2->m1[0]) : (a2->m1[a3]))))));
  return (-0.128) * a2->m2 + 0.11 * a4 + 0.158 * a2->m0 + (-0.13) * a2->m1[(a3 + 3) % 4] + (0.218 * ((a2->m1[0]) - (a2->m1[a3])));
}
static double rec5(int depth6, double a7, double *a8, int n9) {
  if (depth6 <= 0)
  return 0.242 * ((a7 - (a8[(depth6 * 2) % n9])) - ((a8[0]) * (a8[(depth6 + 3) % n9])));
  a8[(depth6 + 1) % n9] += 0.44 * ((bits_flip_if(tgamma(1.8 + 0.582 * (-(a8[(depth6 + 1) % n9]))), ((a8[(depth6 + 1) % n9]) > a7))) - a8[(depth6 + 1) % n9]);
  double v11 = rec5(depth6 - 1, tanh(asinh(0.34 * (double)depth6)), a8, n9);
  float s12 = 0.0f;
  for (int i13 = 0; i13 < 2; i13++)
  s12 += tanhf(((float)v11 * (float)a7) * ((float)a7 / (1.0f + (float)v11 * (float)v11)));
  return 0.165 * a7 + 0.167 * (double)s12 + 0.109 * a8[(depth6 + 1) % n9] + (-0.198) * v11 + ((-1.46) + 0.97 * (ceil(log(4.65 + 0.97 * (sinh(0.728 * a7))))));
}
float f(double s14, struct S0 *st15) {
  float v16 = tanhf(0.806f * ((((st15->m1 > (-1.5)) ? (st15->m2[0]) : (st15->m2[1]))) * (acoshf(3.65f + 0.97f * (st15->m2[1])))));
  int k17 = 0;
  if (((0.09 * (double)k17) <= 0.2))
  goto L19;
L18:
  {
    int k20 = 0;
    do {
      k20++;
      int k21 = (k20 + 1) % 4 + 1;
      while (k21 > 0) {
        k21--;
        double v22 = st15->m1;
        {
          double *h23 = (double *)calloc(3, sizeof(double));
          st15->m2[(k17 + 1) % 2] = 1.94f + 0.747f * (-((fdimf(st15->m2[(k20 + 3) % 2], v16)) / (2.71f + (0.485f * ((st15->m2[(k17 + 3) % 2]) * v16)))));
          st15->m0 = tanh((fmax(0.485 * (v22 - s14), 0.485 * (st15->m0 * s14))) - (j1(st15->m0 * (0.23 * (double)k21))));
          st15->m1 += 0.52 * (h23[(k20 + 1) % 3] - st15->m1);
          free(h23);
        }
        double v24 = tanh(v22 + (bits_roundtrip(sqrt(4.58 + 0.97 * s14))));
        st15->m1 += 0.39 * (v22 - st15->m1);
      }
    } while (k20 < 4 && (st15->m0 < st15->m1));
    st15->m2[(k17 * 2) % 2] += 0.43f * ((0.277f * ((((st15->m2[(k17 * 2) % 2]) / (1.0f + st15->m2[0] * st15->m2[0])) - ((st15->m2[(k17 + 2) % 2]) * v16)) + (sinf(v16 / (3.19f + v16))))) - st15->m2[(k17 * 2) % 2]);
  }
L19:
  {
    if (((s14 * s14) > 0.61))
    goto L25;
    {
      if ((((double)v16 + st15->m1) > 1.5)) {
        int k26 = (int)(2.0 + (0.921 * st15->m1)) % 4 + 1;
        while (k26 > 0) {
          k26--;
          v16 = 0.4f * v16 + (0.97f + 0.97f * (-((float)(bits_abs((double)v16)))));
          v16 = fmaf(tanhf((fdimf(v16, st15->m2[(k26 * 2) % 2])) / (3.43f + ((float)st15->m1))), tanhf(((float)(double)v16) - (rintf(st15->m2[1]))), tanhf((((double)v16 > st15->m1) ? (((k26 % 2 == 0) ? (float)st15->m1 : v16)) : (v16 * v16))));
        }
      }
      {
        double **r27 = (double **)malloc(3 * sizeof(double *));
        for (int i28 = 0; i28 < 3; i28++) {
          r27[i28] = (double *)malloc(3 * sizeof(double));
          for (int i29 = 0; i29 < 3; i29++)
          r27[i28][i29] = 0.14 * (double)i28;
        }
        double m30[3][3];
        for (int i31 = 0; i31 < 3; i31++)
        for (int j32 = 0; j32 < 3; j32++)
        m30[i31][j32] = bits_neg(bits_roundtrip(0.26 * (double)k17));
        double *p33 = ((cbrtf(3.08f + 0.97f * v16)) <= 1.5f) ? &s14 : &m30[2][(k17 + 2) % 3];
        for (int i28 = 0; i28 < 3; i28++)
        free(r27[i28]);
        free(r27);
      }
      double s34 = 0.0;
      for (int i35 = 0; i35 < 2; i35++)
      s34 += 0.242 * (((double)(st15->m2[1])) + (((i35 != 0) ? s14 : s14)));
      s14 += 0.58 * (s34 - s14);
    }
    L25:;
  }
  if (++k17 < 4 && (k17 & 1))
  goto L18;
  {
    struct node *head36 = 0;
    for (int i37 = 0; i37 < 2; i37++) {
      struct node *q38 = (struct node *)malloc(sizeof(struct node));
      q38->v = (j1((double)v16)) * (sqrt(4.58 + 0.97 * st15->m1));
      q38->k = i37;
      q38->next = head36;
      head36 = q38;
    }
    for (struct node *q39 = head36; q39; q39 = q39->next) {
      {
        struct node *head40 = 0;
        for (int i41 = 0; i41 < 2; i41++) {
          struct node *q42 = (struct node *)malloc(sizeof(struct node));
          q42->v = (double)v16;
          q42->k = i41;
          q42->next = head40;
          head40 = q42;
        }
        for (struct node *q43 = head40; q43; q43 = q43->next) {
          double m44[2][4];
          for (int i45 = 0; i45 < 2; i45++)
          for (int j46 = 0; j46 < 4; j46++)
          m44[i45][j46] = bits_abs(lgamma(2.3 + 0.825 * q43->v));
          m44[0][(q43->k + q43->k) % 4] = -((log1p(2.7 + 0.97 * head36->v)) / (3.34 + (((q39->k % 2 == 0) ? st15->m0 : (m44[0][(q39->k + q39->k) % 4])))));
          head36->v += 0.29 * (m44[0][(q39->k * 1) % 4] - head36->v);
        }
        q39->v += 0.32 * (head40->v - q39->v);
        while (head40) {
          struct node *next = head40->next;
          free(head40);
          head40 = next;
        }
      }
      {
        int cap48 = 1, len49 = 0;
        double *h47 = (double *)malloc(sizeof(double));
        int n50 = 2 + (int)(2.0 + (sin((double)v16 * st15->m0))) % 3;
        while (len49 < n50) {
          if (len49 == cap48) {
            cap48 *= 2;
            h47 = (double *)realloc(h47, cap48 * sizeof(double));
          }
          h47[len49] = tanh(((q39->k > 3) ? ((double)v16 - (double)v16) : ((double)v16 * (double)v16)));
          len49++;
        }
        if ((st15->m1 < (-1.33))) {
          {
            struct node *head51 = 0;
            for (int i52 = 0; i52 < q39->k + 1; i52++) {
              struct node *q53 = (struct node *)malloc(sizeof(struct node));
              q53->v = sin(((h47[(q39->k + 1) % n50]) + (h47[(q39->k * 1) % n50])) * (j0(head36->v)));
              q53->k = i52;
              q53->next = head51;
              head51 = q53;
            }
            for (struct node *q54 = head51; q54; q54 = q54->next) {
              head36->v += 0.69 * ((sin(round(((double)(st15->m2[(q54->k + q39->k) % 2])) - (h47[(q39->k * 3) % n50])))) - head36->v);
              st15->m0 = 0.74 * st15->m0 + (0.253 * ((tanh(q54->v / (2.59 + (h47[(q39->k + 3) % n50])))) * ((double)(((q39->v >= (-1.07)) ? v16 : v16)))));
            }
            st15->m0 += 0.57 * (head51->v - st15->m0);
            while (head51) {
              struct node *next = head51->next;
              free(head51);
              head51 = next;
            }
          }
          float v55 = fmaxf(expm1f((-0.9f) + 0.97f * ((float)(h47[(q39->k * 1) % n50]))), sinf(fmodf(v16, 1.81f)));
          s14 += 0.46 * ((double)v55 - s14);
        }
        s14 += 0.26 * (h47[(q39->k + 1) % n50] - s14);
        free(h47);
      }
    }
    while (head36) {
      struct node *next = head36->next;
      free(head36);
      head36 = next;
    }
  }
  {
    struct node *head56 = 0;
    for (int i57 = 0; i57 < 4; i57++) {
      struct node *q58 = (struct node *)malloc(sizeof(struct node));
      q58->v = (double)(st15->m2[(i57 + 2) % 2]);
      q58->k = i57;
      q58->next = head56;
      head56 = q58;
    }
    for (struct node *q59 = head56; q59; q59 = q59->next) {
      int k60 = 0;
    L61:
      {
        st15->m2[(k60 + 3) % 2] *= 0.33f * (fmaf((-0.326f) + 0.391f * ((lgammaf(2.3f + 0.825f * (st15->m2[(k60 + 1) % 2]))) - (v16 - (st15->m2[(q59->k * 3) % 2]))), (float)(ldexp((double)v16, -1)), sinf(sqrtf(4.58f + 0.97f * ((float)st15->m0)))));
        struct S0 t62[3];
        for (int i63 = 0; i63 < 3; i63++) {
          t62[i63].m0 = 0.09 * (double)i63;
          t62[i63].m1 = fmin(expm1((-0.9) + 0.97 * st15->m0), (double)v16);
          for (int i64 = 0; i64 < 2; i64++)
          t62[i63].m2[i64] = tanhf(((float)(double)v16) * (-v16));
        }
        for (struct S0 *q65 = t62; q65 < t62 + 3; q65++) {
          q59->v += 0.51 * ((log10(4.65 + 0.527 * (((double)v16 - (double)v16) - (q59->v + st15->m0)))) - q59->v);
          double r66 = 1.15 + 0.412 * (double)v16;
          do {
            r66 *= 0.645;
            q65->m0 = 0.56 * q65->m0 + ((-0.44) + 0.0432 * (((head56->v * q65->m1) + (sqrt(4.09 + 0.97 * (0.25 * (double)q59->k)))) * ((cosh(0.728 * (double)v16)) - (st15->m0 / (2.79 + (double)v16)))));
          } while (r66 > 0.243);
          st15->m1 += 0.47 * (r66 - st15->m1);
        }
        s14 += 0.35 * ((double)t62[0].m2[(k60 + 2) % 2] - s14);
      }
      if (++k60 < 4 && ((fabs(head56->v)) >= 1.5))
      goto L61;
      st15->m0 *= sin((double)v16);
    }
    for (struct node *q68 = head56; q68; q68 = q68->next) {
      double m69[2][3];
      for (int i70 = 0; i70 < 2; i70++)
      for (int j71 = 0; j71 < 3; j71++)
      m69[i70][j71] = log(4.65 + 0.97 * (double)v16);
      {
        double *h72 = (double *)malloc(2 * sizeof(double));
        for (int i73 = 0; i73 < 2; i73++)
        h72[i73] = tanh((-(m69[1][i73])) * ((m69[1][i73]) * s14));
        double a74[3];
        for (int i75 = 0; i75 < 3; i75++)
        a74[i75] = (expm1(0.14 * (double)i75)) - (q68->v / (3.39 + (double)v16));
        q68->v += 0.24 * (a74[(q68->k + 1) % 3] - q68->v);
        free(h72);
      }
      q68->v += 0.57 * (m69[1][(q68->k * 1) % 3] - q68->v);
    }
    s14 += 0.57 * (head56->v - s14);
    while (head56) {
      struct node *next = head56->next;
      free(head56);
      head56 = next;
    }
  }
  return (-0.158f) * (float)st15->m0 + (-0.101f) * (float)s14 + (-0.168f) * v16 + (0.204f * (((v16 / (2.88f + v16)) + ((((st15->m2[0]) <= (-1.5f)) ? v16 : (st15->m2[1])))) / (1.0f + v16 * v16)));
}

struct fuzz_args {
  struct S0 st15;
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st15.m0 = (double)FUZZ_IN(0);
  A->st15.m1 = (double)FUZZ_IN(1);
  A->st15.m2[0] = (float)FUZZ_IN(2);
  A->st15.m2[1] = (float)FUZZ_IN(3);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st15.m0);
  FUZZ_OUT(1, A->st15.m1);
  FUZZ_OUT(2, A->st15.m2[0]);
  FUZZ_OUT(3, A->st15.m2[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 4, fuzz_nout = 5, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    FUZZ_OUT(0, f(0.75, &A.st15));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st15.m0 = 77;
  A->st15.m1 = 77;
  A->st15.m2[0] = 77;
  A->st15.m2[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  y[0] = f(0.75, &A.st15);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
struct forward_result {
  float r0;
  float r1;
};
extern struct forward_result __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_const, (double)0.75, enzyme_dup, &A.st15, &B.st15);
  y[0] = R.r0;
  dy[0] = R.r1;
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
extern float __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 0, 0, 1);
  load(&B, w + 1, 0, 0);
  float R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_const, (double)0.75, enzyme_dup, &A.st15, &B.st15);
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
  float primal;
};
extern struct augmented_result __enzyme_augmentfwd_f(void *, ...);
extern void __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[5];
  load(&A, x + 0, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_const, (double)0.75, enzyme_dup, &A.st15, &B.st15);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->st15.m0 = W[0];
    A->st15.m1 = W[1];
    A->st15.m2[0] = W[2];
    A->st15.m2[1] = W[3];
    (void)A;
  }
  __enzyme_reverse_f((void *)f, enzyme_const, (double)0.75, enzyme_dup, &A.st15, &B.st15, (float)w[0], tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_const, (double)0.75, enzyme_dup, &A.st15, &B.st15);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {4, 5, 1, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif


