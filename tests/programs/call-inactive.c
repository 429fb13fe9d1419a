// Calls without a derivative in the middle: printing, time, strings, asserts.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <time.h>

static char Log[256];

// A variadic function of our own that only handles integers and text.
NOINLINE static int note(const char *Format, ...) {
  va_list Args;
  va_start(Args, Format);
  int N = vsnprintf(Log, sizeof Log, Format, Args);
  va_end(Args);
  return N;
}
NOINLINE static double logged(double X, int N) {
  double S = 0;
  for (int I = 0; I < N; ++I) {
    note("step %d of %d", I, N);
    S += X * X * I;
    fprintf(stderr, "partial sum %g\n", S); // a float passed to varargs
    assert(S < 1e6 && "large");
  }
  if (time(0) == 0 || strlen(Log) > 200)
    S = 0;
  errno = 0;
  fflush(stderr);
  return S;
}

int main(void) {
  for (int N = 0; N <= 7; N += N ? 6 : 1)
    SAME(__enzyme_autodiff((void *)logged, 1.5, N), 3.0 * N * (N - 1) / 2);
  SAME(__enzyme_fwddiff((void *)logged, 1.5, 2.0, 3), 18);
  SAME(strcmp(Log, "step 2 of 3"), 0);
  return check_done();
}
