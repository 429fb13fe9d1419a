/* Random program, seed 24.0: basic, control, heap. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
static double walk1(struct node *p) {
  if (!p)
  return (-0.553);
  p->v = ((tanh(0.37 * (double)p->k)) / (1.0 + 0.22 * (double)p->k * 0.22 * (double)p->k)) / (2.08 + (0.21 * (double)p->k));
  double rest = walk1(p->next);
  return 0.167 * rest + (-0.13) * p->v + (0.436 * ((sin((0.39 * (double)p->k) - rest)) - (sin(tanh(0.16 * (double)p->k)))));
}
void f(double s2, double s3, double s4, double s5, double *x6) {
  double v7 = sin(sqrt(4.58 + 0.537 * ((s3 / (1.0 + s5 * s5)) * (s4 * s3))));
  double a8[2] = {0.485 * ((x6[0]) - s3), (-1.4) + 0.97 * (exp((-0.9) + 0.97 * v7))};
  double r9 = 1.15 + 0.412 * (x6[0]);
  while (r9 > 0.187) {
    r9 *= 0.573;
    x6[2] = 0.24 * x6[2] + (exp(tanh(-r9)));
    double s10 = 0.0;
    for (int i11 = 0; i11 < 4; i11++)
    s10 += 0.162 * ((sin(r9)) + (((r9 <= 1.01) ? (0.3 * (double)i11) : (x6[(i11 + 2) % 3]))));
    s4 += 0.52 * (r9 - s4);
  }
  int k12 = 0;
L13:
  {
    double s14 = 0.0;
    for (int i15 = 0; i15 < 3; i15++)
    s14 += 0.671 * (tanh(r9 / (1.0 + 0.37 * (double)k12 * 0.37 * (double)k12)));
    double s16 = 0.0;
    for (int i17 = 0; i17 < 2; i17++)
    s16 -= 0.0606 * (((a8[i17]) - s14) * ((x6[0]) * (x6[(i17 + 1) % 3])));
    r9 += 0.31 * (s16 - r9);
  }
  if (++k12 < 4 && ((r9 * v7) > 1.08))
  goto L13;
  double r18 = 1.15 + 0.0807 * ((sqrt(4.58 + 0.97 * v7)) * ((a8[0]) - v7));
  while (r18 > 0.233) {
    r18 *= 0.421;
    for (int i19 = 0; i19 < 2; i19++)
    a8[i19] *= sin((sin(s3)) * (a8[i19]));
    {
      double *h20 = (double *)malloc(4 * sizeof(double));
      for (int i21 = 0; i21 < 4; i21++)
      h20[i21] = sin((((i21 > 3) ? (x6[0]) : s5)) - (tanh(r18)));
      for (long i22 = 0; i22 < 4; ++i22) {
        int k23 = 0;
      L24:
        {
          x6[2] = sin(sqrt(4.58 + 0.97 * ((r18 * v7) / (1.0 + s4 * s4))));
        }
        if (++k23 < 4 && ((int)i22 & 1))
        goto L24;
        double r25 = (-0.341) + 0.796 * (sqrt(4.58 + 0.97 * (s2 - s3)));
        do {
          r25 *= 0.537;
          h20[0] = (-1.4) + 0.97 * (r18 + (exp((-2.3) + 0.97 * (log(4.65 + 0.97 * v7)))));
          a8[((int)i22 * 2) % 2] += 0.35 * (r25 - a8[((int)i22 * 2) % 2]);
        } while (r25 > 0.265);
        r9 = a8[((int)i22 + 3) % 2];
        a8[((int)i22 + 2) % 2] += 0.54 * (r25 - a8[((int)i22 + 2) % 2]);
      }
      {
        int cap27 = 1, len28 = 0;
        double *h26 = (double *)malloc(sizeof(double));
        while (len28 < 3) {
          if (len28 == cap27) {
            cap27 *= 2;
            h26 = (double *)realloc(h26, cap27 * sizeof(double));
          }
          h26[len28] = 0.485 * ((-s5) * (-s3));
          len28++;
        }
        for (int i29 = 0; i29 < 2; i29++) {
          x6[0] = sin((((x6[i29]) / (1.0 + s4 * s4)) * (r18 + (a8[(i29 * 2) % 2]))) / (1.0 + 0.2 * (double)i29 * 0.2 * (double)i29));
          s2 = 0.427 * (((h20[(i29 + 3) % 4]) - ((((0.21 * (double)i29) <= r9) ? r9 : v7))) - ((s3 + s5) * ((0.17 * (double)i29) / (3.26 + s4))));
          s5 = sin(((sqrt(4.5 + 0.97 * (0.16 * (double)i29))) / (2.51 + ((a8[1]) / (1.0 + r18 * r18)))) * (tanh((a8[0]) - r18)));
        }
        for (int i30 = 1; i30 < 2; i30++)
        a8[i30] = 0.5 * a8[i30 - 1] + (sin(((a8[(i30 + 3) % 2]) - r9) - (tanh(h20[(i30 * 2) % 4]))));
        s3 += 0.34 * (h26[2] - s3);
        free(h26);
      }
      a8[1] = tanh((cos((x6[2]) * r9)) * ((tanh(r18)) * ((a8[0]) + (x6[0]))));
      r9 += 0.23 * (h20[0] - r9);
      free(h20);
    }
    x6[1] += 0.35 * (r18 - x6[1]);
  }
  for (int i32 = 0; i32 < 3; i32++) {
    for (int j33 = 0; j33 < 3; j33++) {
      {
        if (((s5 * (x6[j33])) < 0.51))
        goto L31;
      }
      {
        double s34 = 0.0;
        for (int i35 = 0; i35 < 2; i35++)
        s34 -= (-2.07) + 0.97 * (sqrt(4.58 + 0.97 * (r9 * (0.19 * (double)j33))));
        {
          double *h36 = (double *)malloc(3 * sizeof(double));
          for (int i37 = 0; i37 < 3; i37++)
          h36[i37] = tanh(exp((-0.9) + 0.509 * (s34 - s34)));
          int n39 = (int)(2.5 + (tanh((0.38 * (double)i32) + (h36[i32]))));
          for (int i38 = i32; i38 < n39; i38++) {
            double v40 = tanh(((s4 - s34) * ((x6[j33]) / (2.63 + s4))) / (1.0 + r18 * r18));
            if (((((r9 <= 0.8) ? s2 : s34)) >= 1.5)) {
              a8[(j33 + 1) % 2] *= 0.0588 * ((((h36[i32]) / (2.97 + (x6[(j33 * 1) % 3]))) * (r9 - (h36[(j33 + i32) % 3]))) * s34);
              a8[(i32 + i32) % 2] += 0.21 * (((-0.984) + 0.477 * (((exp(0.38 * (double)i38)) + (h36[j33])) + ((sin(h36[1])) / (1.0 + 0.09 * (double)i38 * 0.09 * (double)i38)))) - a8[(i32 + i32) % 2]);
            } else {
              a8[0] = 0.301 * ((a8[(i32 + 2) % 2]) * ((r18 + r9) / (2.24 + (tanh((x6[j33]) * (h36[(j33 + 2) % 3]))))));
            }
            {
              struct node *head41 = 0;
              for (int i42 = 0; i42 < 2; i42++) {
                struct node *q43 = (struct node *)malloc(sizeof(struct node));
                q43->v = (-2.02) + 0.97 * (sqrt(4.67 + 0.97 * (s5 - (0.05 * (double)i42))));
                q43->k = i42;
                q43->next = head41;
                head41 = q43;
              }
              for (struct node *q44 = head41; q44; q44 = q44->next) {
                x6[j33] += 0.56 * ((((0.18 * (double)i38) * ((0.29 * (double)i38) * (h36[i32]))) / (1.0 + s4 * s4)) - x6[j33]);
              }
              for (struct node *q45 = head41; q45; q45 = q45->next) {
                x6[i32] = (-0.162) + 0.112 * (((q45->v * s34) * ((x6[i32]) - (x6[j33]))) + (exp((-0.9) + 0.97 * (-(h36[j33])))));
              }
              double v46 = walk1(head41);
              x6[0] = 0.5 * x6[0] + (tanh(s2));
              x6[(i32 + i32) % 3] += 0.37 * (head41->v - x6[(i32 + i32) % 3]);
              while (head41) {
                struct node *next = head41->next;
                free(head41);
                head41 = next;
              }
            }
            s5 += 0.39 * (v40 - s5);
          }
          s4 += 0.38 * (h36[i32] - s4);
          free(h36);
        }
        a8[(j33 + i32) % 2] += 0.57 * (s34 - a8[(j33 + i32) % 2]);
      }
    }
    {
      for (int i47 = 0; i47 < 2 - 1; i47++)
      a8[i47] = 0.5 * a8[i47 + 1] + ((s3 * (0.09 * (double)i32)) * ((x6[i47]) / (3.19 + s5)));
    }
  }
  L31:;
  s5 = (-0.113) * r18 + (-0.154) * x6[2] + 0.128 * s5 + (-0.117) * v7 + 0.158 * a8[0] + (0.0998 * ((r18 * ((x6[0]) * (x6[2]))) + (tanh(tanh(s2)))));
}

struct fuzz_args {
  double x6[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x6[0] = (double)FUZZ_IN(0);
  A->x6[1] = (double)FUZZ_IN(1);
  A->x6[2] = (double)FUZZ_IN(2);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x6[0]);
  FUZZ_OUT(1, A->x6[1]);
  FUZZ_OUT(2, A->x6[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 7, fuzz_nout = 3, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 4, v + 4, 1);
    f((double)FUZZ_IN(0), (double)FUZZ_IN(1), (double)FUZZ_IN(2), (double)FUZZ_IN(3), A.x6);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x6[0] = 77;
  A->x6[1] = 77;
  A->x6[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 4, 0, 1);
  f((double)x[0], (double)x[1], (double)x[2], (double)x[3], A.x6);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 4, 0, 1);
  load(&B, v + 4, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, (double)x[1], (double)v[1], enzyme_dup, (double)x[2], (double)v[2], enzyme_dup, (double)x[3], (double)v[3], enzyme_dup, A.x6, B.x6);
  store(&A, y + 0, 0);
  store(&B, dy + 0, 0);
}
#else
#define run_forward 0
#endif
#ifdef FUZZ_REVERSE
struct reverse_result {
  double r0;
  double r1;
  double r2;
  double r3;
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 4, 0, 1);
  load(&B, w + 0, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_out, (double)x[3], enzyme_dup, A.x6, B.x6);
  gx[0] = R.r0;
  gx[1] = R.r1;
  gx[2] = R.r2;
  gx[3] = R.r3;
  store(&A, y + 0, 0);
  store(&B, gx + 4, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct split_result {
  double r0;
  double r1;
  double r2;
  double r3;
};
extern void * __enzyme_augmentfwd_f(void *, ...);
extern struct split_result __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  static const raw Zero[3];
  load(&A, x + 4, 0, 1);
  load(&B, Zero, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_out, (double)x[3], enzyme_dup, A.x6, B.x6);
  store(&A, y + 0, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 0;
    (void)W;
    A->x6[0] = W[0];
    A->x6[1] = W[1];
    A->x6[2] = W[2];
    (void)A;
  }
  struct split_result R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_out, (double)x[3], enzyme_dup, A.x6, B.x6, tape);
  gx[0] = R.r0;
  gx[1] = R.r1;
  gx[2] = R.r2;
  gx[3] = R.r3;
  store(&B, gx + 4, 0);
}
#else
#define run_split 0
#endif
#ifdef FUZZ_NESTED
struct nested_result {
  double r0;
  double r1;
  double r2;
  double r3;
};
extern struct nested_result __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 4, 0, 1);
  load(&B, w + 0, 0, 0);
  struct nested_result R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_out, (double)x[1], enzyme_out, (double)x[2], enzyme_out, (double)x[3], enzyme_dup, A.x6, B.x6);
  gx[0] = R.r0;
  gx[1] = R.r1;
  gx[2] = R.r2;
  gx[3] = R.r3;
  store(&B, gx + 4, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {7, 3, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

