// Storage that holds floats first and doubles later, each read as it was written.
#include "check.h"

void __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

// A float of x is exact where x is: the points below are.
static double bytes(const double *x) {
  char b[8] __attribute__((aligned(8)));
  float t = (float)x[0], u, v;
  memcpy(b, &t, 4);
  t = (float)x[1];
  memcpy(b + 4, &t, 4);
  memcpy(&u, b, 4);
  memcpy(&v, b + 4, 4);
  double q = x[0] * x[1], r;
  memcpy(b, &q, 8);
  memcpy(&r, b, 8);
  return u * v + r * x[0]; // x y + x^2 y
}

static double in_turn(const double *x) {
  union { float f[2]; double d; } u;
  double s = 1;
  for (int i = 0; i < 2; i++) {
    u.f[0] = (float)x[0];
    u.f[1] = (float)x[1];
    s *= u.f[0] * u.f[1];
    u.d = x[0] * s;
    s = u.d;
  }
  return s; // x^4 y^2
}

NOINLINE static double as_floats(float *p, const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++)
    p[i] = (float)x[i & 1] * i;
  for (int i = 0; i < n; i++)
    s += p[i] * p[i];
  return s;
}
NOINLINE static double as_doubles(double *p, const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; i++)
    p[i] = x[i & 1] * x[0] * i;
  for (int i = 0; i < n; i++)
    s += p[i];
  return s;
}
static double workspace(const double *x) {
  void *m = malloc(4 * sizeof(double));
  double s = as_floats(m, x, 4) + as_doubles(m, x, 4);
  free(m);
  return s; // 4 x^2 + 10 y^2 + 2 x^2 + 4 x y
}

#define CHECK(F, DX, DY)                                                       \
  do {                                                                         \
    double at[2] = {1.5, 0.75}, g[2] = {0, 0};                                  \
    double tx[2] = {1, 0}, ty[2] = {0, 1};                                     \
    __enzyme_autodiff((void *)F, enzyme_dup, at, g);                            \
    SAME(g[0], DX);                                                            \
    SAME(g[1], DY);                                                            \
    SAME(__enzyme_fwddiff((void *)F, enzyme_dup, at, tx), DX);                  \
    SAME(__enzyme_fwddiff((void *)F, enzyme_dup, at, ty), DY);                  \
  } while (0)

int main(void) {
  const double x = 1.5, y = 0.75;
  CHECK(bytes, y + 2 * x * y, x + x * x);
  CHECK(in_turn, 4 * x * x * x * y * y, 2 * x * x * x * x * y);
  CHECK(workspace, 12 * x + 4 * y, 20 * y + 4 * x);
  return check_done();
}
