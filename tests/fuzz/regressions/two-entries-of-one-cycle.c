/* Random program, seed 320088.0: basic, calls, control, heap. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

struct node {
  double v;
  int k;
  struct node *next;
};
static double walk1(struct node *p) {
  if (!p)
  return (-0.108);
  double rest = walk1(p->next);
  return 0.122 * p->v + ((-0.879) + 0.211 * ((exp(sin(0.33 * (double)p->k))) * (exp((-0.9) + 0.97 * ((0.26 * (double)p->k) * rest)))));
}
static NOINLINE double f2(const double *a3, int n4, int a5, double *a6, int n7) {
  double s8 = 0.0;
  for (int i9 = 0; i9 < n4; i9++)
  s8 += 0.324 * (tanh((a6[0]) * (a6[(i9 + 2) % n7])));
  int k10 = 0;
  if (((a6[(a5 + 1) % n7]) > a6[(a5 * 1) % n7]))
  goto L12;
L11:
  {
    s8 = tanh(((sqrt(4.58 + 0.97 * s8)) * (s8 - (0.34 * (double)a5))) / (1.93 + (tanh((s8 * (a6[(a5 * 1) % n7])) - s8))));
    int k13 = 0;
    do {
      k13++;
      for (int i14 = 1; i14 < n7; i14++) {
        s8 = 0.48 * s8 + ((-1.78) + 0.97 * ((sqrt(sqrt(4.58 + 0.97 * s8))) - (-(tanh(0.27 * (double)k13)))));
        a6[i14] = tanh((s8 - s8) * (cos(a6[i14])));
        s8 = sin(exp((-0.9) + 0.509 * ((a6[n7 - 1 - i14]) * (s8 / (1.0 + a6[i14] * a6[i14])))));
      }
    } while (k13 < 4 && (k10 % 2 == 0));
  }
L12:
  {
    for (int i15 = 0; i15 < n7 - 1; i15++)
    a6[i15] = 0.5 * a6[i15 + 1] + (sin((s8 + s8) * (s8 * (0.05 * (double)i15))));
  }
  if (++k10 < 4 && (k10 < 2))
  goto L11;
  a6[(a5 * 3) % n7] = a3[0];
  return (-0.167) * a6[(a5 + 3) % n7] + (0.126 * ((((a3[(a5 * 3) % n4]) * s8) + (0.12 * (double)a5)) + (s8 * ((0.23 * (double)a5) * (a6[(a5 + 3) % n7])))));
}
static double f16(const double *a17, int n18) {
  for (int i19 = 0; i19 < n18; i19++) {
    int k20 = (int)(2.0 + ((-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (a17[i19]))))) % 4;
    double v21 = 0.0961 * ((((a17[i19]) - (a17[0])) + ((((a17[(k20 + i19) % n18]) <= a17[(i19 + 3) % n18]) ? (a17[(i19 + 3) % n18]) : (a17[i19])))) * (((a17[i19]) / (2.78 + (a17[i19]))) + ((0.08 * (double)i19) * (a17[i19]))));
    {
      int cap23 = 1, len24 = 0;
      double *h22 = (double *)malloc(sizeof(double));
      int n25 = 2 + (int)(2.0 + ((-0.251) + 0.796 * ((a17[i19]) + (0.21 * (double)k20)))) % 3;
      while (len24 < n25) {
        if (len24 == cap23) {
          cap23 *= 2;
          h22 = (double *)realloc(h22, cap23 * sizeof(double));
        }
        h22[len24] = sin(log(4.65 + 0.97 * (v21 - v21)));
        len24++;
      }
      if (((exp((-0.9) + 0.97 * v21)) >= v21)) {
        h22[(i19 + k20) % n25] *= tanh((((0.36 * (double)k20) / (2.91 + (a17[i19]))) + (cos(v21))) + ((((v21 < 1.5) ? v21 : v21)) + ((a17[i19]) * v21)));
        double ret26 = tanh((v21 * (a17[i19])) - ((0.32 * (double)i19) - (a17[(i19 + 1) % n18])));
        free(h22);
        return ret26;
      }
      double v27 = tanh(((exp((-0.9) + 0.97 * v21)) + (cos(a17[1]))) * ((0.06 * (double)i19) + ((h22[1]) + (a17[i19]))));
      v21 += 0.48 * (v27 - v21);
      free(h22);
    }
  }
  double s28 = 0.0;
  for (int i29 = 0; i29 < n18; i29++)
  s28 += 0.0202 * (((a17[0]) - (a17[(i29 * 3) % n18])) * ((a17[i29]) - (a17[i29])));
  s28 = 0.53 * s28 + (0.456 * (a17[1]));
  return 0.124 * s28 + (0.271 * (((s28 - s28) / (1.0 + s28 * s28)) / (2.24 + (sin((s28 - s28) - (sin(a17[0])))))));
}
static double f30(int a31, double a32, double a33) {
  a32 = (0.35 * (double)a31) * (((0.24 * (double)a31) / (2.99 + a32)) - (0.28 * (double)a31));
  switch ((int)(2.0 + (sin(sqrt(4.58 + 0.97 * a32)))) % 3) {
    case 2: {
      double v34 = -(0.19 * (double)a31);
      a33 += 0.56 * (v34 - a33);
    }
    break;
    case 0: {
      {
        double *h35 = (double *)calloc(4, sizeof(double));
        for (int i36 = 0; i36 < 4; i36++) {
          double v37 = f16(h35, 4);
          for (int i38 = 0; i38 < 4; i38++) {
            a32 += 0.54 * ((0.762 * ((((0.22 * (double)a31) * a33) * (tanh(h35[i38]))) * (h35[(i38 + 3) % 4]))) - a32);
          }
          double v39 = sin((sqrt(4.58 + 0.97 * ((h35[i36]) + (h35[i36])))) - (-a32));
          a32 += 0.54 * (v37 - a32);
        }
        double r40 = 0.9 + 0.97 * (tanh(0.19 * (double)a31));
        do {
          r40 *= 0.583;
          double s41 = 0.0;
          for (int i42 = 0; i42 < 4; i42++)
          s41 += 0.242 * ((sin(0.1 * (double)i42)) * (((a31 < 3) ? (h35[i42]) : (h35[0]))));
          if ((a31 > 3)) {
            h35[a31] = sin(-(((a31 < 0) ? ((h35[(a31 * 1) % 4]) + (h35[(a31 * 1) % 4])) : ((h35[a31]) * r40))));
          } else {
            h35[a31] = (cos(((r40 < 1.07) ? a32 : a33))) / (1.0 + h35[a31] * h35[a31]);
          }
          h35[a31] += 0.28 * (s41 - h35[a31]);
        } while (r40 > 0.246);
        a32 += 0.48 * (h35[(a31 * 3) % 4] - a32);
        free(h35);
      }
      double s43 = 0.0;
      for (int i44 = 0; i44 < 1; i44++)
      s43 += (-1.04) + 0.485 * ((sqrt(4.575)) - (a32 - a33));
      a33 += 0.43 * (s43 - a33);
    }
    __attribute__((fallthrough));
    default: {
      double s45 = 0.0;
      for (int i46 = 0; i46 < 4; i46++)
      s45 -= 0.485 * (cos((0.18 * (double)i46) / (1.0 + a32 * a32)));
      a33 = 0.338 * ((((0.29 * (double)a31) - a32) * a32) / (1.0 + 0.23 * (double)a31 * 0.23 * (double)a31));
    }
    break;
  }
  a32 *= sin(a32);
  return 0.162 * a32 + 0.175 * a33 + ((-0.903) + 0.57 * (exp((-0.9) + 0.411 * ((exp(0.25 * (double)a31)) * ((0.39 * (double)a31) * a32)))));
}
static double rec47(int depth48, double a49) {
  if (depth48 <= 0 || ((tanh(0.22 * (double)depth48)) > 0.0))
  return ((0.06 * (double)depth48) * (0.07 * (double)depth48)) * (a49 - (0.38 * (double)depth48));
  double v50 = rec47(depth48 - 1, tanh((a49 / (1.0 + 0.22 * (double)depth48 * 0.22 * (double)depth48)) - (a49 / (1.0 + a49 * a49))));
  double v51 = rec47(depth48 - 1, (0.32 * (double)depth48) - ((0.19 * (double)depth48) * (0.38 * (double)depth48)));
  v51 += 0.67 * (((-0.07) + 0.467 * ((a49 * v50) + (0.1 * (double)depth48))) - v51);
  return (-0.149) * v50 + (0.837 + 0.588 * ((cos((0.29 * (double)depth48) * v50)) - (log(4.65 + 0.97 * (v51 * (0.36 * (double)depth48))))));
}
static double pong53(int depth, double z, double *p, int m);
static double ping52(int depth, double z, double *p, int m) {
  if (depth <= 0)
  return sin((p[(depth * 1) % m]) * z);
  double a54[4] = {-z, 0.485 * (z * (p[(depth * 1) % m])), cos(z), cos(z)};
  double v55 = pong53(depth - 1, 0.242 * (((p[(depth + 1) % m]) * (a54[depth])) - (z * z)), p, m);
  return (-0.166) * a54[depth] + 0.1 * p[0] + (-0.14) * z + 0.152 * v55 + (0.445 * (((sin(p[1])) * (tanh(p[(depth + 3) % m]))) - (tanh(v55 * v55))));
}
static double pong53(int depth, double z, double *p, int m) {
  if (depth <= 0)
  return sin((0.1 * (double)depth) - (p[(depth + 3) % m]));
  z = 0.34 * z + (tanh(z));
  double v56 = ping52(depth - 1, tanh(((p[0]) - z) + (z / (1.0 + z * z))), p, m);
  return 0.154 * z + 0.196 * p[(depth * 2) % m] + 0.166 * v56 + (0.109 * ((((f16(p, m)) < v56) ? (((((0.26 * (double)depth) <= 0.16) ? v56 : (0.23 * (double)depth))) * ((0.29 * (double)depth) * z)) : ((f16(p, m)) * (z * (p[(depth + 1) % m]))))));
}
double f(double s58, int n, double *restrict x59, int m60, double s57) {
  int k61 = (int)(2.0 + (tanh(x59[(m60 + 3) % n]))) % 3 + 1;
  while (k61 > 0 && ((s57 > 0.23 * (double)n) && (s57 > 1.46))) {
    k61--;
    int k62 = 0;
  L63:
    {
      for (int i64 = 0; i64 < n; i64++)
      x59[i64] = sin(sin(s57));
      if ((((x59[(k62 + n) % n]) + (x59[(k62 + 2) % n])) > s57)) {
        s57 = sin(((x59[(m60 + 3) % n]) / (3.08 + s58)) - (sqrt(4.58 + 0.97 * (x59[0]))));
        double ret65 = 0.19 * (double)m60;
        return ret65;
      }
    }
    if (++k62 < 4 && ((((s57 < (-1.18)) ? s58 : (x59[1]))) >= 0.38))
    goto L63;
    double c67 = 1.25 + 0.0909 * (((x59[(n + k61) % n]) - s57) - ((x59[(n + 3) % n]) + s57));
    double z66 = 1.0;
    for (int it68 = 0; it68 < 6; it68++) {
      double step = 0.5 * (c67 / z66 - z66);
      z66 += step;
      if (fabs(step) < 0.03)
      break;
    }
    x59[(n * 3) % n] += 0.42 * (z66 - x59[(n * 3) % n]);
  }
  int k69 = (m60 + 4) % 4 + 1;
  while (k69 > 0 && ((f30((n + 0) % 4, (x59[(m60 * 3) % n]) / (1.0 + x59[(m60 + 3) % n] * x59[(m60 + 3) % n]), 0.485 * (s57 + (x59[(n + 3) % n])))) < (-0.25))) {
    k69--;
    int k70 = (k69 + 1) % 4 + 1;
    while (k70 > 0 && (((x59[(k69 + 2) % n]) <= s58) && (s57 < (-0.39)))) {
      k70--;
      x59[(m60 + 1) % n] = 0.43 * x59[(m60 + 1) % n] + (tanh((log(4.65 + 0.97 * s58)) / (1.0 + x59[(n + 3) % n] * x59[(n + 3) % n])));
      s58 = 0.24 * s58 + (tanh(log(4.65 + 0.97 * ((sin(s58)) / (sqrt(4.58 + 0.97 * s58))))));
    }
  }
  int k71 = 0;
  do {
    k71++;
    x59[2] += 0.28 * ((sin(s58 / (2.8 + (0.5 * (((x59[(k71 * 1) % n]) / (3.03 + (x59[(m60 * 3) % n]))) * (((s58 >= (-1.5)) ? s57 : s58))))))) - x59[2]);
  } while (k71 < 4 && (((x59[(m60 + 3) % n]) + (0.18 * (double)m60)) >= 0.28));
  return (-0.159) * s57 + (-0.144) * s58 + (-0.111) * x59[(n + 3) % n] + (0.874 * (tanh(0.514 * ((s58 * s57) * (log(4.65 + 0.97 * s58))))));
}

struct fuzz_args {
  double x59[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x59[0] = (double)FUZZ_IN(0);
  A->x59[1] = (double)FUZZ_IN(1);
  A->x59[2] = (double)FUZZ_IN(2);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x59[0]);
  FUZZ_OUT(1, A->x59[1]);
  FUZZ_OUT(2, A->x59[2]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 5, fuzz_nout = 4, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 2, v + 2, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), 3, A.x59, 3, (double)FUZZ_IN(1)));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x59[0] = 77;
  A->x59[1] = 77;
  A->x59[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 2, 0, 1);
  y[0] = f((double)x[0], 3, A.x59, 3, (double)x[1]);
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
  load(&A, x + 2, 0, 1);
  load(&B, v + 2, 0, 0);
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, (double)x[0], (double)v[0], 3, enzyme_dup, A.x59, B.x59, 3, enzyme_dup, (double)x[1], (double)v[1]);
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
  double r2;
};
extern struct reverse_result __enzyme_autodiff_f(void *, ...);
static void run_reverse(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  (void)w;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], 3, enzyme_dup, A.x59, B.x59, 3, enzyme_out, (double)x[1]);
  y[0] = R.r0;
  gx[0] = R.r1;
  gx[1] = R.r2;
  store(&A, y + 1, 0);
  store(&B, gx + 2, 0);
}
#else
#define run_reverse 0
#endif
#ifdef FUZZ_SPLIT
struct split_result {
  double r0;
  double r1;
};
struct augmented_result {
  void *tape;
  double primal;
};
extern struct augmented_result __enzyme_augmentfwd_f(void *, ...);
extern struct split_result __enzyme_reverse_f(void *, ...);
static void run_split(const raw *x, const raw *w, raw *y, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], 3, enzyme_dup, A.x59, B.x59, 3, enzyme_out, (double)x[1]);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  struct split_result R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], 3, enzyme_dup, A.x59, B.x59, 3, enzyme_out, (double)x[1], (double)w[0], tape);
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
  double r1;
};
extern struct nested_result __enzyme_autodiff_n(void *, ...);
NOINLINE static void gradient(const raw *x, const raw *w, raw *gx) {
  struct fuzz_args A, B;
  load(&A, x + 2, 0, 1);
  load(&B, w + 1, 0, 0);
  struct nested_result R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], 3, enzyme_dup, A.x59, B.x59, 3, enzyme_out, (double)x[1]);
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
const struct fuzz_case FUZZ_CASE = {5, 4, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

