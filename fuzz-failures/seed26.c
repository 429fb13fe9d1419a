/* Random program, seed 26.0: basic, bits, control, math. */
#include "fuzz.h"
#define f FUZZ_NAME(f)

double f(double s1, const double *restrict x2, int n, int m3) {
  if (((exp((-0.9) + 0.97 * s1)) < s1)) {
    int k4 = 0;
    if ((n > 2))
    goto L6;
  L5:
    {
      double v7 = 0.121 * ((fdim(bits_roundtrip(s1), fmin(s1, s1))) * (((k4 % 2 == 0) ? ((x2[m3]) - (x2[m3])) : ((x2[(n + 2) % n]) - s1))));
      if ((((x2[0]) <= 1.07) && (s1 < 1.5))) {
        if ((n > 0)) {
          v7 = s1;
          s1 = tanh(bits_flip_if((0.1 * (double)k4) + v7, (k4 % 2 == 0)));
        } else {
          v7 += 0.35 * ((sin((((v7 < (-0.71)) ? (bits_abs(s1)) : (s1 * v7))) / (1.0 + x2[(m3 + 2) % n] * x2[(m3 + 2) % n]))) - v7);
          v7 = fmin((-1.87) + 0.957 * ((fdim(v7, v7)) - ((0.07 * (double)m3) / (1.0 + x2[m3] * x2[m3]))), 0.485 * ((fabs(v7)) * (((k4 & 1) ? v7 : (x2[m3])))));
        }
      } else {
        for (int i8 = 0; i8 < n; i8++) {
          v7 = sin((fdim(x2[i8], tanh(s1 - (x2[m3])))) + (0.31 * (double)n));
        }
        double v9 = tanh(((-(x2[m3])) + (pow(x2[m3], 3.0))) + ((v7 - s1) - (bits_neg(v7))));
        s1 += 0.44 * (v9 - s1);
      }
      s1 += 0.6 * (v7 - s1);
    }
  L6:
    {
      s1 = s1;
    }
    if (++k4 < 4 && (n != 1))
    goto L5;
  }
  s1 = 0.49 * s1 + (tanh((((m3 % 2 == 0) ? (-(x2[m3])) : (bits_flip_if(x2[1], (s1 < (-0.88)))))) - ((s1 + (x2[m3])) * (sin(x2[m3])))));
  double r10 = 1.56 + 0.412 * ((sin(s1)) - (bits_abs(s1)));
  do {
    r10 *= 0.448;
    if ((n % 2 == 0)) {
      s1 = 0.35 * s1 + (0.0623 * ((((r10 < 1.02) ? ((x2[m3]) - s1) : (pow(1.2 + 0.388 * s1, 0.21 * (double)n)))) * (fma(log(3.68 + 0.97 * r10), tan(0.533 * (x2[m3])), 0.915 * (fmod(s1, 2.12))))));
    } else {
      double p11 = 1.0;
      for (int i12 = 0; i12 < n; i12++)
      p11 *= 0.8 + 0.291 * ((cos(r10)) / (1.0 + x2[n - 1 - i12] * x2[n - 1 - i12]));
      if ((m3 & 1)) {
        if (((x2[m3]) < 0.29)) {
          continue;
        }
      } else {
        int k13 = 0;
        do {
          k13++;
          p11 = 0.68 * p11 + ((-0.759) + 0.46 * (hypot(0.97 * (acosh(2.43 + 0.97 * (cosh((-0.97) + 0.97 * r10)))), 1.15 + 0.425 * (0.485 * (-((x2[(m3 + k13) % n]) - s1))))));
          p11 = 0.68 * p11 + ((-0.397) + 0.279 * ((x2[0]) + (sqrt(log2(4.65 + 0.97 * (x2[m3]))))));
        } while (k13 < 4 && ((s1 >= 1.19) && (n % 2 == 0)));
      }
      s1 += 0.33 * (p11 - s1);
    }
    double v14 = sin(((fmax(x2[m3], x2[1])) * (bits_flip_if(r10, (m3 & 1)))) - (bits_flip_if(tan(0.533 * (x2[m3])), (m3 > 1))));
    s1 += 0.59 * (r10 - s1);
  } while (r10 > 0.228);
  if ((m3 & 1)) {
    double s15 = 0.0;
    for (int i16 = 0; i16 < n; i16++)
    s15 -= 0.503 * ((tanh(r10)) * (bits_flip_if(r10, ((x2[m3]) > 0.91))));
    r10 += 0.2 * (s15 - r10);
  }
  int k17 = 0;
  do {
    k17++;
    switch ((int)(2.0 + (0.461 * ((x2[m3]) - s1))) % 4) {
      case 0: {
        double p18 = 1.0;
        for (int i19 = 0; i19 < 2; i19++)
        p18 *= 0.509 + 0.194 * (fdim(sin(s1 * (x2[1])), bits_neg(s1)));
        r10 = tanh(-((exp((-0.9) + 0.97 * p18)) + (x2[1])));
      }
      __attribute__((fallthrough));
      case 1: {
        r10 = r10;
      }
      break;
      case 2: {
        double v20 = (-0.595) + 0.97 * ((((((k17 != 3) ? r10 : (0.21 * (double)n))) < r10) ? (tanh((((x2[0]) >= 0.14) ? (0.37 * (double)k17) : (x2[(k17 + 1) % n])))) : ((bits_abs(x2[m3])) + (0.19 * (double)m3))));
      }
      break;
      default: {
        double v21 = (-0.38) + 0.263 * (((floor(x2[m3])) + (exp((-0.9) + 0.97 * s1))) + (((r10 < s1) ? ((x2[(n + 3) % n]) * (x2[m3])) : (r10 - (x2[m3])))));
      }
      break;
    }
    double v22 = sinh(y0(2.35 + 0.4 * (r10 + r10)));
    r10 += 0.3 * (v22 - r10);
  } while (k17 < 4 && ((hypot(s1, 1.15 + 0.412 * s1)) > x2[m3]));
  return (-0.101) * r10 + 0.188 * s1 + 0.144 * x2[(n * 3) % n] + (0.0495 * (((exp((-0.9) + 0.97 * s1)) * ((x2[m3]) / (1.0 + x2[0] * x2[0]))) * (exp((-0.9) + 0.509 * (s1 + r10)))));
}

struct fuzz_args {
  double x2[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x2[0] = (double)FUZZ_IN(0);
  A->x2[1] = (double)FUZZ_IN(1);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x2[0]);
  FUZZ_OUT(1, A->x2[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 3, fuzz_nout = 3, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 1, v + 1, 1);
    FUZZ_OUT(0, f((double)FUZZ_IN(0), A.x2, 2, 1));
    store(&A, y + 1, dy + 1);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x2[0] = 77;
  A->x2[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 1, 0, 1);
  y[0] = f((double)x[0], A.x2, 2, 1);
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
  struct forward_result R = __enzyme_fwddiff_f((void *)f, enzyme_primal_return, enzyme_dup, (double)x[0], (double)v[0], enzyme_dup, A.x2, B.x2, enzyme_const, 2, 1);
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
  struct reverse_result R = __enzyme_autodiff_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_const, 2, 1);
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
  static const raw Zero[3];
  load(&A, x + 1, 0, 1);
  load(&B, Zero, 0, 0);
  struct augmented_result P = __enzyme_augmentfwd_f((void *)f, enzyme_primal_return, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_const, 2, 1);
  void *tape = P.tape;
  y[0] = P.primal;
  store(&A, y + 1, 0);
  scramble(&A);
  {
    struct fuzz_args *A = &B;
    raw *W = (raw *)w + 1;
    (void)W;
    A->x2[0] = W[0];
    A->x2[1] = W[1];
    (void)A;
  }
  double R = __enzyme_reverse_f((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_const, 2, 1, (double)w[0], tape);
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
  double R = __enzyme_autodiff_n((void *)f, enzyme_out, (double)x[0], enzyme_dup, A.x2, B.x2, enzyme_const, 2, 1);
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
const struct fuzz_case FUZZ_CASE = {3, 3, 0, 1, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

