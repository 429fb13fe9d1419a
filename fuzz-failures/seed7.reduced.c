/* seed 7.1
-O0 forward compile-error: [WG0005] bit operation on active floats that is neither a sign change nor a move of whole floats; help: use fabs, copysign or a negation, or a custom derivative [in 'f_O0.wg.simple.nf'; -g shows the line]
-O0 reverse compile-error: [WG0005] no derivative is known for this `xor` of active data; help: rewrite it with floating-point operations, or give the enclosing function a custom derivative [in 'f_O0.wg.simple.nf'; -g shows the line]
-O0 split compile-error: [WG0005] no derivative is known for this `xor` of active data; help: rewrite it with floating-point operations, or give the enclosing function a custom derivative [in 'f_O0.wg.simple.nf'; -g shows the line]
-O0 nested compile-error: [WG0005] no derivative is known for this `xor` of active data; help: rewrite it with floating-point operations, or give the enclosing function a custom derivative [in 'f_O0.wg.simple.nf'; -g shows the line]
-O1 forward compile-error: [WG0005] bit operation on active floats that is neither a sign change nor a move of whole floats; help: use fabs, copysign or a negation, or a custom derivative [in 'f_O1.wg.simple.nf'; -g shows the line]
-O1 reverse compile-error: [WG0005] no derivative is known for this `xor` of active data; help: rewrite it with floating-point operations, or give the enclosing function a custom derivative [in 'f1.wg.simple.nf'; -g shows the line]
-O1 split compile-error: [WG0005] no derivative is known for this `xor` of active data; help: rewrite it with floating-point operations, or give the enclosing function a custom derivative [in 'f1.wg.simple.nf'; -g shows the line]
-O1 nested compile-error: [WG0005] no derivative is known for this `xor` of active data; help: rewrite it with floating-point operations, or give the enclosing function a custom derivative [in 'f1.wg.simple.nf'; -g shows the line]
fuzz.py --plugin PLUGIN --file THIS
 */
/* Random program, seed 7.1: basic, bits, calls, control. */
#include "fuzz.h"
#define f FUZZ_NAME(f)
#define f9 FUZZ_NAME(f9)

void f(double *x13, double *x14, int n) {
  double v15 = (x14[0]);
  for (int i17 = 0; i17 < n; i17++)
  x14[i17] = tanh((v15));
  {
    {
      x14[0] = (bits_flip_if((x14[0]), (1.0 > v15)));
    }
  }
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

