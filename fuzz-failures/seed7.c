/* Random program, seed 7.1: basic, bits, calls, control. */
#include "fuzz.h"
#define f FUZZ_NAME(f)
#define f9 FUZZ_NAME(f9)

static NOINLINE void f1(int a2, double *a3, int n4, int a5) {
  int k6 = 0;
  do {
    k6++;
    a3[(k6 + a2) % n4] = sin(((bits_neg(a3[(k6 + k6) % n4])) + ((0.36 * (double)a5) / (2.57 + (a3[(k6 + 3) % n4])))) * (tanh((a3[(a2 + 1) % n4]) / (1.0 + a3[(a2 * 3) % n4] * a3[(a2 * 3) % n4]))));
    for (int i7 = 0; i7 < n4; i7++)
    a3[i7] *= sin(bits_flip_if(sqrt(4.58 + 0.97 * (a3[(k6 * 2) % n4])), (i7 < 2)));
  } while (k6 < 4 && (((0.08 * (double)a5) - (a3[(a2 + a2) % n4])) >= a3[(a5 * 1) % n4]));
  for (int i8 = 0; i8 < n4; i8++)
  a3[i8] = sin(sqrt(4.58 + 0.97 * (a3[(i8 + i8) % n4])));
  a3[(a2 + a2) % n4] = -(sin((a3[(a5 * 1) % n4]) - (a3[(a5 + 2) % n4])));
}
void f9(double *a10, int n11) {
  int k12 = 0;
}
void f(double *x13, double *x14, int n) {
  double v15 = sin((0.39 * (double)n) * ((0.06 * (double)n) / (3.49 + (x14[(n + 3) % n]))));
  v15 = sin(v15);
  x13[1] = 0.61 * x13[1] + (0.785 * (tanh(x14[(n * 2) % n])));
  int k16 = (n + 0) % 3;
  for (int i17 = 0; i17 < n; i17++)
  x14[i17] = tanh(bits_roundtrip(v15));
  int k18 = 0;
L19:
  {
    for (int i20 = n; i20 < n; i20++) {
      int k21 = (int)(2.0 + (v15 / (3.44 + (x13[(k16 + 2) % n])))) % 2;
      double p22 = 1.0;
      for (int i23 = 0; i23 < n; i23++)
      p22 *= 0.508 + 0.146 * (bits_abs((x13[i20]) * v15));
      for (int i24 = 0; i24 < n - 1; i24++)
      x13[i24] = 0.5 * x13[i24 + 1] + (0.823 + 0.394 * ((x13[(i20 + 2) % n]) - (sqrt(4.58 + 0.97 * v15))));
      x13[k21] += 0.43 * (p22 - x13[k21]);
    }
    if ((k16 & 1)) {
      x13[0] = 0.485 * (((k18 & 1) ? ((-(0.34 * (double)k16)) - ((0.29 * (double)n) * (x13[(k16 + k16) % n]))) : (((x13[(k16 + 3) % n]) * v15) / (1.0 + x14[(k18 + 1) % n] * x14[(k18 + 1) % n]))));
    } else {
      x14[(n + 3) % n] = 0.76 * (bits_flip_if(sqrt(4.58 + 0.97 * (x14[(n * 3) % n])), ((x13[(k18 + k18) % n]) > v15)));
      if ((v15 < v15)) {
        for (int i25 = 0; i25 < n; i25++)
        x13[i25] = sin((v15 * (x13[(k16 + n) % n])) + (bits_neg(v15)));
      } else {
        double s26 = 0.0;
        for (int i27 = 0; i27 < n; i27++)
        s26 += 0.242 * (bits_neg((x14[(i27 + 1) % n]) * v15));
        v15 += 0.35 * (s26 - v15);
      }
    }
  }
  if (++k18 < 4 && (k16 < 3))
  goto L19;
  for (int i28 = 0; i28 < n; i28++) {
    double v29 = exp((-2.96) + 0.97 * (sqrt(4.58 + 0.97 * (cos(v15)))));
    int n31 = (int)(2.5 + (0.921 * (((k16 & 1) ? (x13[i28]) : (0.09 * (double)i28)))));
    for (int i30 = 0; i30 < n31; i30++) {
      double v32 = sin(bits_flip_if((((i30 > 2) ? (x13[(n * 2) % n]) : (0.39 * (double)k16))) * v29, (n % 2 == 0)));
      f1((i30 + 1) % 4, x14, n, (int)(2.0 + ((-2.03) + 0.97 * (sqrt(4.58 + 0.97 * (x13[i28]))))) % 4);
      if (((i28 & 1) && (v15 >= (-0.37)))) {
        double v33 = tanh(((v15 - (x14[1])) * (bits_flip_if(v15, (n < 3)))) * ((v29 - (x14[i28])) - ((x13[i28]) * v32)));
        x13[(i28 * 2) % n] += 0.43 * (v33 - x13[(i28 * 2) % n]);
      } else {
        v29 = 0.71 * v29 + (0.281 * (x14[(k16 + 1) % n]));
        double s34 = 0.0;
        for (int i35 = 0; i35 < n; i35++)
        s34 += (-0.759) + 0.807 * (log(4.65 + 0.97 * (v15 * v32)));
        x14[i28] += 0.2 * (s34 - x14[i28]);
      }
      x14[(k16 + i30) % n] += 0.49 * (v32 - x14[(k16 + i30) % n]);
    }
    v15 += 0.33 * (v29 - v15);
  }
  x14[(k16 + 2) % n] = 0.18 * x13[(n + 1) % n] + 0.12 * x14[(k16 + 3) % n] + (-0.12) * v15 + (0.873 * (bits_roundtrip(sin((0.39 * (double)n) * v15))));
}

struct fuzz_args {
  double x13[2];
  double x14[2];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->x13[0] = (double)FUZZ_IN(0);
  A->x13[1] = (double)FUZZ_IN(1);
  A->x14[0] = (double)FUZZ_IN(2);
  A->x14[1] = (double)FUZZ_IN(3);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x13[0]);
  FUZZ_OUT(1, A->x13[1]);
  FUZZ_OUT(2, A->x14[0]);
  FUZZ_OUT(3, A->x14[1]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 4, fuzz_nout = 4, fuzz_uses_float = 0;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x13, A.x14, 2);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x13[0] = 77;
  A->x13[1] = 77;
  A->x14[0] = 77;
  A->x14[1] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x13, A.x14, 2);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x13, B.x13, enzyme_dup, A.x14, B.x14, enzyme_const, 2);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x13, B.x13, enzyme_dup, A.x14, B.x14, enzyme_const, 2);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x13, B.x13, enzyme_dup, A.x14, B.x14, enzyme_const, 2);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x13, B.x13, enzyme_dup, A.x14, B.x14, enzyme_const, 2, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x13, B.x13, enzyme_dup, A.x14, B.x14, enzyme_const, 2);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {4, 4, 0, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

