// enzyme_nofree: one tape, several reverse calls. The tape, the stack frame
// kept in it, memory freed by the function and the tapes of its callees stay
// for the next call; the last one, without the marker, releases everything.
// sanitize
#include "check.h"
void *__enzyme_augmentfwd(void *, ...);
void __enzyme_reverse(void *, ...);

// Calls with tapes of their own, in a loop whose trip count is known only at
// its end.
NOINLINE static double step(double *s, double a) {
  double old = s[0];
  s[0] = sin(old) * a + s[1];
  s[1] = old * s[0];
  return s[0] * s[1];
}

NOINLINE static double newton(double a) {
  double x = a;
  while (fabs(x * x - a) > 1e-14 * a)
    x = 0.5 * (x + a / x);
  return x;
}

// Heap memory, zeroed and not, read before it is written and freed inside;
// two outputs.
static void model(const double *x, double *y, int n) {
  double state[2] = {x[0], x[1]};
  double *sum = (double *)calloc(n, sizeof(double));
  double *tmp = (double *)malloc(n * sizeof(double));
  for (int i = 0; i < n; ++i)
    tmp[i] = step(state, x[i]) + newton(2 + x[i]);
  for (int k = 0; k < 2; ++k)
    for (int i = 0; i < n; ++i)
      sum[i] = sum[i] * x[i] + tmp[n - 1 - i];
  y[0] = 0;
  y[1] = state[1];
  for (int i = 0; i < n; ++i)
    y[0] += sum[i] * sum[i];
  free(tmp);
  free(sum);
}

enum { N = 5 };
static double output(const double *x, int k) {
  double y[2];
  model(x, y, N);
  return y[k];
}

int main(void) {
  double x[N], y[2], dx[N], dy[2];
  for (int i = 0; i < N; ++i)
    x[i] = 1 + 0.3 * sample(i);
  memset(dx, 0, sizeof dx);
  memset(dy, 0, sizeof dy);
  void *tape = __enzyme_augmentfwd((void *)model, enzyme_dup, x, dx, enzyme_dup,
                                   y, dy, enzyme_const, (int)N);
  for (int run = 0; run < 5; ++run) {
    int k = run % 2;
    memset(dx, 0, sizeof dx);
    dy[k] = 1;
    if (run < 4)
      __enzyme_reverse((void *)model, enzyme_nofree, enzyme_dup, x, dx,
                       enzyme_dup, y, dy, enzyme_const, (int)N, tape);
    else
      __enzyme_reverse((void *)model, enzyme_dup, x, dx, enzyme_dup, y, dy,
                       enzyme_const, (int)N, tape);
    NEAR(dy[0], 0, 0);
    NEAR(dy[1], 0, 0);
    GRADIENT(dx, output(x, k), x, N, 1e-7);
  }
  return check_done();
}
