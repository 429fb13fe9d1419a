// Checks of BLAS and LAPACK derivatives. A test has a function
//     static void run(const struct args *p, const REAL *in, REAL *out)
// that computes out from in with the routine in question, in the way p says;
// CHECK_CASE compares its derivatives with each other (the dot-product test:
// <w, J v> from forward mode, <J' w, v> from reverse mode) and with central
// differences of fourth order.
//
// Compiled with -DSINGLE, everything is in single precision, with differences
// of larger steps and a tolerance to match.
#ifndef WENGERT_TESTS_BLAS_H
#define WENGERT_TESTS_BLAS_H

#include "check.h"
#include <cblas.h>

#ifdef SINGLE
typedef float REAL;
#define F(NAME) s##NAME##_
#define F64(NAME) s##NAME##_64_
#define C(NAME) cblas_s##NAME
#ifndef STEP // a test whose results jump nearby asks for smaller steps
#define STEP 2e-2
#endif
#define TOL_DOT 2e-4
#define TOL_FD (1e-4 / STEP)
#else
typedef double REAL;
#define F(NAME) d##NAME##_
#define F64(NAME) d##NAME##_64_
#define C(NAME) cblas_d##NAME
#undef STEP
#define STEP 1e-3
#define TOL_DOT 1e-10
#define TOL_FD 1e-7
#endif

void __enzyme_autodiff(void *, ...);
void __enzyme_fwddiff(void *, ...);

/// How the routine is called.
enum { FORTRAN, COL, ROW, INTERFACES };

struct args {
  int interface;
  int m, n, k, incx, incy, lda, ldb, ldc, kl, ku;
  char ta, tb, ul, di, si; ///< the letters of Fortran
};

#define LAYOUT(P) ((P)->interface == ROW ? CblasRowMajor : CblasColMajor)
#define TRANS(T) ((T) == 'N' || (T) == 'n' ? CblasNoTrans                      \
                  : (T) == 'R' ? CblasConjNoTrans                              \
                  : (T) == 'C' ? CblasConjTrans : CblasTrans)
#define UPLO(U) ((U) == 'U' || (U) == 'u' ? CblasUpper : CblasLower)
#define DIAG(D) ((D) == 'U' || (D) == 'u' ? CblasUnit : CblasNonUnit)
#define SIDE(S) ((S) == 'L' || (S) == 'l' ? CblasLeft : CblasRight)

enum { MAX_VALUES = 1024 };

/// Elements from the first to the last of n with increment inc.
static inline int span(int n, int inc) {
  return n > 0 ? 1 + (n - 1) * abs(inc) : 0;
}

typedef void run_fn(const struct args *, const REAL *, REAL *);

static inline double values_dot(const REAL *a, const REAL *b, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += (double)a[i] * b[i];
  return s;
}

/// <w, d/dt f(in + t v)> by differences.
static inline double difference(run_fn *f, const struct args *p, const REAL *in,
                         const REAL *v, const REAL *w, int nin, int nout) {
  static const double At[4] = {1, -1, 2, -2}, Weight[4] = {8, -8, -1, 1};
  static REAL x[MAX_VALUES], y[MAX_VALUES];
  double s = 0;
  for (int k = 0; k < 4; ++k) {
    for (int i = 0; i < nin; ++i)
      x[i] = (REAL)(in[i] + At[k] * STEP * v[i]);
    memset(y, 0, sizeof y);
    f(p, x, y);
    s += Weight[k] * values_dot(w, y, nout);
  }
  return s / (12 * STEP);
}

static REAL in_[MAX_VALUES], din_[MAX_VALUES], bin_[MAX_VALUES],
    out_[MAX_VALUES], dout_[MAX_VALUES], bout_[MAX_VALUES], want_[MAX_VALUES],
    w_[MAX_VALUES];

/// Fills in_ and directions; the primal result goes to want_. Values are away
/// from zero unless a test changes them afterwards.
static inline void prepare(unsigned seed, int nin, int nout) {
  if (nin > MAX_VALUES || nout > MAX_VALUES) {
    printf("too many values\n");
    exit(1);
  }
  for (int i = 0; i < nin; ++i) {
    double s = sample(seed * 977 + i);
    in_[i] = (REAL)(s + (s < 0 ? -0.3 : 0.3));
    din_[i] = (REAL)sample(seed * 331 + i + 50000);
  }
  for (int i = 0; i < nout; ++i)
    w_[i] = (REAL)sample(seed * 113 + i + 90000);
  memset(out_, 0, sizeof out_);
  memset(dout_, 0, sizeof dout_);
  memset(want_, 0, sizeof want_);
  memset(bin_, 0, sizeof bin_);
  memcpy(bout_, w_, sizeof bout_);
}

static inline void compare(const char *what, double got, double want, double scale,
                    double tol, const struct args *p, int line) {
  ++check_count;
  if (fabs(got - want) <= tol * (1 + scale))
    return;
  ++check_failures;
  printf("line %d: %s is %.10g, expected %.10g; interface %d m %d n %d k %d "
         "incx %d incy %d kl %d ku %d flags %c%c%c%c%c\n",
         line, what, got, want, p->interface, p->m, p->n, p->k, p->incx,
         p->incy, p->kl, p->ku, p->ta ? p->ta : '-', p->tb ? p->tb : '-',
         p->ul ? p->ul : '-', p->di ? p->di : '-', p->si ? p->si : '-');
}

/// Inputs as in in_, which prepare has filled.
#define CHECK_PREPARED(P, NIN, NOUT)                                           \
  do {                                                                         \
    const struct args *Cp = (P);                                               \
    int Ni = (NIN), No = (NOUT);                                               \
    run(Cp, in_, want_);                                                       \
    __enzyme_fwddiff((void *)run, enzyme_const, Cp, enzyme_dup, in_, din_,     \
                     enzyme_dup, out_, dout_);                                 \
    double Same = 0, Scale = 0;                                                \
    for (int At_ = 0; At_ < No; ++At_)                                               \
      Same += fabs((double)out_[At_] - want_[At_]);                                \
    compare("primal of forward mode", Same, 0, 0, TOL_DOT, Cp, __LINE__);      \
    double Forward = values_dot(w_, dout_, No);                                \
    memset(out_, 0, sizeof out_);                                              \
    __enzyme_autodiff((void *)run, enzyme_const, Cp, enzyme_dup, in_, bin_,    \
                      enzyme_dup, out_, bout_);                                \
    Same = 0;                                                                  \
    for (int At_ = 0; At_ < No; ++At_) {                                             \
      Same += fabs((double)out_[At_] - want_[At_]);                                \
      Scale += fabs((double)w_[At_] * dout_[At_]);                                 \
    }                                                                          \
    compare("primal of reverse mode", Same, 0, 0, TOL_DOT, Cp, __LINE__);      \
    double Reverse = values_dot(bin_, din_, Ni);                               \
    compare("reverse mode", Reverse, Forward, Scale, TOL_DOT, Cp, __LINE__);   \
    double Fd = difference(run, Cp, in_, din_, w_, Ni, No);                    \
    compare("forward mode", Forward, Fd, Scale, TOL_FD, Cp, __LINE__);         \
  } while (0)

#define CHECK_CASE(P, NIN, NOUT)                                               \
  do {                                                                         \
    prepare(++case_, NIN, NOUT);                                               \
    CHECK_PREPARED(P, NIN, NOUT);                                              \
  } while (0)
__attribute__((unused)) static unsigned case_;

#define EACH(VAR, ...)                                                         \
  for (int VAR##List[] = {__VA_ARGS__}, VAR##At = 0, VAR = 0;                  \
       VAR##At < (int)(sizeof VAR##List / sizeof(int)) &&                      \
       (VAR = VAR##List[VAR##At], 1);                                          \
       ++VAR##At)

#endif
