// Variables that set-up code filled before: tables behind pointers, structs of
// them, functions. They are constant for the derivative; no shadow is missed.
#include "check.h"

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

typedef struct {
  int n;
  double *weights;
  const char *name;
} model;

static double *table;
static model current;
static double scale = 1;
static double (*shape)(double);

NOINLINE static double square(double x) { return x * x; }
NOINLINE static double cube(double x) { return x * x * x; }

NOINLINE static void set_up(int n) {
  table = malloc(n * sizeof *table);
  current.n = n;
  current.weights = malloc(n * sizeof *table);
  current.name = "weights";
  for (int i = 0; i < n; ++i) {
    table[i] = 1.0 / (i + 1);
    current.weights[i] = i + 0.5;
  }
  scale = 2;
}

static double looked_up(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += table[i] * x[i] * x[i] * current.weights[current.n - 1 - i];
  return s * scale;
}

static double shaped(double x) { return shape(x) * scale; }

int main(void) {
  enum { n = 5 };
  double x[n] = {0.3, -0.7, 1.1, 0.2, 0.95}, d[n] = {0}, t[n] = {0}, sum = 0;
  set_up(n);
  __enzyme_autodiff((void *)looked_up, x, d, enzyme_const, n);
  for (int i = 0; i < n; ++i) {
    double want = 2 * 2 * x[i] * (n - 1 - i + 0.5) / (i + 1);
    SAME(d[i], want);
    t[i] = i - 1.5;
    sum += want * t[i];
  }
  SAME(__enzyme_fwddiff((void *)looked_up, x, t, enzyme_const, n), sum);
  shape = square;
  SAME(__enzyme_autodiff((void *)shaped, 3.0), 12);
  SAME(__enzyme_fwddiff((void *)shaped, 3.0, 1.0), 12);
  shape = cube;
  SAME(__enzyme_autodiff((void *)shaped, 3.0), 54);
  SAME(__enzyme_fwddiff((void *)shaped, 3.0, 1.0), 54);
  free(table);
  free(current.weights);
  return check_done();
}
