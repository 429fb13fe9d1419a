/* Random program, seed 310897.0: basic, bits, calls, control, heap, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)
#define f6 FUZZ_NAME(f6)

struct node {
  double v;
  int k;
  struct node *next;
};
struct S0 {
  double m0;
  double m1;
  double m2[4];
};
struct S1 {
  double m0;
  double *m1;
  double m2;
  struct S0 m3;
};
static double walk1(struct node *p) {
  if (!p)
  return (-1.49);
  double rest = walk1(p->next);
  return 0.163 * rest + 0.199 * p->v + (0.873 * (sin(exp(sin(0.21 * (double)p->k)))));
}
static NOINLINE double f2(double a3, double a4) {
  int k5 = (int)(2.0 + ((-1.4) + 0.97 * (exp((-0.9) + 0.97 * a4)))) % 2;
  return (-0.174) * a3 + (-0.146) * a4 + (bits_flip_if((bits_neg(0.28 * (double)k5)) / (1.0 + 0.16 * (double)k5 * 0.16 * (double)k5), ((0.16 * (double)k5) > 0.05)));
}
double f6(double a7, double a8) {
  double s9 = 0.0;
  for (int i10 = 0; i10 < 3; i10++)
  s9 += 0.171 * ((log(4.65 + 0.97 * a8)) * a8);
  double v11 = log(4.65 + 0.97 * a7);
  return (-0.168) * a8 + (-0.195) * a7 + (-0.172) * v11 + (-0.111) * s9 + ((-0.903) + 0.569 * (exp((-0.9) + 0.536 * ((a7 / (3.5 + s9)) + (a7 / (2.81 + a8))))));
}
static NOINLINE double f12(double a13, double a14) {
  double a15[3];
  for (int i16 = 0; i16 < 3; i16++)
  a15[i16] = f2((0.13 * (double)i16) * (0.29 * (double)i16), a13);
  a13 = 0.242 * ((((a15[0]) * a13) / (1.0 + a14 * a14)) * (f2(cos(a15[2]), a15[2])));
  return (-0.17) * a15[1] + (-0.166) * a13 + (-0.105) * a14 + (0.873 * (cos(sin(a14 * a14))));
}
static double rec17(int depth18, double a19, struct S1 *a20) {
  if (depth18 <= 0 || (depth18 < 3))
  return tanh((exp((-0.9) + 0.97 * (a20->m3.m2[depth18]))) - (tanh(a20->m3.m2[(depth18 + 3) % 4])));
  double v21 = rec17(depth18 - 1, (sin(a20->m3.m2[depth18])) * ((a20->m3.m2[depth18]) / (1.0 + a20->m3.m2[(depth18 + 1) % 4] * a20->m3.m2[(depth18 + 1) % 4])), a20);
  return 0.173 * a20->m0 + 0.18 * a20->m3.m2[depth18] + 0.199 * a19 + (-0.161) * a20->m3.m1 + (-0.175) * a20->m2 + (0.874 * (tanh(0.485 * ((a20->m3.m0 + (a20->m3.m2[depth18])) * (f6(a20->m3.m2[(depth18 * 2) % 4], a20->m3.m0))))));
}
void f(double *x22, struct node *ls23, int n, int m24) {
  for (struct node *q25 = ls23; q25; q25 = q25->next) {
    if (((f12(0.485 * ((x22[(m24 + m24) % n]) * ls23->v), 0.485 * ((x22[(n + n) % n]) + ls23->v))) <= 0.31)) {
      int n27 = (int)(2.5 + (0.461 * (ls23->v * (x22[3]))));
      for (int i26 = 0; i26 < n27; i26++) {
        double *p28 = x22 + 3;
        ls23->v = 0.55 * ls23->v + (0.212 * (((n > 0) ? (f6(cos(ls23->v), ls23->v)) : (((p28[(i26 + 2) % 2]) - (0.08 * (double)i26)) - ((0.1 * (double)m24) + (p28[m24]))))));
        int k29 = (i26 + 4) % 4;
        x22[4] += 0.43 * (p28[m24] - x22[4]);
      }
      double *p30 = x22;
      x22[m24] += 0.46 * (p30[(m24 + 3) % 5] - x22[m24]);
    } else {
      x22[(m24 + 3) % n] = sin((tanh(ls23->v * (x22[q25->k]))) * (((x22[m24]) / (1.0 + 0.26 * (double)q25->k * 0.26 * (double)q25->k)) + (q25->v / (3.3 + q25->v))));
    }
    int k31 = (q25->k + 2) % 3;
  }
  for (double *p32 = x22 + n; p32 != x22;) {
    --p32;
    {
      double s33 = 0.0;
      for (int i34 = 0; i34 < n; i34++)
      s33 += 0.097 * ((((m24 != 3) ? (x22[(m24 + 3) % n]) : (0.25 * (double)n))) + (bits_neg((*p32))));
      int n36 = (int)(2.5 + (sin((*p32) / (2.74 + (x22[2])))));
      for (int i35 = 0; i35 < n36; i35++) {
        for (int i37 = 0; i37 < n; i37++) {
          if (((x22[m24]) < x22[i37]))
          goto L38;
          {
            (*p32) = f6(f2(tanh(ls23->v * s33), (*p32)), f6(tanh(ls23->v - (x22[i35])), tanh(ls23->v)));
            x22[3] *= 0.235 * (((ls23->v / (3.43 + s33)) * ((0.31 * (double)i37) - (x22[m24]))) / (2.06 + (tanh(f6(sin(s33 * (0.36 * (double)i35)), 0.485 * ((x22[(i35 + 3) % n]) - (x22[(i37 + n) % n])))))));
            s33 = (*p32) / (1.2 + (((0.19 * (double)i35) / (1.0 + 0.28 * (double)i35 * 0.28 * (double)i35)) / (2.88 + (((s33 >= x22[i37]) ? (*p32) : (x22[i35]))))));
          }
          L38:;
        }
        double *rows39[3] = {x22, x22, x22};
        memmove(x22 + 1, x22, (n - 1) * sizeof(double));
        (*p32) += 0.42 * (rows39[2][2] - (*p32));
      }
      (*p32) += 0.25 * (s33 - (*p32));
    }
  }
  for (double *p40 = x22 + n; p40 != x22;) {
    --p40;
    {
      x22[(m24 + 2) % n] = f6(log(4.65 + 0.97 * (*p40)), tanh(x22[(m24 + n) % n]));
      {
        double *h41 = (double *)malloc(4 * sizeof(double));
        for (int i42 = 0; i42 < 4; i42++)
        h41[i42] = 0.485 * (-((x22[i42]) + (x22[m24])));
        (*p40) = (*p40);
        double a43[3] = {sin((x22[2]) * (h41[2])), 0.485 * (ls23->v * (x22[3])), tanh(ls23->v)};
        ls23->v += 0.31 * (h41[2] - ls23->v);
        free(h41);
      }
    }
  }
  double s44 = 0.0;
  for (int i45 = 0; i45 < n; i45++)
  s44 -= 0.0782 * ((ls23->v - (x22[(m24 + n) % n])) + (tanh(x22[(m24 + 2) % n])));
  for (double *p46 = x22 + n; p46 != x22;) {
    --p46;
    {
      double v47 = f6(sin(s44 * (x22[(n + 3) % n])), (((x22[m24]) <= (-1.03)) ? (*p46) : ls23->v));
      x22[3] += 0.21 * (v47 - x22[3]);
    }
  }
  if ((((((x22[1]) < 0.55) ? ls23->v : (x22[m24]))) > (-1.25))) {
    for (int i48 = 0; i48 < n; i48++)
    x22[i48] *= 0.485 * s44;
    double *p49 = x22;
    ls23->v += 0.49 * (p49[(m24 + 1) % 5] - ls23->v);
  }
  int k50 = (int)(2.0 + (0.921 * ((((x22[m24]) <= 0.1 * (double)m24) ? (x22[(n + 1) % n]) : (x22[m24]))))) % 4;
  s44 = 0.198 * s44 + 0.133 * x22[k50] + (-0.124) * ls23->v + (0.218 * ((x22[k50]) - ls23->v));
}

struct fuzz_args {
  double x22[5];
  struct node ls23[4];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->ls23[0].next = &A->ls23[1];
  A->ls23[1].next = &A->ls23[2];
  A->ls23[2].next = &A->ls23[3];
  A->ls23[3].next = 0;
  A->ls23[0].k = primal ? 0 : 0;
  A->ls23[1].k = primal ? 1 : 0;
  A->ls23[2].k = primal ? 2 : 0;
  A->ls23[3].k = primal ? 3 : 0;
  A->x22[0] = (double)FUZZ_IN(0);
  A->x22[1] = (double)FUZZ_IN(1);
  A->x22[2] = (double)FUZZ_IN(2);
  A->x22[3] = (double)FUZZ_IN(3);
  A->x22[4] = (double)FUZZ_IN(4);
  A->ls23[0].v = (double)FUZZ_IN(5);
  A->ls23[1].v = (double)FUZZ_IN(6);
  A->ls23[2].v = (double)FUZZ_IN(7);
  A->ls23[3].v = (double)FUZZ_IN(8);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x22[0]);
  FUZZ_OUT(1, A->x22[1]);
  FUZZ_OUT(2, A->x22[2]);
  FUZZ_OUT(3, A->x22[3]);
  FUZZ_OUT(4, A->x22[4]);
  FUZZ_OUT(5, A->ls23[0].v);
  FUZZ_OUT(6, A->ls23[1].v);
  FUZZ_OUT(7, A->ls23[2].v);
  FUZZ_OUT(8, A->ls23[3].v);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 9, fuzz_nout = 9, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x22, A.ls23, 5, 0);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x22[0] = 77;
  A->x22[1] = 77;
  A->x22[2] = 77;
  A->x22[3] = 77;
  A->x22[4] = 77;
  A->ls23[0].v = 77;
  A->ls23[1].v = 77;
  A->ls23[2].v = 77;
  A->ls23[3].v = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x22, A.ls23, 5, 0);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x22, B.x22, enzyme_dup, A.ls23, B.ls23, 5, enzyme_const, 0);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x22, B.x22, enzyme_dup, A.ls23, B.ls23, 5, enzyme_const, 0);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x22, B.x22, enzyme_dup, A.ls23, B.ls23, 5, enzyme_const, 0);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x22, B.x22, enzyme_dup, A.ls23, B.ls23, 5, enzyme_const, 0, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x22, B.x22, enzyme_dup, A.ls23, B.ls23, 5, enzyme_const, 0);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {9, 9, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

