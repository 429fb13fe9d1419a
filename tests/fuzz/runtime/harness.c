//===- harness.c - Runs one random program's derivatives -------*- C -*-===//
//
// Linked with the oracle build of a program (dual numbers, no plugin) and with
// up to four builds by the plugin (-O0 to -O3). Looks for a point where the
// oracle is trustworthy: finite, far from kinks, in agreement with central
// differences. Then compares there, in a child process each:
//   plain    y         with the oracle's y
//   forward  y, J v    with the oracle's
//   reverse  y, J^T w  with the oracle's (hence <J v, w> = <v, J^T w>)
//   split    the same; data is overwritten between the two halves
//   nested   forward over reverse, with differences of the oracle's J^T w
// Allocations are counted, filled with NaNs and guarded: a leak, a double free
// or a write past the end is a failure too.
//
// Prints `LEVEL MODE RESULT DETAIL` lines; fuzz.py reads them.
//
//===----------------------------------------------------------------------===//
#include "fuzz.h"
#ifdef FUZZ_NO_HEAP // a sanitizer watches the heap instead
static void heapMark(void) {}
static const char *heapFault(void) { return 0; }
#else
#include "heap.h"
#endif
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MaxIn = 64, MaxOut = 64 };

extern double fuzz_margin;
extern int fuzz_round;
void fuzz_oracle(const double *x, const double *v, double *y, double *dy);
extern const int fuzz_nin, fuzz_nout, fuzz_uses_float;

#define WEAK __attribute__((weak))
extern const struct fuzz_case fuzz_case_O0 WEAK, fuzz_case_O1 WEAK,
    fuzz_case_O2 WEAK, fuzz_case_O3 WEAK;

static uint64_t State;
static double uniform(void) { // splitmix64, in [-1, 1)
  uint64_t Z = (State += 0x9e3779b97f4a7c15ull);
  Z = (Z ^ (Z >> 30)) * 0xbf58476d1ce4e5b9ull;
  Z = (Z ^ (Z >> 27)) * 0x94d049bb133111ebull;
  Z ^= Z >> 31;
  return (double)(int64_t)Z / 9223372036854775808.0;
}

static double X[MaxIn], Y[MaxOut], J[MaxOut][MaxIn], JExact[MaxOut][MaxIn];
static double YTol, JTol;

static void jacobian(const double *x, double *y, double (*Jac)[MaxIn]) {
  for (int j = 0; j < fuzz_nin; ++j) {
    double v[MaxIn] = {0}, dy[MaxOut];
    v[j] = 1;
    fuzz_oracle(x, v, y, dy);
    for (int i = 0; i < fuzz_nout; ++i)
      Jac[i][j] = dy[i];
  }
}

/* Why the oracle cannot be trusted at X, or null. Sets Y, J, tolerances. */
static const char *judgePoint(void) {
  static double Up[MaxOut], Down[MaxOut], Exact[MaxOut];
  const double None[MaxIn] = {0}, H = 1e-6;
  double Unused[MaxOut], Largest = 0, LargestY = 0;
  fuzz_margin = 1;
  fuzz_round = 1;
  jacobian(X, Y, J);
  double Margin = fuzz_margin;
  fuzz_round = 0;
  jacobian(X, Exact, JExact);
  YTol = JTol = fuzz_uses_float ? 1e-5 : 1e-10;
  double FloatTol = fuzz_uses_float ? 1e-5 : 0;
  for (int i = 0; i < fuzz_nout; ++i) {
    if (!(fabs(Y[i]) < 1e6))
      return "value not finite";
    LargestY = fmax(LargestY, fabs(Y[i]));
    YTol = fmax(YTol, 30 * fabs(Y[i] - Exact[i]));
    for (int j = 0; j < fuzz_nin; ++j) {
      if (!(fabs(J[i][j]) < 1e6))
        return "derivative not finite";
      Largest = fmax(Largest, fabs(J[i][j]));
      JTol = fmax(JTol, 100 * fabs(J[i][j] - JExact[i][j]));
    }
  }
  if (Margin < 2e-4)
    return "near a kink";
  if (Largest > (fuzz_uses_float ? 100 : 1e4))
    return "derivative too large";
  YTol *= 1 + LargestY;
  JTol = fmax(JTol, (FloatTol + 1e-9) * (1 + Largest));
  if (fuzz_uses_float && JTol > 0.01)
    return "float too coarse";
  int Telling = 0; // entries that are not zero, nor one as for an untouched cell
  for (int i = 0; i < fuzz_nout; ++i)
    for (int j = 0; j < fuzz_nin; ++j)
      Telling += fabs(J[i][j]) > 1e-4 && J[i][j] != 1;
  if (Telling < 1 + (fuzz_nin > 2) + (fuzz_nin > 5))
    return "too little dependence";
  for (int j = 0; j < fuzz_nin; ++j) {
    double x[MaxIn];
    memcpy(x, X, sizeof x);
    x[j] = X[j] + H;
    fuzz_oracle(x, None, Up, Unused);
    x[j] = X[j] - H;
    fuzz_oracle(x, None, Down, Unused);
    for (int i = 0; i < fuzz_nout; ++i) {
      double FD = (Up[i] - Down[i]) / (2 * H);
      if (!(fabs(FD - JExact[i][j]) < 1e-5 * (1 + Largest)))
        return "differs from central differences";
    }
  }
  return 0;
}

static const char *Level, *Mode;
static int failed(const char *What, int I, double Got, double Want) {
  printf("%s %s WRONG %s[%d] = %.17g, expected %.17g\n", Level, Mode, What, I,
         Got, Want);
  return 1;
}

static int compare(const char *What, const double *Got, const double *Want,
                   int N, double Tol) {
  for (int i = 0; i < N; ++i)
    if (!(fabs(Got[i] - Want[i]) <= Tol))
      return failed(What, i, Got[i], Want[i]);
  return 0;
}

static void direction(double *V, int N) {
  for (int i = 0; i < N; ++i)
    V[i] = uniform();
}

static void transposed(const double (*Jac)[MaxIn], const double *w,
                       double *g) {
  for (int j = 0; j < fuzz_nin; ++j) {
    g[j] = 0;
    for (int i = 0; i < fuzz_nout; ++i)
      g[j] += w[i] * Jac[i][j];
  }
}

static int checkPlain(const struct fuzz_case *C) {
  double y[MaxOut];
  C->plain(X, y);
  return compare("y", y, Y, C->nout, YTol);
}

static int checkForward(const struct fuzz_case *C) {
  double v[MaxIn], y[MaxOut], dy[MaxOut], Want[MaxOut];
  direction(v, C->nin);
  for (int i = 0; i < C->nout; ++i) {
    Want[i] = 0;
    for (int j = 0; j < C->nin; ++j)
      Want[i] += J[i][j] * v[j];
  }
  heapMark();
  C->forward(X, v, y, dy);
  return compare("y", y, Y, C->nout, YTol) ||
         compare("dy", dy, Want, C->nout, JTol * C->nin);
}

static int checkReverse(const struct fuzz_case *C, int Split) {
  double w[MaxOut], y[MaxOut], g[MaxIn], Want[MaxIn];
  direction(w, C->nout);
  if (C->unit_seed && !Split)
    w[0] = 1;
  transposed(J, w, Want);
  heapMark();
  (Split ? C->split : C->reverse)(X, w, y, g);
  return compare("y", y, Y, C->nout, YTol) ||
         compare("gx", g, Want, C->nin, JTol * C->nout);
}

static int checkNested(const struct fuzz_case *C) {
  static double Up[MaxOut][MaxIn], Down[MaxOut][MaxIn];
  double v[MaxIn], w[MaxOut], x[MaxIn], y[MaxOut], g[MaxIn], dg[MaxIn];
  double GUp[MaxIn], GDown[MaxIn], WantG[MaxIn], Want[MaxIn], H = 1e-5;
  double Size = 1;
  direction(v, C->nin);
  direction(w, C->nout);
  if (C->unit_seed)
    w[0] = 1;
  transposed(J, w, WantG);
  fuzz_round = 0;
  for (int j = 0; j < C->nin; ++j)
    x[j] = X[j] + H * v[j];
  jacobian(x, y, Up);
  transposed(Up, w, GUp);
  for (int j = 0; j < C->nin; ++j)
    x[j] = X[j] - H * v[j];
  jacobian(x, y, Down);
  transposed(Down, w, GDown);
  for (int j = 0; j < C->nin; ++j) {
    Want[j] = (GUp[j] - GDown[j]) / (2 * H);
    Size = fmax(Size, fabs(Want[j]));
  }
  heapMark();
  C->nested(X, v, w, g, dg);
  return compare("gx", g, WantG, C->nin, JTol * C->nout) ||
         compare("dgx", dg, Want, C->nin,
                 1e-5 * Size + 100 * JTol * C->nout);
}

static int runMode(const struct fuzz_case *C, const char *M) {
  Mode = M;
  fflush(stdout);
  pid_t Child = fork();
  if (Child == 0) {
    alarm(2);
    int Bad = 0;
    for (int Again = 0; Again < 2 && !Bad; ++Again) {
      switch (M[0]) {
      case 'p': Bad = checkPlain(C); break;
      case 'f': Bad = checkForward(C); break;
      case 'r': Bad = checkReverse(C, 0); break;
      case 's': Bad = checkReverse(C, 1); break;
      case 'n': Bad = checkNested(C); break;
      }
      const char *HeapFault = M[0] == 'p' ? 0 : heapFault();
      if (!Bad && HeapFault) {
        printf("%s %s LEAK %s\n", Level, Mode, HeapFault);
        Bad = 1;
      }
    }
    if (!Bad)
      printf("%s %s OK\n", Level, Mode);
    exit(Bad);
  }
  int Status = 0;
  waitpid(Child, &Status, 0);
  if (WIFSIGNALED(Status))
    printf("%s %s %s signal %d\n", Level, Mode,
           WTERMSIG(Status) == SIGALRM ? "TIMEOUT" : "CRASH",
           WTERMSIG(Status));
  else if (WEXITSTATUS(Status) > 1)
    printf("%s %s CRASH exit %d\n", Level, Mode, WEXITSTATUS(Status));
  return Status != 0;
}

int main(int argc, char **argv) {
  State = argc > 1 ? strtoull(argv[1], 0, 10) : 1;
  const char *Fault = 0;
  alarm(4);
  if (fuzz_nin > MaxIn || fuzz_nout > MaxOut) {
    printf("SKIP too many inputs or outputs\n");
    return 3;
  }
  for (int Try = 0; Try < 12; ++Try) {
    for (int j = 0; j < fuzz_nin; ++j)
      X[j] = 1.5 * uniform();
    Fault = judgePoint();
    if (!Fault)
      break;
  }
  if (Fault) {
    printf("SKIP %s\n", Fault);
    return 3;
  }
  int NonZero = 0, All = fuzz_nin * fuzz_nout;
  for (int i = 0; i < fuzz_nout; ++i)
    for (int j = 0; j < fuzz_nin; ++j)
      NonZero += fabs(J[i][j]) > 1e-6;
  printf("POINT %d of %d entries nonzero, %d x %d\n", NonZero, All, fuzz_nout,
         fuzz_nin);
  alarm(0);
  int Failures = 0;
  const struct fuzz_case *Cases[] = {&fuzz_case_O0, &fuzz_case_O1,
                                     &fuzz_case_O2, &fuzz_case_O3};
  static const char *const Names[] = {"O0", "O1", "O2", "O3"};
  for (int L = 0; L < 4; ++L) {
    const struct fuzz_case *C = Cases[L];
    Level = Names[L];
    if (!C)
      continue;
    if (C->plain)
      Failures += runMode(C, "plain");
    if (C->forward)
      Failures += runMode(C, "forward");
    if (C->reverse)
      Failures += runMode(C, "reverse");
    if (C->split)
      Failures += runMode(C, "split");
    if (C->nested)
      Failures += runMode(C, "nested");
  }
  return Failures != 0;
}
