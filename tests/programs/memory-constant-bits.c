// A constant double that is written as the bytes it consists of.
// sanitize
#include "check.h"
#include <stdint.h>
#include <string.h>

typedef struct {
  double x, mass;
} body;

static double bytes(double x) {
  body b[3];
  const double two = 2;
  for (int i = 0; i < 3; ++i) {
    memcpy(&b[i].mass, &two, sizeof two);
    b[i].x = x * (i + 1);
  }
  double s = 0;
  for (int i = 0; i < 3; ++i)
    s += b[i].x * b[i].x * b[i].mass;
  return s;
}

static double bits(double x) {
  double p[2] = {x, x};
  uint64_t three = 0x4008000000000000; // 3.0
  memcpy(&p[x > 0], &three, sizeof three);
  return p[0] * p[0] * p[1];
}

double __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);

int main(void) {
  SAME(__enzyme_fwddiff((void *)bytes, 1.5, 1.0), 2 * 2 * 1.5 * 14);
  SAME(__enzyme_autodiff((void *)bytes, 1.5), 2 * 2 * 1.5 * 14);
  SAME(__enzyme_fwddiff((void *)bits, 1.5, 1.0), 2 * 3 * 1.5);
  SAME(__enzyme_autodiff((void *)bits, 1.5), 2 * 3 * 1.5);
  return check_done();
}
