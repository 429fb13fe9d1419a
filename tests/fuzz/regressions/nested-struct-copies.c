/* Structs of floats and integers, copied; differentiated twice. Bytes told apart at
   run time lost the shadows of pointers in the second derivative. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct S0 {
  double m0;
  double m1;
  int m2;
  double m3;
};
struct S1 {
  struct S0 m0;
  double m1;
  double *m2;
  int m3;
};
struct S2 {
  double *m0;
  double m1[2];
  int m2;
  double m3;
};
double f(double s1, struct S2 *st2) {
  for (int i4 = 0; i4 < 3; i4++) {
    for (int j5 = 0; j5 < 3; j5++) {
      {
        if ((st2->m2 & 1))
        goto L3;
      }
      {
        double p6 = 1.0;
        for (int i7 = 0; i7 < 2; i7++)
        p6 *= 0.8 + 0.0793 * ((s1 + (st2->m0[0])) / (3.03 + (0.776 * (rint(s1)))));
        double *p8 = ((st2->m3 * (st2->m1[(st2->m2 + 3) % 2])) <= (-0.87)) ? &p6 : &s1;
        double **pp9 = &p8;
        if ((st2->m2 < 3))
        *pp9 = &st2->m1[(i4 + st2->m2) % 2];
        st2->m3 += 0.35 * ((*p8) - st2->m3);
      }
    }
    {
      double m10[2][3];
      for (int i11 = 0; i11 < 2; i11++)
      for (int j12 = 0; j12 < 3; j12++)
      m10[i11][j12] = fmod(tanh((0.17 * (double)st2->m2) + s1), 1.24);
      s1 += 0.23 * (m10[0][i4] - s1);
    }
  }
  L3:;
  memmove(st2->m1 + 1, st2->m1, (2 - 1) * sizeof(double));
  double *p13 = ((fmod(st2->m0[(st2->m2 * 3) % 2], 1.44)) > 0.6) ? &s1 : &st2->m1[(st2->m2 + 1) % 2];
  for (int i14 = st2->m2; i14 < 2; i14++) {
    int k15 = (int)(2.0 + (tanh((*p13) - (st2->m0[1])))) % 4 + 1;
    while (k15 > 0) {
      k15--;
      (*p13) = sin((((k15 & 1) ? ((st2->m1[i14]) * (*p13)) : ((0.16 * (double)st2->m2) + s1))) * (sqrt(hypot(st2->m3, 1.15 + 0.412 * s1))));
      s1 = 0.229 * ((((st2->m3 + (0.14 * (double)i14)) <= (-0.24)) ? (((0.12 * (double)i14) + (st2->m0[i14])) * (st2->m3 + st2->m3)) : (*p13)));
    }
    if ((st2->m2 % 2 == 0)) {
      int k16 = 0;
      do {
        k16++;
        st2->m1[(i14 + 3) % 2] = 0.62 * st2->m1[(i14 + 3) % 2] + (0.458 * ((st2->m1[1]) * ((sinh(0.728 * (st2->m0[(i14 + 3) % 2]))) * (pow(0.21 * (double)st2->m2, 2.0)))));
        st2->m0[(i14 * 2) % 2] = tanh((((((st2->m1[i14]) < st2->m0[i14]) ? (st2->m1[i14]) : (st2->m0[i14]))) * ((st2->m1[i14]) / (2.66 + (0.33 * (double)k16)))) + (bits_roundtrip(st2->m3 + (*p13))));
      } while (k16 < 1);
      switch ((int)(2.0 + (0.461 * ((st2->m1[(st2->m2 + 3) % 2]) - (st2->m0[(i14 + i14) % 2])))) % 3) {
        case 1: {
          double v17 = st2->m1[i14];
          for (int i18 = 0; i18 < 2; i18++) {
            st2->m0[i18] = 0.42 * st2->m0[i18] + (sin(v17));
            s1 = 0.31 * s1 + (tanh(((((*p13) * st2->m3) < 0.99) ? ((cbrt(3.08 + 0.97 * s1)) - ((0.16 * (double)i18) + v17)) : ((st2->m3 - v17) * (tanh(st2->m1[i14]))))));
            st2->m1[(i18 + 3) % 2] = 0.36 * st2->m1[(i18 + 3) % 2] + (0.621 * v17);
          }
          st2->m1[i14] += 0.57 * (v17 - st2->m1[i14]);
        }
        break;
        case 2: {
          for (double *p19 = st2->m0; p19 < st2->m0 + 2; p19++) {
            st2->m1[(i14 + 1) % 2] = (-1.4) + 0.97 * (exp((-0.9) + 0.97 * (st2->m0[i14])));
            st2->m0[0] = 0.54 * st2->m0[0] + (0.223 * (bits_neg((bits_neg((*p19))) - (st2->m1[2 - 1 - i14]))));
          }
          st2->m0[0] = 0.233 * ((bits_roundtrip((st2->m1[2 - 1 - i14]) / (3.44 + (*p13)))) * (((i14 & 1) ? (fma((*p13), st2->m0[i14], s1)) : (bits_neg(st2->m1[(st2->m2 + i14) % 2])))));
        }
        break;
        default: {
          double *rows20[3] = {st2->m0, st2->m1, st2->m1};
          double *p21 = rows20[st2->m2 % 3];
        }
        break;
      }
    }
  }
  struct S0 t22[3];
  for (int i23 = 0; i23 < 3; i23++) {
    t22[i23].m0 = 0.771 + 0.633 * (((*p13) / (1.0 + st2->m3 * st2->m3)) - (exp2((-0.75) + 0.97 * (st2->m0[(st2->m2 + i23) % 2]))));
    t22[i23].m1 = sin((lgamma(2.3 + 0.825 * (st2->m0[(i23 + 2) % 2]))) * (st2->m3 * st2->m3));
    t22[i23].m2 = 0;
    t22[i23].m3 = atanh(0.412 * (bits_neg(s1)));
  }
  for (int i23 = 0; i23 < 3; i23++) {
    struct S2 t24 = *st2;
    int k25 = 0;
    do {
      k25++;
      t24.m0[(k25 * 1) % 2] = 2.25 + 0.97 * ((bits_neg(log(4.65 + 0.97 * (*p13)))) * (tgamma(1.8 + 0.291 * (t22[i23].m3 * t22[i23].m1))));
      st2->m0[(st2->m2 + 2) % 2] = sin(((pow(1.2 + 0.388 * t22[i23].m3, 0.25 + 0.849 * (t24.m1[(i23 + 1) % 2]))) + (bits_neg(t24.m1[(k25 * 3) % 2]))) - (exp((-0.9) + 0.97 * (((i23 & 1) ? (0.22 * (double)i23) : t24.m3)))));
    } while (k25 < 4 && ((tan(0.533 * t22[i23].m3)) > st2->m3));
    st2->m3 += 0.52 * (t24.m0[(t24.m2 + 3) % 2] - st2->m3);
  }
  double *p26 = ((-(st2->m1[(t22[1].m2 + 2) % 2])) >= 0.84) ? &s1 : &st2->m1[(st2->m2 + 3) % 2];
  return (-0.169) * st2->m0[(st2->m2 + 1) % 2] + (-0.176) * (*p26) + (0.109 * ((bits_roundtrip(st2->m1[(t22[1].m2 * 3) % 2])) * (pow(1.2 + 0.4 * (0.485 * ((*p26) * (st2->m0[(st2->m2 * 1) % 2]))), 0.25 + 0.849 * t22[1].m3))));
}

struct fuzz_args {
  struct S2 st2;
  double st2_m0[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st2.m0 = A->st2_m0;
  A->st2.m2 = primal ? 1 : 0;
  A->st2.m0[0] = (double)FUZZ_IN(0);
  A->st2.m0[1] = (double)FUZZ_IN(1);
  A->st2.m1[0] = (double)FUZZ_IN(2);
  A->st2.m1[1] = (double)FUZZ_IN(3);
  A->st2.m3 = (double)FUZZ_IN(4);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->st2.m0[0]);
  FUZZ_OUT(1, A->st2.m0[1]);
  FUZZ_OUT(2, A->st2.m1[0]);
  FUZZ_OUT(3, A->st2.m1[1]);
  FUZZ_OUT(4, A->st2.m3);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 6, fuzz_nout = 6, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), &A.st2));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->st2.m0[0] = 77;
  A->st2.m0[1] = 77;
  A->st2.m1[0] = 77;
  A->st2.m1[1] = 77;
  A->st2.m3 = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f((double)x[0], &A.st2);
  store(&A, y + 1, 0);
}
#ifdef FUZZ_FORWARD
extern double __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 1, 0, 1);
  load(&B, v + 1, 0, 0);
  dy[0] = __enzyme_fwddiff_f((void *)f, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, &A.st2, &B.st2);
  store(&A, y + 1, 0);
  store(&B, dy + 1, 0);
  {
    raw all[6];
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
  double R = __enzyme_autodiff_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st2, &B.st2);
  gx[0] = R;
  store(&A, y + 1, 0);
  store(&B, gx + 1, 0);
  {
    raw all[6];
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
  load(&A, x + 1, 0, 1);
  load(&B, w + 1, 0, 0);
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st2, &B.st2);
  store(&A, y + 1, 0);
  scramble(&A);
  double R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st2, &B.st2, (double)w[0], tape);
  gx[0] = R;
  store(&B, gx + 1, 0);
  {
    raw all[6];
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
  double R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_dup, &A.st2, &B.st2);
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
const struct fuzz_case FUZZ_CASE = {6, 6, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

