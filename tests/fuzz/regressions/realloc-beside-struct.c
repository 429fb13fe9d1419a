/* seed 322284.0
-O1 reverse compile-error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers; help: access the memory once through its real type, compile with type information (-O1 and above, or -g), or mark it inactive [in 'f_O1'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 322284.0: basic, bits, calls, control, float, heap, math, memory. */
#include "fuzz.h"
#define f FUZZ_NAME(f)
#define mk1 FUZZ_NAME(mk1)

struct S0 {
  float m0;
  float m1;
};
struct S2 {
  double m0[3];
  double m1;
  double *m2;
  double *m3;
};
static struct S0 f3(double a4, double a5) {
  struct S0 t10;
  return t10;
}
static double f11(float a12, double a13) {
  double r14 = 1.0;
  struct S0 t16 = f3((double)a12 / (1.0 + a13 * a13), -(double)a12);
  return 0.166 * (double)t16.m0 + ((-1.58) + 0.97 * (cosh(0.718 * (sinh(0.728 * ((double)(float)r14))))));
}
static double pong31(int depth, double z, const double *p, int m);
static double pong31(int depth, double z, const double *p, int m) {
  return (-0.109) * p[(depth * 1) % m] + (0.436 * (f11((((p[(depth * 3) % m]) <= (-0.17)) ? (float)z : (float)z), atan(z))));
}
void f(float *restrict x36, double *x37, struct S2 *st38, const double *c39, int n) {
  double v40 = sin(0.57 * ((st38->m1 + st38->m1) * (sqrt(4.58 + 0.97 * (st38->m3[(n + 1) % 4])))));
  {
    int cap66 = 1, len67 = 0;
    double *h65 = (double *)malloc(sizeof(double));
    int n68 = 2 + (n + 0) % 3;
    while (len67 < n68) {
      if (len67 == cap66) {
        cap66 *= 2;
        h65 = (double *)realloc(h65, cap66 * sizeof(double));
      }
      h65[len67] = tanh((v40 + st38->m1) + (asin(0.436 * v40)));
      len67++;
    }
    double *rows69[2] = {st38->m0, h65};
    memmove(rows69[n % 2], rows69[1], 2 * sizeof(double));
    free(h65);
  }
  st38->m1 = (-0.169) * st38->m0[(n + 2) % 3] + (0.242 * (bits_roundtrip((lgamma(2.3 + 0.825 * v40)) * (-(st38->m2[(n + 3) % 3])))));
}

struct fuzz_args {
  float x36[2];
  double x37[2];
  struct S2 st38;
  double st38_m2[3];
  double st38_m3[4];
  double c39[3];
  int unused;
};
static void load(struct fuzz_args *A, const raw *x, const raw *v, int primal) {
  (void)x, (void)v, (void)primal;
  A->st38.m2 = A->st38_m2;
  A->st38.m3 = A->st38_m3;
  A->c39[0] = 0.16;
  A->c39[1] = 1.46;
  A->c39[2] = 0.84;
  A->x36[0] = (float)FUZZ_IN(0);
  A->x36[1] = (float)FUZZ_IN(1);
  A->x37[0] = (double)FUZZ_IN(2);
  A->x37[1] = (double)FUZZ_IN(3);
  A->st38.m0[0] = (double)FUZZ_IN(4);
  A->st38.m0[1] = (double)FUZZ_IN(5);
  A->st38.m0[2] = (double)FUZZ_IN(6);
  A->st38.m1 = (double)FUZZ_IN(7);
  A->st38.m2[0] = (double)FUZZ_IN(8);
  A->st38.m2[1] = (double)FUZZ_IN(9);
  A->st38.m2[2] = (double)FUZZ_IN(10);
  A->st38.m3[0] = (double)FUZZ_IN(11);
  A->st38.m3[1] = (double)FUZZ_IN(12);
  A->st38.m3[2] = (double)FUZZ_IN(13);
  A->st38.m3[3] = (double)FUZZ_IN(14);
}
static void store(const struct fuzz_args *A, raw *y, raw *dy) {
  (void)A, (void)y, (void)dy;
  FUZZ_OUT(0, A->x36[0]);
  FUZZ_OUT(1, A->x36[1]);
  FUZZ_OUT(2, A->x37[0]);
  FUZZ_OUT(3, A->x37[1]);
  FUZZ_OUT(4, A->st38.m0[0]);
  FUZZ_OUT(5, A->st38.m0[1]);
  FUZZ_OUT(6, A->st38.m0[2]);
  FUZZ_OUT(7, A->st38.m1);
  FUZZ_OUT(8, A->st38.m2[0]);
  FUZZ_OUT(9, A->st38.m2[1]);
  FUZZ_OUT(10, A->st38.m2[2]);
  FUZZ_OUT(11, A->st38.m3[0]);
  FUZZ_OUT(12, A->st38.m3[1]);
  FUZZ_OUT(13, A->st38.m3[2]);
  FUZZ_OUT(14, A->st38.m3[3]);
}
#ifdef FUZZ_DUAL
raw fuzz_margin = 1;
int fuzz_round = 1;
extern "C" {
  extern const int fuzz_nin = 15, fuzz_nout = 15, fuzz_uses_float = 1;
  void fuzz_oracle(const raw *x, const raw *v, raw *y, raw *dy) {
    struct fuzz_args A;
    load(&A, x + 0, v + 0, 1);
    f(A.x36, A.x37, &A.st38, A.c39, 3);
    store(&A, y + 0, dy + 0);
  }
}
#else
static void scramble(struct fuzz_args *A) {
  (void)A;
  A->x36[0] = 77;
  A->x36[1] = 77;
  A->x37[0] = 77;
  A->x37[1] = 77;
  A->st38.m0[0] = 77;
  A->st38.m0[1] = 77;
  A->st38.m0[2] = 77;
  A->st38.m1 = 77;
  A->st38.m2[0] = 77;
  A->st38.m2[1] = 77;
  A->st38.m2[2] = 77;
  A->st38.m3[0] = 77;
  A->st38.m3[1] = 77;
  A->st38.m3[2] = 77;
  A->st38.m3[3] = 77;
  A->c39[0] = 77;
  A->c39[1] = 77;
  A->c39[2] = 77;
}
static void run_plain(const raw *x, raw *y) {
  struct fuzz_args A;
  load(&A, x + 0, 0, 1);
  f(A.x36, A.x37, &A.st38, A.c39, 3);
  store(&A, y + 0, 0);
}
#ifdef FUZZ_FORWARD
extern void __enzyme_fwddiff_f(void *, ...);
static void run_forward(const raw *x, const raw *v, raw *y, raw *dy) {
  struct fuzz_args A, B;
  load(&A, x + 0, 0, 1);
  load(&B, v + 0, 0, 0);
  __enzyme_fwddiff_f((void *)f, enzyme_dup, A.x36, B.x36, enzyme_dup, A.x37, B.x37, enzyme_dup, &A.st38, &B.st38, enzyme_const, A.c39, 3);
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
  __enzyme_autodiff_f((void *)f, enzyme_dup, A.x36, B.x36, enzyme_dup, A.x37, B.x37, enzyme_dup, &A.st38, &B.st38, enzyme_const, A.c39, 3);
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
  void *tape = __enzyme_augmentfwd_f((void *)f, enzyme_dup, A.x36, B.x36, enzyme_dup, A.x37, B.x37, enzyme_dup, &A.st38, &B.st38, enzyme_const, A.c39, 3);
  store(&A, y + 0, 0);
  scramble(&A);
  __enzyme_reverse_f((void *)f, enzyme_dup, A.x36, B.x36, enzyme_dup, A.x37, B.x37, enzyme_dup, &A.st38, &B.st38, enzyme_const, A.c39, 3, tape);
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
  __enzyme_autodiff_n((void *)f, enzyme_dup, A.x36, B.x36, enzyme_dup, A.x37, B.x37, enzyme_dup, &A.st38, &B.st38, enzyme_const, A.c39, 3);
  store(&B, gx + 0, 0);
}
extern void __enzyme_fwddiff_n(void *, ...);
static void run_nested(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx) {
  __enzyme_fwddiff_n((void *)gradient, enzyme_dup, x, v, enzyme_const, w, enzyme_dup, gx, dgx);
}
#else
#define run_nested 0
#endif
const struct fuzz_case FUZZ_CASE = {15, 15, 1, 0, run_plain, run_forward, run_reverse, run_split, run_nested};
#endif

